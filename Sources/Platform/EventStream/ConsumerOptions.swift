/// How a consumer works. The standard is what runs; tests shorten times.
package struct ConsumerOptions: Sendable {
  /// Entries read at once.
  package var batch = 100
  /// How long one read waits for an entry, in milliseconds; also how often due retries are looked
  /// for, and how long a stop may take.
  package var blockMilliseconds = 1_000
  /// After so long a transaction takes no further event: its locks hold requests up.
  package var transactionMilliseconds = 20
  package var retry = RetryPolicy.standard
  /// Entries that a consumer read and did not acknowledge for so long are taken over by another.
  package var claimAfterMilliseconds = 30_000
  /// How often that, and consumers that are gone for good, are looked for, in seconds.
  package var housekeepingSeconds = 15

  package static let standard = ConsumerOptions()
}
