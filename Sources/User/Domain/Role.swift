/// A named set of permissions.
package struct Role: Equatable, Sendable {
  package let code: String
  package let name: String
  /// Permission codes and patterns, in order.
  package let permissions: [String]

  package init(code: String, name: String, permissions: [String]) {
    self.code = code
    self.name = name
    self.permissions = permissions
  }
}

/// A role that is there from the start (contract part 2, section K). It follows the table with each
/// new version for as long as nobody changed it.
package struct StandardRole: Sendable {
  /// The code of the role that may do everything.
  package static let adminCode = "admin"

  package let code: String
  package let name: String
  /// Codes after their centre, `item: read update`, and `report: *` for all of a centre; empty for
  /// whoever reads everything.
  private let table: String

  /// The codes of the table that are among `declared`, in order: what no call needs yet comes when
  /// one does. Everything is `*`.
  package func permissions(among declared: some Sequence<String>) -> [String] {
    if code == Self.adminCode { return ["*"] }
    let listed = Set(Self.codes(of: table))
    return declared.filter { code in
      let centre = String(code.prefix { $0 != "." })
      return listed.contains(code) || listed.contains("\(centre).*")
        || (table.hasPrefix("*read") && Self.isForAuditors(code))
    }.sorted()
  }

  private static func isForAuditors(_ code: String) -> Bool {
    code.hasSuffix("read") && code != "member.phone_read"
  }

  private static func codes(of table: String) -> [String] {
    table.split(separator: ",").flatMap { row in
      let parts = row.split(separator: ":")
      let centre = parts.first?.filter { $0 != " " } ?? ""
      return (parts.count > 1 ? parts[1] : "").split(separator: " ").map { "\(centre).\($0)" }
    }
  }

  /// All of them.
  package static let all: [StandardRole] = [
    StandardRole(code: adminCode, name: "系统管理员", table: ""),
    StandardRole(
      code: "store_clerk", name: "收银员",
      table: """
        item: read, stock: read, promo: read calc, member: read register coupon, \
        order: read create pay ship cancel update, pos: read sync shift
        """),
    StandardRole(
      code: "store_manager", name: "店长",
      table: """
        item: read, stock: read in out lock unlock count transfer backdate warehouse_assign, \
        po: read price_read create update approve receive return, cost: read, \
        report: sales margin stock purchase member, promo: read calc create update, \
        member: read register update phone_read merge point coupon coupon_template coupon_void, \
        order: read create pay ship cancel update refund exchange price_list manual_price \
        refund_blind, pos: read sync register device retry skip shift shift_read, \
        user: read audit_read
        """),
    StandardRole(
      code: "warehouse_clerk", name: "仓管员",
      table: """
        item: read, stock: read in out lock unlock count transfer backdate, \
        po: read receive return, mo: read issue return, report: stock, order: read ship
        """),
    StandardRole(
      code: "buyer", name: "采购员",
      table: """
        item: read create update delete price barcode category unit import export, stock: read, \
        po: read price_read create update receive return close supplier, cost: read, \
        report: stock purchase, pos: scale
        """),
    StandardRole(
      code: "planner", name: "计划员",
      table: """
        item: read, stock: read, po: read price_read create update, \
        mo: read create update release start issue return cancel bom, job: read reverse finish, \
        cost: read, report: stock purchase production, order: read
        """),
    StandardRole(
      code: "foreman", name: "班组长",
      table: """
        item: read, stock: read backdate, mo: read start issue return, \
        job: read report loss reverse finish, report: production
        """),
    StandardRole(
      code: "worker", name: "操作工",
      table: "item: read, stock: read, mo: read, job: read report loss"),
    StandardRole(
      code: "accountant", name: "会计",
      table: """
        item: read export, stock: read, po: read price_read, mo: read, job: read, \
        cost: read adjust calculate period rate, report: *, promo: read, member: read, \
        order: read tender, pos: read shift_read
        """),
    StandardRole(code: "auditor", name: "审计员", table: "*read, report: *, item: export"),
    StandardRole(
      code: "integrator", name: "接口",
      table: """
        item: read create update price barcode category import, stock: read in out lock unlock, \
        po: read, mo: read, report: sales stock, promo: read calc, \
        member: read register update phone_read coupon, \
        order: read create pay ship cancel update refund exchange, pos: read
        """),
  ]

  /// What the roles of the first version held, and their names: those who still do were changed by
  /// nobody.
  package static let first: [String: (name: String, permissions: [String])] = [
    "store_clerk": (
      "店员",
      [
        "item.read", "stock.read", "order.read", "order.create", "order.pay", "order.ship",
        "order.cancel", "promo.read", "promo.calc", "member.read", "member.register", "pos.*",
      ]
    ),
    "store_manager": (
      "店长",
      [
        "item.read", "stock.*", "order.*", "promo.*", "member.*", "pos.*", "po.read", "po.create",
        "po.approve", "po.receive", "po.return", "cost.read", "user.read", "user.audit_read",
      ]
    ),
    "buyer": (
      "采购员",
      [
        "item.*", "stock.read", "po.read", "po.create", "po.update", "po.receive", "po.return",
        "po.close", "po.supplier", "cost.read",
      ]
    ),
    "planner": (
      "计划员",
      [
        "item.read", "stock.read", "order.read", "po.read", "po.create", "mo.*", "job.read",
        "job.reverse", "job.finish", "cost.read",
      ]
    ),
    "worker": (
      "操作工", ["item.read", "stock.read", "mo.read", "job.read", "job.report", "job.loss"]
    ),
    "accountant": ("会计", ["*.read", "cost.*"]),
    "auditor": ("审计员", ["*.read"]),
  ]
}
