import Foundation
import Glibc
import Processes
import StackKit

/// Our own programs, and Nginx before them, die or are restarted.
enum ProgramFaults {
  static func killResponder(_ scene: inout FaultScene) throws {
    try scene.faults.killAndAwait(scene.pick(try scene.responders()))
  }

  static func killRelay(_ scene: inout FaultScene) throws {
    try scene.faults.killAndAwait("relay")
  }

  static func killWorker(_ scene: inout FaultScene) throws {
    try scene.faults.killAndAwait("worker")
  }

  static func killWorkerTwice(_ scene: inout FaultScene) throws {
    try scene.faults.killAndAwait("worker")
    usleep(scene.seconds(0.2...1.2))
    try scene.faults.killAndAwait("worker")
  }

  static func disturbNginx(_ scene: inout FaultScene) throws {
    for _ in 0..<5 {
      try scene.stack.kill("nginx", SIGHUP)
      usleep(200_000)
    }
    guard let master = try scene.stack.pid("nginx") else { throw StackFault("no Nginx") }
    let workers = try Command.run(["pgrep", "-P", "\(master)"]).output
      .split(separator: "\n").compactMap { Int32($0) }
    if let worker = workers.first { kill(worker, SIGKILL) }
    usleep(300_000)
    try scene.stack.restart("nginx")
  }

  /// The socket stays open meanwhile, as systemd keeps it.
  static func restartResponder(_ scene: inout FaultScene) throws {
    try scene.stack.restart(scene.pick(try scene.responders()))
  }

  static func garbageOnSocket(_ scene: inout FaultScene) throws {
    let name = try scene.pick(try scene.responders())
    for round in 0..<40 {
      let descriptor = try UnixSocket.connect(to: scene.stack.layout.socket(name))
      var bytes = (0..<Int.random(in: 1...64, using: &scene.random)).map { _ in
        UInt8.random(in: .min ... .max, using: &scene.random)
      }
      // Every other one begins as FastCGI does.
      if round % 2 == 0 { bytes = [1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] + bytes }
      Descriptor.write(bytes, to: descriptor)
      close(descriptor)
    }
  }

  static func backlog(_ scene: inout FaultScene) throws {
    try scene.stack.stop("worker")
    usleep(scene.seconds(5...10))
    try scene.stack.start("worker")
  }

  /// What is asked for is refused from now on; a program that needs more dies of it, alone.
  static func starve(_ scene: inout FaultScene) throws {
    let name = try scene.pick(try scene.responders())
    guard let pid = try scene.stack.pid(name) else { throw StackFault("\(name) does not run") }
    try Command.require(["prlimit", "--pid", "\(pid)", "--as=1000000"])
    usleep(2_000_000)
    if try scene.stack.pid(name) == pid { try scene.faults.killAndAwait(name) }
    try scene.stack.waitUntilReady(name)
  }
}
