import MariaDBClient
import WebAPI

/// `GET /mo/bom/template/list`
enum TemplateList {
  private static let listSQL = ListSQL(
    "bom_template.list", select: TemplateQueries.columns,
    """
    FROM bom_template t WHERE (? IS NULL OR t.sku_id = ?) AND (? IS NULL OR t.is_active = ?)
    """,
    orders: [
      "-created_at": "t.template_id DESC", "created_at": "t.template_id",
      "sku_id": "t.sku_id, t.template_id", "-sku_id": "t.sku_id DESC, t.template_id DESC",
    ])

  static func read(_ call: Call, _ query: TemplateFilter) throws -> Page<BOMTemplateSummary> {
    try listSQL.page(query.listing, .filters(query.skuID, query.isActive), on: call.database) {
      row throws(DatabaseError) in
      BOMTemplateSummary(template: try TemplateQueries.template(row))
    }
  }
}
