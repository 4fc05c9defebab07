import ArgumentParser
import EventStream
import JSONCoding
import MariaDBClient

/// `erp events`: lag, dead letters, replay.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "See and mend event delivery. 查看与修复事件投递。",
    subcommands: [EventsLagCommand.self, EventsDeadCommand.self, EventsReplayCommand.self])

  /// - Throws: `ExitCode` 64 after saying that nobody of this name consumes events
  static func require(consumer: String, on database: DatabaseConnection) throws {
    guard try EventAdmin.hasConsumer(consumer, on: database) else {
      throw Terminal.failure(
        "no such consumer: \(consumer); erp events lag lists them",
        "没有名为 \(consumer) 的消费者；用 erp events lag 查看", status: ExitStatus.usage)
    }
  }
}

/// `erp events lag`
struct EventsLagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lag", abstract: "How far each consumer is behind. 消费积压。")

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func run() throws {
    let lines = try OperatorSession().run { try EventAdmin.lag(on: $0) }
    if json { return Terminal.say { $0.array(lines) { $1.write(to: &$0) } } }
    var table = TextTable(
      ["consumer", "waiting", "retrying", "dead", "oldest s"], right: [1, 2, 3, 4])
    for line in lines {
      table.add([
        line.consumer, "\(line.waiting)", "\(line.retrying)", "\(line.dead)",
        "\(line.oldestSeconds)",
      ])
    }
    table.say()
    if lines.contains(where: \.isCapped) {
      Terminal.say(
        "more than \(EventAdmin.countedMax) events are open: counted up to there",
        "未完成的事件超过 \(EventAdmin.countedMax) 个：仅统计到此数")
    }
  }
}

/// `erp events dead`
struct EventsDeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead", abstract: "Events that a consumer gave up. 死信列表。")

  @Option(help: "Only this consumer's. 仅此消费者。")
  var consumer: String?

  @Option(help: "At most so many. 最多多少条。")
  var limit = 100

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func validate() throws {
    if !(1...100_000).contains(limit) {
      throw ValidationError(Terminal.words("--limit is 1 to 100000", "--limit 为 1 到 100000"))
    }
  }

  func run() throws {
    let letters = try OperatorSession().run { database in
      if let consumer { try EventsCommand.require(consumer: consumer, on: database) }
      return try EventAdmin.dead(consumer: consumer, limit: limit, on: database)
    }
    if json { return Terminal.say { $0.array(letters) { $1.write(to: &$0) } } }
    for letter in letters {
      Terminal.say(
        "\(letter.event.eventID)  \(letter.event.type)  \(letter.event.key)  "
          + "consumer \(letter.consumer), \(letter.attempts) attempts, \(letter.lastAt)")
      Terminal.say("    \(letter.lastError)")
    }
    Terminal.say("\(letters.count) dead letters", "\(letters.count) 条死信")
  }
}

/// `erp events replay`
struct EventsReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Give failed events all their attempts again, at once. 重放死信。")

  @Option(help: "This event. 事件编号。")
  var event: Int64?

  @Option(help: "This consumer's; without --event all of its dead letters. 消费者。")
  var consumer: String?

  func validate() throws {
    if event == nil && consumer == nil {
      throw ValidationError(
        Terminal.words(
          "Name an --event, a --consumer, or both.", "请给出 --event、--consumer 或两者。"))
    }
  }

  func run() throws {
    let count = try OperatorSession().run { database in
      if let consumer { try EventsCommand.require(consumer: consumer, on: database) }
      if let event, try !EventAdmin.hasEvent(event, on: database) {
        throw Terminal.failure(
          "there is no event \(event), or no more: the outbox keeps 7 days",
          "没有事件 \(event)，或已清除：仅保留 7 天")
      }
      return try Retry.transaction(on: database) { try replay(on: database) }
    }
    Terminal.say("\(count) will be tried again", "\(count) 个将重新处理")
  }

  private func replay(on database: DatabaseConnection) throws -> Int {
    let count =
      if let event {
        try EventAdmin.replay(eventID: event, consumer: consumer, on: database)
      } else {
        try EventAdmin.replay(consumer: consumer ?? "", on: database)
      }
    if count > 0 {
      let object = event.map { "event:\($0)" } ?? "consumer:\(consumer ?? "")"
      try OperatorAudit.record("events replay", object: object, on: database)
    }
    return count
  }
}
