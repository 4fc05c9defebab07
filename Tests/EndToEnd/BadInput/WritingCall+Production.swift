import StackKit

extension WritingCall {
  static let production: [WritingCall] = [
    WritingCall("POST", "/mo/bom/template/create") { world, number in
      [
        "sku_id": world.skus[0], "version": "v\(number)", "base_qty": "2", "active": false,
        "valid_from": "2026-01-01T00:00:00Z", "valid_to": "2027-01-01T00:00:00Z",
        "components": [
          ["sku_id": world.skus[1], "qty": "1.5", "scrap_rate": "0.05"] as Body
        ],
        "routing": [
          ["op_no": 10, "name": "组装", "work_center": "A1", "minutes": "2.5"] as Body
        ],
      ]
    },
    WritingCall("POST", "/mo/create") { world, _ in
      [
        "sku_id": world.skus[0], "qty": "3", "bom_template_id": 999_999_999, "warehouse_id": 1,
        "planned_start": "2026-12-01T08:00:00+08:00",
      ]
    },
    WritingCall("POST", "/mo/release") { _, _ in ["mo_id": 999_999_999] },
    WritingCall("POST", "/mo/start") { _, _ in ["mo_id": 999_999_999] },
    WritingCall("POST", "/mo/issue") { _, _ in ["mo_id": 999_999_999] },
    WritingCall("POST", "/mo/return-material") { world, number in
      [
        "mo_id": 999_999_999, "return_no": "return\(number)",
        "lines": [["sku_id": world.skus[0], "qty": "1"] as Body],
      ]
    },
    WritingCall("POST", "/mo/cancel") { _, _ in ["mo_id": 999_999_999, "reason": "r"] },
  ]
}
