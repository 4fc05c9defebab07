import ArgumentParser
import JSONCoding
import Kernel
import Processes

/// How https stands: what `erp tls` says at its end, or when it is asked for nothing else.
enum TransportStatus {
  /// - Throws: `ExitCode` 1 when https is on with a certificate that cannot be read
  static func say(asJSON: Bool) throws {
    guard TransportFiles.isOn else { return sayOff(asJSON: asJSON) }
    let path = TransportFiles.usedCertificate
    let certificate: Certificate
    do throws(ProcessFault) { certificate = try Certificate(at: path) } catch {
      throw OperatorSession.failure("\(error)")
    }
    if asJSON { return sayJSON(certificate) }
    let names = certificate.names.joined(separator: ", ")
    Terminal.say("https is on, port \(TransportFiles.port)", "HTTPS 已开启，端口 \(TransportFiles.port)")
    Terminal.say("names: \(names)", "域名：\(names)")
    Terminal.say("subject: \(certificate.subject)", "主体：\(certificate.subject)")
    Terminal.say(
      "ends: \(certificate.ends), in \(certificate.daysLeft) days",
      "到期：\(certificate.ends)，剩余 \(certificate.daysLeft) 天")
    let hsts = TransportFiles.hsts ?? Terminal.words("off", "关闭")
    Terminal.say("HSTS: \(hsts)")
    for warning in TransportChecks.warnings(of: certificate) { Terminal.say(warning) }
  }

  private static func sayOff(asJSON: Bool) {
    guard asJSON else {
      return Terminal.say(
        "https is off: passwords and tokens travel in clear. On: erp tls --help",
        "HTTPS 未开启：密码和令牌以明文传输。开启方法见 erp tls --help")
    }
    Terminal.say { $0.object { $0.field("on", false) } }
  }

  private static func sayJSON(_ certificate: Certificate) {
    Terminal.say { writer in
      writer.object { writer in
        writer.field("on", true)
        writer.field("port", TransportFiles.port)
        writer.field("subject", certificate.subject)
        writer.key("names")
        writer.array(certificate.names) { $0.string($1) }
        writer.field("ends", certificate.ends.rfc3339)
        writer.field("days_left", certificate.daysLeft)
        writer.field("trusted", certificate.isTrusted)
        writer.field("hsts", TransportFiles.hsts ?? "")
      }
    }
  }
}
