import Foundation
import Glibc
import Processes

/// One application node of a private cluster: every responder, a relay and a worker, under a
/// supervisor of its own, as a machine has its own systemd.
struct ApplicationNode: Sendable {
  let number: Int
  let starter: StackStarter
  let network: ClusterNetwork

  init(_ number: Int, of main: StackLayout, network: ClusterNetwork) throws(StackFault) {
    self.number = number
    self.network = network
    var options = StackOptions(directory: "\(main.root)/app-\(number)")
    options.endsWithStarter = true
    options.network = network
    starter = try StackStarter(options: options)
  }

  var layout: StackLayout { starter.layout }

  var stack: Stack {
    Stack(
      layout: layout, installation: starter.installation, port: 0,
      supervisor: SupervisorClient(layout: layout))
  }

  /// Secrets and keys come from where they were made, as the page says.
  func prepare(from main: StackLayout) throws(StackFault) {
    try layout.prepare()
    for (folder, own) in [(main.secrets, layout.secrets), (main.keys, layout.keys)] {
      try Command.require(["cp", "-a", folder + "/.", own])
    }
    try writeSettings([:])
  }

  /// - Parameter changes: settings of this node that differ from the others'
  func writeSettings(_ changes: [String: String]) throws(StackFault) {
    var options = starter.options
    options.settings = changes.merging(["ERP_THREADS": "4"]) { own, _ in own }
    try PartList(
      layout: layout, installation: starter.installation, options: options,
      secrets: Secrets(layout: layout)
    ).writeSettings()
  }

  func start() throws(StackFault) {
    let parts = PartList(
      layout: layout, installation: starter.installation, options: starter.options,
      secrets: Secrets(layout: layout))
    let addresses = try network.listeners(of: number)
    try starter.startSupervisor(
      PartList.responders.map { parts.responder($0, listeningOn: addresses[$0]) })
    try stack.supervisor.wait(for: "application node \(number) starts", seconds: 10) {
      stack.supervisor.isAlive
    }
    for name in PartList.responders { try stack.supervisor.command("start", name) }
  }

  /// Every program at once, without a word, as when the machine loses its power.
  func killHard() throws(StackFault) {
    let text = (try? String(contentsOfFile: layout.pidFile, encoding: .utf8)) ?? ""
    guard let supervisor = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw StackFault("application node \(number) does not run")
    }
    let programs = try stack.status().map(\.pid).filter { $0 > 0 }
    // First it is held, or it would start anew what dies.
    kill(supervisor, SIGSTOP)
    for pid in programs { kill(pid, SIGKILL) }
    kill(supervisor, SIGKILL)
    waitpid(supervisor, nil, 0)
  }
}
