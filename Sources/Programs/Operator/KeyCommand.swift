import ArgumentParser
import Kernel
import Security
import Settings

/// `erp key`: the key that signs tokens, and the change to another without logging anybody out.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "See and change the key that signs tokens; nobody has to log in again. 令牌密钥轮换。",
    discussion: """
      1. `erp key new NAME`, then restart erp-auth, on every node: it knows both keys.
      2. `erp key use NAME`, then restart erp@user, on every node: it signs with the new one.
      3. When the last old token has expired: `erp key retire OLD`, then restart erp-auth, on
         every node.
      """,
    subcommands: [List.self, New.self, Use.self, Retire.self])

  /// Where the keys lie.
  struct Place {
    let signing: String
    let publicKeys: String
    let tokenSeconds: Int

    init() throws {
      let configuration = try OperatorSession().configuration
      guard let signing = configuration.tokenPrivateKeyFile else {
        throw OperatorSession.failure("ERP_TOKEN_PRIVATE_KEY_FILE is not set")
      }
      self.signing = signing
      publicKeys = configuration.tokenKeyDirectory
      tokenSeconds = configuration.tokenTTLSeconds
    }

    /// A fault of a key becomes one line on stderr.
    func run<Result>(_ body: () throws(KeyFault) -> Result) throws -> Result {
      do throws(KeyFault) {
        return try body()
      } catch {
        throw OperatorSession.failure("\(error)")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The keys that tokens are verified with, and the one that signs. 密钥列表。")

    func run() throws {
      let place = try Place()
      try place.run { () throws(KeyFault) in
        let signer = try TokenKeyFiles.signer(path: place.signing, publicKeys: place.publicKeys)
        for key in try TokenKeyFiles.publicKeys(in: place.publicKeys) {
          let since = try TokenKeyFiles.publishedAt(kid: key.kid, in: place.publicKeys)
          let mark = key.kid == signer.kid ? "signs    " : "verifies "
          Terminal.say("\(mark) \(key.kid)  since \(Instant(seconds: since))")
        }
      }
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a pair of keys that signs nothing yet. 生成新密钥。")

    @Argument(help: "Its name, such as 2027: 1 to 32 of A-Z a-z 0-9 _ -")
    var name: String

    func run() throws {
      let place = try Place()
      try place.run { () throws(KeyFault) in
        try TokenKeyFiles.generate(
          kid: name, in: TokenKeyFiles.folder(of: place.signing), publicDirectory: place.publicKeys)
      }
      Terminal.say("\(name) is made. Restart erp-auth, on every node; then: erp key use \(name)")
    }
  }

  struct Use: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign with this key from erp@user's next start on. 启用密钥。")

    @Argument(help: "The key's name.")
    var name: String

    func run() throws {
      let place = try Place()
      try place.run { () throws(KeyFault) in
        try TokenKeyFiles.use(kid: name, as: place.signing, publicKeys: place.publicKeys)
      }
      Terminal.say(
        "\(name) signs once erp@user is restarted. "
          + "\(place.tokenSeconds + 30) s later the old key can be retired.")
    }
  }

  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a key: what it signed is refused from erp-auth's next start on. 停用密钥。")

    @Argument(help: "The key's name.")
    var name: String

    @Flag(help: "At once, although tokens that it signed may still be good.")
    var now = false

    func run() throws {
      let place = try Place()
      let switched = try place.run { () throws(KeyFault) in
        try TokenKeyFiles.changedAt(place.signing)
      }
      let age = Instant.now().seconds.subtracting(capped: switched)
      guard now || age > Int64(place.tokenSeconds + 30) else {
        throw OperatorSession.failure(
          "\(name) may have signed tokens that have not expired: the signing key was changed "
            + "\(age) s ago, a token lives \(place.tokenSeconds) s. Wait, or say --now.")
      }
      try place.run { () throws(KeyFault) in
        try TokenKeyFiles.retire(
          kid: name, signing: place.signing, publicKeys: place.publicKeys)
      }
      Terminal.say("\(name) is gone. Restart erp-auth, on every node.")
    }
  }
}
