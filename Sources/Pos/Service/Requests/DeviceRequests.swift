/// `POST /pos/register`
struct RegisterRequest: RequestBody {
  let deviceID: String
  let storeID: Int64

  init(from fields: inout Fields) {
    deviceID = fields.deviceID()
    storeID = fields.id("store_id")
  }
}

/// `GET /pos/status`
struct DeviceFilter: RequestBody {
  let deviceID: String

  init(from fields: inout Fields) { deviceID = fields.deviceID() }
}

/// `POST /pos/retry`
struct RetryRequest: RequestBody {
  let deviceID: String
  let sequence: Int64

  init(from fields: inout Fields) {
    deviceID = fields.deviceID()
    sequence = fields.integer("seq", 1...Identifier.maximum)
  }
}

/// `POST /pos/skip`
struct SkipRequest: RequestBody {
  let deviceID: String
  let sequence: Int64
  let reason: String

  init(from fields: inout Fields) {
    deviceID = fields.deviceID()
    sequence = fields.integer("seq", 1...Identifier.maximum)
    reason = fields.text("reason", 1...200)
  }
}
