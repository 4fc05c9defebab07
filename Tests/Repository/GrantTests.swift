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

  /// What `erp migrate` runs, with the owner's rights.
  static let ofTheOwner: Set = [
    "Sources/User/Service/Store/PermissionStore.swift",
    "Sources/User/Service/UseCases/RoleTable.swift",
  ]

  /// A statement of a centre can be run by at least one program; a check of the audit, by erp-ops.
  @Test func everyStatementHasItsRights() {
    var faults: [String] = []
    for fragment in SQLText.fragments {
      guard
        let centre = Pattern("^Sources/([A-Z]\\w+)/Service/(.*)$").matches(in: fragment.file.path)
          .first
      else { continue }
      let isAudit = Pattern(#"^(?:Background/\w+Audit|Audit/)"#).isFound(in: centre[2])
      let needed = Self.rights(of: fragment.text)
      let isHeld = Self.held.contains { program, rights in
        (!isAudit || program == "erp-ops") && needed.allSatisfy(rights.contains)
      }
      if !isHeld, !Self.ofTheOwner.contains(fragment.file.path) {
        faults.append("\(fragment.place): no program has all of \(needed.sorted())")
      }
    }
    expectNone(faults)
  }

  /// What each program may do, such as `INSERT stock_move`.
  private static let held: [String: Set<String>] = Dictionary(
    Grants.all.map { grant in
      (Grants.program(grant.path), Set(grant.rights.map { "\($0) \(grant.table)" }))
    }, uniquingKeysWith: { $0.union($1) })

  private static func rights(of statement: String) -> Set<String> {
    let forms = [
      ("INSERT", #"\bINSERT (?:IGNORE )?INTO (\w+)"#), ("DELETE", #"\bDELETE FROM (\w+)"#),
      ("UPDATE", #"\bUPDATE (\w+) (?:SET|(?:\w+ )?JOIN)"#),
      ("UPDATE", #"\bINTO (\w+)\b[\s\S]*\bON DUPLICATE KEY UPDATE\b"#),
      ("SELECT", #"(?<!DELETE )\b(?:FROM|JOIN) (\w+)"#),
    ]
    return Set(
      forms.flatMap { right, form in
        Pattern(form).matches(in: statement).map { $0[1] }
          .filter { Migrations.owners[$0] != nil }.map { "\(right) \($0)" }
      })
  }

  @Test func rightsAreRead() {
    #expect(
      Self.rights(of: "INSERT INTO outbox (a) SELECT b FROM inbox ON DUPLICATE KEY UPDATE a = 1")
        == ["INSERT outbox", "UPDATE outbox", "SELECT inbox"])
    #expect(Self.rights(of: "DELETE FROM inbox WHERE a = ?") == ["DELETE inbox"])
    #expect(
      Self.rights(of: "UPDATE member m JOIN coupon c ON a = b SET m.a = 1") == [
        "UPDATE member", "SELECT coupon",
      ])
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
