import CMariaDB

/// The memory that the rows of one prepared statement are fetched into, one row after another.
///
/// Integers arrive as Int64 and instants as MYSQL_TIME. All else arrives as bytes, of which up to
/// `inlineBytes` are kept here; what is longer is fetched again when it is asked for.
@safe
final class ResultColumns {
  static let inlineBytes = 256

  enum Shape { case integer, time, bytes }

  let count: Int
  let shapes: [Shape]
  let binds: UnsafeMutablePointer<MYSQL_BIND>
  /// The column that is read next; 0 when a row begins.
  var next = 0
  private let block: UnsafeMutableRawPointer

  /// - Parameter fields: the result's description, one for each column
  init(_ fields: UnsafeBufferPointer<MYSQL_FIELD>) {
    count = fields.count
    let shapes = unsafe fields.map { unsafe Self.shape(of: $0.type) }
    let sizes = unsafe zip(shapes, fields).map { shape, field in
      unsafe shape == .bytes ? min(Int(field.length), Self.inlineBytes) : 48
    }
    self.shapes = shapes
    let strides = sizes.map { ($0 + 15) & ~15 }
    unsafe block = .allocate(byteCount: strides.reduce(0, +), alignment: 16)
    unsafe binds = .allocate(capacity: count)
    var offset = 0
    for column in 0..<count {
      unsafe binds[column] = MYSQL_BIND()
      let bind = unsafe binds + column
      unsafe bind.pointee.buffer = unsafe block + offset
      unsafe bind.pointee.buffer_length = UInt(sizes[column])
      unsafe bind.pointee.buffer_type = Self.type(of: shapes[column])
      offset += strides[column]
    }
  }

  deinit {
    unsafe binds.deallocate()
    unsafe block.deallocate()
  }

  private static func shape(of type: enum_field_types) -> Shape {
    switch type {
    case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG,
      MYSQL_TYPE_LONGLONG, MYSQL_TYPE_YEAR:
      .integer
    case MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP: .time
    default: .bytes
    }
  }

  private static func type(of shape: Shape) -> enum_field_types {
    switch shape {
    case .integer: MYSQL_TYPE_LONGLONG
    case .time: MYSQL_TYPE_DATETIME
    case .bytes: MYSQL_TYPE_STRING
    }
  }
}
