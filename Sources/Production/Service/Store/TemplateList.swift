import Kernel
import MariaDBClient
import WebAPI

/// `GET /mo/bom/template/list`
enum TemplateList {
  /// A filter that is not given is NULL, and the optimiser drops its half of the condition.
  private static let conditions = """
    (? IS NULL OR t.sku_id = ?) AND (? IS NULL OR t.is_active = ?)
    """
  private static let countSQL = SQL(
    "bom_template.count", "SELECT COUNT(*) FROM bom_template t WHERE \(conditions)")
  private static let listSQL: [String: SQL] = {
    func statement(_ name: StaticString, _ order: String) -> SQL {
      SQL(
        name,
        """
        SELECT \(TemplateQueries.columns) FROM bom_template t WHERE \(conditions) \
        ORDER BY \(order) LIMIT ? OFFSET ?
        """)
    }
    return [
      "-created_at": statement("bom_template.list_newest", "t.template_id DESC"),
      "created_at": statement("bom_template.list_oldest", "t.template_id"),
      "sku_id": statement("bom_template.list_by_sku", "t.sku_id, t.template_id"),
      "-sku_id": statement("bom_template.list_by_sku_down", "t.sku_id DESC, t.template_id DESC"),
    ]
  }()

  static func read(_ call: Call, _ query: TemplateListQuery) throws -> Page<BOMTemplateSummary> {
    let page = query.listing.page
    let key = (query.listing.isDescending ? "-" : "") + query.listing.sort
    let single: [SQLValue] = [.of(query.skuID), .of(query.isActive)]
    let values = single.flatMap { [$0, $0] }
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    guard let total, total > page.offset, let sql = listSQL[key] else {
      return Page([], of: total ?? 0, page)
    }
    let rows = try call.database.query(sql, values + [.of(page.size), .of(page.offset)]) {
      row throws(DatabaseError) in
      BOMTemplateSummary(template: try TemplateQueries.template(row))
    }
    return Page(rows, of: total, page)
  }
}
