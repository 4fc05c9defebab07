import ArgumentParser
import EventStream
import JSONCoding
import MariaDBClient

/// `erp events`: lag, dead letters, replay.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "See and mend event delivery. 查看与修复事件投递。",
    subcommands: [Lag.self, Dead.self, Replay.self])

  struct Lag: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How far each consumer is behind. 消费积压。")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let lines = try OperatorSession().run { try EventAdmin.lag(on: $0) }
      if json { return Terminal.say(EventsCommand.json(lines)) }
      Terminal.say("consumer          waiting  retrying      dead  oldest s")
      for line in lines {
        Terminal.say(
          EventsCommand.left(line.consumer, 16) + EventsCommand.right(line.waiting)
            + EventsCommand.right(line.retrying) + EventsCommand.right(line.dead)
            + EventsCommand.right(Int(clamping: line.oldestSeconds)))
      }
      if lines.contains(where: \.isCapped) {
        Terminal.say(
          "more than \(EventAdmin.countedMax) events are open: counted up to there 仅统计到此数")
      }
    }
  }

  struct Dead: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Events that a consumer gave up. 死信列表。")

    @Option(help: "Only this consumer's.")
    var consumer: String?

    @Option(help: "At most so many.")
    var limit = 100

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let letters = try OperatorSession().run {
        try EventAdmin.dead(consumer: consumer, limit: limit, on: $0)
      }
      if json { return Terminal.say(EventsCommand.json(letters)) }
      for letter in letters {
        Terminal.say(
          "\(letter.event.eventID)  \(letter.event.type)  \(letter.event.key)  "
            + "consumer \(letter.consumer), \(letter.attempts) attempts, \(letter.lastAt)")
        Terminal.say("    \(letter.lastError)")
      }
      Terminal.say("\(letters.count) dead letters")
    }
  }

  struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give failed events all their attempts again, at once. 重放死信。")

    @Option(help: "This event.")
    var event: Int64?

    @Option(help: "This consumer's; without --event all of its dead letters.")
    var consumer: String?

    func validate() throws {
      if event == nil && consumer == nil {
        throw ValidationError("Name an --event, a --consumer, or both.")
      }
    }

    func run() throws {
      let count = try OperatorSession().run { database in
        if let event {
          return try EventAdmin.replay(eventID: event, consumer: consumer, on: database)
        }
        return try EventAdmin.replay(consumer: consumer ?? "", on: database)
      }
      Terminal.say("\(count) will be tried again")
    }
  }

  private static func json(_ items: [some JSONWritable]) -> [UInt8] {
    var writer = JSONWriter()
    writer.array(items) { $1.write(to: &$0) }
    return writer.bytes
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func right(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(1, 10 - text.count)) + text
  }
}
