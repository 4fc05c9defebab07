import JSONCoding

/// Every fault of one request, with the path of each field. Not thread-safe: one per request.
package final class FaultList {
  private(set) var faults: [(path: String, reason: FaultReason)] = []
  private var total = 0
  /// Texts and codes that were sent in another spelling than their form.
  private(set) var respelled: [(sent: String, form: String)] = []

  /// Enough to mend a document by; a hostile one does not get a megabyte back.
  static let maximum = 100

  package init() {}

  package var isEmpty: Bool { total == 0 }

  /// Whether a fault of this path is noted; those beyond the maximum are not known any more.
  func contains(_ path: String) -> Bool { faults.contains { $0.path == path } }

  package func add(_ path: String, _ reason: FaultReason) {
    total += 1
    if faults.count < Self.maximum { faults.append((path, reason)) }
  }

  /// Notes how a text was sent, so that what is there by that spelling is found. Not more than a
  /// request has use for.
  func note(_ sent: String, as form: String) {
    if respelled.count < Self.maximum { respelled.append((sent, form)) }
  }

  /// The 400 that names them all.
  package func problem(in language: Language) -> Problem {
    Problem.invalid(faults, in: language)
  }
}
