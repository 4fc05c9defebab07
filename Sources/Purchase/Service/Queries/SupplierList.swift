import MariaDBClient
import PurchaseDomain
import WebAPI

/// `GET /po/supplier/list`: the keyword is a part of the code or of the name.
enum SupplierList {
  private static let listSQL = ListSQL(
    "purchase_supplier.list", select: SupplierStore.columns,
    """
    FROM purchase_supplier s \
    WHERE (? IS NULL OR s.code LIKE ? OR s.name LIKE ?) AND (? IS NULL OR s.status = ?)
    """,
    orders: [
      "-created_at": "s.supplier_id DESC", "created_at": "s.supplier_id",
      "code": "s.code", "-code": "s.code DESC",
    ])

  static func read(_ call: Call, _ query: SupplierFilter) throws -> Page<Supplier> {
    let part = SQLValue.containing(query.keyword)
    return try listSQL.page(
      query.listing, [part, part, part] + .filters(query.status?.rawValue), on: call.database,
      SupplierStore.supplier)
  }
}
