import Testing

/// Aim: one word for one thing, in code and in comments. Each was once written in two to four ways.
@Suite struct SpellingTests {
  struct Word {
    let form: String
    let pattern: Pattern
    let instead: String
    /// Where it is looked for, by the beginning of the path.
    let folder: String
    /// Where it is right, by a part of the path.
    let except: [String]

    /// - Parameter form: a regular expression for a whole identifier
    init(_ form: String, _ instead: String, in folder: String = "", except: [String] = []) {
      self.form = form
      pattern = Pattern(#"(?<![\w$])(?:\#(form))(?!\w)"#)
      self.instead = instead
      self.folder = folder
      self.except = except
    }
  }

  /// Identifiers.
  static let banned: [Word] = [
    Word("orgIDs?|orgId", "organisationID"),
    Word("mo(?:ID|Id|No|Number)s?", "productionID, productionNumber; an order's own: id, number"),
    Word("lineNos?", "lineNumber"),
    Word("batchNos?", "batchNumber"),
    Word("refNos?", "reference"),
    Word("seq|\\w*Seq", "sequence", in: "Sources/", except: ["Tools/"]),
    Word("allowNegative", "allowsNegative"),
    Word("Nothing", "EmptyAnswer"),
    Word("Document", "ObjectAnswer", in: "Sources/", except: ["Tools/"]),
    Word("Member<\\w+>", "AnswerField<…>"),
    Word("\\w+ListQuery", "…Filter"),
    Word("\\w+Document(?=: ObjectAnswer)", "…Answer", in: "Sources/"),
    Word("NewUser|NewOrg|NewRole", "…Request"),
    Word("\\w+Facade|Facade", "…API"),
    Word("Receipt", "SyncedSale", in: "Sources/Pos/"),
    Word("PointOrder", "PointPosting"),
    Word("UsedServices", "ServiceSKUs"),
    Word("StockGate", "SoldOutGate"),
    Word("Pulse", "Heartbeat"),
    Word("promise", "deadline", in: "Sources/Platform/"),
    Word("OutageLog", "OutageReporter"),
    Word("Say", "Terminal"),
    Word("Arrival", "SaleArrival"),
    Word("StandardError", "StandardErrorStream"),
    Word("StockFault|CostFault", "…InvariantError"),
    Word("ItemFault", "ItemRefusal"),
    Word("OrderDemand|PromoBasketLine|GoodsLine|ReturnedMaterials\\.Part", "SKUQuantity"),
    Word("StoredCode", "Row.choice(of:)"),
    Word(
      "on connection(?=: DatabaseConnection)", "on database", in: "Sources/",
      except: ["MariaDBClient/", "Tools/"]),
    Word("rooms?|cellar|workshop|house", "module, centre, strict, cLibrary", in: "Package.swift"),
    Word("rooms?|cellar|workshop", "module, centre", in: "Tests/Repository/"),
  ]

  /// Types declared so.
  static let bannedTypes: [Word] = [
    Word(
      "\\w*(?<!Request|No)Body", "…Request", in: "Sources/",
      except: ["Platform/", "Tools/", "/Domain/"]),
    Word("Request|Filter|Query", "…Request, …Filter", in: "Sources/", except: ["Tools/"]),
    Word("\\w+Facts", "…Snapshot in events, …Info at an API"),
  ]

  @Test func oneWordForOneThing() {
    // One look at each file for all words: most hold none.
    let any = Word(Self.banned.map(\.form).joined(separator: "|"), "")
    let files = Checkout.swiftFiles.filter { any.pattern.isFound(in: $0.code) }
    expectNone(
      Self.banned.flatMap { word in
        Self.places(word, in: files) { Pattern.whole(word.pattern, in: $0.code) }
      })
  }

