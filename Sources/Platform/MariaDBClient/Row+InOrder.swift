package import Kernel

/// The next column, as what it is read for: see `Row` for what each takes and throws.
extension Row {
  private borrowing func next() -> Int {
    defer { columns.next += 1 }
    return columns.next
  }

  /// Passes over a column.
  package func skip() { _ = next() }

  package func int() throws(DatabaseError) -> Int64 { try int(next()) }
  package func points() throws(DatabaseError) -> Points { try points(next()) }
  package func count() throws(DatabaseError) -> Int { try count(next()) }
  package func bool() throws(DatabaseError) -> Bool { try bool(next()) }
  package func text() throws(DatabaseError) -> String { try text(next()) }
  package func bytes() throws(DatabaseError) -> [UInt8] { try bytes(next()) }
  package func instant() throws(DatabaseError) -> Instant { try instant(next()) }

  package func decimal<Unit>(
    as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DatabaseError) -> FixedDecimal<Unit> { try decimal(next()) }

  /// A DECIMAL of up to 38 digits.
  package func wide<Unit>(
    as: WideDecimal<Unit>.Type = WideDecimal<Unit>.self
  ) throws(DatabaseError) -> WideDecimal<Unit> {
    let column = next()
    guard let value = WideDecimal<Unit>(digits: try text(column)) else {
      throw wrong(column, "does not fit DECIMAL(38,\(Unit.places))")
    }
    return value
  }

  /// A stored code. One that this version does not know is `misuse`: a default would stand in the
  /// books.
  package func choice<Code: RawRepresentable<String>>(
    of: Code.Type = Code.self
  ) throws(DatabaseError) -> Code {
    let column = next()
    guard let code = Code(rawValue: try text(column)) else {
      throw wrong(column, "is no \(Code.self)")
    }
    return code
  }

  package func intOrNil() throws(DatabaseError) -> Int64? { try intOrNil(next()) }
  package func textOrNil() throws(DatabaseError) -> String? { try textOrNil(next()) }
  package func bytesOrNil() throws(DatabaseError) -> [UInt8]? { try bytesOrNil(next()) }
  package func instantOrNil() throws(DatabaseError) -> Instant? { try instantOrNil(next()) }

  package func decimalOrNil<Unit>(
    as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DatabaseError) -> FixedDecimal<Unit>? { try decimalOrNil(next()) }

  package func wideOrNil<Unit>(
    as: WideDecimal<Unit>.Type = WideDecimal<Unit>.self
  ) throws(DatabaseError) -> WideDecimal<Unit>? {
    if isNull(columns.next) {
      skip()
      return nil
    }
    return try wide()
  }

  /// As `choice`, or nil for NULL.
  package func choiceOrNil<Code: RawRepresentable<String>>(
    of: Code.Type = Code.self
  ) throws(DatabaseError) -> Code? {
    if isNull(columns.next) {
      skip()
      return nil
    }
    return try choice()
  }
}
