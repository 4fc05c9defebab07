import StackKit

extension WritingCall {
  static let purchase: [WritingCall] = [
    WritingCall("POST", "/po/supplier/create") { _, number in
      ["code": "supplier\(number)", "name": "供应商", "contact": "c", "phone": "02112345678"]
    },
    WritingCall("PUT", "/po/supplier/{supplier}") { _, _ in ["name": "供应商", "version": 1] },
    WritingCall("POST", "/po/create") { world, _ in
      [
        "supplier_id": 999_999_999, "warehouse_id": 1, "remark": "r",
        "lines": [["sku_id": world.skus[0], "qty": "2", "price": "1.25"] as Body],
      ]
    },
    WritingCall("POST", "/po/approve") { _, _ in
      ["po_id": 999_999_999, "approved": true, "remark": "r"]
    },
    WritingCall("POST", "/po/unapprove") { _, _ in ["po_id": 999_999_999, "reason": "r"] },
    WritingCall("POST", "/po/close") { _, _ in ["po_id": 999_999_999, "reason": "r"] },
    WritingCall("POST", "/po/receive") { _, number in
      [
        "po_id": 999_999_999, "receipt_no": "receipt\(number)",
        "lines": [["line_no": 1, "qty": "1", "rejected_qty": "0.5"] as Body],
      ]
    },
    WritingCall("POST", "/po/return") { _, number in
      [
        "po_id": 999_999_999, "return_no": "return\(number)",
        "lines": [["line_no": 1, "qty": "1"] as Body],
      ]
    },
  ]
}
