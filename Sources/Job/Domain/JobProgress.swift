/// A percentage, 2 places.
package enum PercentUnit: DecimalUnit {
  package static var places: Int { 2 }
}

/// A percentage, 2 places.
package typealias Percent = FixedDecimal<PercentUnit>

/// What one operation has put out so far.
package struct OperationProgress: Equatable, Sendable {
  package let opNo: Int
  package var output: WorkOutput

  package init(opNo: Int, output: WorkOutput = .none) {
    self.opNo = opNo
    self.output = output
  }
}

/// How far a production order has come, and what may be reported of it.
///
/// No operation works on more than planned × (1 + tolerance), nor on more than the operation
/// before it has put out as good; the last one's good quantity is what the order has made.
package struct JobProgress: Equatable, Sendable {
  package let planned: Quantity
  package let tolerance: Rate
  /// In the order of work; at least one.
  package private(set) var operations: [OperationProgress]

  package init(planned: Quantity, tolerance: Rate, operations: [OperationProgress]) {
    self.planned = planned
    self.tolerance = tolerance
    self.operations = operations
  }

  /// The most that an operation may work on: planned × (1 + tolerance), rounded down.
  package var limit: Quantity {
    guard let factor = try? Rate(whole: 1) + tolerance,
      let limit: Quantity = try? planned.multiplied(by: factor, rounding: .down)
    else { return .maximum }
    return limit
  }

  /// What the last operation has put out.
  package var outcome: WorkOutput { operations.last?.output ?? .none }

  /// What the order has made.
  package var completed: Quantity { outcome.good }

  /// The largest good + defect + scrap of an operation: what material was needed for.
  package var worked: Quantity { operations.map { Self.total($0.output) }.max() ?? .zero }

  /// Whether the order has made what was planned.
  package var isComplete: Bool { completed >= planned }

  /// How much of the plan a quantity is, rounded down: 100 means all of it.
  package func percent(_ quantity: Quantity) -> Percent {
    guard let share: Rate = try? quantity.divided(by: planned, rounding: .down),
      let percent = try? Percent(checking: share.scaled)
    else { return .maximum }
    return percent
  }

  /// The operation that a report means: what it names, or the only one there is.
  package func operation(_ opNo: Int?) throws(JobRefusal) -> Int {
    guard let opNo else {
      guard operations.count == 1 else { throw .operationNotNamed }
      return operations[0].opNo
    }
    _ = try place(of: opNo)
    return opNo
  }

  /// Adds a report.
  /// - Throws: `quantityAnomaly`, `operationNotFound`; nothing is changed then
  package mutating func report(_ output: WorkOutput, on opNo: Int) throws(JobRefusal) {
    let index = try place(of: opNo)
    let isNegative = output.parts.contains(where: \.isNegative)
    let total = Self.total(output)
    if isNegative || !total.isPositive {
      throw .quantityAnomaly(
        QuantityAnomaly(.notPositive, opNo: opNo, quantity: total, limit: .zero))
    }
    guard let sum = try? operations[index].output + output, let worked = try? sum.total else {
      throw .quantityAnomaly(
        QuantityAnomaly(.abovePlan, opNo: opNo, quantity: .maximum, limit: limit))
    }
    if worked > limit {
      throw .quantityAnomaly(
        QuantityAnomaly(.abovePlan, opNo: opNo, quantity: worked, limit: limit))
    }
    if index > 0, worked > operations[index - 1].output.good {
      throw .quantityAnomaly(
        QuantityAnomaly(
          .abovePrevious, opNo: opNo, quantity: worked,
          limit: operations[index - 1].output.good))
    }
    operations[index].output = sum
  }

  /// Takes a report back.
  /// - Throws: `quantityAnomaly` when the next operation has worked on what would be missing
  package mutating func reverse(_ output: WorkOutput, on opNo: Int) throws(JobRefusal) {
    let index = try place(of: opNo)
    guard let rest = try? operations[index].output + -output,
      !rest.parts.contains(where: \.isNegative)
    else {
      throw .quantityAnomaly(
        QuantityAnomaly(.notPositive, opNo: opNo, quantity: .zero, limit: .zero))
    }
    if index + 1 < operations.count {
      let used = Self.total(operations[index + 1].output)
      if rest.good < used {
        throw .quantityAnomaly(
          QuantityAnomaly(.usedByNext, opNo: opNo, quantity: rest.good, limit: used))
      }
    }
    operations[index].output = rest
  }

  private func place(of opNo: Int) throws(JobRefusal) -> Int {
    guard let index = operations.firstIndex(where: { $0.opNo == opNo }) else {
      throw .operationNotFound(opNo)
    }
    return index
  }

  private static func total(_ output: WorkOutput) -> Quantity {
    (try? output.total) ?? .maximum
  }
}
