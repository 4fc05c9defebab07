import MariaDBClient
import PosDomain
import WebAPI

extension Call {
  /// A registered device of the caller's stores, or 404.
  func device(_ deviceID: String) throws -> Device {
    try visible(DeviceStore.read(deviceID, on: database))
  }

  /// The same with its row locked.
  func lockDevice(_ deviceID: String) throws -> Device {
    try visible(DeviceStore.lock(deviceID, on: database))
  }

  private func visible(_ device: Device?) throws -> Device {
    guard let device, caller.scope.contains(device.storeID) else {
      throw PosRefusal.deviceNotFound
    }
    return device
  }
}
