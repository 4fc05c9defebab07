import Foundation
import StackKit
import Testing

/// Aim: who opens /docs finds each call with the types, meanings and errors of all it takes and
/// answers, in both languages, and can try it there.
@Suite(.serialized) struct DocsPageTests {
  private static func page(
    width: Int = 1280, languages: String = "en-GB", at fragment: String = ""
  ) throws -> Browser {
    let browser = try Browser(width: width, languages: languages)
    try browser.open("http://127.0.0.1:\(try SharedStack.get().port)/docs\(fragment)")
    try browser.wait(for: "return document.querySelectorAll('main details').length > 100")
    return browser
  }

  private static let shown = "[...document.querySelectorAll('main details:not([hidden])')]"

  @Test func everyFieldIsDrawn() throws {
    let browser = try Self.page()
    defer { browser.close() }
    let calls = try browser.run(
      "document.querySelectorAll('main details').forEach(one => one.open = true);"
        + "return document.querySelectorAll('main details').length")
    let paths = try #require(
      (HTTPClient(port: SharedStack.get().port).get("/openapi.json").json as? [String: Any])?[
        "paths"] as? [String: [String: Any]])
    #expect(calls as? Int == paths.reduce(0) { $0 + $1.value.count })
    try browser.wait(
      for: """
        const calls = [...document.querySelectorAll('main details')];
        return calls.every(one => one.querySelector('.errors'));
        """)
    for (what, query) in [
      ("types", ".fields td.type"), ("meanings", ".fields td:last-child"),
      ("errors", ".errors td"), ("headings", "h1, h2, h4, th"), ("facts", "dd"),
    ] {
      let texts = try browser.run(
        "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent.trim())",
        query)
      let found = try #require(texts as? [String])
      #expect(found.count > 12, "\(what)")
      #expect(!found.contains(""), "\(what)")
      #expect(!found.contains { $0.contains("undefined") || $0 == "any" }, "\(what)")
    }
    #expect(try browser.faults() == [])
  }

  @Test func bothLanguages() throws {
    let browser = try Self.page(languages: "zh-CN")
    defer { browser.close() }
    let title = "return document.querySelector('[id=\"/order/create\"] summary').textContent"
    #expect("\(try browser.run(title) ?? "")".contains("下单"))
    try browser.run("document.getElementById('language').click()")
    #expect("\(try browser.run(title) ?? "")".contains("Place an order"))
    try browser.run("location.reload()")
    try browser.wait(for: "return document.querySelectorAll('main details').length > 100")
    #expect("\(try browser.run(title) ?? "")".contains("Place an order"), "it is remembered")
    #expect(try browser.faults() == [])
  }

  @Test func findsWordsAndFields() throws {
    let browser = try Self.page()
    defer { browser.close() }
    for (words, path) in [
      ("优惠券", "/member/coupon/use"), ("库存不足", "/stock/lock"),
      ("expected_payable", "/order/create"), ("stock.insufficient", "/stock/out"),
      ("tracking number", "/order/ship"), ("/cost/sheet", "/cost/sheet/{mo_id}"),
      ("qqxyzzy", ""),
    ] {
      try browser.run(
        """
        const find = document.getElementById('find');
        find.value = arguments[0];
        find.dispatchEvent(new Event('input'));
        """, words)
      let found = try browser.run("return \(Self.shown).map(one => one.id)") as? [String] ?? []
      #expect(path.isEmpty ? found.isEmpty : found.contains(path), "\(words): \(found)")
      #expect(found.count < 60, "\(words)")
    }
  }

  @Test func linksLeadToTheCall() throws {
    let browser = try Self.page(width: 500, at: "#/order/create")
    defer { browser.close() }
    try browser.wait(
      for: """
        const box = document.getElementById('/order/create');
        const top = box.getBoundingClientRect().top;
        return box.open && top > -5 && top < 200 && box.querySelectorAll('.fields tr').length > 40;
        """)
    try browser.run("location.hash = '#put/item/{id}'")
    try browser.wait(for: "return document.getElementById('put/item/{id}').open")
    let wide = try browser.run(
      "return document.documentElement.scrollWidth > document.documentElement.clientWidth")
    #expect(wide as? Bool == false, "nothing sticks out of a narrow window")
    #expect(try browser.faults() == [])
  }

  @Test func callsAreTried() throws {
    let browser = try Self.page(at: "#/item/unit/create")
    defer { browser.close() }
    let stack = try SharedStack.get()
    let box = "document.getElementById('/item/unit/create')"
    try browser.wait(for: "return \(box).querySelector('.try textarea') !== null")
    let body = try browser.run("return \(box).querySelector('.try textarea').value") as? String
    let example = try #require(
      try JSONSerialization.jsonObject(with: Data((body ?? "").utf8)) as? [String: Any])
    #expect(example["unit"] is String, "prefilled by the schema")
    try browser.run("\(box).querySelector('.try button').click()")
    try browser.wait(for: "return \(box).querySelector('.try .bad') !== null")
    #expect(
      try browser.run("return \(box).querySelector('.result')") == nil, "not without a token")
    try browser.run(
      """
      document.getElementById('login').open = true;
      const inputs = document.querySelectorAll('#login input');
      inputs[0].value = 'admin';
      inputs[1].value = arguments[0];
      document.querySelector('#login button').click();
      """, stack.adminPassword)
    try browser.wait(for: "return document.querySelectorAll('#login input').length === 0")
    let unit = "d\(UInt32.random(in: 0..<1_000_000))"
    try browser.run(
      """
      const area = \(box).querySelector('.try textarea');
      area.value = area.value.replace(/"unit": "[^"]*"/, '"unit": "' + arguments[0] + '"');
      \(box).querySelector('.try button').click();
      """, unit)
    try browser.wait(for: "return \(box).querySelector('.result') !== null")
    let result = try browser.run(
      "return ['.result', '.headers', '.answer'].map(one => \(box).querySelector(one).textContent)")
    let texts = try #require(result as? [String])
    #expect(texts[0].hasPrefix("201"))
    #expect(texts[1].contains("x-request-id: "))
    #expect(texts[2].contains("\"unit\": \"\(unit)\""))
    #expect(
      try browser.run("return JSON.stringify([{...localStorage}, {...sessionStorage}])") as? String
        == "[{},{}]", "a token is kept in memory only")
    #expect(try browser.faults() == [])
  }
}
