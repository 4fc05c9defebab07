import ArgumentParser
import FoundationEssentials
import Glibc
import Processes

/// One backup, rehearsal or restore at a time on this machine.
final class BackupLock {
  private let descriptor: Int32

  /// - Parameter seconds: how long to wait for another one to end
  /// - Throws: `ExitCode` after saying that another one runs
  init(waiting seconds: Int) throws {
    let given = Command.inherited["ERP_CONFIG"]
    do throws(ProcessFault) {
      descriptor = try Descriptor.open(given ?? Installation.settings, O_RDONLY)
    } catch {
      throw OperatorSession.failure("\(error)")
    }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard ContinuousClock.now < deadline else {
        throw Terminal.failure(
          "another erp backup, rehearse or restore is running", "另一个备份、演练或恢复正在运行")
      }
      Terminal.progress(
        Terminal.words("waiting for another backup or restore to end", "等待另一个备份或恢复结束"))
      usleep(200_000)
    }
  }

  deinit { close(descriptor) }
}
