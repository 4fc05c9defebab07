import Glibc
import ItemService
import MariaDBClient
import RedisClient
import Settings
import Telemetry
import WebAPI

// Draws SKU ids as the item centre does, for the test of their uniqueness over many processes:
// `sku-drawer <count>` prints each on a line.

do {
  let configuration = try Configuration.load(program: "sku-drawer")
  Log.bootstrap(program: "sku-drawer", level: configuration.logLevel)
  let segments = SKUSegments(
    database: DatabaseOptions(configuration.database), redis: RedisOptions(configuration.redis))
  var left = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
  while left > 0 {
    let ids = try segments.take(min(left, Int.random(in: 1...20)))
    left -= ids.count
    var lines = ids.map { "\($0)\n" }.joined()
    let written = lines.withUTF8 { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    guard written == lines.utf8.count else { exit(1) }
  }
} catch {
  Log.error("no more ids: \(error)")
  exit(1)
}
