import StackKit
import Testing

/// A way to spoil the books, what the operator's audit says of it, and how it is mended.
struct AuditDamage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// May hold placeholders, as the others may.
  let sql: String
  let repair: String
  let finding: String

  /// Spoils the books, sees the finding, and mends them. Nobody else judges the books meanwhile.
  /// - Parameter replacing: placeholders and what stands for them, one after the other
  func expectFound(on stack: Stack, _ replacing: KeyValuePairs<String, String>) throws {
    func filled(_ text: String) -> String {
      replacing.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
    try SharedBooks.alone {
      try stack.sql("SET SESSION check_constraint_checks = OFF; \(filled(sql))")
      defer { _ = try? stack.sql("SET SESSION check_constraint_checks = OFF; \(filled(repair))") }
      let found = try stack.operate("audit").output
      #expect(
        found.contains(filled(finding)),
        "\(testDescription): no \(filled(finding)) in\n\(found.prefix(3_000))")
    }
  }
}
