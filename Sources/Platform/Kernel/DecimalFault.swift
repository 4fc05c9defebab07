/// Why a decimal was refused. Nothing is ever rounded or wrapped in silence.
package enum DecimalFault: Error, Equatable, Sendable {
  /// The text is not a number in JSON's grammar.
  case notANumber
  /// The value has more decimal places than its unit keeps.
  case tooManyPlaces
  /// The value, or the result, does not fit DECIMAL(18,s).
  case outOfRange
}

/// The value, or `refusal` when it does not fit: a caller's numbers may be beyond what a column
/// holds, and each centre has its own word for that.
///
/// ```
/// let lines = try exact(try demands.merged(), orThrow: OrderRefusal.amountOutOfRange)
/// ```
package func exact<Value, Refusal: Error>(
  _ value: @autoclosure () throws(DecimalFault) -> Value, orThrow refusal: Refusal
) throws(Refusal) -> Value {
  do throws(DecimalFault) { return try value() } catch { throw refusal }
}
