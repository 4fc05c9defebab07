/// The tree of organisations.
enum OrgStore {
  private static let pathSQL = SQL("org.path", "SELECT path FROM org_unit WHERE org_id = ?")
  private static let idSQL = SQL("org.id", "SELECT org_id FROM org_unit WHERE code = ?")
  private static let countSQL = SQL("org.count", "SELECT COUNT(*) FROM org_unit")
  private static let outsideSQL = SQL(
    "org.outside",
    """
    SELECT COUNT(*) FROM org_unit o JOIN org_unit top ON top.org_id = ? \
    WHERE o.path NOT LIKE CONCAT(top.path, '%')
    """)
  private static let insertSQL = SQL(
    "org.insert",
    "INSERT INTO org_unit (code, name, kind, parent_id, path) VALUES (?, ?, ?, ?, '')")
  private static let placeSQL = SQL("org.place", "UPDATE org_unit SET path = ? WHERE org_id = ?")
  private static let belowSQL = SQL(
    "org.below",
    """
    SELECT org_id, code, name, parent_id, kind FROM org_unit \
    WHERE path LIKE CONCAT(?, '%') ORDER BY code
    """)

  /// The organisation's place in the tree, or nil if there is none.
  static func path(of organisationID: Int64, on database: DatabaseConnection) throws(DatabaseError)
    -> OrgPath?
  {
    try database.first(pathSQL, [.int(organisationID)]) { row throws(DatabaseError) in
      OrgPath(stored: try row.text())
    }
  }

  /// The organisation of this code, or nil if there is none.
  static func id(of code: String, on database: DatabaseConnection) throws(DatabaseError) -> Int64? {
    try database.first(idSQL, [.text(code)]) { row throws(DatabaseError) in try row.int() }
  }

  /// Whether the organisation stands above all others.
  static func isWholeHouse(_ organisationID: Int64, on database: DatabaseConnection)
    throws(DatabaseError) -> Bool
  {
    try database.first(outsideSQL, [.int(organisationID)]) { row throws(DatabaseError) in
      try row.int()
    } == 0
  }

  /// What the caller may see: everything, or its own organisation and those below.
  static func scope(of caller: Caller, on database: DatabaseConnection) throws(DatabaseError)
    -> OrgPath
  {
    guard caller.scope.limitedTo != nil else { return OrgPath(stored: "/") }
    // An organisation is never removed; were it, nothing would be in scope.
    return try path(of: caller.organisationID, on: database) ?? OrgPath(stored: "/0/")
  }

  static func insert(
    code: String, name: String, kind: OrgKind, below parent: Int64?, on database: DatabaseConnection
  ) throws -> Org {
    let count = try database.first(countSQL) { row throws(DatabaseError) in try row.int() }
    guard count ?? 0 < OrgPath.maximumCount else { throw UserRefusal.orgLimit }
    var parentPath: OrgPath?
    if let parent {
      parentPath = try path(of: parent, on: database)
      if parentPath == nil { throw UserRefusal.orgNotFound }
    }
    let id: Int64
    do throws(DatabaseError) {
      id = try database.execute(
        insertSQL,
        [.text(code), .text(name), .text(kind.rawValue), .of(parent)]
      ).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw UserRefusal.orgTaken }
      throw error
    }
    let path = parentPath.map { $0.child(id) } ?? OrgPath(root: id)
    guard let path else { throw UserRefusal.orgLimit }
    try database.execute(placeSQL, [.text(path.text), .int(id)])
    return Org(id: id, code: code, name: name, parentID: parent, kind: kind)
  }

  /// The organisation at `path` and all below it.
  static func all(below path: OrgPath, on database: DatabaseConnection) throws(DatabaseError)
    -> [Org]
  {
    try database.query(belowSQL, [.text(path.text)]) { row throws(DatabaseError) in
      Org(
        id: try row.int(), code: try row.text(), name: try row.text(),
        parentID: try row.intOrNil(), kind: try row.choice())
    }
  }
}
