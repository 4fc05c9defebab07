import Testing

/// Aim: the other tests of this folder see what is there: each reader is tried on a text with a
/// fault in it.
@Suite struct SupportTests {
  static let sample = SwiftFile(
    path: "Sample.swift",
    text: #"""
      import Foundation  // import Glibc
      /* try! /* as! */ print("x") */
      @testable package import Kernel
      struct Sample {
        static let a = SQL("sample.a", "SELECT \(columns) FROM t WHERE x IN (\(list("?", (1))))")
        static let raw = #"no \(code) "here" try!"#
        static let long = """
          SELECT a \
          FROM "b"
          """
        func short(_ text: String = "}{") -> Int { 1 }
        protocol P {
          func required()

          func other(_ a: [Int: Int]) throws
        }
        init() {
          if true {
            _ = "\(short("}"))"
          }
        }
      }
      """#)

  @Test func codeIsToldFromTextAndComments() {
    let code = Self.sample.code
    #expect(code.utf8.count == Self.sample.text.utf8.count)
    for word in ["try!", "as!", "print", "Glibc", "SELECT", "here"] {
      #expect(!code.contains(word), "\(word)")
    }
    #expect(Self.sample.imports == ["Foundation", "Kernel"])
  }

  @Test func literals() {
    let texts = Self.sample.literals.map(\.text)
    #expect(texts.contains("sample.a"))
    #expect(texts.contains("SELECT a FROM \"b\"\n    ") || texts.contains { $0.contains("a FROM") })
    let sql = Self.sample.literals.first { $0.text.hasPrefix("SELECT \\(columns)") }
    #expect(sql?.interpolations == ["columns", #"list("?", (1))"#])
    #expect(sql?.line == 5)
    #expect(texts.contains(#"no \(code) "here" try!"#))
  }

  @Test func functions() {
    let found = Self.sample.functions
    #expect(found.map(\.name) == ["func short", "init"])
    #expect(found.map(\.lines) == [1, 5])
    #expect(found.map(\.line) == [11, 17])
  }

  @Test func invocations() {
    let calls = Self.sample.invocations(of: "SQL")
    #expect(calls.map(\.line) == [5])
    #expect(calls.first?.literals.first?.text == "sample.a")
    #expect(Self.sample.declaration(around: 5).hasPrefix("  static let a"))
    #expect(Self.sample.declaration(around: 19).hasPrefix("  init()"))
  }

  @Test func statementsOfMigrations() {
    let text = "-- why; and how\nCREATE TABLE a (x INT); -- it\nINSERT INTO a\n  VALUES (1);\n"
    #expect(
      Migrations.statements(text) == ["CREATE TABLE a (x INT)", "INSERT INTO a\n  VALUES (1)"])
  }

  @Test func grants() throws {
    let plain = try #require(
      Grants.parse("GRANT SELECT, UPDATE (a, b) ON erp.t TO 'erp_x'@'localhost'", path: "p"))
    #expect(plain.rights == ["SELECT", "UPDATE"] && plain.table == "t" && plain.user == "erp_x")
    for refused in [
      "GRANT SELECT ON erp.* TO erp_x@localhost", "GRANT SELECT ON *.* TO 'erp_x'@'localhost'",
      "GRANT SELECT ON erp.t TO 'erp_x'@'%'", "REVOKE SELECT ON erp.t FROM 'erp_x'@'localhost'",
      "GRANT SELECT ON erp.t TO 'erp_x'@'localhost' WITH GRANT OPTION",
    ] {
      #expect(Grants.parse(refused, path: "p") == nil, "\(refused)")
    }
  }

  @Test func nginx() {
    #expect(NginxRoutes.location(of: "/item/import")?.isExact == true)
    #expect(NginxRoutes.location(of: "/item/7")?.centre == "item")
    #expect(NginxRoutes.location(of: "/nowhere")?.centre == nil)
    #expect(NginxRoutes.location(of: "/user/login")?.isGuarded == false)
  }
}
