import StackKit

extension WritingCall {
  static let promo: [WritingCall] = [
    WritingCall("POST", "/promo/create") { world, number in
      [
        "name": "促销\(number)", "type": "bundle", "starts_at": "2030-01-01T00:00:00Z",
        "ends_at": "2030-01-02T00:00:00Z", "exclusive_group": "g", "usage_limit": 5,
        "rule": [
          "components": [
            ["sku_id": world.skus[0], "qty": 1], ["sku_id": world.skus[1], "qty": 2],
          ],
          "price": "1.5",
        ] as Body, "scope": ["channels": ["pos"], "store_ids": [1]] as Body,
      ]
    },
    WritingCall("POST", "/promo/enable") { _, _ in ["promo_id": 999_999_999] },
    WritingCall("POST", "/promo/disable") { _, _ in ["promo_id": 999_999_999] },
    WritingCall("POST", "/promo/calc") { world, _ in
      [
        "channel": "pos", "store_id": 1, "at": "2030-01-01T12:00:00Z",
        "lines": [["sku_id": world.skus[0], "qty": "1.5"] as Body],
      ]
    },
  ]
}
