import ItemService

/// What the lines of a request stand for.
extension PlaceOrder {
  /// SKU and quantity of each line but of those whose barcode is not known; a barcode may stand for
  /// several base units, or for a part of one. A quantity that base units cannot hold exactly is a
  /// fault of the request.
  func resolve(
    _ lines: [PlaceOrderRequest.Line], _ call: Call
  ) throws -> (goods: [SKUQuantity], unknown: [Int]) {
    let codes = lines.compactMap(\.barcode)
    let known = codes.isEmpty ? [:] : try ItemAPI.barcodes(codes, on: call.database)
    var goods: [SKUQuantity] = []
    var unknown: [Int] = []
    var inexact: [Int] = []
    var places = QuantityPlaces(in: call.language)
    for (index, line) in lines.enumerated() {
      if let skuID = line.skuID {
        goods.append(SKUQuantity(skuID: skuID, quantity: line.quantity))
      } else if let code = line.barcode, let fact = known[code] {
        places.check(line.quantity, fact.decimals, at: "lines[\(index)].qty")
        do throws(DecimalFault) {
          let quantity: Quantity = try line.quantity.multiplied(by: fact.factor, rounding: .exact)
          goods.append(SKUQuantity(skuID: fact.skuID, quantity: quantity))
        } catch {
          guard error == .tooManyPlaces else { throw OrderRefusal.amountOutOfRange }
          inexact.append(index)
        }
      } else {
        unknown.append(index)
      }
    }
    try places.finish()
    if !inexact.isEmpty { throw Self.inexact(inexact, in: call.language) }
    return (goods, unknown)
  }

  private static func inexact(_ lines: [Int], in language: Language) -> Problem {
    let reason = FaultReason.other(
      english: "must have at most 4 decimal places in base units", chinese: "换算成基本单位后最多 4 位小数")
    return .invalid(lines.map { ("lines[\($0)].qty", reason) }, in: language)
  }

  /// - Parameter unknown: the lines whose barcode is not known
  func check(
    _ goods: [SKUQuantity], _ lines: [PlaceOrderRequest.Line], unknown: [Int],
    _ facts: [Int64: SKUInfo]
  ) throws(OrderRefusal) {
    let unknown = lines.indices.filter { index in
      unknown.contains(index) || lines[index].skuID.map { facts[$0] == nil } ?? false
    }
    if !unknown.isEmpty { throw .skuNotFound(lines: unknown) }
    let inactive = goods.map(\.skuID).filter { facts[$0]?.isActive == false }
    if !inactive.isEmpty { throw .skuInactive(skuIDs: inactive) }
  }
}
