import Testing

@testable import Kernel

@Suite struct PageRequestTests {
  @Test func bounds() throws {
    let page = try #require(PageRequest(page: 3, size: 200))
    #expect(page.offset == 400)
    #expect(PageRequest()?.size == 20)
    #expect(PageRequest(page: 0) == nil)
    #expect(PageRequest(size: 0) == nil)
    #expect(PageRequest(size: 201) == nil)
    #expect(PageRequest(page: .max) == nil)
    #expect(PageRequest(page: PageRequest.maximumPage, size: 200) != nil)
  }

  @Test func theGeneratorIsSplitMix64() {
    // The first outputs of Vigna's reference program.
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
    #expect(generator.next() == 9_817_491_932_198_370_423)
  }
}
