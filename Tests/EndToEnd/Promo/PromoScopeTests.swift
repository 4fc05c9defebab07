import Foundation
import StackKit
import Testing

/// Aim: who acts for some stores alone makes, turns and sees the promotions of those stores.
@Suite struct PromoScopeTests {
  let counter: PromoCounter
  /// The manager of another store than the counter's.
  let manager: APIClient
  let store: Int

  init() throws {
    counter = try PromoCounter()
    let other = try SalesCounter()
    store = other.store
    manager = APIClient(other.stack)
    let name = SalesCounter.name("manager")
    let made = try other.client.post(
      "/user/create",
      [
        "username": name, "password": "correct horse battery", "name": "店长", "org_id": store,
        "roles": ["store_manager"],
      ])
    #expect(made.status == 201, "\(made.http.text)")
    #expect(try manager.login(name, password: "correct horse battery").status == 200)
  }

  /// A promotion that no basket of these tests meets: it begins in a year.
  private func body(_ stores: [Int]?) -> [String: Any] {
    var scope: [String: Any] = ["channels": ["NONE"]]
    scope["store_ids"] = stores
    return counter.body(
      "discount", ["rate": "0.5"],
      [
        "scope": scope, "starts_at": PromoCounter.time(31_536_000),
        "ends_at": PromoCounter.time(31_622_400),
      ])
  }

  private func made(_ stores: [Int]?, by client: APIClient) throws -> Int {
    let answer = try client.post("/promo/create", body(stores))
    return try #require(answer.int("promo_id"), "\(answer.http.text)")
  }

  @Test func aManagerMakesThemForOwnStores() throws {
    for nothing in [nil, []] as [[Int]?] {
      let whole = try manager.post("/promo/create", body(nothing))
      #expect(whole.status == 403 && whole.error == "auth.forbidden", "\(whole.http.text)")
    }
    for stores in [[counter.store], [store, counter.store]] {
      let foreign = try manager.post("/promo/create", body(stores))
      #expect(foreign.status == 404, "\(foreign.http.text)")
      #expect(foreign.error == "promo.store_not_found", "\(foreign.http.text)")
    }
    let own = try made([store], by: manager)
    for call in ["disable", "enable"] {
      let turned = try manager.post("/promo/\(call)", ["promo_id": own])
      #expect(turned.status == 200 && turned.string("status") == "\(call)d")
    }
  }

  @Test func whatOthersHaveTooIsNotTurned() throws {
    let house = try made(nil, by: counter.client)
    let shared = try made([store, counter.store], by: counter.client)
    let foreign = try made([counter.store], by: counter.client)
    for promotion in [house, shared, foreign] {
      for call in ["disable", "enable"] {
        let answer = try manager.post("/promo/\(call)", ["promo_id": promotion])
        #expect(answer.status == 404 && answer.error == "promo.not_found", "\(answer.http.text)")
      }
      let left = try counter.client.get("/promo/\(promotion)")
      #expect(left.string("status") == "enabled" && left.int("version") == 1)
    }
    #expect(try manager.get("/promo/\(house)").int("promo_id") == house)
    #expect(try manager.get("/promo/\(shared)").int("promo_id") == shared)
    #expect(try manager.get("/promo/\(foreign)").error == "promo.not_found")
    let listed = try manager.get("/promo/list?type=discount&size=200")
      .items.compactMap { $0["promo_id"] as? Int }
    #expect(listed.contains(house) && listed.contains(shared) && !listed.contains(foreign))
  }
}
