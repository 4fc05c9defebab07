package import JSONCoding

/// A refused or failed call, ready to be answered.
///
/// Thrown by handlers; `Envelope.failure` turns it into the contract's JSON.
package struct Problem: Error, Sendable {
  package let kind: ProblemKind
  /// Each a complete JSON object.
  package var details: [[UInt8]]
  /// Seconds, sent as `Retry-After`.
  package var retryAfter: Int?
  /// False for a refusal that leaves no row in the audit log: a name's rate limit, which holds off
  /// floods.
  package var isAudited: Bool
  /// True for the few refusals whose work is to be committed all the same: a failed login is
  /// counted, a stolen refresh token ends its login.
  package var keepsWork: Bool

  package init(
    _ kind: ProblemKind, details: [[UInt8]] = [], retryAfter: Int? = nil, isAudited: Bool = true,
    keepsWork: Bool = false
  ) {
    self.kind = kind
    self.details = details
    self.retryAfter = retryAfter
    self.isAudited = isAudited
    self.keepsWork = keepsWork
  }

  /// A problem with an object of details.
  package init(_ kind: ProblemKind, _ write: (inout JSONWriter) -> Void) {
    self.init(kind)
    add(write)
  }

  /// A problem with an object of details for each of what it is about.
  package init<Entry>(
    _ kind: ProblemKind, for entries: [Entry], _ write: (Entry, inout JSONWriter) -> Void
  ) {
    self.init(kind)
    for entry in entries { add { write(entry, &$0) } }
  }

  /// Adds one object to `details`.
  package mutating func add(_ write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter(reserving: 96)
    writer.beginObject()
    write(&writer)
    writer.endObject()
    details.append(writer.bytes)
  }

  /// Adds a field and the reason why it was refused.
  package mutating func add(_ path: String, _ reason: FaultReason, in language: Language) {
    add {
      $0.field("field", path)
      $0.field("reason", reason.text(in: language))
    }
  }

  /// A problem that names the SKUs which it is about.
  package static func naming(_ kind: ProblemKind, skuIDs: [Int64]) -> Problem {
    Problem(kind, for: skuIDs) { $1.field("sku_id", $0) }
  }

  /// The 403 that names the permission which is missing.
  package static func forbidden(_ code: String) -> Problem {
    Problem(.forbidden) { $0.field("permission", code) }
  }

  /// The 415 that names the type which is taken.
  package static func mediaType(expected: String) -> Problem {
    Problem(.mediaTypeUnsupported) { $0.field("expected", expected) }
  }

  /// The 400 that names these faults, each by its path.
  package static func invalid(
    _ faults: [(path: String, reason: FaultReason)], in language: Language
  ) -> Problem {
    var problem = Problem(.requestInvalid)
    for fault in faults { problem.add(fault.path, fault.reason, in: language) }
    return problem
  }

  /// A problem whose only detail names a field and the reason.
  package static func field(
    _ path: String, _ reason: FaultReason, in language: Language = .english
  ) -> Problem {
    invalid([(path, reason)], in: language)
  }
}

/// An error that knows which problem it is, such as a centre's refusals.
package protocol ProblemConvertible: Error {
  var problem: Problem { get }
}

extension Problem: ProblemConvertible {
  package var problem: Problem { self }
}
