import ArgumentParser
import Kernel
import Security

/// `erp key new`
struct KeyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a pair of keys that signs nothing yet. 生成新密钥。")

  @Argument(help: "Its name, such as 2027: 1 to 32 of A-Z a-z 0-9 _ - 密钥名。")
  var name: String

  func run() throws {
    let place = try KeyPlace()
    let folder = TokenKeyFiles.folder(of: place.signing)
    if try place.names().contains(name) {
      throw Terminal.failure("\(name) exists", "\(name) 已存在")
    }
    try place.run { () throws(KeyFault) in
      try TokenKeyFiles.generate(kid: name, in: folder, publicDirectory: place.publicKeys)
    }
    try place.record("new", name)
    Terminal.say(
      "\(name) is made. Restart erp-auth, on every node; then: erp key use \(name)",
      "已生成 \(name)。请在每个节点重启 erp-auth，然后执行 erp key use \(name)")
  }
}

/// `erp key use`
struct KeyUseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Sign with this key from erp@user's next start on. 启用密钥。")

  @Argument(help: "The key's name. 密钥名。")
  var name: String

  func run() throws {
    let place = try KeyPlace()
    try place.require(name)
    try place.run { () throws(KeyFault) in
      try TokenKeyFiles.use(kid: name, as: place.signing, publicKeys: place.publicKeys)
    }
    try place.record("use", name)
    let seconds = place.tokenSeconds + 30
    Terminal.say(
      "\(name) signs once erp@user is restarted. \(seconds) s later the old key can be retired.",
      "重启 erp@user 后由 \(name) 签名；\(seconds) 秒后可停用旧密钥。")
  }
}

/// `erp key retire`
struct KeyRetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Remove a key: what it signed is refused from erp-auth's next start on. 停用密钥。")

  @Argument(help: "The key's name. 密钥名。")
  var name: String

  @Flag(help: "At once, although tokens that it signed may still be good. 立即停用。")
  var now = false

  func run() throws {
    let place = try KeyPlace()
    try place.require(name)
    guard try place.signer() != name else {
      throw Terminal.failure(
        "\(name) is the key that signs: another must first, with erp key use",
        "\(name) 正用于签名：请先用 erp key use 换成另一个")
    }
    let switched = try place.run { () throws(KeyFault) in
      try TokenKeyFiles.changedAt(place.signing)
    }
    let age = Instant.now().seconds.subtracting(capped: switched)
    guard now || age > Int64(place.tokenSeconds + 30) else {
      throw Terminal.failure(
        "\(name) may have signed tokens that have not expired: the signing key was changed "
          + "\(age) s ago, a token lives \(place.tokenSeconds) s. Wait, or say --now.",
        "\(name) 签发的令牌可能尚未过期：签名密钥 \(age) 秒前更换，令牌有效期 \(place.tokenSeconds) 秒。"
          + "请等待，或加 --now。")
    }
    try place.run { () throws(KeyFault) in
      try TokenKeyFiles.retire(kid: name, signing: place.signing, publicKeys: place.publicKeys)
    }
    try place.record("retire", name)
    Terminal.say(
      "\(name) is gone. Restart erp-auth, on every node.", "已停用 \(name)。请在每个节点重启 erp-auth。")
  }
}
