/// How full the server is at this moment. Counted when somebody asks, so that a request costs
/// nothing for it.
extension GatewayServer {
  /// Worker threads.
  package var workers: Int { threads }
  /// Workers that have a connection, also the one that asks.
  package var busyWorkers: Int { core.table.busy }
  /// Connections that are open, most of them kept by Nginx for its next request.
  package var openConnections: Int { core.table.open }
  /// Connections with a request that no worker has taken yet: the queue.
  package var waitingConnections: Int { core.table.waiting }
}
