/// Why a decimal was refused. Nothing is ever rounded or wrapped in silence.
package enum DecimalFault: Error, Equatable, Sendable {
  /// The text is not a number in JSON's grammar.
  case notANumber
  /// The value has more decimal places than its unit keeps.
  case tooManyPlaces
  /// The value, or the result, does not fit DECIMAL(18,s).
  case outOfRange
}
