import CostDomain
import Kernel
import MariaDBClient

extension WideDecimal {
  /// For a DECIMAL(38,s) column.
  var sqlValue: SQLValue { .decimal(description) }
}

extension Row {
  /// A DECIMAL of up to 38 digits.
  borrowing func wide<Unit>(
    _ column: Int, as: WideDecimal<Unit>.Type = WideDecimal<Unit>.self
  ) throws(DatabaseError) -> WideDecimal<Unit> {
    guard let value = WideDecimal<Unit>(digits: try text(column)) else {
      throw .unreadable("cost.read", "column \(column) has more than \(Unit.places) places")
    }
    return value
  }

  borrowing func wideOrNil<Unit>(
    _ column: Int, as: WideDecimal<Unit>.Type = WideDecimal<Unit>.self
  ) throws(DatabaseError) -> WideDecimal<Unit>? {
    isNull(column) ? nil : try wide(column)
  }

  /// Two columns that name a document, or nothing, and one with its id.
  borrowing func document(at column: Int, id: Int) throws(DatabaseError) -> CostDocument? {
    guard let type = try textOrNil(column), let number = try textOrNil(column + 1) else {
      return nil
    }
    return CostDocument(type, number, id: try intOrNil(id))
  }

  borrowing func policy(at column: Int) throws(DatabaseError) -> CostPolicy {
    CostPolicy(
      method: try text(column) == CostMethod.standard.rawValue ? .standard : .movingAverage,
      standardCost: try decimalOrNil(column + 1))
  }
}
