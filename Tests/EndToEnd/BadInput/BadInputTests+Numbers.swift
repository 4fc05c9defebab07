import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Numbers that are none, that are too large or too exact: refused by name, never rounded.
  @Suite(.serialized) struct NumberTests {
    /// As they stand in a body.
    static let wrongQuantities = [
      "1e400", "-1e400", "1e-400", "0", "-0", "-1", "0.00000", "0.00001", "1.00001", "1.00000",
      "1e-5",
      "\"1.00001\"", "100000000000000", "\"100000000000000\"", "99999999999999.99995", "1e15",
      "12345678901234567890", "\"NaN\"", "\"Infinity\"", "\"-\"", "\" 1\"", "\"1 \"", "\"1,5\"",
      "\"0x10\"", "\"١\"", "\"１\"", "\"\"", "\"1.\"", "\".5\"", "null", "true", "[]", "{}",
      "[1]",
    ]

    static let wrongIDs = [
      "12345678901234567890", "9223372036854775807", "9223372036854775808", "9007199254740992",
      "-9223372036854775808", "0", "-0", "-1", "1.0", "1.5", "1e0", "1e2", "1e400", "\"1\"",
      "null", "true", "[1]", "{}",
    ]

    /// A body with one place for a value, and the field that a fault is to name.
    struct Place: Sendable, CustomTestStringConvertible {
      let call: WritingCall
      let field: String
      let text: @Sendable (BadInputWorld, String) -> String
      let values: [String]

      var testDescription: String { "\(call.testDescription) \(field)" }
    }

    static let places: [Place] = [
      Place(
        call: WritingCall.stock[0], field: "lines[0].qty",
        text: {
          #"{"ref_type":"manual","ref_no":"n","lines":[{"sku_id":\#($0.skus[0]),"qty":\#($1)}]}"#
        }, values: wrongQuantities),
      Place(
        call: WritingCall.stock[0], field: "lines[0].sku_id",
        text: { _, value in
          #"{"ref_type":"manual","ref_no":"n","lines":[{"sku_id":\#(value),"qty":1}]}"#
        }, values: wrongIDs),
      Place(
        call: WritingCall.stock[0], field: "lines[0].unit_cost",
        text: {
          #"{"ref_type":"manual","ref_no":"n","lines":[{"sku_id":\#($0.skus[0]),"qty":1,"#
            + #""unit_cost":\#($1)}]}"#
        }, values: ["0.0000001", "-0.000001", "1e12", "\"x\"", "1e400"]),
      Place(
        call: WritingCall.stock[2], field: "lines[0].qty",
        text: { #"{"ref_no":"n","lines":[{"sku_id":\#($0.skus[0]),"qty":\#($1)}]}"# },
        values: wrongQuantities),
      Place(
        call: WritingCall.stock[2], field: "ttl_seconds",
        text: {
          #"{"ref_no":"n","lines":[{"sku_id":\#($0.skus[0]),"qty":1}],"ttl_seconds":\#($1)}"#
        }, values: ["-1", "1.5", "1e9", "99999999999", "12345678901234567890", "\"900\"", "true"]),
      Place(
        call: WritingCall.order[0], field: "lines[0].qty",
        text: {
          #"{"channel":"pos","store_id":1,"lines":[{"sku_id":\#($0.skus[0]),"qty":\#($1)}]}"#
        }, values: wrongQuantities),
      Place(
        call: WritingCall.order[0], field: "store_id",
        text: {
          #"{"channel":"pos","lines":[{"sku_id":\#($0.skus[0]),"qty":1}],"store_id":\#($1)}"#
        }, values: wrongIDs),
      Place(
        call: WritingCall.order[0], field: "expected_payable",
        text: {
          #"{"channel":"pos","store_id":1,"lines":[{"sku_id":\#($0.skus[0]),"qty":1}],"#
            + #""expected_payable":\#($1)}"#
        }, values: ["2.505", "-0.01", "1e16", "10000000000000000", "1e400", "\"2.500\"", "{}"]),
      Place(
        call: WritingCall.order[1], field: "payments[0].amount",
        text: {
          #"{"order_no":"\#($0.orderNo)","payments":[{"method":"card","amount":\#($1)}]}"#
        },
        values: ["0", "-1", "0.001", "2.505", "1e400", "\"1e400\"", "10000000000000000", "null"]),
      Place(
        call: WritingCall.item[0], field: "skus[0].price",
        text: { _, value in #"{"name":"n","skus":[{"price":\#(value)}]}"# },
        values: [
          "0.00001", "1.99999", "-1", "-0.0001", "1e400", "100000000000000", "\"x\"", "null",
        ]),
      Place(
        call: WritingCall.item[5], field: "price",
        text: { #"{"sku_id":\#($0.skus[0]),"price_list":"retail","price":\#($1)}"# },
        values: ["0.00001", "-1", "1e400", "\"NaN\"", "null"]),
      Place(
        call: WritingCall.item[2], field: "sku_id",
        text: { _, value in #"{"code":"n","sku_id":\#(value)}"# }, values: wrongIDs),
      Place(
        call: WritingCall.user[6], field: "user_id",
        text: { _, value in #"{"roles":[],"user_id":\#(value)}"# }, values: wrongIDs),
      Place(
        call: WritingCall.production[0], field: "components[0].qty",
        text: {
          #"{"sku_id":\#($0.skus[0]),"version":"n","components":[{"sku_id":\#($0.skus[1]),"#
            + #""qty":\#($1)}]}"#
        }, values: wrongQuantities),
      Place(
        call: WritingCall.production[0], field: "components[0].scrap_rate",
        text: {
          #"{"sku_id":\#($0.skus[0]),"version":"n","components":[{"sku_id":\#($0.skus[1]),"#
            + #""qty":1,"scrap_rate":\#($1)}]}"#
        }, values: ["-0.0001", "0.00001", "1e400", "\"x\"", "true"]),
      Place(
        call: WritingCall.production[1], field: "qty",
        text: { #"{"sku_id":\#($0.skus[0]),"qty":\#($1)}"# }, values: wrongQuantities),
      Place(
        call: WritingCall.operations[0], field: "event_id",
        text: { _, value in #"{"event_id":\#(value)}"# }, values: wrongIDs),
    ]

    @Test(arguments: places)
    func refusedByName(_ place: Place) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        for value in place.values {
          let answer = try place.call.send(place.text(world, value), world, by: client)
          expectRefusal(answer, 400, "request.invalid", value)
          #expect(answer.faultyFields == [place.field], "\(value): \(answer.http.text)")
        }
      }
    }

    /// What is exact, however it is written, is taken.
    @Test func exactNumbers() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let values = ["1", "1.0", "1.0000", "\"1\"", "\"1.0000\"", "1e0", "10e-1"]
      for (index, value) in values.enumerated() {
        let text =
          #"{"ref_type":"manual","ref_no":"exact\#(index)","lines":"#
          + #"[{"sku_id":\#(world.skus[0]),"qty":\#(value)}]}"#
        let answer = try WritingCall.stock[0].send(text, world, by: client)
        #expect(answer.status == 201, "\(value): \(answer.http.text)")
        #expect(answer.string("moves.0.qty") == "1.0000", "\(value)")
      }
    }

    @Test(arguments: ["/item/", "/item/sku/", "/item/price/", "/stock/", "/user/", "/order/"])
    func idsInPaths(_ path: String) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let wrong = [
        "0", "-1", "-0", "1.0", "1e2", "+1", "01", "%2B1", "0x1", "9007199254740992",
        "9223372036854775808",
        "12345678901234567890", "NaN", "1%20", "%31%00", "١", "1;2", "1,2", "%27", "null",
        String(repeating: "1", count: 2000),
      ]
      try expectNoTrace(world) {
        for id in wrong {
          // A blank behind an order's number is none of it.
          if path == "/order/", id == "1%20" { continue }
          let encoded = id.unicodeScalars.allSatisfy(\.isASCII) ? id : "%D9%A1"
          expectRefused(try client.get(path + encoded), id)
        }
        expectRefused(try client.get(path + "9007199254740991"))
      }
    }

    @Test(arguments: ["/item/list", "/order/list", "/stock/list", "/user/list"])
    func pages(_ path: String) throws {
      let world = try BadInputWorld.get()
      let client = world.client(chinese: true)
      let wrong = [
        "page=0", "page=-1", "page=1.5", "page=x", "page=99999999999999999999", "page=1e3",
        "size=0", "size=201", "size=-1", "size=NaN", "sort=nothing", "sort=--created_at",
        "sort=created_at%20DESC", "sort=1", "nothing=1", "page=1&zzz=2", "page=1&page=1",
        "page=%2B1", "page=01", "size=1&size=2", "%zz", "page=%ff",
      ]
      try expectNoTrace(world) {
        for query in wrong {
          expectRefusal(
            try client.get("\(path)?\(query)"), 400, "request.invalid", query, chinese: true)
        }
      }
    }
  }
}
