import Kernel
import Telemetry

/// What a consumer counts.
struct DeliveryMetrics {
  private let done: Counter
  private let failed: Counter
  private let dead: Counter
  private let delay: Histogram

  init(consumer: String) {
    let labels = [("consumer", consumer)]
    done = Metrics.registry.counter(
      "erp_events_done_total", help: "Events whose effect was committed.", labels: labels)
    failed = Metrics.registry.counter(
      "erp_event_failures_total", help: "Failed attempts at an event.", labels: labels)
    dead = Metrics.registry.counter(
      "erp_events_dead_total", help: "Events given up.", labels: labels)
    delay = Metrics.registry.histogram(
      "erp_event_delay_seconds", help: "From the event to the commit of its effect.",
      labels: labels)
  }

  func done(_ events: ArraySlice<EventEnvelope>) {
    let now = Instant.now()
    done.increment(by: events.count)
    for event in events {
      let microseconds = now.microseconds.subtracting(capped: event.occurredAt.microseconds)
      delay.observe(nanoseconds: microseconds.multiplied(capped: 1_000))
    }
  }

  func failed(isDead: Bool) {
    failed.increment()
    if isDead { dead.increment() }
  }
}
