/// A whole number of any length, for the parts of a bundle whose common denominator outgrows
/// 128 bits. It can do no more than that takes.
struct NaturalNumber: Comparable, Sendable {
  /// Least first, and no zeros at the end.
  private var words: [UInt32]

  init(_ value: UInt64) {
    words = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
    trim()
  }

  func times(_ factor: UInt64) -> NaturalNumber {
    let low = times(word: factor & 0xFFFF_FFFF)
    let high = factor >> 32
    if high == 0 { return low }
    var shifted = times(word: high)
    shifted.words.insert(0, at: 0)
    shifted.trim()
    return low + shifted
  }

  private func times(word: UInt64) -> NaturalNumber {
    var product = self
    var carry: UInt64 = 0
    for index in words.indices {
      let value = UInt64(words[index]) * word + carry
      product.words[index] = UInt32(truncatingIfNeeded: value)
      carry = value >> 32
    }
    product.words.append(UInt32(carry))
    product.trim()
    return product
  }

  static func + (left: NaturalNumber, right: NaturalNumber) -> NaturalNumber {
    var sum = left
    var carry: UInt64 = 0
    for index in 0..<max(left.words.count, right.words.count) {
      let value = left.word(index) + right.word(index) + carry
      if index < sum.words.count {
        sum.words[index] = UInt32(truncatingIfNeeded: value)
      } else {
        sum.words.append(UInt32(truncatingIfNeeded: value))
      }
      carry = value >> 32
    }
    sum.words.append(UInt32(carry))
    sum.trim()
    return sum
  }

  /// The difference; `right` is at most `left`.
  static func - (left: NaturalNumber, right: NaturalNumber) -> NaturalNumber {
    var difference = left
    var borrow: UInt64 = 0
    for index in left.words.indices {
      let taken = right.word(index) + borrow
      let value = left.word(index)
      difference.words[index] = UInt32(truncatingIfNeeded: value &- taken)
      borrow = value < taken ? 1 : 0
    }
    difference.trim()
    return difference
  }

  static func < (left: NaturalNumber, right: NaturalNumber) -> Bool {
    if left.words.count != right.words.count { return left.words.count < right.words.count }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }

  /// The quotient rounded down, when it is known to be at most `maximum`, and what is left.
  func divided(
    by divisor: NaturalNumber, atMost maximum: UInt64
  ) -> (quotient: UInt64, remainder: NaturalNumber) {
    var low: UInt64 = 0
    var high = maximum
    while low < high {
      let middle = low + (high - low - 1) / 2 + 1
      if divisor.times(middle) <= self { low = middle } else { high = middle - 1 }
    }
    return (low, self - divisor.times(low))
  }

  private func word(_ index: Int) -> UInt64 {
    index < words.count ? UInt64(words[index]) : 0
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }
}
