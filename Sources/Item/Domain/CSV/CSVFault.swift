/// Why a record of a CSV file cannot be taken apart.
package enum CSVFault: Error, Equatable, Sendable {
  /// Something follows a closing quote.
  case strayQuote
  /// The file ends inside quotes.
  case quoteNotClosed
  /// More bytes than `CSVReader.recordBytes` in one record: most likely a quote is not closed.
  case recordTooLong
}
