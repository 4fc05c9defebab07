import Foundation
import MariaDBClient
import Processes
import StackKit
import StoreKit
import TestKit
import Testing

/// TCP on loopback, with certificates made by openssl for this run.
@Suite struct EncryptionTests {
  private func openssl(_ folder: String, _ arguments: String) throws {
    try Command.require(["sh", "-c", "openssl \(arguments)"], directory: folder)
  }

  @Test func theServerMustProveItsName() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/erp-tls-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["ca", "other"] {
      try openssl(
        folder,
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=\(name) "
          + "-keyout \(name).key -out \(name).pem"
      )
    }
    try "subjectAltName=DNS:localhost".write(
      toFile: folder + "/names", atomically: true, encoding: .utf8)
    try openssl(
      folder, "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr")
    try openssl(
      folder,
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
        + "-extfile names -out server.pem"
    )
    let port = UInt32(ServerProcess.freePort())
    let server = try PrivateMariaDB(arguments: [
      "--bind-address=127.0.0.1", "--port=\(port)", "--ssl-ca=\(folder)/ca.pem",
      "--ssl-cert=\(folder)/server.pem", "--ssl-key=\(folder)/server.key",
    ])
    defer { server.stop() }
    let root = server.connect()
    try root.administer("CREATE USER tls@'%' IDENTIFIED BY 'pass' REQUIRE SSL")
    try root.administer("GRANT ALL ON erp.* TO tls@'%'")

    func cipher(host: String, authority: String?, password: String = "pass") throws -> String {
      let connection = DatabaseConnection(
        settings: DatabaseOptions(
          endpoint: .tcp(host: host, port: port), user: "tls", password: password,
          database: "erp", tlsAuthority: authority))
      return try connection.administer("SHOW STATUS LIKE 'Ssl_cipher'")[0][1] ?? ""
    }
    #expect(try !cipher(host: "localhost", authority: folder + "/ca.pem").isEmpty)
    #expect(throws: DatabaseError.self) {
      try cipher(host: "localhost", authority: folder + "/other.pem")
    }
    #expect(throws: DatabaseError.self, "another name than the certificate's") {
      try cipher(host: "127.0.0.1", authority: folder + "/ca.pem")
    }
    #expect(throws: DatabaseError.self) { try cipher(host: "localhost", authority: nil) }
    #expect(throws: DatabaseError.self) {
      try cipher(host: "localhost", authority: folder + "/ca.pem", password: "wrong")
    }
    // A statement over TLS, many times: the check for a closed peer must not mistake TLS's own
    // messages for a farewell.
    let connection = DatabaseConnection(
      settings: DatabaseOptions(
        endpoint: .tcp(host: "localhost", port: port), user: "tls", password: "pass",
        database: "erp", tlsAuthority: folder + "/ca.pem"))
    let id = SQL("test.id", "SELECT CONNECTION_ID()")
    let ids = try (0..<20).map { _ in
      try connection.first(id) { row throws(DatabaseError) in try row.int() }
    }
    #expect(Set(ids).count == 1)
  }
}
