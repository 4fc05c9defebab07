import Glibc

/// Turns a text in some encoding into UTF-8, piece by piece.
@safe final class TextConverter {
  /// Bytes of UTF-8 that one character of any encoding takes at most, with room to spare.
  private static let spare = 16

  private let state: iconv_t
  private var held: [UInt8] = []
  private var position = 0

  /// Nil for UTF-8, which needs none, and where the C library lacks the encoding.
  init?(from encoding: TextEncoding) {
    if encoding == .utf8 { return nil }
    let name = encoding.rawValue.uppercased()
    guard let opened = unsafe iconv_open("UTF-8", name), unsafe opened != Self.failed else {
      return nil
    }
    unsafe state = opened
  }

  deinit { unsafe iconv_close(state) }

  private static var failed: iconv_t? { unsafe iconv_t(bitPattern: -1) }

  /// The piece as UTF-8, as far as its characters are complete; the rest waits for the next.
  /// - Returns: nil at a byte that is no text; `fault` says where
  func convert(_ piece: ArraySlice<UInt8>) -> [UInt8]? {
    held += piece
    var output = [UInt8](repeating: 0, count: held.count * 2 + Self.spare)
    var consumed = 0
    var written = 0
    let isText = unsafe held.withUnsafeMutableBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        unsafe run(source, target, &consumed, &written)
      }
    }
    position += consumed
    held.removeFirst(consumed)
    guard isText else { return nil }
    output.removeLast(output.count - written)
    return output
  }

  /// Whether the text ends between two characters.
  var isComplete: Bool { held.isEmpty }

  /// The byte that stopped it, and where it stands in the text.
  var fault: (offset: Int, byte: UInt8) { (position, held.first ?? 0) }

  /// False at a byte that is no text. The target is large enough: no encoding here grows by more
  /// than half.
  private func run(
    _ source: UnsafeMutableRawBufferPointer, _ target: UnsafeMutableRawBufferPointer,
    _ consumed: inout Int, _ written: inout Int
  ) -> Bool {
    var input = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
    var output = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
    var inputLeft = source.count
    var outputLeft = target.count
    let result = unsafe iconv(state, &input, &inputLeft, &output, &outputLeft)
    let reason = errno
    consumed = source.count - inputLeft
    written = target.count - outputLeft
    return result != -1 || reason == EINVAL
  }
}
