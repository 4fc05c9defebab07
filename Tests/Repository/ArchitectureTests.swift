import Testing

/// Aim: imports go down, or sideways along an edge that Package.swift declares; tables belong to
/// one room, whose sources alone name them.
@Suite struct ArchitectureTests {
  /// Of the system, any room may use these.
  static let system: Set = ["Glibc", "Synchronization", "FoundationEssentials"]
  /// Tools and tests run on a developer's machine.
  static let workshop: Set = ["Foundation", "Dispatch"]

  /// The files outside of a room that name its tables all the same, and why they may.
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
    #expect(PackageTable.everyPlatform.contains("MariaDBClient"))
    #expect(PackageTable.centres["Stock"] == ["Item", "User"])
    #expect(
      PackageTable.room(of: "Sources/Stock/Service/X.swift")?.uses.contains("ItemService") == true)
  }

  @Test func everyFileIsInARoom() {
    let faults = Checkout.sources.map(\.path).filter { path in
      PackageTable.room(of: path) == nil
    }
    expectNone(faults)
  }

  @Test func importsFollowTheTable() {
    var faults: [String] = []
    for file in Checkout.sources {
      guard let room = PackageTable.room(of: file.path) else { continue }
      var allowed = room.uses.union(Self.system)
      if file.path.hasPrefix("Sources/Tools/") { allowed.formUnion(Self.workshop) }
      for name in file.imports where !allowed.contains(name) {
        faults.append("\(file.path): \(room.module) imports \(name)")
      }
    }
    expectNone(faults)
  }

  /// Rules are tried without a server: nothing but exact numbers and times goes into them.
  @Test func domainsArePure() {
    let domains = PackageTable.rooms.filter { $0.module.hasSuffix("Domain") }
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
          .compactMap { PackageTable.room(of: $0.path)?.module })
      #expect(users.count == 1, "\(library) is imported by \(users.sorted())")
      #expect(PackageTable.platform.contains { users.contains($0.module) })
    }
  }

  /// An edge that nothing uses any more is taken out of the table.
  @Test func everyEdgeIsUsed() {
    var faults: [String] = []
    for (name, lower) in PackageTable.centres {
      let files = Checkout.sources.filter { $0.path.hasPrefix("Sources/\(name)/") }
      for edge in lower where !files.contains(where: { $0.imports.contains("\(edge)Service") }) {
        faults.append("\(name) → \(edge)")
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

  @Test func noRoomNamesAnothersTables() {
    var faults: [String] = []
    for fragment in SQLText.fragments where Self.exceptions[fragment.file.path] == nil {
      guard let room = Self.owner(of: fragment.file.path) else { continue }
      for table in fragment.tables.sorted() {
        guard let owner = Migrations.owners[table], owner != room else { continue }
        faults.append("\(fragment.place): \(room) names \(table), which is \(owner)'s")
      }
    }
    expectNone(faults)
  }

  @Test func exceptionsExist() {
    let paths = Set(Checkout.sources.map(\.path))
    expectNone(Self.exceptions.keys.filter { !paths.contains($0) }.sorted())
  }

  /// The owner of tables whose sources lie here: the room in the names of migrations.
  private static func owner(of path: String) -> String? {
    if path.hasPrefix("Sources/Tools/") { return nil }
    if path.hasPrefix("Sources/Platform/") { return "platform" }
    return path.split(separator: "/").dropFirst().first.map { $0.lowercased() }
  }
}
