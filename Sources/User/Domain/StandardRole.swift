/// A role that is there from the start. An operator may change it afterwards; it is never put back.
package struct StandardRole: Sendable {
  /// The code of the role that may do everything.
  package static let adminCode = "admin"

  package let code: String
  package let name: String
  /// Texts of `PermissionPattern`.
  package let permissions: [String]

  /// All of them. A permission that no centre declares (yet) is passed over when it is expanded.
  package static let all: [StandardRole] = [
    StandardRole(code: adminCode, name: "系统管理员", permissions: ["*"]),
    StandardRole(
      code: "store_clerk", name: "店员",
      permissions: [
        "item.read", "stock.read", "order.read", "order.create", "order.pay", "order.ship",
        "order.cancel", "promo.read", "promo.calc", "member.read", "member.register", "pos.*",
      ]),
    StandardRole(
      code: "store_manager", name: "店长",
      permissions: [
        "item.read", "stock.*", "order.*", "promo.*", "member.*", "pos.*", "po.read", "po.create",
        "po.approve", "po.receive", "po.return", "cost.read", "user.read", "user.audit_read",
      ]),
    StandardRole(
      code: "buyer", name: "采购员",
      permissions: [
        "item.*", "stock.read", "po.read", "po.create", "po.update", "po.receive", "po.return",
        "po.close", "po.supplier", "cost.read",
      ]),
    StandardRole(
      code: "planner", name: "计划员",
      permissions: [
        "item.read", "stock.read", "order.read", "po.read", "po.create", "mo.*", "job.read",
        "job.reverse", "job.finish",
        "cost.read",
      ]),
    StandardRole(
      code: "worker", name: "操作工",
      permissions: ["item.read", "stock.read", "mo.read", "job.read", "job.report", "job.loss"]),
    StandardRole(code: "accountant", name: "会计", permissions: ["*.read", "cost.*"]),
    StandardRole(code: "auditor", name: "审计员", permissions: ["*.read"]),
  ]
}
