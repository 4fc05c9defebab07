import CMariaDB

/// libmariadb's one-time preparation. It is not thread-safe by itself; a static property is.
///
/// It also ignores SIGPIPE for the process, so that a lost server is an error and not a signal.
enum ClientLibrary {
  static let isReady: Bool = mysql_server_init(0, nil, nil) == 0
}
