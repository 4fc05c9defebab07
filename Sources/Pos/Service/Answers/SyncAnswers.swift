/// How a sale stands, as a till sees it.
enum SyncStatus: String, CaseIterable, Sendable {
  case accepted
  case duplicate
  case waiting
  case failed
}

/// What `POST /pos/sync` says of one sale.
struct SyncResult: ObjectAnswer {
  let sequence: Int64
  let clientID: String
  let status: SyncStatus
  var orderNumber: String?
  /// A stable name.
  var error: String?
  /// The same in words.
  var message: String?
  /// What is wrong with which field, as in a 400.
  var details: [[UInt8]]?
  /// The doubts with which the sale was booked.
  var flags: [String] = []

  static let shape: [AnswerField<SyncResult>] = [
    .integer("seq") { $0.sequence },
    .text("client_id") { $0.clientID },
    .choice("status") { $0.status },
    .optionalText("order_no") { $0.orderNumber },
    .optionalText("error") { $0.error },
    .optionalText("message") { $0.message },
    .texts("flags") { $0.flags },
    AnswerField("details", { .nullable(.list(.map(.anything), nil)) }) { result, writer in
      guard let details = result.details else { return writer.null() }
      writer.array(details) { $0.raw($1) }
    },
  ]

  /// - Parameters:
  ///   - standing: the stored sale that counts
  ///   - isFirst: the call names this client's number for the first time
  ///   - faults: what is wrong with the entry
  init(
    sequence: Int64, clientID: String, _ verdict: SyncVerdict, _ standing: SyncedSale?,
    isFirst: Bool, faults: ElementFaults?, _ language: Language
  ) {
    self.sequence = sequence
    self.clientID = clientID
    if case .refused(let fault) = verdict {
      status = .failed
      error = fault.rawValue
      message = fault.text(in: language)
      return
    }
    switch standing?.status {
    case .applied:
      status = verdict == .duplicate || !isFirst ? .duplicate : .accepted
      orderNumber = standing?.orderNumber
    case .failed, .skipped:
      status = .failed
      error = standing?.faultName
      message = standing?.faultText(in: language)
      details = faults?.details(in: language)
    case .waiting, .repeated, nil: status = .waiting
    }
  }
}

/// Numbers that later ones wait for.
struct MissingRange: ObjectAnswer {
  let range: ClosedRange<Int64>

  static let shape: [AnswerField<MissingRange>] = [
    .integer("from") { $0.range.lowerBound },
    .integer("to") { $0.range.upperBound },
  ]
}

/// The answer of `POST /pos/sync`.
struct SyncAnswer: ObjectAnswer {
  let results: [SyncResult]
  let nextSequence: Int64
  let missing: [ClosedRange<Int64>]

  static let shape: [AnswerField<SyncAnswer>] = [
    .answer("results") { $0.results },
    .integer("next_seq") { $0.nextSequence },
    .answer("missing") { $0.missing.map(MissingRange.init) },
  ]
}
