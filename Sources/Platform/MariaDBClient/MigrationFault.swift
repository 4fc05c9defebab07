/// Why the schema was not brought up to date.
package enum MigrationFault: Error, Sendable, CustomStringConvertible {
  case unreadable(String)
  /// A file's name is not `NNNN_room__what.sql`.
  case badName(String)
  case sameVersion(String, String)
  /// The file differs from what was applied under its version.
  case changed(String)
  /// The file of an applied version is gone.
  case missing(String)
  /// The last statement does not end with `;`, or a quote or comment is left open.
  case unfinished(String)
  /// Another migration is running and did not finish in time, or took over.
  case busy
  case failed(file: String, step: Int, DatabaseError)
  case database(DatabaseError)

  package var description: String {
    switch self {
    case .unreadable(let path): "\(path) cannot be read"
    case .badName(let file): "\(file) is not named NNNN_room__what.sql"
    case .sameVersion(let one, let other): "\(one) and \(other) have the same version"
    case .changed(let file): "\(file) was changed after it was applied; add a new file instead"
    case .missing(let file): "\(file) was applied, but the file is gone"
    case .unfinished(let file): "\(file): the last statement does not end with ';'"
    case .busy: "another migration holds the lease"
    case .failed(let file, let step, let error): "\(file), step \(step): \(error)"
    case .database(let error): "\(error)"
    }
  }
}
