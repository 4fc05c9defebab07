package import Kernel

/// Rules for times that only a call knows: a kept answer must not be refused because time went by.
extension Call {
  /// Refuses with 400 what lies not ahead of now. To be asked where something is made, after the
  /// first answer of a repeated call was looked for.
  package func requireAhead(_ field: String, _ time: Instant?) throws {
    guard let time, time <= Instant.now() else { return }
    throw Problem.field(
      field, .other(english: "must be ahead of now", chinese: "必须晚于当前时间"), in: language)
  }
}
