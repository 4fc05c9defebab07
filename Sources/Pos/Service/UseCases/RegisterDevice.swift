import UserService

/// `POST /pos/register`: a till and its store. Repeating it changes nothing.
enum RegisterDevice {
  static func run(_ call: Call, _ request: RegisterRequest) throws -> Device {
    guard call.caller.scope.contains(request.storeID) else { throw PosRefusal.storeNotFound }
    call.object = "device:\(request.deviceID)"
    if try DeviceStore.forUpdate(request.deviceID, on: call.database) == nil {
      guard try UserAPI.hasOrganisation(request.storeID, on: call.database) else {
        throw PosRefusal.storeNotFound
      }
      do throws(DatabaseError) {
        try DeviceStore.insert(
          request.deviceID, storeID: request.storeID, by: call.caller.userID, on: call.database)
      } catch {
        // A twin was faster: now its row is there.
        guard case .duplicateKey = error.kind else { throw error }
      }
    }
    guard let device = try DeviceStore.read(request.deviceID, on: call.database) else {
      throw DatabaseError.undone(statement: "pos_device.insert")
    }
    guard device.storeID == request.storeID else { throw PosRefusal.otherStore }
    return device
  }
}

/// `GET /pos/status`: where a device stands.
enum DeviceStatus {
  static func run(_ call: Call, _ filter: DeviceFilter) throws -> StatusAnswer {
    let device = try call.device(filter.deviceID)
    func list(_ status: SyncedSaleStatus) throws(DatabaseError) -> [SyncedSaleAnswer] {
      try SyncedSaleLists.sales(status, of: device.id, on: call.database)
        .map { SyncedSaleAnswer($0, call.language) }
    }
    return StatusAnswer(
      device: device, missing: try SyncedSaleLists.missing(device, on: call.database),
      applied: try SyncedSaleLists.count(.applied, of: device.id, on: call.database),
      waiting: try SyncedSaleLists.count(.waiting, of: device.id, on: call.database),
      failed: try list(.failed), skipped: try list(.skipped))
  }
}

extension Call {
  /// A registered device of the caller's stores, or 404.
  func device(_ id: String) throws -> Device {
    try requireVisible(
      DeviceStore.read(id, on: database), of: \.storeID, orThrow: PosRefusal.deviceNotFound)
  }

  /// The same with its row locked.
  func deviceForUpdate(_ id: String) throws -> Device {
    object = "device:\(id)"
    return try requireVisible(
      DeviceStore.forUpdate(id, on: database), of: \.storeID, orThrow: PosRefusal.deviceNotFound)
  }
}
