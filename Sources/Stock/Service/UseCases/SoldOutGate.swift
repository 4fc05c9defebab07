package import ItemService
import RedisClient
import Synchronization
import Telemetry
import Threads

/// The front gate: turns hopeless requests away before they queue for a stock row.
///
/// Redis holds, per SKU and warehouse, the last level that was committed, with the row's version,
/// and for 2 s after the database itself refused a mark. Only when both say no does a request ask
/// the database here, by a plain read that waits for nobody, and is refused if that says no too:
/// a shortage is told only where the database would tell it. Nothing is ever let in by Redis, and
/// nothing is counted down there, so there is nothing to leak; an emptied, stale or unreachable
/// Redis opens the gate.
package enum SoldOutGate {
  /// How long the database's own "not enough" is believed, in seconds.
  static let markSeconds = 2
  /// Counters of goods that nobody moves need not be kept.
  static let counterSeconds = 86_400

  /// When this process last saw the database refuse, on the monotonic clock. Without a refusal in
  /// the last moments there is no mark to look for, so ordinary times cost no round trip here.
  /// A refusal that another process saw is learnt by the first of one's own.
  private static let lastRefusal = Atomic<Int64>(.min)

  private static var mayBeMarked: Bool {
    let age = MonotonicClock.now().subtracting(capped: lastRefusal.load(ordering: .relaxed))
    return age < Int64(markSeconds * 1_000_000_000)
  }

  private static let refusals = Metrics.registry.counter(
    "erp_stock_gate_refusals_total", help: "Requests that the gate turned away.")

  private static let publishScript = RedisScript(
    "stock.publish",
    """
    for i = 1, #KEYS, 2 do
      local a = (i - 1) / 2 * 3
      local known = redis.call('HGET', KEYS[i], 'version')
      if not known or tonumber(known) < tonumber(ARGV[a + 3]) then
        redis.call('HSET', KEYS[i], 'available', ARGV[a + 1], 'locked', ARGV[a + 2],
          'version', ARGV[a + 3])
        redis.call('EXPIRE', KEYS[i], \(counterSeconds))
        if tonumber(ARGV[a + 1]) > 0 then redis.call('DEL', KEYS[i + 1]) end
      end
    end
    return 1
    """)

  /// As above, and marks what the database refused, unless something newer is known.
  private static let markScript = RedisScript(
    "stock.mark",
    """
    for i = 1, #KEYS, 2 do
      local a = (i - 1) / 2 * 3
      local known = redis.call('HGET', KEYS[i], 'version')
      if not known or tonumber(known) <= tonumber(ARGV[a + 3]) then
        redis.call('HSET', KEYS[i], 'available', ARGV[a + 1], 'locked', ARGV[a + 2],
          'version', ARGV[a + 3])
        redis.call('EXPIRE', KEYS[i], \(counterSeconds))
        redis.call('SET', KEYS[i + 1], '1', 'EX', \(markSeconds))
      end
    end
    return 1
    """)

  /// For each pair the counter if it is marked, else nothing.
  private static let readScript = RedisScript(
    "stock.gate",
    """
    local levels = {}
    for i = 1, #KEYS, 2 do
      local level = false
      if redis.call('EXISTS', KEYS[i + 1]) == 1 then
        level = redis.call('HGET', KEYS[i], 'available')
      end
      levels[#levels + 1] = level
    end
    return levels
    """)

  /// Runs `work` unless the request is hopeless, and remembers what the database refuses in it.
  ///
  /// For a call with a natural key, run it where the key is claimed: a repeated document must get
  /// its first answer, sold out or not. 1 round trip to Redis, and none in quiet times; 1 to the
  /// database where Redis says no.
  /// - Parameter facts: of every SKU in the lines, asked for only where Redis says no
  /// - Throws: `StockRefusal.insufficientAtGate`, and what `work` throws
  package static func guarding<Value>(
    _ lines: [StockLine], warehouse: Int64, facts: () throws -> [Int64: SKUInfo], in call: Call,
    _ work: () throws -> Value
  ) throws -> Value {
    if try isDoubtful(lines, warehouse: warehouse, on: call.redis) {
      let facts = try facts()
      try facts.requireGoods(lines.map(\.skuID))
      let shortages = try StockAPI.shortages(
        of: lines, warehouse: warehouse, facts: facts, on: call.database)
      if !shortages.isEmpty {
        refusals.increment()
        throw StockRefusal.insufficientAtGate(shortages)
      }
    }
    do {
      return try work()
    } catch let refusal as StockRefusal {
      if case .insufficient(let shortages) = refusal {
        call.afterEnd { mark(shortages, on: $0) }
      }
      throw refusal
    }
  }

  /// Whether the counters and the marks both say that some of the goods are not there.
  private static func isDoubtful(
    _ lines: [StockLine], warehouse: Int64, on redis: RedisConnection
  ) throws(StockRefusal) -> Bool {
    if !mayBeMarked { return false }
    let wanted = try lines.totals().sorted { $0.key < $1.key }
    let keys = wanted.flatMap { Self.keys(skuID: $0.key, warehouseID: warehouse) }
    let levels: [RedisReply]
    do throws(RedisError) {
      levels = try redis.run(readScript, keys: keys, arguments: []).elements ?? []
    } catch {
      return false
    }
    return zip(wanted, levels).contains { wanted, level in
      guard let text = level.text, let available = Quantity(exactly: text) else { return false }
      return available < wanted.value
    }
  }

  /// Shows committed levels. Never throws: a lost counter only opens the gate.
  static func publish(_ balances: [StockBalance], to redis: RedisConnection) {
    if balances.isEmpty { return }
    try? redis.runForEffect(
      publishScript,
      balances.flatMap { keys(skuID: $0.skuID, warehouseID: $0.warehouseID) },
      balances.flatMap { arguments($0.level.available, $0.level.locked, $0.version) })
  }

  /// Remembers for a moment what the database refused.
  private static func mark(_ shortages: [StockShortage], on redis: RedisConnection) {
    lastRefusal.store(MonotonicClock.now(), ordering: .relaxed)
    try? redis.runForEffect(
      markScript,
      shortages.flatMap { keys(skuID: $0.skuID, warehouseID: $0.warehouseID) },
      shortages.flatMap { arguments($0.available, $0.locked, $0.version) })
  }

  /// The counter's key and the mark's.
  private static func keys(skuID: Int64, warehouseID: Int64) -> [String] {
    ["stock:level:\(skuID):\(warehouseID)", "stock:sold_out:\(skuID):\(warehouseID)"]
  }

  private static func arguments(
    _ available: Quantity, _ locked: Quantity, _ version: Int64
  ) -> [RedisArgument] {
    [.text(available.description), .text(locked.description), .integer(version)]
  }
}

extension RedisConnection {
  fileprivate func runForEffect(
    _ script: RedisScript, _ keys: [String], _ arguments: [RedisArgument]
  ) throws(RedisError) {
    _ = try run(script, keys: keys, arguments: arguments)
  }
}
