import Foundation
import StackKit

/// Waits for a quiet moment: no order open, every event done by everybody who wants it.
enum StackQuiet {
  static func wait(_ stack: Stack, _ client: APIClient, seconds: Double = 90) throws {
    let end = Date().addingTimeInterval(seconds)
    var last = ""
    while Date() < end {
      let lag = try client.get("/ops/events/lag")
      let busy = lag.items.reduce(0) { sum, line in
        sum + ["waiting", "retrying", "dead"].reduce(0) { $0 + (line[$1] as? Int ?? 0) }
      }
      let open = try client.get("/order/list?status=created&size=1").int("total") ?? -1
      let unpublished = try stack.sql("SELECT COUNT(*) FROM outbox WHERE published_at IS NULL")
      if busy == 0, open == 0, !lag.items.isEmpty, unpublished == [["0"]] { return }
      last = "\(open) orders open, \(unpublished) events unpublished, lag \(lag.http.text)"
      usleep(100_000)
    }
    throw StackFault("no quiet within \(seconds) s: \(last)")
  }
}
