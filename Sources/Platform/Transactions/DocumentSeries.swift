package import Kernel
package import MariaDBClient

/// Gapless numbers for documents, a series for each channel, store and day.
package enum DocumentSeries {
  private static let drawSQL = SQL(
    "document_number.draw",
    """
    INSERT INTO document_number (series, value) VALUES (?, LAST_INSERT_ID(?)) \
    ON DUPLICATE KEY UPDATE value = LAST_INSERT_ID(value + ?)
    """)

  /// The next number of `series`, 1 for the first. Draw it as late in the transaction as the work
  /// allows: until the commit it holds up everyone else in the series.
  package static func next(
    _ series: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try draw(1, of: series, on: database).upperBound
  }

  /// The next number of a kind of document that is counted day by day.
  package static func next(
    _ prefix: String, day: BusinessDay, on database: DatabaseConnection
  ) throws(DatabaseError) -> String {
    let sequence = try next(DailyNumber.series(prefix, day), on: database)
    return DailyNumber(prefix, day: day, sequence: sequence).description
  }

  /// The next `count` numbers of `series`, for as many documents of one transaction.
  package static func draw(
    _ count: Int, of series: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> ClosedRange<Int64> {
    let count = Int64(max(1, count))
    let last = try database.execute(drawSQL, [.text(series), .int(count), .int(count)])
      .lastInsertID
    return min(last.subtracting(capped: count).next, last)...last
  }
}
