import CMariaDB
import Kernel

/// Memory for the values of one statement, kept by its connection and used again by the next.
///
/// Values are laid one after another into one block that only ever grows, so binding allocates
/// nothing once the block is large enough.
@safe
final class ParameterArena {
  private(set) var binds = UnsafeMutablePointer<MYSQL_BIND>.allocate(capacity: 0)
  private var bindCapacity = 0
  private var block = UnsafeMutableRawPointer.allocate(byteCount: 0, alignment: 16)
  private var blockCapacity = 0

  deinit {
    unsafe binds.deallocate()
    unsafe block.deallocate()
  }

  /// Lays out `values`; `binds` then describes them until the next call. False when a decimal is
  /// none: the server would take it for 0 without a word.
  func fill(_ values: [SQLValue]) -> Bool {
    reserve(values)
    var offset = 0
    for index in values.indices {
      if case .decimal(let digits) = values[index], !Self.isDecimal(digits) { return false }
      unsafe binds[index] = unsafe place(values[index], at: offset)
      offset += Self.space(values[index])
    }
    return true
  }

  /// An optional sign, digits, and perhaps a point and more digits; no more than DECIMAL can hold.
  private static func isDecimal(_ text: String) -> Bool {
    let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    var places: Int?
    var digits = 0
    for byte in unsigned {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits += 1
        places = places.map { $0 + 1 }
      } else if byte == UInt8(ascii: "."), places == nil, digits > 0 {
        places = 0
      } else {
        return false
      }
    }
    return digits > 0 && digits <= 65 && places != 0
  }

  private func place(_ value: SQLValue, at offset: Int) -> MYSQL_BIND {
    let target = unsafe block + offset
    var bind = unsafe MYSQL_BIND()
    unsafe bind.buffer = target
    switch value {
    case .null:
      unsafe bind.buffer_type = MYSQL_TYPE_NULL
    case .int(let number):
      unsafe target.storeBytes(of: number, as: Int64.self)
      unsafe bind.buffer_type = MYSQL_TYPE_LONGLONG
    case .instant(let instant):
      unsafe target.storeBytes(of: MYSQL_TIME(instant), as: MYSQL_TIME.self)
      unsafe bind.buffer_type = MYSQL_TYPE_DATETIME
    case .decimal(let digits):
      unsafe bind.buffer_length = unsafe Self.copy(digits, to: target)
      unsafe bind.buffer_type = MYSQL_TYPE_NEWDECIMAL
    case .text(let text):
      unsafe bind.buffer_length = unsafe Self.copy(text, to: target)
      unsafe bind.buffer_type = MYSQL_TYPE_STRING
    case .bytes(let bytes):
      unsafe bytes.withUnsafeBytes { source in
        if let start = source.baseAddress {
          unsafe target.copyMemory(from: start, byteCount: source.count)
        }
      }
      unsafe bind.buffer_length = UInt(bytes.count)
      unsafe bind.buffer_type = MYSQL_TYPE_BLOB
    }
    return unsafe bind
  }

  private static func copy(_ text: String, to target: UnsafeMutableRawPointer) -> UInt {
    var text = text
    return text.withUTF8 { source in
      if let start = source.baseAddress {
        unsafe target.copyMemory(from: start, byteCount: source.count)
      }
      return UInt(source.count)
    }
  }

  /// Bytes for a value, rounded up so that the next one is aligned.
  private static func space(_ value: SQLValue) -> Int {
    let bytes =
      switch value {
      case .null: 0
      case .int: 8
      case .instant: MemoryLayout<MYSQL_TIME>.stride
      case .decimal(let text), .text(let text): text.utf8.count
      case .bytes(let bytes): bytes.count
      }
    return (bytes + 15) & ~15
  }

  private func reserve(_ values: [SQLValue]) {
    if values.count > bindCapacity {
      unsafe binds.deallocate()
      bindCapacity = max(values.count, 32)
      unsafe binds = .allocate(capacity: bindCapacity)
    }
    let bytes = values.reduce(0) { $0 + Self.space($1) }
    if bytes > blockCapacity {
      unsafe block.deallocate()
      blockCapacity = max(bytes, 4096)
      unsafe block = .allocate(byteCount: blockCapacity, alignment: 16)
    }
  }
}
