import ArgumentParser
import Kernel
import Security
import Settings

/// Where the keys lie, and what is said of them.
struct KeyPlace {
  let signing: String
  let publicKeys: String
  let tokenSeconds: Int
  let session: OperatorSession

  init() throws {
    session = try OperatorSession()
    let configuration = session.configuration
    guard let signing = configuration.tokenPrivateKeyFile else {
      throw Terminal.failure(
        "ERP_TOKEN_PRIVATE_KEY_FILE is not set", "未设置 ERP_TOKEN_PRIVATE_KEY_FILE")
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
      throw Terminal.failure("\(error)", Self.chinese(error))
    }
  }

  private static func chinese(_ fault: KeyFault) -> String {
    switch fault {
    case .inaccessible(let path, let errno): "无法读写密钥文件 \(path)（errno \(errno)）"
    case .malformed(let path): "\(path) 不是 PEM 格式的 Ed25519 密钥"
    case .tooOpen(let path): "私钥 \(path) 对其他用户可读，权限应为 0600"
    case .badName(let name): "\(name) 不是密钥名：1 到 32 个 A-Z a-z 0-9 _ -"
    case .noKeys(let directory): "\(directory) 中没有 <名称>.pub.pem"
    case .unpublished(let path, let directory): "\(directory) 中没有与私钥 \(path) 对应的公钥"
    case .inUse(let kid): "\(kid) 正用于签名"
    case .failed: "libcrypto 出错"
    }
  }

  /// The keys' names.
  func names() throws -> [String] {
    try run { () throws(KeyFault) in try TokenKeyFiles.publicKeys(in: publicKeys).map(\.kid) }
  }

  /// The name of the key that signs.
  func signer() throws -> String {
    try run { () throws(KeyFault) in
      try TokenKeyFiles.signer(path: signing, publicKeys: publicKeys).kid
    }
  }

  /// - Throws: `ExitCode` after saying that there is no such key
  func require(_ name: String) throws {
    guard try names().contains(name) else {
      throw Terminal.failure(
        "there is no key \(name); erp key list names those that there are",
        "没有密钥 \(name)；用 erp key list 查看")
    }
  }

  /// The audit log's row of what was done to a key's files.
  func record(_ action: String, _ name: String) throws {
    try session.run {
      try OperatorAudit.record("key \(action)", object: "key:\(name)", on: $0)
    }
  }
}
