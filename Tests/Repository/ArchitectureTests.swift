import Testing

/// Aim: imports go down, or sideways along an edge that Package.swift declares; tables belong to
/// one centre or to the platform, whose sources alone name them.
@Suite struct ArchitectureTests {
  /// Of the system, any module may use these.
  static let system: Set = ["Glibc", "Synchronization", "FoundationEssentials"]
  /// Tools and tests run on a developer's machine.
  static let toolModules: Set = ["Foundation", "Dispatch"]

  /// The files outside of a centre that name its tables all the same, and why they may.
  static let exceptions: [String: String] = [
    "Sources/Ops/Service/Audit/CrossCentreAudit.swift": "checks the centres against each other",
    "Sources/Ops/Service/Audit/CrossCentreAudit+Job.swift": "checks the centres against each other",
    "Sources/Ops/Service/Audit/CrossCentreAudit+Purchase.swift":
      "checks the centres against each other",
    "Sources/Ops/Service/Audit/CrossCentreAudit+Production.swift":
      "checks the centres against each other",
    "Sources/Ops/Service/Audit/CrossCentreAudit+Cost.swift":
      "checks the centres against each other",
    "Sources/Ops/Service/Audit/CrossCentreAudit+Warehouses.swift":
      "checks the centres against each other",
    "Sources/Order/Service/Background/OrderAudit.swift":
      "compares orders with the numbers that were drawn",
    "Sources/User/Service/Queries/AuditQueries.swift":
      "reads the audit log for GET /user/audit/list",
  ]

  @Test func theTableIsRead() {
    #expect(PackageTable.platform.count >= 10)
    #expect(PackageTable.cLibraries.count >= 5)
    #expect(PackageTable.everyCentreSees.contains("MariaDBClient"))
    #expect(PackageTable.centres["Stock"] == ["Item", "User"])
    #expect(
      PackageTable.module(of: "Sources/Stock/Service/X.swift")?.uses.contains("ItemService") == true
    )
  }

  @Test func everyFileIsInAModule() {
    let faults = Checkout.sources.map(\.path).filter { path in
      PackageTable.module(of: path) == nil
    }
    expectNone(faults)
  }

  @Test func importsFollowTheTable() {
    var faults: [String] = []
    for file in Checkout.sources {
      guard let module = PackageTable.module(of: file.path) else { continue }
      var allowed = module.uses.union(Self.system)
      if file.path.hasPrefix("Sources/Tools/") { allowed.formUnion(Self.toolModules) }
      for name in file.imports where !allowed.contains(name) {
        faults.append("\(file.path): \(module.name) imports \(name)")
      }
    }
    expectNone(faults)
  }

  /// Rules are tried without a server: nothing but exact numbers and times goes into them.
  @Test func domainsArePure() {
    let domains = PackageTable.modules.filter { $0.name.hasSuffix("Domain") }
    #expect(domains.count == PackageTable.centres.count)
    for domain in domains { #expect(domain.uses == ["Kernel"]) }
    let files = Checkout.sources.filter { $0.path.contains("/Domain/") }
    let faults = files.filter { $0.imports.contains("Glibc") }.map(\.path)
    expectNone(faults, "no clock, no file, no random number")
  }

  @Test func eachCLibraryHasOneModule() {
    for library in PackageTable.cLibraries {
      let users = Set(
        Checkout.sources.filter { $0.imports.contains(library) }
          .compactMap { PackageTable.module(of: $0.path)?.name })
      #expect(users.count == 1, "\(library) is imported by \(users.sorted())")
      #expect(PackageTable.platform.contains { users.contains($0.name) })
    }
  }

  /// An edge that nothing uses any more is taken out of the table: from centre to centre, from any
  /// part of the product to the platform, and what all centres are said to use.
  @Test func everyEdgeIsUsed() {
    var faults: [String] = []
    let product = PackageTable.modules.filter { module in
      !module.folder.hasPrefix("Sources/Tools/") && module.folder.hasPrefix("Sources/")
    }
    for module in product {
      let files = Checkout.sources.filter { PackageTable.module(of: $0.path)?.name == module.name }
      let imported = Set(files.flatMap(\.imports))
      // Seen without being imported, or a centre's own rules, which come with its services.
      let given = module.uses.filter { $0 == "CheckedArithmetic" || $0.hasSuffix("Domain") }
        .union(module.name.hasSuffix("Service") ? PackageTable.everyCentreSees : ["Kernel"])
      for edge in module.uses.subtracting(imported).subtracting(given).sorted() {
        if module.name.hasSuffix("Domain") { continue }
        faults.append("\(module.name) → \(edge)")
      }
    }
    expectNone(faults)
  }

  /// A centre's main is wiring only.
  @Test func mainsAreShort() {
    let faults = Checkout.sources.filter { $0.path.hasSuffix("/Main/main.swift") }
      .filter { $0.lines.count > 30 }.map { "\($0.path): \($0.lines.count) lines" }
    expectNone(faults)
  }

  @Test func noCentreNamesAnothersTables() {
    var faults: [String] = []
    for fragment in SQLText.fragments where Self.exceptions[fragment.file.path] == nil {
      guard let centre = Self.owner(of: fragment.file.path) else { continue }
      for table in fragment.tables.sorted() {
        guard let owner = Migrations.owners[table], owner != centre else { continue }
        faults.append("\(fragment.place): \(centre) names \(table), which is \(owner)'s")
      }
    }
    expectNone(faults)
  }

  @Test func exceptionsExist() {
    let paths = Set(Checkout.sources.map(\.path))
    expectNone(Self.exceptions.keys.filter { !paths.contains($0) }.sorted())
  }

  /// The owner of tables whose sources lie here: the centre in the names of migrations.
  private static func owner(of path: String) -> String? {
    if path.hasPrefix("Sources/Tools/") { return nil }
    if path.hasPrefix("Sources/Platform/") { return "platform" }
    return path.split(separator: "/").dropFirst().first.map { $0.lowercased() }
  }
}
