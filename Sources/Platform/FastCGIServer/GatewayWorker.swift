/// Handles requests one after the other; it is made on, and used by, one thread of the server.
package protocol GatewayWorker {
  /// Answers one request; must not keep it.
  func handle(_ request: GatewayRequest) -> GatewayResponse
}