  @Test func typesAreNamedAlike() {
    let declaration = Pattern(#"\b(?:struct|class|enum|protocol|typealias)\s+(\w+)"#)
    expectNone(
      Self.bannedTypes.flatMap { word in
        Self.places(word, in: Checkout.swiftFiles) { file in
          declaration.matches(in: file.code).filter {
            Pattern.isWhole(word.pattern, $0[1])
          }.map { ($0.line, $0[1]) }
        }
      })
  }

  /// A version and a line's number identify nothing by themselves.
  @Test func idsAreIds() {
    expectNone(
      Checkout.sources.flatMap { file in
        Pattern(#"\.(?:id|optionalID)\("(?:version|line_no|\w*_no|level)"\)"#)
          .matches(in: file.text).map { "\(file.place($0.line)): \($0[0])" }
      })
  }

  /// What a file is full of has a name that tells it.
  @Test func filesAreNamedAlike() {
    let old = Pattern(#"(?:Documents?|Bod(?:y|ies)|Facade|ListQuery)\.swift$"#)
    let centres = Checkout.sources.map(\.path).filter { $0.contains("/Service/") }
    expectNone(centres.filter { old.isFound(in: $0) })
  }

  /// `lock` is a reservation of stock, by contract; a row that is locked is read `forUpdate`.
  @Test func locksAreReservations() {
    let constant = Pattern(#"static let (lock\w*SQL|lock\w*)\b"#)
    var faults: [String] = []
    for file in Checkout.sources where !file.path.hasPrefix("Sources/Tools/") {
      let reading = SQLText.fragments.filter {
        $0.file.path == file.path && $0.text.contains("FOR UPDATE")
      }
      for match in constant.matches(in: file.code) {
        let isReading = reading.contains { (match.line...match.line + 3).contains($0.line) }
        if isReading { faults.append("\(file.place(match.line)): \(match[1])") }
      }
    }
    expectNone(faults)
  }

  /// Clients read these.
  @Test func messagesSayWhatHappened() {
    let texts = ["The price is another by now.", "The payments are not what is to be paid."]
    expectNone(
      Checkout.sources.flatMap { file in
        file.literals.filter { texts.contains($0.text) }.map {
          "\(file.place($0.line)): \($0.text)"
        }
      })
  }

  /// Comments name the thing, not a picture of it.
  @Test func commentsAreNoRiddles() {
    let riddles = Pattern(
      #"(?i)promise to come back|\bfacades?\b|\bcellar\b"#)
    expectNone(
      Checkout.swiftFiles.filter { $0.path != "Tests/Repository/SpellingTests.swift" }
        .flatMap { file in
          file.comments.flatMap { comment in
            riddles.matches(in: comment.text).map { "\(file.place(comment.line)): \($0[0])" }
          }
        })
  }

  /// The words are looked for in identifiers: not within longer ones, texts or comments.
  @Test func wordsAreFound() {
    let word = Word("orgIDs?|orgId", "organisationID")
    let sample = SwiftFile(
      path: "Sample.swift", text: "let orgID = 1 // orgID\nlet forgID = \"orgID\"\nlet orgIDs = 2\n"
    )
    #expect(Pattern.whole(word.pattern, in: sample.code).map { $0.0 } == [1, 3])
    #expect(sample.comments.map(\.text) == ["// orgID"])
  }

  private static func places(
    _ word: Word, in files: [SwiftFile], _ find: (SwiftFile) -> [(Int, String)]
  ) -> [String] {
    files.filter { file in
      file.path.hasPrefix(word.folder) && !word.except.contains { file.path.contains($0) }
        && file.path != "Tests/Repository/SpellingTests.swift"
    }.flatMap { file in
      find(file).map { "\(file.place($0.0)): \($0.1), should be \(word.instead)" }
    }
  }
}

extension Pattern {
  fileprivate static func whole(_ pattern: Pattern, in code: String) -> [(Int, String)] {
    pattern.matches(in: code).map { ($0.line, $0[0]) }
  }

  fileprivate static func isWhole(_ pattern: Pattern, _ name: String) -> Bool {
    pattern.matches(in: name).contains { $0[0] == name }
  }
}

extension SwiftFile {
  /// What the code leaves out of the lines, without literals: the comments, a line each.
  fileprivate var comments: [(line: Int, text: String)] {
    zip(lines, codeLines).enumerated().compactMap { index, pair in
      let (line, code) = pair
      guard let start = line.range(of: "//") else { return nil }
      let offset = line.utf8.distance(from: line.startIndex, to: start.lowerBound)
      // Inside of a literal the code before it has an open quote.
      let before = code.utf8.prefix(offset)
      guard code.utf8.dropFirst(offset).allSatisfy({ $0 == UInt8(ascii: " ") }),
        before.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 0
      else { return nil }
      return (index + 1, String(line[start.lowerBound...]))
    }
  }
}
