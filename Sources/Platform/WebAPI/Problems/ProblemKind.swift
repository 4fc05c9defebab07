/// One way in which a call can be refused: what clients switch on, and what people read.
///
/// `code` is HTTP status × 100 + `number`; `name` is stable for ever. A repository test keeps
/// codes and names unique across all centres.
package struct ProblemKind: Hashable, Sendable {
  /// HTTP status, 400 … 599.
  package let status: Int
  /// 0 … 99, unique within the status across the whole house.
  package let number: Int
  /// The stable name, such as `stock.insufficient`.
  package let name: String
  package let english: String
  package let chinese: String

  package init(_ status: Int, _ number: Int, _ name: String, en english: String, zh chinese: String)
  {
    self.status = status
    self.number = number
    self.name = name
    self.english = english
    self.chinese = chinese
  }

  /// The number in the answer's `code` field, such as 40901.
  package var code: Int { status * 100 + number }

  /// The text for a person who reads `language`.
  package func message(in language: Language) -> String {
    language == .chinese ? chinese : english
  }
}
