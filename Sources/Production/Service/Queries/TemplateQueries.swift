/// Reads bills of material.
enum TemplateQueries {
  private static let columns = """
    t.template_id, t.sku_id, t.label, t.base_qty, t.is_active, t.valid_from, t.valid_to, \
    t.created_by, t.created_at
    """
  private static let byIDSQL = SQL(
    "bom_template.by_id", "SELECT \(columns) FROM bom_template t WHERE t.template_id = ?")
  private static let inForceSQL = SQL(
    "bom_template.in_force",
    """
    SELECT \(columns) FROM bom_template t WHERE t.sku_id = ? AND t.is_active = 1 \
    AND (t.valid_from IS NULL OR t.valid_from <= NOW(6)) \
    AND (t.valid_to IS NULL OR t.valid_to > NOW(6)) ORDER BY t.template_id DESC LIMIT 1
    """)
  private static let componentsSQL = SQL(
    "bom_component.of_template",
    "SELECT sku_id, qty, scrap_rate FROM bom_component WHERE template_id = ? ORDER BY line_no")
  private static let operationsSQL = SQL(
    "bom_operation.of_template",
    """
    SELECT op_no, name, work_center, minutes FROM bom_operation WHERE template_id = ? \
    ORDER BY op_no
    """)

  private static let listSQL = ListSQL(
    "bom_template.list", select: columns,
    """
    FROM bom_template t WHERE (? IS NULL OR t.sku_id = ?) AND (? IS NULL OR t.is_active = ?)
    """,
    orders: [
      "-created_at": "t.template_id DESC", "created_at": "t.template_id",
      "sku_id": "t.sku_id, t.template_id", "-sku_id": "t.sku_id DESC, t.template_id DESC",
    ])

  /// `GET /mo/bom/template/list`
  static func list(_ call: Call, _ filter: TemplateFilter) throws -> Page<BOMTemplateSummary> {
    try listSQL.page(filter.listing, .filters(filter.skuID, filter.isActive), on: call.database) {
      row throws(DatabaseError) in BOMTemplateSummary(template: try template(row))
    }
  }

  static func template(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws -> BOMTemplate {
    let found = try database.first(byIDSQL, [.int(templateID)], template)
    guard let found else { throw ProductionRefusal.templateNotFound }
    return try whole(found, on: database)
  }

  /// The version that is in force now.
  static func inForce(
    _ skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> BOMTemplate? {
    guard let found = try database.first(inForceSQL, [.int(skuID)], template) else { return nil }
    return try whole(found, on: database)
  }

  private static func whole(
    _ header: BOMTemplate, on database: DatabaseConnection
  ) throws(DatabaseError) -> BOMTemplate {
    var template = header
    let key = [SQLValue.int(template.id)]
    template.components = try database.query(componentsSQL, key, component)
    template.operations = try database.query(
      operationsSQL, key, ProductionQueries.operation)
    return template
  }

  private static func template(_ row: borrowing Row) throws(DatabaseError) -> BOMTemplate {
    BOMTemplate(
      id: try row.int(), skuID: try row.int(), label: try row.text(),
      baseQuantity: try row.decimal(), isActive: try row.bool(),
      window: TemplateWindow(from: try row.instantOrNil(), to: try row.instantOrNil()),
      createdBy: try row.int(), createdAt: try row.instant())
  }

  static func component(_ row: borrowing Row) throws(DatabaseError) -> BOMComponent {
    BOMComponent(
      skuID: try row.int(), quantity: try row.decimal(), scrapRate: try row.decimal())
  }
}
