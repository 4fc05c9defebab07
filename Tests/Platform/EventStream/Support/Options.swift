import EventStream

extension ConsumerOptions {
  /// Like the standard, with times that tests can wait for.
  static func hasty(firstRetry seconds: Double = 0.05) -> ConsumerOptions {
    var options = ConsumerOptions.standard
    options.blockMilliseconds = 100
    options.retry.firstSeconds = seconds
    options.retry.ceilingSeconds = 1
    return options
  }
}

extension ReconcilerOptions {
  static func hasty(patience seconds: Int = 1) -> ReconcilerOptions {
    var options = ReconcilerOptions.standard
    options.pauseMilliseconds = 200
    options.patienceSeconds = seconds
    return options
  }
}
