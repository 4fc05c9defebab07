/// A stretch of published events, and which of them somebody still lacks.
struct DeliveryWindow {
  /// One event as one subscriber sees it; `lackedBy` names the subscriber only if it lacks it.
  struct Line {
    let eventID: Int64
    let centre: String
    /// Since it was published, by the database's clock.
    let ageMilliseconds: Int64
    let lackedBy: String?
  }

  /// An event that at least one subscriber lacks.
  struct Open {
    let eventID: Int64
    let centre: String
    let ageMilliseconds: Int64
    var lackedBy: [String]
  }

  private(set) var settled: [Int64] = []
  private(set) var open: [Open] = []
  /// Events seen, and the last one's id.
  private(set) var count = 0
  private(set) var last: Int64 = 0

  /// - Parameter lines: ordered by event
  init(_ lines: [Line]) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      var event = Open(
        eventID: line.eventID, centre: line.centre,
        ageMilliseconds: line.ageMilliseconds, lackedBy: [])
      while index < lines.count, lines[index].eventID == line.eventID {
        if let consumer = lines[index].lackedBy { event.lackedBy.append(consumer) }
        index += 1
      }
      if event.lackedBy.isEmpty { settled.append(line.eventID) } else { open.append(event) }
      count += 1
      last = line.eventID
    }
  }
}
