import FoundationEssentials
import Glibc
import MariaDBClient
import Processes
import UserService

/// The file with the first administrator's password. It is there until that password is another.
struct FirstPassword {
  static let standard = FirstPassword(path: "\(Installation.credentials)/admin_password")

  let path: String

  /// Writes the file for root alone; false when that cannot be done.
  func write(_ password: String) -> Bool {
    guard let file = try? Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC) else { return false }
    defer { close(file) }
    return Descriptor.write(Array("\(password)\n".utf8), to: file)
  }

  /// Whether the file is there and its password still logs admin in; removes one that does not.
  /// Whatever cannot be found out now counts as it was.
  func isGood(on database: DatabaseConnection) -> Bool {
    guard let file = try? Descriptor.open(path, O_RDONLY) else { return false }
    let text = String(decoding: Descriptor.readToEnd(file), as: UTF8.self)
    close(file)
    let password = String(text.prefix { !$0.isNewline })
    let admin = UserBootstrap.adminName
    guard let isGood = try? UserRescue.isPassword(password, of: admin, on: database) else {
      return true
    }
    if !isGood { forget() }
    return isGood
  }

  func forget() { try? FileManager.default.removeItem(atPath: path) }
}
