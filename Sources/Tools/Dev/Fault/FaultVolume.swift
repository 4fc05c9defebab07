import FaultKit
import Foundation
import Processes
import StackKit

/// Faults of a disk: the power goes (12), the volume is full (15, 16). On a stack whose folder is a
/// volume of its own: an ext4 image, mounted through a loop device.
///
/// Power loss: MariaDB is stopped, and the image is copied as it is. What was written but not
/// flushed is in the page cache, not in the image, and so is not in the copy.
struct FaultVolume {
  struct Outcome {
    var notes: [String] = []
    var faults: [String] = []
    var injected = 0
  }

  /// The faults done here.
  static let numbers = [12, 15, 16]
  private static let size = "3G"
  /// Seconds until a client gives up; a minute of them may be MariaDB's.
  private static let patience = 120.0
  /// Megabytes that are written, not only taken: the stack takes some itself at that moment.
  private static let rest = 64
  private let folder: String
  private var stack: String { folder + "/stack" }
  private var image: String { folder + ".img" }
  private var copy: String { folder + ".copy" }

  /// Needs root and a loop device; says so where there are none.
  static func run(seed: UInt64, _ installation: Installation) -> Outcome {
    let volume = FaultVolume(folder: NSTemporaryDirectory() + "erp-volume-\(getpid())")
    var outcome = Outcome()
    do {
      try volume.make()
    } catch {
      outcome.notes.append("12, 15, 16 skipped: no volume of our own here: \(error)")
      return outcome
    }
    defer { volume.remove() }
    do {
      try volume.fillSlowly(seed: seed, &outcome)
      try volume.fill(seed: seed, &outcome)
      try volume.losePower(&outcome)
    } catch {
      outcome.faults.append("volume: \(error)")
    }
    if !outcome.faults.isEmpty {
      FaultLogs.keep(
        folder: StackLayout(root: volume.stack).logs, in: installation, as: "volume-logs")
    }
    return outcome
  }

