import Testing

@testable import WebAPI

/// The parameters of a URL.
@Suite struct QueryStringTests {
  @Test func decodes() throws {
    let query = try #require(QueryString("keyword=%E8%9E%BA%E4%B8%9D+m4&empty=&flag"))
    #expect(query.first("keyword") == "螺丝 m4")
    #expect(query.first("empty") == "")
    #expect(query.first("flag") == "")
    #expect(query.first("absent") == nil)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff"]) func refuses(_ text: String) {
    #expect(QueryString(text) == nil)
  }

  @Test func boundsTheNumberOfParameters() {
    #expect(QueryString(String(repeating: "a=1&", count: 64)) != nil)
    #expect(QueryString(String(repeating: "a=1&", count: 65)) == nil)
  }
}
