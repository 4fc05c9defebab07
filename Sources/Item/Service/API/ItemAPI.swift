/// The item centre's door for other centres, called in process and inside their transaction.
///
/// Every function runs on the caller's connection. The caller's database user needs SELECT on
/// item, item_unit, sku and sku_barcode, and SELECT, INSERT, UPDATE on sku_usage.
package enum ItemAPI {
  /// The facts of the SKUs, by id; one round trip for up to 20 ids. Unknown ids are absent.
  package static func skus(
    _ ids: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: SKUInfo] {
    try database.dictionary(FacadeQueries.skus, in: ids) { row throws(DatabaseError) in
      let facts = try FacadeQueries.facts(row)
      return (facts.skuID, facts)
    }
  }

  /// How the SKUs are valued, by id; one round trip for up to 20 ids. Unknown ids are absent.
  package static func valuations(
    _ ids: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: SKUValuation] {
    try database.dictionary(FacadeQueries.valuations, in: ids) { row throws(DatabaseError) in
      let skuID = try row.int()
      return (
        skuID,
        SKUValuation(
          skuID: skuID, method: try row.choice(), standardCost: try row.decimalOrNil())
      )
    }
  }

  /// The standard costs of the SKUs in force at a moment, by id, or now; one round trip for up to
  /// 20 ids. Unknown ids are absent. Needs SELECT on sku_standard_cost.
  package static func standardCosts(
    _ ids: [Int64], at moment: Instant?, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: UnitCost?] {
    try database.dictionary(FacadeQueries.standardCosts, [.of(moment)], in: ids) {
      row throws(DatabaseError) in (try row.int(), try row.decimalOrNil())
    }
  }

  /// What the barcodes stand for, by code as it was asked; one round trip for up to 20 codes.
  /// Spellings of one GTIN are one; unknown codes are absent.
  package static func barcodes(
    _ codes: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: BarcodeInfo] {
    let bound = try database.dictionary(
      FacadeQueries.barcodes, in: BarcodeQuery.spellings(of: codes), FacadeQueries.barcode)
    let owners = BarcodeOwners(
      bound.map { BarcodeOwners.Binding(code: $0, skuID: $1.skuID) })
    var found: [String: BarcodeInfo] = [:]
    for code in codes {
      if let binding = owners.binding(of: code) { found[code] = bound[binding.code] }
    }
    return found
  }

  /// Of each category the ids from the top down to itself. Unknown ids are absent.
  ///
  /// A category never moves, so each is asked for once in a process; then it costs nothing. Needs
  /// SELECT on category.
  package static func categoryLines(
    _ ids: some Sequence<Int64>, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: [Int64]] {
    try CategoryLines.find(Set(ids), on: database)
  }

  /// The safety stock of up to `limit` SKUs with an id above `after`, in order of id; only those
  /// that have one.
  package static func safetyStocks(
    after: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [(skuID: Int64, safetyStock: Quantity)] {
    try database.query(FacadeQueries.safetyStocks, [.int(after), .int(Int64(limit))]) {
      row throws(DatabaseError) in (try row.int(), try row.decimal())
    }
  }

  /// Notes where there is stock: called by the stock centre, in the transaction of the move, for
  /// the stock rows that are new and for those whose quantity on hand became or left zero. Nothing
  /// to note costs nothing; else one round trip for up to 20. Call it after the stock rows are
  /// locked, in ascending order of SKU and warehouse.
  ///
  /// From then on the SKU cannot be deleted, and while any warehouse has stock the item cannot be
  /// made inactive by DELETE either.
  /// - Throws: a `deadlock` when the SKU was deleted since it was looked up: the transaction runs
  ///   again and finds it gone
  package static func noteStock(
    _ usage: [SKUUsage], on database: DatabaseConnection
  ) throws(DatabaseError) {
    try ItemStore.noteUsage(usage, on: database)
  }

  /// Notes that documents name these SKUs, for SKUs that have no stock row: services.
  package static func markUsed(
    _ ids: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) {
    try noteStock(
      ids.map { SKUUsage(skuID: $0, warehouseID: 0, hasStock: false) }, on: database)
  }
}
