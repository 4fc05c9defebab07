import JSONCoding
import MariaDBClient
import Transactions
import WebAPI

extension ProblemKind {
  static let stockReceiptNotFound = ProblemKind(
    404, 45, "stock.receipt_not_found", en: "There is no such receipt.", zh: "采购入库单不存在。")
  static let stockOverReturn = ProblemKind(
    409, 53, "stock.over_return", en: "That is more than is left of the receipt.",
    zh: "退货数量超过该入库单的剩余数量。")
}

/// Goods that go back to a supplier by `POST /stock/out`, and name the `/stock/in` of type
/// `purchase` that brought them: they leave at what that costs (contract 2, A).
enum SupplierReturn {
  /// Receipts of purchase orders go back by `/po/return` alone, which counts them.
  private static let namedSQL = SQL(
    "stock_document.purchases",
    """
    SELECT document_id, org_id, warehouse_id FROM stock_document WHERE ref_no = ? \
    AND ref_type = 'purchase' AND direction = 'in' AND origin_no IS NULL ORDER BY document_id
    """)

  private static let overdrawnSQL = SQL(
    "stock_document.overdrawn",
    """
    SELECT m.sku_id FROM stock_move m JOIN stock_document d ON d.document_id = m.document_id \
    WHERE d.document_id = ? OR d.origin_document_id = ? \
    GROUP BY m.sku_id HAVING SUM(m.quantity) < 0 ORDER BY m.sku_id
    """)

  /// The receipt that a call means by its number, and by its id where several have that. 1 round
  /// trip.
  /// - Throws: `stock.receipt_not_found` also for one that the caller does not see,
  ///   `document.ambiguous`
  static func origin(
    _ number: String, documentID: Int64?, _ call: Call
  ) throws -> StockOrigin {
    let found = try call.database.query(namedSQL, [.text(number)]) {
      row throws(DatabaseError) in
      DocumentCandidate(
        documentID: try row.int(), organisationID: try row.intOrNil(),
        warehouseID: try row.int())
    }
    let visible = try found.filter { try isVisible($0, call) }
    let named = documentID.map { id in visible.filter { $0.documentID == id } } ?? visible
    guard let receipt = try call.meant(among: named, { $0 }) else {
      throw Problem(.stockReceiptNotFound)
    }
    return StockOrigin(.purchase, number, documentID: receipt.documentID)
  }

  /// A document of nobody is seen by whoever sees its warehouse.
  private static func isVisible(_ document: DocumentCandidate, _ call: Call) throws -> Bool {
    if let organisation = document.organisationID {
      return call.caller.scope.contains(organisation)
    }
    guard let warehouse = document.warehouseID,
      let owner = try WarehouseDirectory.owner(of: warehouse, on: call.database)
    else { return true }
    return call.caller.scope.contains(owner)
  }

  /// Refuses what the receipt did not bring, or others have sent back. The goods have left in this
  /// transaction, which holds the numbers of their SKUs' moves, so nobody else takes of it now. 1
  /// round trip.
  /// - Throws: `stock.over_return` with the SKUs
  static func requireLeft(of origin: StockOrigin, on connection: DatabaseConnection) throws {
    guard let id = origin.documentID else { return }
    let overdrawn = try connection.query(overdrawnSQL, [.int(id), .int(id)]) {
      row throws(DatabaseError) in try row.int()
    }
    if overdrawn.isEmpty { return }
    var problem = Problem(.stockOverReturn)
    for skuID in overdrawn { problem.add { $0.field("sku_id", skuID) } }
    throw problem
  }
}
