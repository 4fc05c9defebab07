import Kernel
import Processes

/// What makes a certificate unfit, and what should be known of it.
enum TransportChecks {
  /// Days before its end when it is time to think of the next.
  static let soonDays: Int64 = 14
  /// And when it is late for that.
  static let lateDays: Int64 = 3

  /// - Throws: `ProcessFault` for what would not work
  static func require(
    _ certificate: Certificate, at path: String, key: String
  ) throws(ProcessFault) {
    guard try Certificate.fits(key: key, certificate: path) else {
      throw ProcessFault("\(key) is not the key of \(path). 私钥与证书不匹配")
    }
    let now = Instant.now()
    guard certificate.ends > now else {
      throw ProcessFault("the certificate ended on \(certificate.ends). 证书已过期")
    }
    guard certificate.begins <= now else {
      throw ProcessFault("the certificate holds from \(certificate.begins) on only. 证书尚未生效")
    }
    guard !certificate.names.isEmpty else {
      throw ProcessFault("the certificate is for no name (subjectAltName). 证书没有域名")
    }
  }

  static func warnings(of certificate: Certificate) -> [String] {
    var found: [String] = []
    if !certificate.isTrusted {
      found.append(
        Terminal.words(
          "this machine's roots do not lead to the certificate: self-signed, of an authority of "
            + "your own, or intermediate certificates are missing in the file",
          "系统根证书无法验证该证书：可能是自签名、私有 CA，或文件中缺少中间证书"))
    }
    if certificate.daysLeft < soonDays {
      found.append(
        Terminal.words(
          "the certificate ends in \(certificate.daysLeft) days",
          "证书将在 \(certificate.daysLeft) 天后到期"))
    }
    return found
  }
}
