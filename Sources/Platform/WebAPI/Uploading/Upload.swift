package import FastCGIServer
import Security

/// A file that a client sends, read piece by piece. One thread; lives as long as its request.
package final class Upload {
  /// Bytes that one `read` returns at most.
  package static let pieceBytes = 65_536

  private let request: GatewayRequest
  private var buffer = [UInt8](repeating: 0, count: pieceBytes)
  /// Of all pieces so far, each over the digest before it: the same for the same file.
  package private(set) var digest = [UInt8](repeating: 0, count: 32)
  private var isAtEnd = false

  package init(_ request: GatewayRequest) { self.request = request }

  /// The next piece; empty at the end of the file.
  /// - Throws: `Problem` when the client broke off or sent another length than it said
  package func read() throws(Problem) -> ArraySlice<UInt8> {
    if isAtEnd { return [] }
    let count: Int
    do throws(BodyFault) {
      count = try request.read(into: &buffer)
    } catch {
      isAtEnd = true
      throw Problem(.requestMalformed)
    }
    isAtEnd = count == 0
    let piece = buffer[..<count]
    if count > 0 { digest = SHA256.digest(of: digest + piece).bytes }
    return piece
  }

  /// Reads the rest away, so that the digest is that of the whole file and the connection can be
  /// used again.
  package func finish() throws(Problem) {
    while try !read().isEmpty {}
  }
}
