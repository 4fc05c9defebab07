import ArgumentParser

/// `erp key`: the key that signs tokens, and the change to another without logging anybody out.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "See and change the key that signs tokens; nobody has to log in again. 令牌密钥轮换。",
    discussion: """
      1. `erp key new NAME`, then restart erp-auth, on every node: it knows both keys.
      2. `erp key use NAME`, then restart erp@user, on every node: it signs with the new one.
      3. When the last old token has expired: `erp key retire OLD`, then restart erp-auth, on \
      every node.
      依次：new 后在每个节点重启 erp-auth；use 后重启 erp@user；旧令牌全部过期后 retire 并重启 erp-auth。
      """,
    subcommands: [
      KeyListCommand.self, KeyNewCommand.self, KeyUseCommand.self, KeyRetireCommand.self,
    ])
}