  private func make() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Command.require(["truncate", "-s", Self.size, image])
    try Command.require(["mkfs.ext4", "-q", "-F", "-m", "0", image])
    try Command.require(["mount", "-o", "loop", image, folder])
  }

  private func remove() {
    try? Stack.running(in: stack)?.shutdown()
    _ = try? Command.run(["umount", folder])
    for path in [folder, image, copy] { try? FileManager.default.removeItem(atPath: path) }
  }

  /// The ordinary way, such as a log or a backup that grows: new work is refused while MariaDB
  /// still has a reserve, so that it lives through whatever follows, and goes on as soon as there
  /// is room.
  private func fillSlowly(seed: UInt64, _ outcome: inout Outcome) throws {
    say("  15 the volume fills up")
    outcome.injected += 1
    let faults = try FaultStack.start(directory: stack, keepsData: true)
    let load = try MixedLoad(faults, seed: seed, patience: Self.patience)
    sleep(1)
    let database = try faults.stack.pid("mariadb")
    let filler = folder + "/filler"
    try grow(filler)
    let health = try faults.client().get("/health").http.text
    sleep(10)
    try FileManager.default.removeItem(atPath: filler)
    let since = Date()
    while try faults.client().post("/ops/events/replay", ["consumer": "none"]).status == 503 {
      if Date().timeIntervalSince(since) > 30 { break }
      usleep(50_000)
    }
    let back = Date().timeIntervalSince(since)
    sleep(1)
    let (_, text) = try judge(load, on: faults, "filling volume", &outcome)
    if try faults.stack.pid("mariadb") != database {
      outcome.faults.append("filling volume: MariaDB did not live through it")
    }
    if back > 5 { outcome.faults.append("filling volume: back only after \(back) s") }
    if !health.contains(#""disk":"degraded""#) {
      outcome.faults.append("filling volume: not told by /health: \(health)")
    }
    outcome.notes.append("\(text), back \(CallLog.seconds(back)) after there was room")
    try faults.stack.shutdown()
  }

  /// Compares what was acknowledged with the books; a run in which nothing was refused shows
  /// nothing.
  /// - Returns: the clients' books, and the beginning of what is told of the run
  private func judge(
    _ load: MixedLoad, on faults: FaultStack, _ name: String, _ outcome: inout Outcome
  ) throws -> (LoadLedger, String) {
    let ledger = load.finish()
    try faults.waitForQuiet(seconds: 90)
    let found = try ledger.compare(with: faults.stack)
    let audit = try faults.stack.operate("audit", "--grace", "0")
    outcome.faults += ledger.faults + ledger.log.faults
    outcome.faults += found.missing + found.doubled + found.stock
    if audit.status != 0 { outcome.faults.append(audit.output) }
    let refused = ledger.log.statuses[503, default: 0]
    if refused == 0 {
      outcome.faults.append("\(name): nothing was refused, so nothing is shown")
    }
    let text =
      "\(name): \(ledger.log.acknowledged) acknowledged, \(refused) refused meanwhile, missing "
      + "\(found.missing.count)"
    return (ledger, text)
  }

  /// In steps of a quarter of a second until nothing is left, by 5 % of the room at first.
  private func grow(_ filler: String) throws {
    let step = max(32, try freeMegabytes() / 20)
    var size = 0
    while try freeMegabytes() > 0 {
      size += step
      guard try Command.run(["fallocate", "-l", "\(size)M", filler]).status == 0 else { break }
      usleep(250_000)
    }
    // The last bytes: ends when there is no space left.
    _ = try Command.run([
      "dd", "if=/dev/zero", "of=\(filler)", "bs=64k", "oflag=append", "conv=notrunc",
      "status=none",
    ])
  }

  private func freeMegabytes() throws -> Int {
    let free = try Command.require(["df", "--output=avail", "-B1M", folder])
      .split(whereSeparator: \.isNewline).last
    return free.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0
  }

  /// At once, faster than anybody can look. MariaDB refuses what needs more room. After some
  /// seconds it may also end itself: InnoDB aborts when there is no room to roll back or to purge.
  /// Started again, it asks once a minute whether there is room (Aria, `wait_for_free_space`), so
  /// service is back within a minute of that.
  private func fill(seed: UInt64, _ outcome: inout Outcome) throws {
    say("  15, 16 the volume is full at once")
    outcome.injected += 2
    let faults = try FaultStack.start(directory: stack, keepsData: true)
    let load = try MixedLoad(faults, seed: seed, patience: Self.patience)
    sleep(1)
    let fillers = try takeAllRoom()
    sleep(10)
    for filler in fillers { try FileManager.default.removeItem(atPath: filler) }
    sleep(1)
    let (ledger, text) = try judge(load, on: faults, "full volume", &outcome)
    outcome.notes.append(
      "\(text), longest outage \(CallLog.seconds(ledger.log.longestOutage))")
    try faults.stack.shutdown()
  }

  /// Most of it without writing: what lies in the page cache for long would hold up every commit.
  private func takeAllRoom() throws -> [String] {
    let fillers = [folder + "/filler", folder + "/rest"]
    let megabytes = try freeMegabytes()
    try Command.require(["fallocate", "-l", "\(max(1, megabytes - Self.rest))M", fillers[0]])
    // Ends when there is no space left.
    _ = try Command.run(["dd", "if=/dev/zero", "of=\(fillers[1])", "bs=64k", "status=none"])
    return fillers
  }

  private func losePower(_ outcome: inout Outcome) throws {
    say("  12 the power goes")
    outcome.injected += 1
    let faults = try FaultStack.start(directory: stack, keepsData: true)
    let sales = PowerSales(faults, skus: try faults.newGoods(4, quantity: 1_000_000))
    guard comesTrue(within: 120, { sales.count >= 1_000 }) else {
      throw StackFault("power loss: only \(sales.count) answers in two minutes")
    }
    guard let database = try faults.stack.pid("mariadb") else { throw StackFault("no MariaDB") }
    kill(database, SIGSTOP)
    // Answers on their way arrive; what they say was flushed before they were sent.
    usleep(300_000)
    let end = Date()
    try Command.require(["cp", "--sparse=always", image, copy])
    kill(database, SIGCONT)
    let told = sales.finish().filter { $0.at < end }
    try faults.stack.shutdown()
    try Command.require(["umount", folder])
    try Command.require(["mount", "-o", "loop", copy, folder])
    let back = try FaultStack.start(directory: stack, keepsData: true)
    try back.waitForQuiet(seconds: 90)
    let stored = try back.stack.sql(
      "SELECT order_no, status FROM sales_order WHERE channel = '\(PowerSales.channel)'")
    let states = Dictionary(uniqueKeysWithValues: stored.map { ($0[0], $0[1]) })
    let missing = told.filter { fact in
      fact.isPaid ? states[fact.number] != "paid" : states[fact.number] == nil
    }
    let audit = try back.stack.operate("audit", "--grace", "0")
    if audit.status != 0 { outcome.faults.append("after the power loss: \(audit.output)") }
    outcome.faults += missing.prefix(5).map { "lost with the power: \($0.number)" }
    outcome.notes.append("power loss: \(told.count) acknowledged, missing \(missing.count)")
    try back.stack.shutdown()
  }
}
