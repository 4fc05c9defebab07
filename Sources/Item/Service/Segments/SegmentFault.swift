import WebAPI

/// Why there is no id for a new SKU.
enum SegmentFault: Error, Equatable {
  /// MariaDB cannot be asked for a segment.
  case unavailable(String)
  /// 2^53 − 1 ids have been given out.
  case usedUp
}

extension SegmentFault: ProblemConvertible {
  var problem: Problem { Problem(.unavailable, retryAfter: 1) }
}
