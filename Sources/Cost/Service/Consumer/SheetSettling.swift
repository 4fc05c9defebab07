import CostDomain
import EventCatalog
import Kernel
import MariaDBClient

/// Completed production orders become worth something.
enum SheetSettling {
  /// Settles those of the production orders that are completed and whose material is all valued,
  /// and values what was made of them, and what had waited for that, and so on.
  ///
  /// The completion says what was issued, lost and returned; a move of the order that comes
  /// after all of that changes the sheet and its variances, and not the goods.
  static func settle(
    _ numbers: Set<String>, in book: inout CostBook
  ) throws -> [CostCalculated.SheetCost] {
    var open = numbers
    var settled: [CostCalculated.SheetCost] = []
    while !open.isEmpty {
      try book.flush()
      let sheets = try SheetStore.lock(open.sorted(), on: book.database)
      open = []
      for sheet in sheets {
        guard let skuID = sheet.skuID, let orderID = sheet.orderID else { continue }
        let isFirst = sheet.status == .pending
        guard var figures = try figures(of: sheet, in: book) else { continue }
        if isFirst {
          // Not before all is there: whoever still values a material has its row, and waits here.
          try SheetMaterialStore.fixPrices(sheet.number, on: book.database)
          figures = try Self.figures(of: sheet, in: book) ?? figures
        }
        try SheetStore.settle(sheet, figures, on: book.database)
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

  private static func figures(of sheet: CostSheet, in book: CostBook) throws -> SheetFigures? {
    try SheetStore.figures(of: [sheet], on: book.database)[sheet.number]
  }
}
