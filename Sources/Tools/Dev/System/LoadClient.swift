import Foundation
import StackKit

/// One client as the contract wants it: each POST has a key, and is repeated with it until there
/// is a final answer. Used by one thread.
final class LoadClient {
  private static let patience = 90.0
  /// Six of these stay below a login's 100 requests a second.
  private static let pauseMicroseconds: UInt32 = 80_000

  private let client: APIClient
  private let sku: Int
  private let prefix: String
  private var book = LoadBook()

  init(_ goods: LoadGoods, number: Int) {
    client = APIClient(port: goods.port, timeout: 15)
    client.token = goods.token
    sku = goods.sku
    prefix = "\(goods.mark)-\(number)"
  }

  /// Orders, pays and looks, again and again.
  func sell(while goesOn: () -> Bool) throws -> LoadBook {
    while goesOn() {
      let order: [String: Any] = [
        "channel": "SYS", "store_id": 1, "lines": [["sku_id": sku, "qty": 1]],
      ]
      if let made = call("POST", "/order/create", order, expected: 201),
        let number = made.string("order_no"), let payable = made.string("payable")
      {
        let payment: [String: Any] = [
          "order_no": number, "payments": [["method": "cash", "amount": payable]],
        ]
        let asked = Date()
        if call("POST", "/order/pay", payment, expected: 200) != nil {
          book.paid.append(number)
          book.sales.append(LoadSale(number: number, asked: asked, acknowledged: Date()))
        }
        _ = call("GET", "/order/\(number)", nil, expected: 200)
        _ = call("GET", "/item/sku/\(sku)", nil, expected: 200)
      }
    }
    return book
  }

  /// The final answer if it is the expected one.
  private func call(
    _ method: String, _ path: String, _ body: [String: Any]?, expected: Int
  ) -> APIAnswer? {
    book.calls += 1
    let key = "\(prefix)-\(book.calls)"
    let started = Date()
    repeat {
      usleep(Self.pauseMicroseconds)
      let sent = Date()
      let headers = body == nil ? [] : [("Idempotency-Key", key)]
      let answer = try? client.send(method, path, body: body, headers: headers)
      book.longest = max(book.longest, Date().timeIntervalSince(sent))
      switch answer {
      case .some(let answer) where answer.status == expected: return answer
      case .some(let answer) where answer.status < 500 && answer.error != "idempotency.in_progress":
        book.refusals.append("\(method) \(path): \(answer.status) \(answer.http.text)")
        return nil
      case let answer:
        let status = answer.map { "\($0.status) \($0.error ?? "")" } ?? "no answer"
        book.failures.append("\(method) \(path): \(status)")
      }
    } while Date().timeIntervalSince(started) < Self.patience
    book.refusals.append("\(method) \(path): no final answer in \(Self.patience) s")
    return nil
  }
}

/// The goods that a load sells, and the look at all sales afterwards.
struct LoadGoods: Sendable {
  let port: Int
  let token: String
  let sku: Int
  /// Makes the keys of this load its own.
  let mark = String(UInt32.random(in: 0 ... .max), radix: 16)

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init(port: Int, password: String) throws {
    let client = APIClient(port: port)
    let login = try client.login(password: password)
    guard let token = client.token else {
      throw Failure(description: "login: \(login.status) \(login.http.text)")
    }
    let item: [String: Any] = ["name": "Load \(mark)", "skus": [["price": "2.5"]]]
    let made = try client.post("/item/create", item)
    guard let sku = made.int("skus.0.sku_id") else {
      throw Failure(description: "item: \(made.status) \(made.http.text)")
    }
    let lines: [[String: Any]] = [["sku_id": sku, "qty": 1_000_000, "unit_cost": "1"]]
    let stock = try client.post(
      "/stock/in", ["ref_type": "opening", "ref_no": "LOAD-\(mark)", "lines": lines])
    guard stock.status < 300 else {
      throw Failure(description: "stock: \(stock.status) \(stock.http.text)")
    }
    self.port = port
    self.token = token
    self.sku = sku
  }

  /// Acknowledged sales that are not paid, or whose goods have not left half a minute later; and
  /// goods that left more or less often than they were sold.
  func missing(_ book: LoadBook) throws -> [String] {
    let client = APIClient(port: port)
    client.token = token
    let expected = "\(1_000_000 - book.paid.count).0000"
    let end = Date().addingTimeInterval(30)
    var seen = ""
    repeat {
      usleep(300_000)
      let stock = try? client.get("/stock/\(sku)")
      seen = stock?.string("on_hand") ?? "no answer"
      if seen == expected, stock?.string("locked") == "0.0000" { break }
    } while Date() < end
    var faults = seen == expected ? [] : ["on hand \(seen), expected \(expected)"]
    for number in book.paid.shuffled().prefix(100) {
      usleep(12_000)
      var answer = try client.get("/order/\(number)")
      // The order learns of its goods by an event, after they left.
      while answer.string("stock_status") == "locked", Date() < end {
        usleep(300_000)
        answer = try client.get("/order/\(number)")
      }
      if answer.string("status") != "paid" || answer.string("stock_status") != "issued" {
        faults.append("\(number): \(answer.status) \(answer.http.text)")
      }
    }
    if Set(book.paid).count != book.paid.count { faults.append("an order was sold twice") }
    return faults
  }
}
