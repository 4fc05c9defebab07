import Glibc
internal import Kernel

/// What every program tells of itself: its version, since when it runs, how much memory it holds.
/// Names of the last two are those that Prometheus' own libraries use.
package enum ProcessMetrics {
  /// Call it when the program begins; again does nothing.
  package static func publish(in registry: Metrics = .registry) {
    registry.gauge(
      "erp_build_info", help: "The program's version, in its label.",
      labels: [("version", ProductVersion.text)]
    ).set(1)
    let start = startSeconds()
    registry.gauge("process_start_time_seconds", help: "When the program began.") { start }
    registry.gauge("process_resident_memory_bytes", help: "Memory that the program holds.") {
      residentBytes()
    }
  }

  /// /proc has it in ticks since the machine's start, and nothing else of /proc can be seen.
  private static func startSeconds() -> Int {
    var sinceBoot = timespec()
    unsafe clock_gettime(CLOCK_BOOTTIME, &sinceBoot)
    // The program's name may hold spaces, so fields are counted from behind its bracket.
    let fields = text(of: "/proc/self/stat").split(separator: ")").last?.split(separator: " ") ?? []
    let perSecond = max(1, sysconf(Int32(_SC_CLK_TCK)))
    guard fields.count > 19, let ticks = Int(fields[19]) else { return time(nil) }
    return time(nil) - (sinceBoot.tv_sec - ticks / perSecond)
  }

  private static func residentBytes() -> Int {
    let fields = text(of: "/proc/self/statm").split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }

  private static func text(of path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
