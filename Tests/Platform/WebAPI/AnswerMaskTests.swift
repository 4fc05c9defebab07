import JSONCoding
import Kernel
import Testing

@testable import WebAPI

/// Aim: whoever lacks the permission sees neither costs nor phone numbers, wherever they stand, and
/// everything else byte for byte.
@Suite struct AnswerMaskTests {
  struct Line: ObjectAnswer {
    static let shape: [AnswerField<Line>] = [
      .text("name") { _ in "甲" },
      .decimal("cost") { _ in UnitCost.zero }.guarded(by: .cost),
    ]
  }

  struct Order: ObjectAnswer {
    static let shape: [AnswerField<Order>] = [
      .text("phone") { _ in "13800138000" }.guarded(by: .memberPhone),
      .answer("lines") { _ in [Line(), Line()] },
      .optionalAnswer("none") { _ in nil as Line? },
    ]
  }

  private func answer(_ permissions: String) throws -> String {
    let body = Envelope.success([Order()], requestID: "r")
    let shape = [Order].schema
    guard let mask = AnswerMask(shape, shape.guards, for: PermissionSet(permissions)) else {
      return String(decoding: body, as: UTF8.self)
    }
    return String(decoding: try mask.apply(to: body), as: UTF8.self)
  }

  @Test func hidesWhatIsNotGiven() throws {
    #expect(
      try answer("cost.read")
        == #"{"code":0,"message":"ok","data":[{"phone":"138****8000","lines":[{"name":"甲","#
        + #""cost":"0.000000"},{"name":"甲","cost":"0.000000"}],"none":null}],"request_id":"r"}"#)
    let hidden = try answer("member.phone_read")
    #expect(hidden.contains(#""phone":"13800138000""#))
    #expect(hidden.contains(#"[{"name":"甲","cost":null},{"name":"甲","cost":null}]"#))
    #expect(try answer("").contains("138****8000"))
  }

  @Test func isNothingForWhoMaySeeAll() throws {
    let shape = [Order].schema
    #expect(AnswerMask(shape, shape.guards, for: PermissionSet("*")) == nil)
    #expect(
      AnswerMask(shape, shape.guards, for: PermissionSet("cost.read,member.phone_read")) == nil)
    #expect(Line.schema.guards == [.cost])
  }
}
