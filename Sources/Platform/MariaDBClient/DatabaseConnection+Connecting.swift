import CMariaDB
import Glibc

extension DatabaseConnection {
  /// The live connection. Outside a transaction it is made first where needed.
  func connected(
    for statement: String
  ) throws(DatabaseError) -> UnsafeMutablePointer<MYSQL> {
    if inTransaction {
      if let transactionFault { throw transactionFault }
    } else if let handle = unsafe handle, isElsewhere || (unsafe Self.peerHasClosed(handle)) {
      // Detected before any statement was sent: reconnect silently.
      drop()
    }
    if let handle = unsafe handle { return unsafe handle }
    let order = options.choice?.order(of: options.endpoints.count) ?? [0]
    var fault = DatabaseError.misuse(statement, "no server is named")
    for index in order {
      do throws(DatabaseError) {
        let fresh = try unsafe connect(to: options.endpoints[index], for: statement)
        unsafe handle = unsafe fresh
        node = index
        if index != order[0] { options.choice?.choose(index, insteadOf: order[0], options) }
        return unsafe fresh
      } catch { fault = error }
    }
    throw fault
  }

  /// The process has gone over to another node of the cluster.
  private var isElsewhere: Bool {
    guard let choice = options.choice else { return false }
    return choice.index != node
  }

  private func connect(
    to endpoint: DatabaseOptions.Endpoint, for statement: String
  ) throws(DatabaseError) -> UnsafeMutablePointer<MYSQL> {
    guard ClientLibrary.isReady, let fresh = unsafe mysql_init(nil) else {
      throw .misuse(statement, "the client library did not start")
    }
    unsafe configure(fresh, for: endpoint)
    guard unsafe open(fresh, endpoint), !options.isCluster || (unsafe Self.isReady(fresh)) else {
      let error = unsafe DatabaseError.last(on: fresh, during: statement)
      unsafe mysql_close(fresh)
      throw error
    }
    return unsafe fresh
  }

  /// Where the live connection leads; before the first use, where it would lead first.
  package var endpoint: DatabaseOptions.Endpoint { options.endpoints[node] }

  /// Whether a cluster's node serves; else it answers 1047. (To a SELECT without a table it answers
  /// even then.)
  private static func isReady(_ handle: UnsafeMutablePointer<MYSQL>) -> Bool {
    let question = "DO 1"
    return unsafe mysql_real_query(handle, question, UInt(question.utf8.count)) == 0
  }

  /// Whether the server can be reached and serves.
  var isReady: Bool {
    guard let handle = try? unsafe connected(for: "ready") else { return false }
    if unsafe Self.isReady(handle) { return true }
    close()
    return false
  }

  /// Ends the connection; the next use makes a new one. An open transaction is rolled back.
  package func close() {
    inTransaction = false
    transactionFault = nil
    drop()
  }

  /// Remembers what an error means for the connection and its transaction, and passes it on.
  func noted(_ error: DatabaseError) -> DatabaseError {
    if error.endsConnection { drop() }
    if inTransaction, transactionFault == nil, error.endsConnection || error.kind == .deadlock {
      transactionFault = error
    }
    return error
  }

  /// Frees everything. The connection goes first: its statements then need not tell the server.
  private func drop() {
    guard let old = unsafe handle else { return }
    unsafe handle = nil
    unsafe mysql_close(old)
    forgetAllStatements()
  }

  private func configure(
    _ handle: UnsafeMutablePointer<MYSQL>, for endpoint: DatabaseOptions.Endpoint
  ) {
    unsafe set(MYSQL_OPT_CONNECT_TIMEOUT, options.connectSeconds, on: handle)
    unsafe set(MYSQL_OPT_READ_TIMEOUT, options.readSeconds, on: handle)
    unsafe set(MYSQL_OPT_WRITE_TIMEOUT, options.writeSeconds, on: handle)
    // A connection that came back by itself would have lost its settings and its transaction.
    unsafe set(MYSQL_OPT_RECONNECT, my_bool(0), on: handle)
    unsafe set(MYSQL_OPT_LOCAL_INFILE, UInt32(0), on: handle)
    unsafe mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
    unsafe mysql_options(handle, MYSQL_INIT_COMMAND, sessionSettings)
    guard case .tcp = endpoint else { return }
    // Without this, "localhost" would mean a unix socket.
    unsafe set(MYSQL_OPT_PROTOCOL, MYSQL_PROTOCOL_TCP.rawValue, on: handle)
    if let authority = options.tlsAuthority {
      unsafe mysql_options(handle, MYSQL_OPT_SSL_CA, authority)
      unsafe set(MYSQL_OPT_SSL_ENFORCE, my_bool(1), on: handle)
      unsafe set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, my_bool(1), on: handle)
    }
  }

  private func set<T>(
    _ option: mysql_option, _ value: T, on handle: UnsafeMutablePointer<MYSQL>
  ) {
    unsafe withUnsafeBytes(of: value) { bytes in
      _ = unsafe mysql_options(handle, option, bytes.baseAddress)
    }
  }

  private func open(
    _ handle: UnsafeMutablePointer<MYSQL>, _ endpoint: DatabaseOptions.Endpoint
  ) -> Bool {
    let opened =
      switch endpoint {
      case .socket(let path):
        unsafe mysql_real_connect(
          handle, nil, options.user, options.password, options.database, 0, path, 0)
      case .tcp(let host, let port):
        unsafe mysql_real_connect(
          handle, host, options.user, options.password, options.database, port, nil, 0)
      }
    return unsafe opened != nil
  }

  /// Every session's settings, in one statement that the library sends right after connecting.
  private var sessionSettings: String {
    """
    SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin, tx_isolation = 'READ-COMMITTED', \
    time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,\
    ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', autocommit = 1, \
    innodb_lock_wait_timeout = \(options.lockWaitSeconds), \
    max_statement_time = \(options.statementSeconds)\(options.isCluster ? Self.sync : "")
    """
  }

  /// START TRANSACTION, and a SELECT outside one, wait until the node has applied all that any node
  /// had committed by then. So nothing that was done on the node before is missed, while a commit
  /// is looked up or other programs still use that one.
  private static let sync = ", wsrep_sync_wait = 1"

  /// A server that is waiting for a question says nothing: whatever can be read is its farewell.
  static func peerHasClosed(_ handle: UnsafeMutablePointer<MYSQL>) -> Bool {
    var descriptor = pollfd(
      fd: unsafe mysql_get_socket(handle), events: Int16(POLLIN), revents: 0)
    return unsafe poll(&descriptor, 1, 0) != 0
  }
}

/// libmariadb's one-time preparation. It is not thread-safe by itself; a static property is.
///
/// It also ignores SIGPIPE for the process, so that a lost server is an error and not a signal.
enum ClientLibrary {
  static let isReady: Bool = mysql_server_init(0, nil, nil) == 0
}
