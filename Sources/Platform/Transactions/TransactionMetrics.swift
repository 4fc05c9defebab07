import Telemetry

/// What the transactions of this process went through.
enum TransactionMetrics {
  static let retries = Metrics.registry.counter(
    "erp_transaction_retries_total",
    help: "Transactions tried again after a deadlock or a lock wait")
}
