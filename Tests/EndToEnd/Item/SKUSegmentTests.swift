import Foundation
import Processes
import RedisClient
import StackKit
import Testing

/// Aim: no SKU id is ever given out twice, whatever happens to Redis.
/// Method: many processes draw ids through the item centre's own code, while Redis is emptied, set
/// back, or away.
@Suite(.serialized) struct SKUSegmentTests {
  private static let stack = Result {
    var options = StackOptions(directory: try SharedStack.directory("segments"))
    options.endsWithStarter = true
    options.parts = ["mariadb", "redis"]
    return try Stack.start(options)
  }
  private let stack: Stack
  private let redis: RedisConnection
  private let folder: String

  init() throws {
    stack = try Self.stack.get()
    redis = RedisConnection(settings: RedisOptions(endpoint: .socket(stack.layout.socket("redis"))))
    folder = stack.layout.root + "/drawn-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func eightProcessesWithRedisEmptiedHalfWay() throws {
    let drawing = try draw(processes: 8, each: 20_000)
    waitUntilHalf(of: 160_000)
    try redis.command(["FLUSHALL"])
    #expect(drawnBytes < 160_000 * 4, "it was over before Redis was emptied")
    try check(drawing, each: 20_000)
  }

  @Test func redisThatGoesBackInTime() throws {
    let drawing = try draw(processes: 4, each: 20_000)
    while waitpid(drawing[0], nil, WNOHANG) == 0 {
      try redis.command(["SET", "erp:segment:sku", "5"])
      usleep(2000)
    }
    try check(Array(drawing.dropFirst()), each: 20_000, files: 4)
  }

  @Test func redisThatDiesAndHoldsNonsense() throws {
    try redis.command(["SET", "erp:segment:sku", "rubbish"])
    let drawing = try draw(processes: 4, each: 10_000)
    waitUntilHalf(of: 40_000)
    try stack.stop("redis")
    try check(drawing, each: 10_000)
    let without = try draw(processes: 2, each: 5_000)
    try check(without, each: 5_000, files: 6)
    try stack.start("redis")
  }

  private func draw(processes: Int, each: Int) throws -> [pid_t] {
    let drawer = stack.installation.program("sku-drawer")
    try #require(access(drawer, X_OK) == 0, "build the product sku-drawer first")
    var environment = Command.inherited
    environment["ERP_CONFIG"] = stack.layout.settings
    environment["ERP_DB_USER"] = "erp_item"
    environment["ERP_DB_PASSWORD_FILE"] = stack.layout.secret("database-item")
    return try (0..<processes).map { _ in
      let file = try Descriptor.open("\(folder)/\(UUID().uuidString)", O_WRONLY | O_CREAT)
      defer { close(file) }
      return try Spawn.start(
        [drawer, "\(each)"], environment: environment, descriptors: [1: file])
    }
  }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
  }

  /// By the size of what was drawn: lines have five bytes, more or less.
  private func waitUntilHalf(of count: Int) {
    let end = Date().addingTimeInterval(20)
    while Date() < end, drawnBytes < count * 5 / 2 { usleep(1000) }
  }

  private var drawnBytes: Int {
    files.reduce(0) { sum, file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }

  /// Every process drew as many as it should, in ascending order; no id came twice.
  private func check(_ processes: [pid_t], each: Int, files count: Int? = nil) throws {
    for process in processes { #expect(Spawn.wait(process) == 0) }
    #expect(files.count == count ?? processes.count)
    var all = Set<Int>()
    var total = 0
    for file in files {
      let ids = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        .compactMap { Int($0) }
      #expect(ids.count == each || count == 6)
      #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
      all.formUnion(ids)
      total += ids.count
    }
    #expect(all.count == total, "\(total - all.count) ids came twice")
    #expect(all.min() ?? 0 > 0)
    let mark = try stack.sql("SELECT high_water FROM id_segment WHERE name = 'sku'")
    #expect(all.max() ?? 0 <= Int(mark[0][0]) ?? 0)
  }
}
