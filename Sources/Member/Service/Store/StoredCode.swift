import MariaDBClient

/// Reads a stored code as its enumeration; the columns' CHECKs let nothing else in.
enum StoredCode {
  static func read<Choice: RawRepresentable<String>>(
    _ text: String
  ) throws(DatabaseError) -> Choice {
    if let choice = Choice(rawValue: text) { return choice }
    throw DatabaseError.unreadable("member.read", "unknown code \(text)")
  }
}
