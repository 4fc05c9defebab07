import Foundation
import StackKit
import Testing

/// `sql/schema.sql` shows each migration's effect in the diff; it must be what the migrations make.
@Suite struct SchemaTests {
  @Test func committedSchemaIsThatOfTheMigrations() throws {
    let stack = try SharedStack.get()
    let path = stack.installation.source + "/sql/schema.sql"
    let committed = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try stack.schema() == committed, "run `make schema`")
  }
}
