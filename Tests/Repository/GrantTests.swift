import Testing

/// Aim: a program's database user may do what the program does, and nothing else.
@Suite struct GrantTests {
  /// Rows that are only ever added to.
  static let ledgers: Set = [
    "stock_move", "outbox", "sales_payment", "sales_shipment", "point_change",
    "purchase_receipt", "purchase_receipt_line", "purchase_return", "purchase_return_line",
    "production_return", "production_return_line",
    "job_report", "job_reversal", "job_loss",
    "cost_ledger",
  ]

  @Test func everyProgramHasItsFile() {
    let expected = Set(PackageTable.responders.map { "erp-\($0)" })
    #expect(Set(Grants.paths.map(Grants.program)) == expected)
  }

  @Test func statementsArePlainGrants() {
    var faults: [String] = []
    for path in Grants.paths {
      for statement in Migrations.statements(Checkout.text(path))
      where Grants.parse(statement, path: path) == nil {
        faults.append("\(path): \(statement)")
      }
    }
    expectNone(faults, "one table of erp, one local user")
    let allowed: Set = ["SELECT", "INSERT", "UPDATE", "DELETE"]
    expectNone(
      Grants.all.filter { !$0.rights.isSubset(of: allowed) }
        .map { "\($0.path): \($0.rights.subtracting(allowed).sorted())" })
  }

  @Test func usersAndTablesExist() {
    var faults: [String] = []
    for grant in Grants.all {
      if grant.user != Grants.program(grant.path).replacing("-", with: "_") {
        faults.append("\(grant.path): a grant to \(grant.user)")
      }
      if Migrations.owners[grant.table] == nil {
        faults.append("\(grant.path): there is no table \(grant.table)")
      }
    }
    expectNone(faults)
  }

  /// The same edges as in Package.swift, once more.
  @Test func grantsFollowTheEdges() {
    var faults: [String] = []
    for grant in Grants.all {
      let allowed = Self.centres(of: Grants.program(grant.path))
      guard let owner = Migrations.owners[grant.table], owner != "platform" else { continue }
      if !allowed.contains(owner) {
        faults.append(
          "\(grant.path): \(grant.table) is \(owner)'s, allowed are \(allowed.sorted())")
      }
    }
    expectNone(faults)
  }

  @Test func ledgersAreOnlyAddedTo() {
    var faults: [String] = []
    for grant in Grants.all where Self.ledgers.contains(grant.table) {
      // The relay marks events, the worker settles and purges them: by column and by age.
      if grant.table == "outbox", ["erp_relay", "erp_worker"].contains(grant.user) { continue }
      let wrong = grant.rights.intersection(["UPDATE", "DELETE"])
      if !wrong.isEmpty { faults.append("\(grant.path): \(wrong.sorted()) on \(grant.table)") }
    }
    expectNone(faults)
  }

  /// A right that no statement uses is taken back.
  @Test func everyRightIsUsed() {
    var faults: [String] = []
    for grant in Grants.all {
      for right in grant.rights.subtracting(["SELECT"]).sorted()
      where !Self.isUsed(right, on: grant.table) {
        faults.append("\(grant.path): no statement needs \(right) on \(grant.table)")
      }
    }
    expectNone(faults)
  }

  private static func isUsed(_ right: String, on table: String) -> Bool {
    let form =
      switch right {
      case "INSERT": #"\bINSERT (?:IGNORE )?INTO \#(table)\b"#
      case "DELETE": #"\bDELETE (?:\w+ )?FROM \#(table)\b"#
      default:
        [
          #"\bUPDATE (?:\w+ \w+ JOIN )?\#(table)\b"#,
          #"\bINTO \#(table)\b[\s\S]*\bON DUPLICATE KEY UPDATE\b"#,
          #"\b\#(table)\b[\s\S]*\bFOR UPDATE\b"#,
        ].joined(separator: "|")
      }
    let pattern = Pattern(form)
    return SQLText.fragments.contains { pattern.isFound(in: $0.text) }
  }

  /// The centres of a program: a centre with all below it; of the others, what Package.swift says.
  private static func centres(of program: String) -> Set<String> {
    var names: Set<String> = []
    for centre in PackageTable.centres.keys where program == "erp-\(centre.lowercased())" {
      names = PackageTable.centresBelow(centre).union([centre])
    }
    for module in PackageTable.modules where module.name == program {
      for centre in PackageTable.centres.keys where module.uses.contains("\(centre)Service") {
        names.formUnion(PackageTable.centresBelow(centre).union([centre]))
      }
    }
    return Set(names.map { $0.lowercased() })
  }
}
