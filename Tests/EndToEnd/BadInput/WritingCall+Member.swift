import StackKit

extension WritingCall {
  static let member: [WritingCall] = [
    WritingCall("POST", "/member/register") { _, number in
      ["name": "会员", "phone": "13\(100_000_000 + number)", "birthday": "1990-01-31"]
    },
    WritingCall("POST", "/member/point/change") { _, number in
      [
        "member_id": 1, "change": 5, "reason": "adjust", "ref_no": "point\(number)",
        "expires_at": "2040-01-01T00:00:00Z",
      ]
    },
    WritingCall("POST", "/member/coupon/template/create") { _, number in
      [
        "name": "n", "type": "cash", "amount": "5", "threshold": "50", "valid_days": 30,
        "total": 10, "per_member": 1,
      ]
    },
    WritingCall("POST", "/member/coupon") { _, _ in ["template_id": 1, "member_id": 1] },
    WritingCall("POST", "/member/coupon/use") { _, number in
      ["coupon_id": 1, "order_no": "use\(number)"]
    },
    WritingCall("PUT", "/member/coupon/template/{supplier}") { _, _ in
      ["name": "n", "version": 1]
    },
    WritingCall("POST", "/member/coupon/void") { _, number in
      ["void_no": "void\(number)", "coupon_id": 1, "reason": "r"]
    },
    WritingCall("PUT", "/member/level") { world, _ in
      let levels = try world.client().get("/member/level/list")
      return [
        "version": levels.int("0.version") ?? 1,
        "levels": (1...4).map { level in
          ["level": level, "name": "n", "min_growth": (level - 1) * 500, "earn_rate": "1.5"]
            as Body
        },
      ]
    },
  ]
}
