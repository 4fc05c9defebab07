import MariaDBClient
import PosDomain
import UserService
import WebAPI

/// `POST /pos/register`: a till and its store. Repeating it changes nothing.
enum RegisterDevice {
  static func run(_ call: Call, _ request: RegisterRequest) throws -> DeviceAnswer {
    guard call.caller.scope.contains(request.storeID) else { throw PosRefusal.storeNotFound }
    if try DeviceStore.lock(request.deviceID, on: call.database) == nil {
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
    return DeviceAnswer(device: device)
  }
}
