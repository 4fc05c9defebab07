import Testing

@testable import erp

/// Aim: what mariadb-binlog prints says how far a log goes, and so tells one log from another.
@Suite struct BinaryLogScanTests {
  private static let log = """
    # at 4
    #261201 11:18:30 server id 5  end_log_pos 256 CRC32 0x57f2026a \tStart: binlog v 4
    # at 256
    #261201 11:18:30 server id 5  end_log_pos 285 CRC32 0x6d770075 \tGtid list [0-1-1761,
    # 7-1-1765]
    # at 285
    #261201  1:18:28 server id 1  end_log_pos 368 CRC32 0x8a474914 \tGTID 0-5-12 trans
    START TRANSACTION
    #Q> INSERT INTO t VALUES ('
    #Q>  end_log_pos 9 \tGTID 0-5-99 ')
    #261201  1:18:29 server id 5  end_log_pos 3069097 CRC32 0x13c320dc \tXid = 2521
    COMMIT/*!*/;

    """

  private func scan(_ text: String, pieces: Int) -> BinaryLogScan {
    var scan = BinaryLogScan()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      scan.take(Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
    }
    return scan
  }

  @Test(arguments: [1, 7, 100_000]) func readsHowFarItGoes(pieces: Int) {
    let scan = scan(Self.log, pieces: pieces)
    #expect(scan.end == 3_069_097 && scan.last == "2026-12-01T01:18:29Z")
    #expect(scan.state == LogState("0-5-12,7-1-1765"))
    #expect(scan.schemaChange == nil && scan.statement == nil)
  }

  @Test func anEmptyListIsTheBeginning() {
    let line = "#261201 11:18:30 server id 5  end_log_pos 285 CRC32 0x6d770075 \tGtid list []\n"
    #expect(scan(line, pieces: 1000).state == LogState())
    #expect(scan(line + Self.log, pieces: 1000).state == LogState("0-5-12,7-1-1765"))
  }

  @Test(arguments: ["0-1-786", "0-5-785", "0-5-786,1-1-1", ""])
  func anotherLogIsNotTheSame(state: String) {
    #expect(LogState(state) != LogState("0-5-786"))
  }
}
