/// Writes categories.
enum CategoryStore {
  private static let insertSQL = SQL(
    "category.insert", "INSERT INTO category (parent_id, name) VALUES (?, ?)")

  /// - Throws: `categoryDuplicate`
  static func insert(
    name: String, parentID: Int64, on database: DatabaseConnection
  ) throws -> CategoryTree.Category {
    do throws(DatabaseError) {
      let id = try database.execute(insertSQL, [.int(parentID), .text(name)]).lastInsertID
      return CategoryTree.Category(id: id, parentID: parentID, name: name)
    } catch {
      if case .duplicateKey = error.kind { throw ItemRefusal.categoryDuplicate }
      throw error
    }
  }
}

/// Writes units.
enum UnitStore {
  private static let insertSQL = SQL(
    "unit.insert",
    "INSERT INTO item_unit (unit, title_zh, title_en, decimals) VALUES (?, ?, ?, ?)")
  private static let updateSQL = SQL(
    "unit.update",
    """
    UPDATE item_unit SET title_zh = ?, title_en = ?, decimals = ?, version = ? \
    WHERE unit = ? AND version = ?
    """)

  /// - Throws: `unitDuplicate`
  static func insert(_ unit: UnitOfMeasure, on database: DatabaseConnection) throws {
    do throws(DatabaseError) {
      try database.execute(insertSQL, [.text(unit.name)] + columns(of: unit))
    } catch {
      if case .duplicateKey = error.kind { throw ItemRefusal.unitDuplicate }
      throw error
    }
  }

  /// Writes the next version of a unit; false, and nothing is written, when it has another by now.
  static func replace(
    _ old: UnitOfMeasure, by new: UnitOfMeasure, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let values = columns(of: new) + [.int(new.version), .text(old.name), .int(old.version)]
    return try database.execute(updateSQL, values).affectedRows == 1
  }

  private static func columns(of unit: UnitOfMeasure) -> [SQLValue] {
    [.of(unit.titleChinese), .of(unit.titleEnglish), .int(Int64(unit.decimals))]
  }
}
