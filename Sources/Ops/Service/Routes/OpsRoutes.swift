import EventStream
import FastCGIServer
import RedisClient

/// The operations centre's calls.
package enum OpsRoutes {
  private static let read = Permission.code(
    "ops.read", describedAs: "See lag, dead letters, audit and metrics 查看运维信息")
  /// What one check of the audit may take; the whole call has no longer than any other.
  private static let auditSeconds: UInt32 = 25
  private static let replay = Permission.code(
    "ops.replay", describedAs: "Replay dead letters 重放死信")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    let health = HealthPage(environment)
    let metrics = MetricsPage(environment)
    return [
      .get(
        "/health", .anyone,
        "Each program, MariaDB, Redis and the disk with its own state 各程序、MariaDB、Redis 和磁盘的状态"
      ) {
        call in
        health.run(call)
      },
      .raw(
        .get, "/health/ready", .anyone,
        "The same; 503 when a writing call would be one 同上；无法写入时返回 503",
        media: Route.Media(answer: Health.schema)
      ) { call in health.run(call).readiness(call) },
      .get("/ops/events/lag", read, "How far each consumer is behind 各消费者的滞后情况") { call in
        try EventAdmin.lag(on: call.database).map(ConsumerLagAnswer.init)
      },
      .get(
        "/ops/events/dead", read, "Events that a consumer gave up 消费者已放弃的事件",
        query: DeadLetterFilter.self,
        EventCalls.dead),
      .post(
        "/ops/events/replay", replay, "Give failed events all their attempts again 重新投递失败的事件",
        body: ReplayRequest.self, EventCalls.replay),
      .get("/ops/audit", read, "The invariants, checked now 立即检查不变量") { call in
        // Whole tables are walked: not with the short patience of other calls.
        let patient = call.database.options.waiting(seconds: auditSeconds)
        let isRedisAway = (try? call.redis.command(["PING"])) == nil
        return try AuditSuite.run(
          isRedisAway: isRedisAway, on: DatabaseConnection(settings: patient),
          progress: { _ in try call.requireTime() })
      },
      .get("/ops/null", .authenticated, "Does nothing: the floor of every measurement 空操作，测量的基准") {
        _ in
        EmptyAnswer()
      },
      .raw(
        .get, "/ops/metrics", read,
        "Metrics of all programs, in Prometheus' text format 全部程序的指标（Prometheus 文本格式）",
        media: Route.Media(answer: .anyText, answerType: "text/plain")
      ) { call in metrics.run(call) },
    ]
  }
}
