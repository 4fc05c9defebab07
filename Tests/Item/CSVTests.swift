import Kernel
import Testing

@testable import ItemDomain

/// Aim: CSV as spreadsheets write it is read exactly, whatever the pieces it comes in; a record at
/// fault costs only itself.
@Suite struct CSVTests {
  private struct Read: Equatable {
    var records: [Int: [String]] = [:]
    var faults: [Int: CSVFault] = [:]
  }

  private func read(_ text: String, piece: Int = .max) -> Read {
    read(Array(text.utf8), piece: piece)
  }

  private func read(_ bytes: [UInt8], piece: Int = .max) -> Read {
    var read = Read()
    var reader = CSVReader()
    func take(_ row: Int, _ result: Result<CSVRecord, CSVFault>) {
      switch result {
      case .success(let record):
        read.records[row] = (0..<record.count).map { record.text($0) ?? "<not text>" }
      case .failure(let fault): read.faults[row] = fault
      }
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      reader.consume(rest.prefix(piece), take)
      rest = rest.dropFirst(piece)
    }
    reader.finish(take)
    return read
  }

  @Test func plainAndQuoted() {
    let text = "a,b,c\r\n1, two ,\"th,r\"\"ee\"\r\n\"x\ny\",,\n"
    let found = read(text)
    #expect(found.faults.isEmpty)
    #expect(
      found.records == [1: ["a", "b", "c"], 2: ["1", "two", "th,r\"ee"], 3: ["x\ny", "", ""]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndAndNone(_ end: String) {
    #expect(read("a\(end)b").records == [1: ["a"], 2: ["b"]])
    #expect(read("a\(end)b\(end)").records == [1: ["a"], 2: ["b"]])
  }

  @Test func blankLinesCountButSayNothing() {
    #expect(read("a\n\n\nb\n").records == [1: ["a"], 4: ["b"]])
  }

  @Test func byteOrderMarkIsNoText() {
    #expect(read("\u{FEFF}a,b\n").records == [1: ["a", "b"]])
    #expect(read("\u{FEFF}\"a\",b\n").records == [1: ["a", "b"]])
  }

  @Test func strayQuoteCostsOneLine() {
    let found = read("a\n\"b\"c,d\ne\n")
    #expect(found.records == [1: ["a"], 3: ["e"]])
    #expect(found.faults == [2: .strayQuote])
  }

  @Test func quoteInsidePlainFieldIsText() {
    #expect(read("5\" pipe,1\n").records == [1: ["5\" pipe", "1"]])
  }

  @Test func unclosedQuoteIsNamed() {
    #expect(read("a\n\"b\nc").faults == [2: .quoteNotClosed])
  }

  @Test func endlessRecordIsCutAndTheNextIsRead() {
    let long = String(repeating: "x", count: CSVReader.recordBytes + 10)
    let found = read("a\n\(long)\nb\n")
    #expect(found.faults == [2: .recordTooLong])
    #expect(found.records == [1: ["a"], 3: ["b"]])
  }

  @Test func notUTF8IsSaid() {
    #expect(read([0x61, 0x2C, 0xFF, 0xFE, 0x0A]).records == [1: ["a", "<not text>"]])
  }

  @Test func whatIsWrittenIsReadInAnyPieces() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab,\"\n\r;=\\ 中é")
    for _ in 0..<200 {
      let rows = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        (0..<3).map { _ in
          let count = Int.random(in: 1...6, using: &generator)
          let text = String(
            (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
          return "<\(text)>"
        }
      }
      var writer = CSVWriter()
      for row in rows {
        for field in row { writer.field(field) }
        writer.endRecord()
      }
      let expected = Read(
        records: Dictionary(uniqueKeysWithValues: zip(1..., rows)), faults: [:])
      let piece = Int.random(in: 1...7, using: &generator)
      #expect(read(writer.bytes, piece: piece) == expected, "seed \(seed)")
    }
  }
}
