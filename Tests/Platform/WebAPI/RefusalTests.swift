import FastCGIServer
import Testing

@testable import WebAPI

/// Aim: a refusal that the API document does not name for the call is noticed; builds for
/// development end there.
@Suite struct RefusalTests {
  static let taken = ProblemKind(409, 98, "order.taken", en: "It is taken.", zh: "已被占用。")
  static let gone = ProblemKind(409, 99, "order.gone", en: "It is gone.", zh: "已不存在。")
  static let route = Route.raw(
    .get, "/order/list", .authenticated, "Orders 订单", media: .answering("text/csv")
  ) { _ in GatewayResponse(status: 200) }
  .refusing(taken)

  private func isTold(_ kind: ProblemKind) -> Bool {
    let body = Envelope.failure(Problem(kind), in: .english, requestID: "r")
    return OpenAPIErrors.tell(.refusal(Problem(kind), body), of: Self.route)
  }

  @Test func declaredAndCommonAreTold() {
    #expect(isTold(Self.taken))
    #expect(isTold(.requestInvalid) && isTold(.unavailable))
    #expect(OpenAPIErrors.tell(GatewayResponse(status: 200), of: Self.route))
  }

  @Test func anotherIsNot() { #expect(!isTold(Self.gone)) }
}
