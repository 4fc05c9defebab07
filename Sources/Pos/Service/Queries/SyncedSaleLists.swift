/// What a device's owner wants to see of its sales.
enum SyncedSaleLists {
  /// Gaps are looked for among so many numbers behind the next one.
  private static let lookahead: Int64 = 10_000
  /// Lists show so many at most.
  private static let longest: Int64 = 200

  private static let aheadSQL = SQL(
    "pos_receipt.ahead",
    "SELECT seq FROM pos_receipt WHERE device_id = ? AND seq >= ? ORDER BY seq LIMIT ?")
  private static let withStatusSQL = SQL(
    "pos_receipt.with_status",
    """
    SELECT \(SyncedSaleStore.columns) FROM pos_receipt WHERE device_id = ? AND status = ? \
    ORDER BY seq LIMIT ?
    """)
  private static let countSQL = SQL(
    "pos_receipt.count",
    "SELECT COUNT(*) FROM pos_receipt WHERE device_id = ? AND status = ?")

  /// The numbers that later ones wait for.
  static func missing(
    _ device: Device, on database: DatabaseConnection
  ) throws(DatabaseError) -> [ClosedRange<Int64>] {
    let received = try database.query(
      aheadSQL, [.text(device.id), .int(device.nextSequence), .int(lookahead)]
    ) { row throws(DatabaseError) in try row.int() }
    return DeviceSequence.missing(from: device.nextSequence, received: received)
  }

  /// The first sales of one status, in order.
  static func sales(
    _ status: SyncedSaleStatus, of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SyncedSale] {
    try database.query(
      withStatusSQL, [.text(deviceID), .text(status.rawValue), .int(longest)], SyncedSaleStore.sale)
  }

  static func count(
    _ status: SyncedSaleStatus, of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.first(countSQL, [.text(deviceID), .text(status.rawValue)]) {
      row throws(DatabaseError) in try row.int()
    } ?? 0
  }
}
