/// Walks down the bills of material, one round trip for 20 SKUs of a level.
enum GraphQueries {
  private static let bodiesSQL = SQLList("bom_template.bodies") { count in
    """
    SELECT t.sku_id, t.base_qty, c.sku_id, c.qty, c.scrap_rate FROM bom_template t \
    JOIN bom_component c ON c.template_id = t.template_id \
    WHERE t.is_active = 1 AND (t.valid_from IS NULL OR t.valid_from <= ?) \
    AND (t.valid_to IS NULL OR t.valid_to > ?) \
    AND t.sku_id IN (\(SQLSeries.repeated("?", count))) ORDER BY t.template_id, c.line_no
    """
  }
  private static let edgesSQL = SQLList("bom_template.edges") { count in
    """
    SELECT t.sku_id, c.sku_id FROM bom_template t \
    JOIN bom_component c ON c.template_id = t.template_id \
    WHERE t.is_active = 1 AND (? IS NULL OR t.valid_from IS NULL OR t.valid_from < ?) \
    AND (? IS NULL OR t.valid_to IS NULL OR t.valid_to > ?) \
    AND t.sku_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  /// `GET /mo/bom/explode`: what a quantity takes, through all levels, by the versions in force.
  static func explode(_ call: Call, _ query: ExplodeQuery) throws -> ExplosionAnswer {
    let time = try query.at ?? call.database.now()
    let bodies = try bodies(below: query.skuID, at: time, on: call.database)
    return ExplosionAnswer(
      skuID: query.skuID, quantity: query.quantity,
      explosion: try BOMExplosion(query.skuID, query.quantity, bodies: bodies))
  }

  /// The versions in force at a moment, of a product and of all below it.
  /// - Throws: `explosionTooLarge` when they have more lines than any explosion may have
  static func bodies(
    below product: Int64, at time: Instant, on database: DatabaseConnection
  ) throws -> [Int64: BOMBody] {
    var bodies: [Int64: BOMBody] = [:]
    var seen: Set = [product]
    var level = [product]
    var lines = 0
    while !level.isEmpty {
      var next: Set<Int64> = []
      for range in bodiesSQL.chunks(of: level.count) {
        let values = [SQLValue.instant(time), .instant(time)] + level[range].map { .int($0) }
        _ = try database.query(bodiesSQL[range.count], values) { row throws(DatabaseError) in
          let skuID = try row.int()
          let empty = BOMBody(baseQuantity: try row.decimal(), components: [])
          let component = try TemplateQueries.component(row)
          bodies[skuID, default: empty].components.append(component)
          next.insert(component.skuID)
          lines += 1
        }
        if lines > BOMExplosion.linesMax { throw ProductionRefusal.explosionTooLarge }
      }
      level = next.subtracting(seen).sorted()
      seen.formUnion(next)
    }
    return bodies
  }

  /// What is below the parts at any moment of a window, by all active versions, down to the leaves
  /// or to the level on which `product` appears.
  static func graph(
    below parts: [Int64], of product: Int64, during window: TemplateWindow,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> BOMGraph {
    var graph = BOMGraph()
    var seen = Set(parts)
    var level = parts
    let (from, to) = (SQLValue.of(window.from), SQLValue.of(window.to))
    while !level.isEmpty, !seen.contains(product) {
      var next: Set<Int64> = []
      let rows = try database.query(edgesSQL, [to, to, from, from], in: level) {
        row throws(DatabaseError) in (try row.int(), try row.int())
      }
      for (skuID, part) in rows {
        graph.add(skuID, madeOf: [part])
        next.insert(part)
      }
      level = next.subtracting(seen).sorted()
      seen.formUnion(next)
    }
    return graph
  }
}
