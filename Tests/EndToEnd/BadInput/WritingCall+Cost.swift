import StackKit

extension WritingCall {
  static let cost: [WritingCall] = [
    WritingCall("POST", "/cost/rate/set") { _, number in
      ["work_center": "center\(number)", "labor_per_hour": "30", "overhead_per_hour": "12.5"]
    },
    WritingCall("POST", "/cost/period/close") { _, _ in ["period": "1999-12"] },
    WritingCall("POST", "/cost/period/reopen") { _, _ in ["period": "1999-11"] },
    WritingCall("POST", "/cost/calculate") { world, _ in ["sku_id": world.skus[0]] },
    WritingCall("POST", "/cost/adjust") { world, number in
      [
        "adjust_no": "adjust\(number)", "sku_id": world.skus[0], "ref_type": "purchase",
        "ref_no": "nobody", "unit_cost": "1.25", "reason": "r",
      ]
    },
  ]
}
