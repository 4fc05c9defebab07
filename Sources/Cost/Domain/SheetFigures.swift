/// One material of a production order: what it really took, and what it should have taken.
package struct SheetMaterial: Equatable, Sendable {
  /// Issued and lost, less what came back.
  package let quantity: QuantitySum
  /// What that was worth when it left.
  package let value: CostValue
  /// What the frozen bill of material requires for the good quantity.
  package let standardQuantity: QuantitySum
  /// Nil for goods without a standard cost: they have no price to differ from.
  package let standardPrice: CostValue?

  package init(
    quantity: QuantitySum, value: CostValue, standardQuantity: QuantitySum,
    standardPrice: CostValue?
  ) {
    self.quantity = quantity
    self.value = value
    self.standardQuantity = standardQuantity
    self.standardPrice = standardPrice
  }

  /// What `amount` of it costs at the standard price.
  func standard(_ amount: QuantitySum) throws(DecimalFault) -> CostValue {
    if let standardPrice { return try standardPrice.multiplied(by: amount) }
    // Its own price is the standard; nothing that was used has none.
    return quantity.isZero ? .zero : try value.proportion(amount, of: quantity)
  }
}

/// One operation of a production order, at the rates of its work center.
package struct SheetOperation: Equatable, Sendable {
  /// Good, defect and scrap.
  package let quantity: QuantitySum
  /// Minutes for one of them.
  package let minutes: Quantity
  package let laborPerHour: UnitPrice
  package let overheadPerHour: UnitPrice

  package init(
    quantity: QuantitySum, minutes: Quantity, laborPerHour: UnitPrice,
    overheadPerHour: UnitPrice
  ) {
    self.quantity = quantity
    self.minutes = minutes
    self.laborPerHour = laborPerHour
    self.overheadPerHour = overheadPerHour
  }

  package func labor(_ quantity: QuantitySum) throws(DecimalFault) -> CostValue {
    try cost(quantity, laborPerHour)
  }

  package func overhead(_ quantity: QuantitySum) throws(DecimalFault) -> CostValue {
    try cost(quantity, overheadPerHour)
  }

  /// quantity × minutes ÷ 60 × rate, rounded once: 4, 4 and 4 places make 12, of which 6 stay.
  private func cost(
    _ quantity: QuantitySum, _ perHour: UnitPrice
  ) throws(DecimalFault) -> CostValue {
    let (time, overflow) = quantity.scaled.multipliedReportingOverflow(by: Int128(minutes.scaled))
    guard !overflow else { throw .outOfRange }
    return try CostValue(
      checking: try Wide.quotient(time, Int128(perHour.scaled), over: 60_000_000))
  }
}

/// What a production order cost, what it should have cost, and why the two differ.
///
/// The variances are those of every textbook of standard costing (Horngren, "Cost Accounting",
/// chapters on direct-cost variances): price = (actual − standard price) × actual quantity, usage =
/// (actual − standard quantity) × standard price, labor = actual − standard hours at the rates,
/// overhead included. So total = standard total + price + usage + labor, to the last place.
///
/// Where nothing good was made all of it is usage variance (contract 2, section A, "/job/finish").
package struct SheetFigures: Equatable, Sendable {
  package let material: CostValue
  package let labor: CostValue
  package let overhead: CostValue
  package let total: CostValue
  /// total ÷ good quantity; 0 when there is none.
  package let unitCost: CostValue
  package let standardTotal: CostValue
  package let priceVariance: CostValue
  package let usageVariance: CostValue
  package let laborVariance: CostValue

  package init(
    material: CostValue, labor: CostValue, overhead: CostValue, total: CostValue,
    unitCost: CostValue, standardTotal: CostValue, priceVariance: CostValue,
    usageVariance: CostValue, laborVariance: CostValue
  ) {
    self.material = material
    self.labor = labor
    self.overhead = overhead
    self.total = total
    self.unitCost = unitCost
    self.standardTotal = standardTotal
    self.priceVariance = priceVariance
    self.usageVariance = usageVariance
    self.laborVariance = laborVariance
  }

  package init(
    good: QuantitySum, materials: [SheetMaterial], operations: [SheetOperation]
  ) throws(DecimalFault) {
    var (material, atStandardPrice, standard) = (CostValue.zero, CostValue.zero, CostValue.zero)
    for entry in materials {
      material = try material + entry.value
      atStandardPrice = try atStandardPrice + entry.standard(entry.quantity)
      standard = try standard + entry.standard(entry.standardQuantity)
    }
    var (labor, overhead, standardWork) = (CostValue.zero, CostValue.zero, CostValue.zero)
    for operation in operations {
      labor = try labor + operation.labor(operation.quantity)
      overhead = try overhead + operation.overhead(operation.quantity)
      standardWork = try standardWork + operation.labor(good) + operation.overhead(good)
    }
    self.material = material
    self.labor = labor
    self.overhead = overhead
    total = try material + labor + overhead
    unitCost = good.isPositive ? try total.divided(by: good) : .zero
    guard good.isPositive else {
      (standardTotal, priceVariance, usageVariance, laborVariance) = (.zero, .zero, total, .zero)
      return
    }
    standardTotal = try standard + standardWork
    priceVariance = try material - atStandardPrice
    usageVariance = try atStandardPrice - standard
    laborVariance = try labor + overhead - standardWork
  }
}
