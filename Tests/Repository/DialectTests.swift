import Testing

/// Aim: the same SQL on MariaDB alone, on a Galera cluster, and, but for what is named here, on
/// TiDB. `systemd/CLUSTER.md` says what each exception means.
@Suite struct DialectTests {
  static let schema = Checkout.text("sql/schema.sql")
  static let migrations = Checkout.paths(in: "sql/migrations", ending: ".sql").map {
    (path: $0, text: Checkout.text($0))
  }

  /// All SQL of the product: statements, and the migrations that make the tables.
  static var texts: [(place: String, text: String)] {
    SQLText.fragments.filter { !$0.file.path.hasPrefix("Sources/Tools/") }
      .map { ($0.place, $0.text) } + migrations.map { ($0.path, $0.text) }
  }

  /// What one of the two does not take, or takes and does not do.
  @Test func neitherRefusesAStatement() {
    let banned = Pattern(
      anyOf: [
        // Routines and the like, which TiDB has none of.
        "CREATE PROCEDURE", "CREATE FUNCTION", "CREATE TRIGGER", "CREATE EVENT", "CREATE VIEW",
        "CREATE SEQUENCE", "NEXTVAL", "FULLTEXT", "SPATIAL", "GEOMETRY", "HANDLER", "XA",
        "CHECK TABLE", "CHECKSUM TABLE", "REPAIR TABLE", "OPTIMIZE TABLE", "LOAD DATA",
        "WITH ROLLUP", "JSON_TABLE", "XMLTYPE", "EXTRACTVALUE",
        // MariaDB's own.
        "RETURNING", "SET STATEMENT", "WAIT", "SYSTEM VERSIONING", "FOR SYSTEM_TIME", "PERIOD FOR",
        "ENGINE=Aria", "ENGINE=MyISAM", "UUID_SHORT", "VALUE\\(",
        // A lock that a cluster does not pass on, and one that TiDB takes without locking.
        "LOCK TABLE", "FLUSH TABLES", "LOCK IN SHARE MODE", "FOR SHARE",
      ])
    expectNone(
      Self.texts.flatMap { place, text in
        banned.matches(in: text).map { "\(place): \($0[0])" }
      })
  }

  /// TiDB (8.5) reads SKIP LOCKED and then locks nothing at all. Both statements that have it look
  /// for something to do; what they find is decided again by a conditional UPDATE.
  @Test func skipLockedIsAnException() {
    let named: Set = ["stock_lock.door", "order.overdue"]
    let found = Self.names(of: Pattern(#"\bSKIP LOCKED\b"#))
    #expect(found == named)
  }

  /// NO PAD, so that 'a' and 'a ' are two codes. TiDB's name for it is utf8mb4_0900_bin: as long as
  /// there is one name, it can be replaced by another.
  @Test func oneCollation() {
    let collation = Pattern(#"COLLATE[ =](\w+)"#)
    let names = Set(collation.matches(in: Self.schema).map { $0[1] })
    #expect(names == ["utf8mb4_nopad_bin"])
  }

  /// Types that both have alike.
  @Test func plainTypes() {
    let column = Pattern(#"^  `\w+` (\w+)"#)
    let types = Set(column.matches(in: Self.schema).map { $0[1] })
    #expect(types.count > 5)
    #expect(
      types.isSubset(of: [
        "bigint", "int", "smallint", "tinyint", "decimal", "varchar", "char", "binary", "varbinary",
        "datetime", "date", "text", "mediumtext", "longtext", "mediumblob",
      ]), "\(types.sorted())")
  }

  /// Galera certifies rows by their primary key, and replicates InnoDB alone.
  @Test func everyTableHasAPrimaryKey() {
    let tables = Pattern(#"CREATE TABLE `(\w+)` \(\n((?:  .*\n)*)\) ENGINE=(\w+)"#)
      .matches(in: Self.schema)
    #expect(tables.count > 60)
    expectNone(
      tables.filter { !$0[2].contains("  PRIMARY KEY (") || $0[3] != "InnoDB" }.map { $0[1] })
  }

  /// A cluster does not pass on what `FOR UPDATE` locks: two nodes that are written to at once keep
  /// apart only what both of them write. Where a transaction always writes the row that it locked,
  /// one of the two is refused and runs again. The others rest on the lock alone, and so on one
  /// node being written to at a time.
  @Test func locksAreKnown() {
    let found = Self.names(of: Pattern(#"\bFOR UPDATE\b(?! SKIP)"#))
    #expect(found == Self.written.union(Self.lockedOnly), "\(found.sorted())")
    #expect(Self.written.isDisjoint(with: Self.lockedOnly))
    let page = Checkout.text("systemd/CLUSTER.md")
    expectNone(Self.lockedOnly.filter { !page.contains("`\($0)`") }.sorted(), "not in the page")
  }

  /// The transaction always writes what it locked, or another row that stands for it.
  static let written: Set = [
    "production_order.lock", "purchase_order.lock", "order.lock_by_number",
    "stock_balance.lock_rows", "stock_balance.lock_row_pairs", "stock_balance.lock_row_keys",
    "stock_lock.lock_rows",
    "coupon.lock_row", "coupon_template.lock", "point_lot.live", "point_lot.overdue",
    "point_lot.overdue_of_member", "point_order.lock",
    "member_level_table.lock", "pos_device.lock", "user.lock", "cost_sku.lock", "price.lock",
    "item.lock", "api_call.exists", "outbox_purge.settled", "purchase_supplier.lock",
  ]

  /// The lock alone keeps two apart.
  static let lockedOnly: Set = [
    "bom_gate.lock", "subscription.lock", "member.lock", "user.credentials_locked",
    "role.lock_admin", "item.lock_skus", "cost_sheet.lock",
  ]

  /// The names of the statements in whose text the pattern is found: of each, the constructor that
  /// stands before it.
  private static func names(of pattern: Pattern) -> Set<String> {
    var names: Set<String> = []
    for file in SQLTests.product {
      let calls = SQLTests.constructors.flatMap { file.invocations(of: $0) }
        .filter { !$0.literals.isEmpty }.sorted { $0.line < $1.line }
      for literal in file.literals where pattern.isFound(in: literal.text) {
        if let call = calls.last(where: { $0.line <= literal.line }) {
          names.insert(call.literals[0].text)
        }
      }
    }
    return names
  }
}
