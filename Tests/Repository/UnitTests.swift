import Foundation
import Processes
import StackKit
import Testing

/// Aim: what `make install` puts into systemd's folder runs every program there is, and confines
/// each.
@Suite struct UnitTests {
  /// The programs of the product, but for the operator's.
  static let programs = PackageTable.responders

  /// `systemd-analyze security` says 0 for the best and 10 for the worst; tenths of that.
  static let worstScore = 15

  @Test func everyProgramIsStarted() throws {
    let units = try InstalledUnits()
    let expected = Self.programs.flatMap { name in
      switch name {
      case "worker": ["erp-worker@1.service", "erp-worker@1.socket"]
      case "auth", "relay": ["erp-\(name).service", "erp-\(name).socket"]
      default: ["erp@\(name).service", "erp@\(name).socket"]
      }
    }
    #expect(units.wanted.sorted() == expected.sorted())
    let missing = units.wanted.filter { units.file(of: $0) == nil }
    expectNone(missing, "wanted, but there is no such unit")
  }

  /// Package.swift has the list of programs; whoever adds one there adds it everywhere.
  @Test func everyProgramIsEverywhere() throws {
    #expect(Self.programs.count > 12)
    func names(_ form: String, _ path: String) -> [String] {
      Pattern(form).matches(in: Checkout.text(path)).map { $0[1] }
    }
    func list(_ path: String) -> [String] {
      let list = names(
        #"static let (?:responders|databaseUsers|names) = \[([^\]]*)\]"#, path
      ).first
      return Pattern(#""([^"]+)""#).matches(in: list ?? "").map { $0[1] }
        .filter { $0 != "admin" }
    }
    // What Nginx speaks to, and what only works in the background.
    let entrance = Self.programs.subtracting(["relay", "worker"])
    let centres = Set(PackageTable.centres.keys.map { $0.lowercased() })
    let places: [(String, [String], Set<String>)] = [
      ("parts of a stack", list("Sources/Tools/StackKit/PartList.swift"), Self.programs),
      ("secrets", list("Sources/Tools/StackKit/Secrets.swift"), Self.programs),
      ("what GET /health asks", list("Sources/Ops/Service/Queries/Programs.swift"), Self.programs),
      ("grants", Grants.paths.map { String(Grants.program($0).dropFirst(4)) }, Self.programs),
      ("upstreams", names(#"^upstream erp_(\w+) \{"#, "nginx/upstreams.conf"), entrance),
      (
        "upstreams of a cluster",
        names(#"^upstream erp_(\w+) \{"#, "nginx/cluster/upstreams.conf"), entrance
      ),
      (
        "sockets of the upstreams",
        Array(Set(names(#"unix:/run/erp/([a-z]\w*)\.sock"#, "nginx/upstreams.conf"))), entrance
      ),
      (
        "locations", Array(Set(NginxRoutes.locations.compactMap(\.centre))), centres
      ),
      (
        "all routes",
        Array(Set(try RouteTests.table.get().map { RouteTests.programs[$0.centre] ?? $0.centre })),
        centres
      ),
      (
        "decisions",
        Checkout.paths.compactMap {
          Pattern(#"^Sources/(\w+)/DECISIONS\.md$"#).matches(in: $0).first?[1].lowercased()
        }, centres
      ),
    ]
    var faults: [String] = []
    for (place, found, expected) in places {
      if found.count != Set(found).count { faults.append("\(place): one is named twice") }
      let (found, place) = (Set(found), "\(place):")
      for name in expected.subtracting(found).sorted() { faults.append("\(place) lack \(name)") }
      for name in found.subtracting(expected).sorted() { faults.append("\(place) \(name)?") }
    }
    expectNone(faults)
  }

  @Test func everyProgramIsConfined() throws {
    let units = try InstalledUnits()
    for unit in units.wanted.sorted() where unit.hasSuffix(".service") {
      let (status, output) = try units.run(
        "systemd-analyze", "security", "--offline=true", "--threshold=\(Self.worstScore)",
        "--no-pager", try units.instance(unit))
      let verdict = output.split(separator: "\n").last.map(String.init) ?? "no answer"
      #expect(status == 0, "\(unit): \(verdict)")
      #expect(verdict.contains("Overall exposure level"), "\(verdict)")
    }
  }

  /// Signs of life, endless restarts, secrets out of sight: said in each unit that serves.
  @Test func everyProgramIsWatched() throws {
    let lines = [
      "Type=notify", "Restart=always", "StartLimitIntervalSec=0", "WatchdogSec=15",
      "RestartPreventExitStatus=78",
      "LoadCredential=erp_db_password:/etc/erp/credentials/database-",
    ]
    // The others run once, and end.
    let paths = Checkout.paths(in: "systemd", ending: ".service")
      .filter { !Checkout.text($0).contains("Type=oneshot") }
    #expect(paths.count == 4)
    for path in paths {
      let text = Checkout.text(path)
      expectNone(lines.filter { !text.contains("\n" + $0) }.map { "\(path) lacks \($0)" })
    }
  }
}

/// The units as `make install-units` lays them, in a folder of their own.
final class InstalledUnits {
  private let root = FileManager.default.temporaryDirectory
    .appendingPathComponent("erp-units-\(UUID().uuidString)").path
  private var folder: String { root + "/usr/lib/systemd/system" }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init() throws {
    let (status, output) = try run(
      "make", "-s", "-C", Checkout.root, "install-units", "DESTDIR=\(root)", "PREFIX=/usr")
    guard status == 0 else { throw Failure(description: "make install-units: \(output)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// What erp.target starts.
  var wanted: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder + "/erp.target.wants")) ?? []
  }

  /// The file of a unit; a template's for an instance.
  func file(of unit: String) -> String? {
    let template = unit.replacing(/@.*\./, with: "@.")
    return ["\(folder)/\(unit)", "\(folder)/\(template)"]
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  /// A file of that very name, since an instance can only be judged by one.
  func instance(_ unit: String) throws -> String {
    let path = "\(folder)/\(unit)"
    if !FileManager.default.fileExists(atPath: path), let template = file(of: unit) {
      try FileManager.default.copyItem(atPath: template, toPath: path)
    }
    return path
  }

  func run(_ command: String...) throws -> (status: Int32, output: String) {
    let result = try Command.run(command)
    return (result.status, result.output + result.errors)
  }
}
