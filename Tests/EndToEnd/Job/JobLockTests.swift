import Foundation
import StackKit
import Testing

/// Aim: who completes an order locks up nobody who moves the same goods.
@Suite struct JobLockTests {
  let shop: JobWorkshop

  init() throws { shop = try JobWorkshop() }

  /// All stock rows of a completion are locked upwards: who waits for the product's row holds none
  /// of a material with a higher number.
  @Test func aCompletionThatWaitsHoldsNoMaterial() throws {
    let (stack, token) = (shop.stack, shop.client.token)
    let workshop = Workshop(stack, token: token)
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    let material = try workshop.newSKUs(1)[0]
    try #require(product < material)
    try workshop.template(product, [(material, "1", "0")])
    try workshop.receive([product: "1"])
    let order = try workshop.started(product, "2")
    try workshop.receive([material: "10"])
    Thread {
      _ = try? stack.sql(
        """
        BEGIN; SELECT on_hand FROM stock_balance WHERE sku_id = \(product) FOR UPDATE; \
        SELECT SLEEP(30) AS keeps_\(product); COMMIT
        """)
    }.start()
    let keeper = """
      SELECT id FROM information_schema.processlist \
      WHERE info LIKE 'SELECT SLEEP(30) AS keeps_\(product)'
      """
    var connection: String?
    while connection == nil {
      connection = try stack.sql(keeper).first?.first
      usleep(20_000)
    }
    let keeperID = try #require(connection)
    let number = JobWorkshop.name("wait")
    let isDone = DispatchSemaphore(value: 0)
    Thread {
      let client = APIClient(stack)
      client.token = token
      let body: JobWorkshop.Body = ["report_no": number, "mo_id": order, "good_qty": "2"]
      _ = try? client.post("/job/report", body)
      isDone.signal()
    }.start()
    let waiting = """
      SELECT COUNT(*) FROM information_schema.innodb_trx \
      WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%stock_balance%'
      """
    let end = Date().addingTimeInterval(20)
    // InnoDB shows its transactions as they were when nobody had asked for a tenth of a second.
    while try stack.sql(waiting) == [["0"]], Date() < end { usleep(200_000) }
    #expect(Date() < end, "the report does not wait")
    let free = try? stack.sql(
      "SELECT sku_id FROM stock_balance WHERE sku_id = \(material) FOR UPDATE NOWAIT")
    try stack.sql("KILL \(keeperID)")
    isDone.wait()
    #expect(free == [["\(material)"]])
    #expect(try shop.client.get("/mo/\(order)").string("status") == "completed")
    #expect(try shop.onHand(product) == 3 && shop.onHand(material) == 8)
  }
}
