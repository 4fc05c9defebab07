import StackKit

extension WritingCall {
  static let job: [WritingCall] = [
    WritingCall("POST", "/job/report") { _, number in
      [
        "report_no": "report\(number)", "mo_id": 999_999_999, "op_no": 10, "worker_id": 1,
        "good_qty": "1", "defect_qty": "0.5",
        "scrap": ["labor": "1", "material": "0", "other": "0"] as Body,
      ]
    },
    WritingCall("POST", "/job/reverse") { _, number in ["report_no": "none\(number)"] },
    WritingCall("POST", "/job/loss") { world, number in
      [
        "loss_no": "loss\(number)", "mo_id": 999_999_999, "sku_id": world.skus[0], "qty": "1",
        "reason": "r",
      ]
    },
    WritingCall("POST", "/job/finish") { _, _ in ["mo_id": 999_999_999] },
  ]
}
