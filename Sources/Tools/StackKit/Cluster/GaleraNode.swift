import Foundation
import Glibc
import Processes

/// One node of the private Galera cluster: a database server with the package's cluster settings.
struct GaleraNode: Sendable {
  let server: DatabaseServer
  let network: ClusterNetwork

  init(_ number: Int, layout: StackLayout, network: ClusterNetwork) {
    server = DatabaseServer(layout: layout, number: number)
    self.network = network
  }

  private var address: String { network.database(server.number) }
  private var scripts: String { server.layout.root + "/bin" }
  /// Made for the very first start: this node founds the cluster.
  private var founds: String { server.folder + "/founds" }

  func writeSettings() throws(StackFault) {
    let provider = "/usr/lib/galera/libgalera_smm.so"
    guard access(provider, R_OK) == 0 else { throw StackFault("galera-4 is not installed") }
    var network = try self.network.file("systemd/cluster/galera.cnf")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        line.hasPrefix("wsrep_cluster_address")
          ? String(line)
          : line.replacingOccurrences(of: self.network.database(1), with: address)
      }.joined(separator: "\n")
    // Small enough for three on one disk; and they begin as copies of one another.
    for (shipped, own) in [("gcache.size=1G", "gcache.size=128M"), ("= mariabackup", "= near")] {
      guard network.contains(shipped) else {
        throw StackFault("systemd/cluster/galera.cnf no longer has \(shipped)")
      }
      network = network.replacingOccurrences(of: shipped, with: own)
    }
    try server.writeSettings(small: true, network: network)
    try write(Self.transfer, to: scripts + "/wsrep_sst_near")
    chmod(scripts + "/wsrep_sst_near", 0o700)
  }

  private func write(_ text: String, to path: String) throws(StackFault) {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(path): \(error)")
    }
  }

  /// The first node's data, with the cluster's name of itself in it; the others begin with copies.
  func found(copies: [GaleraNode]) throws(StackFault) {
    try server.install()
    let log = try Descriptor.open(server.layout.log("mariadb-first"), O_WRONLY | O_CREAT | O_APPEND)
    defer { close(log) }
    let pid = try Spawn.start(
      server.command + ["--wsrep-new-cluster"], environment: environment(Command.inherited),
      descriptors: [1: log, 2: log])
    comesTrue(everyMilliseconds: 20) { server.answers }
    kill(pid, SIGTERM)
    guard Spawn.wait(pid) == 0 else { throw StackFault("the first node does not start: see logs") }
    for copy in copies {
      try Command.require(["cp", "-a", server.data, copy.server.data])
      for file in ["galera.cache", "gvwstate.dat"] { unlink("\(copy.server.data)/\(file)") }
      try Command.require([
        "sed", "-i", "s/safe_to_bootstrap: 1/safe_to_bootstrap: 0/",
        copy.server.data + "/grastate.dat",
      ])
    }
    try write("", to: founds)
  }

  /// Starts as Debian's unit does: after a crash it first reads how far the data goes, so that only
  /// what is missing has to come from the others.
  func part(_ environment: [String: String]) -> Part {
    let script = """
      if [ -e '\(founds)' ]; then rm '\(founds)'; exec "$@" --wsrep-new-cluster; fi
      position=$("$@" --wsrep-recover 2>&1 | sed -n 's/.*Recovered position: *//p' | tail -n 1)
      exec "$@" ${position:+--wsrep_start_position=$position}
      """
    return Part(
      name: server.name, command: ["/bin/sh", "-c", script, "sh"] + server.command,
      environment: self.environment(environment), stopSeconds: 30, stage: PartList.Stage.mariadb,
      startsHeld: true)
  }

  private func environment(_ values: [String: String]) -> [String: String] {
    values.merging(["PATH": scripts + ":" + (values["PATH"] ?? "")]) { $1 }
  }

  /// A transfer among nodes of one machine that began as copies: what one missed comes from the
  /// others' write-set caches (then the donor is called with --bypass). A whole copy is refused.
  private static let transfer = """
    #!/bin/sh
    set -eu
    bypass=no
    while [ $# -gt 0 ]; do
      case "$1" in
        --role) role=$2 ;;
        --address) address=$2 ;;
        --datadir) letter=${2%/}-position ;;
        --gtid) position=$2 ;;
        --bypass) bypass=yes ;;
      esac
      shift
    done
    case "$role:$bypass" in
      joiner:*)
        rm -f "$letter"
        echo "ready $address/$letter"
        while [ ! -e "$letter" ]; do sleep 0.05; done
        cat "$letter"
        rm "$letter"
        ;;
      donor:yes)
        letter=/${address#*/}
        echo "$position" >"$letter.part"
        mv "$letter.part" "$letter"
        echo "done $position"
        ;;
      *) exit 1 ;;
    esac

    """
}
