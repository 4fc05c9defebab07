/// Completed production orders become worth something.
enum SheetSettling {
  /// Settles those of the production orders that are completed and whose material is all valued,
  /// and values what was made of them, and what had waited for that, and so on.
  ///
  /// The completion says what was issued, lost and returned; a move of the order that comes
  /// after all of that makes a new revision of the sheet, and what that comes to is a late price of
  /// the goods that were made.
  static func settle(
    _ numbers: Set<String>, in book: inout CostBook
  ) throws -> [CostCalculated.SheetCost] {
    var open = numbers
    var settled: [CostCalculated.SheetCost] = []
    while !open.isEmpty {
      try book.flush()
      let sheets = try SheetStore.forUpdate(open.sorted(), on: book.database)
      open = []
      for sheet in sheets {
        guard let skuID = sheet.skuID, let orderID = sheet.orderID else { continue }
        let isFirst = sheet.status == .pending
        guard var figures = try figures(of: sheet, in: book) else { continue }
        if isFirst {
          // Not before all is there: whoever still values a material has its row, and waits here.
          try SheetMaterialStore.fixPrices(sheet, on: book.database)
          figures = try Self.figures(of: sheet, in: book) ?? figures
        }
        guard isFirst || sheet.figures != figures else { continue }
        let change = try isFirst ? .first : revise(sheet, to: figures, in: &book)
        var revised = sheet
        try revised.settle(figures, change)
        try SheetStore.settle(revised, on: book.database)
        settled.append(
          CostCalculated.SheetCost(
            orderID: orderID, orderNumber: sheet.number, total: figures.total.description,
            unitCost: figures.unitCost.description))
        if isFirst, sheet.good.isPositive { try book.resume(skuID) }
      }
      open = book.takeTouchedOrders()
    }
    return settled
  }

  /// Brings a changed total to the goods, where they are in stock already.
  private static func revise(
    _ sheet: CostSheet, to figures: SheetFigures, in book: inout CostBook
  ) throws -> CostSheet.Change {
    let difference = try figures.total - sheet.figures.total
    guard sheet.good.isPositive, let skuID = sheet.skuID, !difference.isZero else {
      return .receipt(difference)
    }
    try book.open([skuID])
    guard let receipt = try book.receipt(.production(sheet.number), of: skuID) else {
      return .receipt(difference)
    }
    _ = try book.bookLatePrice(
      receipt, newTotal: try receipt.cost.total + difference.converted(),
      document: CostDocument("sheet", sheet.number))
    return .latePrice(difference)
  }

  private static func figures(of sheet: CostSheet, in book: CostBook) throws -> SheetFigures? {
    try SheetStore.figures(of: [sheet], on: book.database)[sheet.number]
  }
}
