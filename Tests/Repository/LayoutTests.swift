import Testing

/// Aim: whoever knows one centre knows all.
extension ArchitectureTests {
  private static let centres = PackageTable.centres.keys.sorted()

  /// Folders of `Service`, and which of them names the types of which.
  @Test func centresHaveOneLayout() {
    expectNone(Self.centres.flatMap { CentreLayout.faults(of: $0, CentreLayout.files(of: $0)) })
  }

  @Test func theLayoutIsRead() {
    func file(_ path: String, _ text: String) -> CentreLayout.File {
      CentreLayout.File(
        SwiftFile(path: "Sources/X/Service/\(path)", text: text), in: "Sources/X/Service/")
    }
    let files = [
      file("Requests/A.swift", "struct Aa {\n  enum Inner {}\n}\n"),
      file("Store/B.swift", "enum Bb { static let a = \"\\(Aa.self)\" }\nextension Inner {}\n"),
      file("Routes/C.swift", "struct Cc { let a: Aa /* Bb */ }\n"),
      file("Facade/D.swift", "struct Dd {}\n"), file("E.swift", "struct Ee {}\n"),
    ]
    #expect(
      CentreLayout.faults(of: "X", files) == [
        "Sources/X/Service/Facade/D.swift: not in a folder of the layout",
        "Sources/X/Service/E.swift: not in a folder of the layout",
        "Sources/X/Service/Store/B.swift: Store names Requests's Aa",
      ])
    #expect(Self.centres.allSatisfy { !CentreLayout.files(of: $0).isEmpty })
  }

  /// What everybody looks for has one name.
  @Test func filesHaveFixedNames() {
    var faults: [String] = []
    let paths = Set(Checkout.sources.map(\.path))
    for centre in Self.centres {
      let services = "Sources/\(centre)/Service"
      let files = CentreLayout.files(of: centre)
      let folders = Set(files.map(\.folder))
      var expected = ["\(services)/Routes/\(centre)Routes.swift"]
      if folders.contains("API") { expected.append("\(services)/API/\(centre)API.swift") }
      if Self.refusals.contains(where: { $0.file.path.hasPrefix("Sources/\(centre)/") }) {
        expected.append("\(services)/Routes/\(centre)Problems.swift")
      }
      faults += expected.filter { !paths.contains($0) }.map { "\($0) is missing" }
      for file in files {
        let name = file.file.path.split(separator: "/").last ?? ""
        for (folder, endings) in Self.fixedEndings {
          for ending in endings where name.hasSuffix("\(ending).swift") {
            if name == "\(centre)\(ending).swift", file.folder != folder {
              faults.append("\(file.file.path): not in \(folder)")
            }
            if file.folder == "Background", !name.hasPrefix(centre) {
              faults.append("\(file.file.path): not \(centre)…\(ending).swift")
            }
          }
        }
      }
    }
    expectNone(faults)
  }

  private static let fixedEndings: [(String, [String])] = [
    ("API", ["API"]), ("Routes", ["Routes", "Problems"]),
    ("Background", ["Consumers", "Jobs", "Events", "Audit"]),
  ]

  /// How a centre can refuse is part of its rules, and stands in its Domain.
  @Test func refusalsAreOfTheDomain() {
    #expect(Self.refusals.count > 8)
    let strays = Self.refusals.filter { !$0.file.path.contains("/Domain/") }
    expectNone(strays.map { "\($0.file.path): \($0.name)" })
    for centre in Self.centres {
      let own = Self.refusals.filter { $0.file.path.hasPrefix("Sources/\(centre)/") }
      #expect(own.isEmpty || own.contains { $0.name == "\(centre)Refusal" }, "\(centre)")
    }
  }

  private static let refusals = Checkout.sources.filter {
    !$0.path.hasPrefix("Sources/Platform/") && !$0.path.hasPrefix("Sources/Tools/")
  }.flatMap { file in
    Pattern(#"\benum (\w+Refusal)\b"#).matches(in: file.code).map { (name: $0[1], file: file) }
  }
}
