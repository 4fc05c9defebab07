/// What an operator decides, read once at the start of a program.
///
/// The environment wins over the file; the file is `$ERP_CONFIG` or `/etc/erp/erp.conf`.
package struct Configuration: Sendable {
  package var database: DatabaseSettings
  package var redis: RedisSettings
  /// IANA name of the zone of business dates.
  package var timeZone: String
  /// Seconds after which an unpaid order is cancelled.
  package var orderTTLSeconds: Int
  /// How much more than ordered a new purchase order lets in.
  package var purchaseTolerancePercent: Int
  /// How much more than planned may be reported of an operation, for orders whose work begins.
  package var jobTolerancePercent: Int
  /// Points that a member may gain, and lose, by hand on one day without a special permission.
  package var pointChangeLimit: Int
  /// Worker threads of a responder.
  package var threads: Int
  /// Folder of the FastCGI sockets, `<centre>.sock` each.
  package var socketDirectory: String
  /// debug, info, notice, warning or error.
  package var logLevel: String
  /// Folder of the public token keys, `<kid>.pub.pem`.
  package var tokenKeyDirectory: String
  /// The private token key; only the user centre has one.
  package var tokenPrivateKeyFile: String?
  package var tokenTTLSeconds: Int
  package var refreshTTLSeconds: Int
  /// First password of the user admin, if the operator chose one.
  package var adminPassword: Secret?

  /// Path of the FastCGI socket of one program, for example `item` or `auth`.
  package func socketPath(_ centre: String) -> String {
    "\(socketDirectory)/\(centre).sock"
  }
}
