/// How the relay works. The standard is what runs; tests shorten times.
package struct RelayOptions: Sendable {
  /// Events a round.
  package var batch = 500
  /// Pause after a round that found nothing, in milliseconds: what an event waits at most.
  package var pollMilliseconds = 20
  /// Pause of a relay that is not the active one, in milliseconds.
  package var standbyMilliseconds = 500
  /// After so long without a sign of the active relay another takes over.
  package var leaseSeconds = 3
  /// Whose streams are kept short.
  package var centres = EventStreams.centres

  package static let standard = RelayOptions()
}
