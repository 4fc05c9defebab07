import Testing

/// Aim: the tables are what every server of the family takes, and fail closed.
@Suite struct MigrationTests {
  @Test func namesAreWellFormed() {
    #expect(!Migrations.paths.isEmpty)
    let read = Set(Migrations.files.map(\.path))
    expectNone(Migrations.paths.filter { !read.contains($0) }, "NNNN_<owner>__<what>.sql")
    var seen: [Int: String] = [:]
    var faults: [String] = []
    for file in Migrations.files {
      if let other = seen.updateValue(file.path, forKey: file.number) {
        faults.append("\(file.path) and \(other) have one number")
      }
      guard let hundred = Migrations.hundreds[file.owner] else {
        faults.append("\(file.path): no owner \(file.owner)")
        continue
      }
      if file.number / 100 != hundred { faults.append("\(file.path): not a number of its owner's") }
      if file.statements.isEmpty { faults.append("\(file.path): nothing to do") }
    }
    expectNone(faults)
  }

  @Test func tablesAreMadeOnce() {
    let names = Migrations.tables.map(\.name)
    #expect(names.count > 20)
    #expect(Set(names).count == names.count)
  }

  @Test func everyTableIsMadeAlike() {
    let options = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin"
    var faults: [String] = []
    for table in Migrations.tables {
      if !table.statement.hasSuffix(") " + options) { faults.append("\(table.path): \(options)") }
      if !table.statement.contains("PRIMARY KEY (") {
        faults.append("\(table.path): no primary key")
      }
    }
    expectNone(faults)
  }

  /// Decimals have 18 digits, those of sums 38, times microseconds; nothing is a binary float.
  @Test func columnTypes() {
    let banned = Pattern(
      #"\b(?:FLOAT|DOUBLE|REAL|TIMESTAMP(?!\()|ENUM|SET \(|DECIMAL(?!\(18,)|DATETIME(?!\(6\)))\b"#)
    var faults: [String] = []
    for table in Migrations.tables {
      let statement =
        table.owner == "cost"
        ? table.statement.replacing("DECIMAL(38,", with: "DECIMAL(18,") : table.statement
      for match in banned.matches(in: statement) where !match[0].hasPrefix("CURRENT") {
        faults.append("\(table.path): \(match[0])")
      }
    }
    expectNone(faults)
  }

  @Test func foreignKeysStayWithinTheirOwner() {
    let reference = Pattern(#"\bREFERENCES (\w+)"#)
    var faults: [String] = []
    for file in Migrations.files {
      for match in reference.matches(in: file.statements.joined(separator: ";\n"))
      where Migrations.owners[match[1]] != file.owner {
        faults.append("\(file.path): \(match[1])")
      }
    }
    expectNone(faults)
  }

  /// What another server of the family would not take, or would do differently.
  @Test func plainSQL() {
    let banned = Pattern(
      anyOf: [
        "PROCEDURE", "TRIGGER", "FUNCTION", "EVENT", "GET_LOCK", "SEQUENCE", "PARTITION", "MyISAM",
        "DROP TABLE", "TRUNCATE", "FULLTEXT", "SPATIAL", "PERSISTENT", "VIRTUAL",
      ]
    )
    var faults: [String] = []
    for file in Migrations.files {
      // A window's partition is none of a table.
      let text = file.statements.joined(separator: ";\n")
        .replacing("OVER (PARTITION BY", with: "OVER (")
      for match in banned.matches(in: text) {
        faults.append("\(file.path): \(match[0])")
      }
    }
    expectNone(faults)
  }

  /// Why a table is there stands in its file.
  @Test func everyFileSaysWhy() {
    expectNone(Migrations.paths.filter { !Checkout.text($0).hasPrefix("-- ") })
  }
}
