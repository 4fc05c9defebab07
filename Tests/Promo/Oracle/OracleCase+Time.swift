/// Windows and the moment of a case as clients write them, by a calendar of their own.
extension OracleCase.Moment {
  /// RFC 3339 with the zone's offset, by counting the days one year and one month at a time.
  var text: String {
    let local = microseconds + zone * 60_000_000
    var days = Int((Double(local) / 86_400_000_000).rounded(.down))
    let rest = local - days * 86_400_000_000
    var year = 1970
    while days >= Self.days(in: year) {
      days -= Self.days(in: year)
      year += 1
    }
    while days < 0 {
      year -= 1
      days += Self.days(in: year)
    }
    var months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if Self.days(in: year) == 366 { months[1] = 29 }
    var month = 0
    while days >= months[month] {
      days -= months[month]
      month += 1
    }
    let seconds = rest / 1_000_000
    let date = "\(Self.padded(year, 4))-\(Self.padded(month + 1, 2))-\(Self.padded(days + 1, 2))"
    let time =
      "\(Self.padded(seconds / 3600, 2)):\(Self.padded(seconds / 60 % 60, 2)):"
      + "\(Self.padded(seconds % 60, 2)).\(Self.padded(rest % 1_000_000, 6))"
    let offset = "\(Self.padded(abs(zone) / 60, 2)):\(Self.padded(abs(zone) % 60, 2))"
    return "\(date)T\(time)\(zone < 0 ? "-" : "+")\(offset)"
  }

  private static func days(in year: Int) -> Int {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

extension OracleCase {
  /// The promotions whose window holds the moment: from its beginning on, no longer at its end.
  var open: [Offer] {
    promotions.filter {
      $0.starts.microseconds <= at.microseconds && at.microseconds < $0.ends.microseconds
    }
  }
}
