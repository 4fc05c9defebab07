/// How the reconciler works. The standard is what runs; tests shorten times.
package struct ReconcilerOptions: Sendable {
  /// Pause between passes, in milliseconds.
  package var pauseMilliseconds = 2_000
  /// An event that was published longer ago than this, and that a subscribed consumer has neither
  /// done nor failed, is published again.
  package var patienceSeconds = 10
  /// After so long it is published again even if the consumer still has entries to read.
  package var patienceBehindSeconds = 900
  /// Events looked at in one query.
  package var window = 500
  /// Queries in one pass; the next pass goes on where this one stopped.
  package var windowsMax = 20
  package var leaseSeconds = 8

  package static let standard = ReconcilerOptions()
}
