import Kernel

/// Numbers for people.
enum Figures {
  /// `12,345`
  static func count(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `8.1 MB`
  static func size(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var tenths = bytes > Int.max / 10 ? Int.max : bytes * 10
    var unit = 0
    while tenths >= 10_000 && unit + 1 < units.count {
      tenths /= 1000
      unit += 1
    }
    return unit == 0 ? "\(bytes) B" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
