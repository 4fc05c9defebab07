import FaultKit
import Foundation
import Kernel
import Processes
import StackKit
import Synchronization

/// Clients that repeat themselves, crowd, dawdle, hang up or send nonsense.
enum ClientFaults {
  static func sameKey(_ scene: inout FaultScene) throws {
    let sku = try scene.faults.newGoods(1, quantity: 100)[0]
    let channel = scene.faults.newChannel()
    let key = "same-\(channel)-\(scene.random.next())"
    let faults = scene.faults
    let numbers = try Crowd.run(50) { _ -> String? in
      let client = faults.client()
      let end = Date().addingTimeInterval(40)
      while Date() < end {
        let answer = try? client.post("/order/create", order(channel, [sku: 1]), key: key)
        if let answer, answer.status == 201 { return answer.string("order_no") }
        usleep(100_000)
      }
      return nil
    }.map { number in
      guard let number else { throw StackFault("one of 50 equal requests got no answer") }
      return number
    }
    try scene.expect(Set(numbers).count == 1, "one key, several orders: \(Set(numbers))")
    let other = try faults.client().post("/order/create", order(channel, [sku: 2]), key: key)
    try scene.expect(other.status == 422 || other.status >= 500, "other body: \(other.status)")
  }

  /// Exactly what there is gets sold, though programs die and Redis forgets meanwhile.
  static func lastUnits(_ scene: inout FaultScene) throws {
    let sku = try scene.faults.newGoods(1, quantity: 100)[0]
    let (faults, channel, seed) = (scene.faults, scene.faults.newChannel(), scene.random.next())
    let sold = Atomic<Int>(0)
    let lost = Atomic<Int>(0)
    let buyers = DispatchGroup()
    for buyer in 0..<16 {
      buyers.enter()
      Thread {
        let client = PersistentClient(
          faults, prefix: "\(channel)-\(seed % 1_000_000)-\(buyer)", seed: seed &+ UInt64(buyer))
        for _ in 0..<25 {
          let answer = try? client.post("/order/create", order(channel, [sku: 1]))
          if answer == nil { lost.add(1, ordering: .relaxed) }
          if answer?.status == 201 { sold.add(1, ordering: .relaxed) }
        }
        buyers.leave()
      }.start()
    }
    try faults.killAndAwait("order")
    try faults.redis("FLUSHALL")
    buyers.wait()
    let total = sold.load(ordering: .relaxed)
    try scene.expect(lost.load(ordering: .relaxed) == 0, "buyers without an answer")
    try scene.expect(total == 100, "of 100 units \(total) were sold")
  }

  static func reversedLines(_ scene: inout FaultScene) throws {
    let skus = try scene.faults.newGoods(6, quantity: 10_000)
    let (faults, channel) = (scene.faults, scene.faults.newChannel())
    let wrong = Crowd.run(8) { index -> Int in
      let client = faults.client()
      return (0..<12).count { _ in
        let goods = index % 2 == 0 ? skus : skus.reversed()
        let lines = goods.map { ["sku_id": $0, "qty": 1] }
        let body: [String: Any] = ["channel": channel, "store_id": 1, "lines": lines]
        return (try? client.post("/order/create", body))?.status == 500
      }
    }
    try scene.expect(wrong.allSatisfy { $0 == 0 }, "deadlocks reached clients as 500")
  }

  /// 150 clients that send a byte now and then; somebody else is served meanwhile.
  static func slow(_ scene: inout FaultScene) throws {
    let port = scene.stack.port
    let head = Array("POST /order/create HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n".utf8)
    let dawdlers = (0..<150).compactMap { _ in try? UnixSocket.connect(port: port) }
    defer { dawdlers.forEach { close($0) } }
    for byte in head.prefix(20) {
      for dawdler in dawdlers { Descriptor.write([byte], to: dawdler) }
      usleep(100_000)
    }
    let began = Date()
    let answer = try? HTTPClient(port: port, timeout: 10).get("/health")
    let seconds = Date().timeIntervalSince(began)
    try scene.expect(answer != nil && seconds < 5, "others waited \(seconds) s")
  }

  static func gone(_ scene: inout FaultScene) throws {
    let body = Array(#"{"channel":"gone","store_id":1,"lines":[]}"#.utf8)
    let head = request("POST /order/create", scene, ["Content-Length: \(body.count + 10)"])
    for length in 0..<40 {
      try? HTTPClient(port: scene.stack.port)
        .sendAndAbort(head + body.prefix(length % body.count))
    }
  }

  static func order(_ channel: String, _ lines: [Int: Int]) -> [String: Any] {
    ["channel": channel, "store_id": 1, "lines": FaultStack.lines(lines)]
  }

  /// The head of a request of the admin, up to its empty line.
  static func request(_ line: String, _ scene: FaultScene, _ headers: [String]) -> [UInt8] {
    let lines =
      [
        "\(line) HTTP/1.1", "Host: 127.0.0.1:\(scene.stack.port)", scene.faults.authorization,
        "Content-Type: application/json",
      ] + headers + ["", ""]
    return Array(lines.joined(separator: "\r\n").utf8)
  }
}
