import Glibc

/// A text that a client sends in whatever encoding, handed out as UTF-8 piece by piece.
///
/// What the encoding is, only the whole file tells, so the file is put aside first and read again.
/// Memory is bounded by a few pieces. One thread.
package final class UploadedText {
  private let file: SpoolFile
  private var buffer = [UInt8](repeating: 0, count: Upload.pieceBytes)
  private var converter: TextConverter?
  /// What the file turned out to be.
  package let encoding: TextEncoding

  /// Reads the file to its end and finds its encoding: what `charset` says, else a byte order mark,
  /// else UTF-8 if all of it is, else GB18030.
  ///
  /// - Parameters:
  ///   - charset: of the Content-Type; nil when it names none
  ///   - read: gives the next piece; an empty one at the end
  /// - Throws: `TextFault`; `Problem` 503 when the disk has no room; whatever `read` throws
  package init(charset: String?, read: () throws -> ArraySlice<UInt8>) throws {
    guard let file = SpoolFile() else { throw Problem(.unavailable, retryAfter: 5) }
    var survey = TextSurvey()
    while true {
      let piece = try read()
      if piece.isEmpty { break }
      survey.add(piece)
      guard file.append(piece) else { throw Problem(.unavailable, retryAfter: 5) }
    }
    survey.finish()
    if survey.isWorkbook { throw TextFault.workbook }
    self.file = file
    let said = try Self.encoding(charset: charset, startingWith: survey.head)
    if said == nil, survey.isAmbiguous { throw TextFault.ambiguous }
    encoding = said ?? (survey.notUTF8 == nil ? .utf8 : .gb18030)
    try check(survey, isGuess: said == nil)
    start()
  }

  /// What the sender or the file's first bytes say; nil where neither does.
  private static func encoding(
    charset: String?, startingWith head: [UInt8]
  ) throws(TextFault) -> TextEncoding? {
    guard let charset else { return TextEncoding(markOf: head) }
    guard let named = TextEncoding(charset: charset, startingWith: head) else {
      throw .unknownCharset(charset)
    }
    return named
  }

  /// The next piece as UTF-8; empty at the end.
  package func read() throws -> ArraySlice<UInt8> {
    while true {
      guard let count = file.read(into: &buffer) else { throw Problem(.unavailable, retryAfter: 5) }
      if count == 0 { return [] }
      guard let converter else { return buffer[..<count] }
      // Only whole characters come out: a piece may hold none that ends.
      if let text = converter.convert(buffer[..<count]), !text.isEmpty { return text[...] }
    }
  }

  private func start() {
    file.rewind()
    converter = TextConverter(from: encoding)
  }

  /// Throws when a part of the file is no text.
  private func check(_ survey: TextSurvey, isGuess: Bool) throws {
    if encoding == .utf8 {
      guard let offset = survey.notUTF8 else { return }
      throw TextFault.notText(offset: offset, byte: try byte(at: offset), tried: [.utf8])
    }
    start()
    guard let converter else { throw Problem(.internalError) }
    while let count = file.read(into: &buffer), count > 0 {
      if converter.convert(buffer[..<count]) == nil { break }
    }
    if converter.isComplete { return }
    let (offset, _) = converter.fault
    // Whichever got further is more likely meant, and nearer to what is wrong.
    let place = isGuess ? max(offset, survey.notUTF8 ?? 0) : offset
    throw TextFault.notText(
      offset: place, byte: try byte(at: place),
      tried: isGuess ? [.utf8, encoding] : [encoding])
  }

  private func byte(at offset: Int) throws -> UInt8 {
    file.rewind()
    var before = 0
    while let count = file.read(into: &buffer), count > 0 {
      if offset - before < count { return buffer[offset - before] }
      before += count
    }
    return 0
  }
}

/// A file without a name on the machine's temporary disk, for what must be read twice and is too
/// large to hold. It is gone with this object, or with the process.
final class SpoolFile {
  private let descriptor: Int32

  /// Nil when there is no room for it.
  init?() {
    let template = "/tmp/erp-spool-XXXXXX"
    var path = Array(template.utf8CString)
    descriptor = unsafe path.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      let made = unsafe mkstemp(start)
      if made >= 0 {
        unsafe unlink(start)
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
      }
      return made
    }
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// False when the disk is full.
  func append(_ piece: ArraySlice<UInt8>) -> Bool {
    var rest = piece
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  func rewind() { lseek(descriptor, 0, SEEK_SET) }

  /// The next piece into the buffer; its size, 0 at the end, nil when the disk fails.
  func read(into buffer: inout [UInt8]) -> Int? {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      return count < 0 ? nil : count
    }
  }
}
