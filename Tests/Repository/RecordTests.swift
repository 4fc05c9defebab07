import Testing

/// Aim: what the head of a centre's `DECISIONS.md` says of the centre is what the code does.
@Suite struct RecordTests {
  private static let centres = PackageTable.centres.keys.sorted()

  @Test(arguments: centres) func tablesOwned(centre: String) {
    let owned = Migrations.owners.filter { $0.value == centre.lowercased() }.keys
    #expect(Self.names("Tables owned", of: centre, "[a-z_]+") == Set(owned))
  }

  @Test(arguments: centres) func eventsOut(centre: String) {
    let published = Self.catalogue.filter { $0.value == centre.lowercased() }.keys
    #expect(Self.names("Events out", of: centre, Self.event) == Set(published))
  }

  @Test(arguments: centres) func eventsIn(centre: String) {
    let handler = Pattern(#"EventHandler\((?:upTo: \d+, )?(\w+)\.self"#)
    let handled = Checkout.sources.filter { $0.path.hasPrefix("Sources/\(centre)/Service/") }
      .flatMap { handler.matches(in: $0.text).map { $0[1] } }
    #expect(Self.names("Events in", of: centre, Self.event) == Set(handled))
  }

  @Test(arguments: centres.filter { $0 != "Ops" }) func facadesUsed(centre: String) {
    let facades = (PackageTable.centres[centre] ?? []).map { "\($0)API" }
    #expect(Self.names("Facades used", of: centre, "[A-Z][a-z]+API") == Set(facades))
  }

  private static let event = "[A-Z][A-Za-z]+"

  /// The centre of each type of the catalogue, by the file where it stands.
  private static let catalogue: [String: String] = {
    var centres: [String: String] = [:]
    for file in Checkout.sources {
      let name = Pattern(#"^Sources/EventCatalog/(\w+)Events\.swift$"#).matches(in: file.path).first
      guard let centre = name?[1].lowercased() else { continue }
      for type in Pattern(#"static let type = "(\w+)""#).matches(in: file.text) {
        centres[type[1]] = centre
      }
    }
    return centres
  }()

  /// The names of a form that stand alone in backticks in a line of the head.
  private static func names(_ label: String, of centre: String, _ form: String) -> Set<String> {
    let text = Checkout.text("Sources/\(centre)/DECISIONS.md")
    let entry = Pattern("- \(label):((?:.|\\n  )*)").matches(in: text).first?[1] ?? ""
    return Set(Pattern("`(\(form))`").matches(in: entry).map { $0[1] })
  }

  @Test func theCatalogueIsRead() {
    #expect(Self.catalogue.count > 20)
    #expect(Self.names("Tables owned", of: "Pos", "[a-z_]+") == ["pos_device", "pos_receipt"])
  }
}
