import Foundation
import Glibc
import Processes

/// The repository's Nginx configuration, copied for one stack: the installed paths become the
/// stack's own, and port and limits are set by replacing their lines. Nothing else differs.
package struct NginxCopy {
  let layout: StackLayout
  let installation: Installation
  let options: StackOptions
  let port: Int
  /// Where the listener for monitoring is: at the stack's own port, which nobody else has here.
  package static let monitoringHost = "127.0.0.2"

  /// Writes the copy. True when it differs from the one that was there.
  @discardableResult
  func write() throws(StackFault) -> Bool {
    let source = installation.source + "/nginx"
    let files = FileManager.default
    do {
      let before = texts()
      try? files.removeItem(atPath: layout.nginx + "/conf")
      for path in try files.subpathsOfDirectory(atPath: source) where path.hasSuffix(".conf") {
        let text = try String(contentsOfFile: "\(source)/\(path)", encoding: .utf8)
        try put(adapt(text, path: path), at: "conf/\(path)")
      }
      let origins = options.allowedOrigins.map { "\"\($0)\" $http_origin;\n" }
      if !origins.isEmpty { try put(origins.joined(), at: "conf/local/cors.conf") }
      try put(main, at: "nginx.conf")
      let page = layout.share + "/docs"
      try? files.removeItem(atPath: page)
      try files.copyItem(atPath: source + "/docs", toPath: page)
      return texts() != before
    } catch let fault as StackFault {
      throw fault
    } catch {
      throw StackFault("cannot copy the Nginx configuration: \(error)")
    }
  }

  private func texts() -> [String: String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: layout.nginx)) ?? []
    return paths.filter { $0.hasSuffix(".conf") }.reduce(into: [:]) { texts, path in
      texts[path] = try? String(contentsOfFile: "\(layout.nginx)/\(path)", encoding: .utf8)
    }
  }

  /// Lets Nginx itself say whether it accepts the copy.
  func check() throws(StackFault) {
    try Command.require(PartList.nginxCommand(layout) + ["-t"])
  }

  private func put(_ text: String, at path: String) throws {
    let target = URL(fileURLWithPath: "\(layout.nginx)/\(path)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: target, atomically: false, encoding: .utf8)
  }

  private func adapt(_ original: String, path: String) throws(StackFault) -> String {
    var text = original
    // Nginx's own folder before the one that it is in.
    let moved = [
      ("/etc/erp/nginx/", "\(layout.nginx)/conf/"),
      ("/usr/share/erp/nginx/", "\(layout.nginx)/conf/"), ("/run/erp/", "\(layout.sockets)/"),
      ("/usr/share/erp/", "\(layout.share)/"), ("/var/log/erp/", "\(layout.logs)/"),
      ("/var/lib/erp/", "\(layout.root)/"),
    ]
    for (installed, own) in moved { text = text.replacingOccurrences(of: installed, with: own) }
    switch path {
    case "upstreams.conf":
      if let network = options.network {
        text = network.adapt(try read("\(installation.source)/nginx/cluster/upstreams.conf"))
      }
    case "local/listen.conf":
      text = try replace("\nlisten 80 ", with: "\nlisten 127.0.0.1:\(port) ", in: text)
    case "local/metrics.conf":
      text = try replace(
        "listen 127.0.0.1:9464;", with: "listen \(Self.monitoringHost):\(port);", in: text)
    case "snippets/limit-rates.conf":
      if case .perSecond(let rate) = options.rateLimit {
        text = try replace("rate=100r/s", with: "rate=\(rate)r/s", in: text)
        text = try replace("rate=1000r/s", with: "rate=\(rate * 10)r/s", in: text)
      }
    case "snippets/limits.conf", "snippets/login-limits.conf", "snippets/health-limits.conf",
      "snippets/upload-limits.conf":
      text = limits(text)
    default: break
    }
    return text
  }

  private func read(_ path: String) throws(StackFault) -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw StackFault("cannot read \(path)")
    }
    return text
  }

  private func limits(_ text: String) -> String {
    switch options.rateLimit {
    case .off:
      return text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("limit_req zone=") && !$0.hasPrefix("limit_conn erp_") }
        .joined(separator: "\n")
    case .perSecond(let rate):
      return
        text
        .replacingOccurrences(of: "burst=200 ", with: "burst=\(rate * 2) ")
        .replacingOccurrences(of: "burst=2000 ", with: "burst=\(rate * 20) ")
    }
  }

  private func replace(_ old: String, with new: String, in text: String) throws(StackFault)
    -> String
  {
    guard text.contains(old) else {
      throw StackFault("the Nginx configuration no longer has \"\(old)\"")
    }
    return text.replacingOccurrences(of: old, with: new)
  }

  private var main: String {
    let temp = layout.nginx + "/temp"
    return """
      \(getuid() == 0 ? "user root;" : "")
      daemon off;
      worker_processes auto;
      worker_rlimit_nofile 16384;
      pid \(layout.nginx)/nginx.pid;
      error_log \(layout.logs)/nginx-error.log warn;
      events {
        worker_connections 4096;
      }
      http {
        client_body_temp_path \(temp)/body;
        fastcgi_temp_path \(temp)/fastcgi;
        proxy_temp_path \(temp)/proxy;
        scgi_temp_path \(temp)/scgi;
        uwsgi_temp_path \(temp)/uwsgi;
        sendfile on;
        tcp_nopush on;
        include \(layout.nginx)/conf/erp.conf;
      }

      """
  }
}
