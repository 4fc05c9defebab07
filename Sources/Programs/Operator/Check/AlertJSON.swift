import JSONCoding

/// A text message as the group robots take it.
enum AlertJSON {
  /// - Parameter address: the host says whose robot it is
  static func body(for address: String, text: String) -> String {
    let host = address.split(separator: "/").dropFirst().first ?? ""
    var writer = JSONWriter()
    writer.object { writer in
      if host.hasSuffix("feishu.cn") || host.hasSuffix("larksuite.com") {
        writer.field("msg_type", "text")
        writer.key("content")
        writer.object { $0.field("text", text) }
      } else if host.hasSuffix("dingtalk.com") || host == "qyapi.weixin.qq.com" {
        writer.field("msgtype", "text")
        writer.key("text")
        writer.object { $0.field("content", text) }
      } else {
        writer.field("text", text)
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// A text in the quotes of curl's configuration.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The robots answer 200 and a code: what they say when it is not 0.
  static func refusal(in answer: String) -> String? {
    guard let document = try? JSONDocument(parsing: Array(answer.utf8)) else { return nil }
    for (code, message) in [("errcode", "errmsg"), ("code", "msg")] {
      guard let value = document.root.member(code)?.integer(), value != 0 else { continue }
      return document.root.member(message)?.text ?? "\(code) \(value)"
    }
    return nil
  }
}
