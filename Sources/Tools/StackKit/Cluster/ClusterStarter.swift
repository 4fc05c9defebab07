import Foundation

extension Cluster {
  /// Starts a cluster in an empty directory. It ends with this process, and its data with it.
  ///
  /// - Parameter progress: is told each step
  package static func start(
    directory: String, progress: (String) -> Void = { _ in }
  ) throws(StackFault) -> Cluster {
    try ClusterStarter(directory: directory).start(progress)
  }
}

/// The steps from an empty folder to a serving cluster.
struct ClusterStarter {
  let starter: StackStarter
  let network: ClusterNetwork
  let nodes: [GaleraNode]
  let applications: [ApplicationNode]

  init(directory: String) throws(StackFault) {
    let network = ClusterNetwork(try Installation())
    var options = StackOptions(directory: directory)
    options.endsWithStarter = true
    options.rateLimit = .off
    options.network = network
    let starter = try StackStarter(options: options)
    self.network = network
    self.starter = starter
    nodes = (1...ClusterNetwork.databaseCount).map {
      GaleraNode($0, layout: starter.layout, network: network)
    }
    var applications: [ApplicationNode] = []
    for number in 1...ClusterNetwork.applicationCount {
      applications.append(
        try ApplicationNode(number, of: starter.layout, network: network))
    }
    self.applications = applications
  }

  private var layout: StackLayout { starter.layout }

  func start(_ progress: (String) -> Void) throws(StackFault) -> Cluster {
    try layout.prepare()
    for folder in nodes.dropFirst().map(\.server.folder) + [layout.root + "/bin"] {
      try StackLayout.makePrivate(folder)
    }
    let port = try UnixSocket.freePort()
    let secrets = Secrets(layout: layout)
    let parts = PartList(
      layout: layout, installation: starter.installation, options: starter.options,
      secrets: secrets)
    try secrets.prepare(adminPassword: nil)
    try parts.writeSettings()
    try starter.write("\(port)", to: layout.port)
    let nginx = NginxCopy(
      layout: layout, installation: starter.installation, options: starter.options, port: port)
    try nginx.write()
    try nginx.check()
    for node in nodes { try node.writeSettings() }
    progress("the first database node is made, and two copies of it")
    try nodes[0].found(copies: Array(nodes.dropFirst()))
    try starter.startSupervisor(
      try ClusterParts(nodes: nodes, network: network, parts: parts).make(),
      others: nodes.dropFirst().map(\.server.folder))
    let cluster = Cluster(
      stack: Stack(
        layout: layout, installation: starter.installation, port: port,
        supervisor: SupervisorClient(layout: layout)),
      network: network, nodes: nodes, applications: applications)
    do {
      try startStores(cluster, secrets, progress)
      try startApplications(cluster, progress)
    } catch {
      try? cluster.shutdown()
      throw error
    }
    return cluster
  }

  private func startStores(
    _ cluster: Cluster, _ secrets: Secrets, _ progress: (String) -> Void
  ) throws(StackFault) {
    let supervisor = cluster.stack.supervisor
    try supervisor.wait(for: "the supervisor starts", seconds: 5) { supervisor.isAlive }
    progress("three database nodes, Redis with a replica, three sentinels, Nginx")
    for node in nodes {
      try supervisor.command("start", node.server.name)
      try supervisor.wait(for: "\(node.server.name) answers", seconds: 40) { node.server.answers }
    }
    for number in 1...3 { try supervisor.command("start", "sentinel-\(number)") }
    try cluster.waitUntilSynced()
    try nodes[0].server.createUsers(secrets, from: network.anywhere)
    try starter.migrate(progress)
    try cluster.waitUntilReplicated()
  }

  private func startApplications(
    _ cluster: Cluster, _ progress: (String) -> Void
  ) throws(StackFault) {
    progress("two application nodes")
    for application in applications {
      try application.prepare(from: layout)
      try application.start()
    }
    for application in applications { try cluster.waitForHealth(of: application.number) }
    let client = APIClient(cluster.stack, timeout: 5)
    try cluster.stack.supervisor.wait(for: "/health says that all is up", seconds: 30) {
      guard let answer = try? client.get("/health") else { return false }
      return answer.status == 200 && answer.string("status") == "up"
    }
  }
}
