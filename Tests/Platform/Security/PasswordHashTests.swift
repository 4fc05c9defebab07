import Foundation
import StackKit
import Testing

@testable import Security

@Suite(.serialized) struct PasswordHashTests {
  @Test func hashesAndMatches() throws {
    let hash = try PasswordHash(of: "correct horse")
    #expect(hash.text.hasPrefix("$2b$11$"))
    #expect(hash.text.utf8.count == 60)
    #expect(try hash.matches("correct horse"))
    #expect(try !hash.matches("correct horsf"))
    #expect(try !hash.matches(""))
    #expect(try PasswordHash(stored: hash.text).matches("correct horse"))
    #expect(try PasswordHash(of: "correct horse") != hash, "every hash has its own salt")
  }

  /// From the test files of crypt_blowfish, by bcrypt's maintainer.
  @Test func publishedVectors() throws {
    let hash = PasswordHash(
      stored: "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
    #expect(try hash.matches("U*U"))
    #expect(try !hash.matches("U*V"))
    let long = PasswordHash(
      stored: "$2b$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui")
    let text = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    #expect(try long.matches(text))
  }

  @Test func takesAll72BytesAndNoMore() throws {
    let longest = String(repeating: "密", count: 24)
    #expect(longest.utf8.count == 72)
    let hash = try PasswordHash(of: longest)
    #expect(try hash.matches(longest))
    #expect(try !hash.matches(String(longest.dropLast()) + "码"))
    #expect(throws: PasswordFault.tooLong) { _ = try PasswordHash(of: longest + "a") }
    #expect(throws: PasswordFault.tooLong) { _ = try hash.matches(longest + "a") }
  }

  @Test func refusesNUL() throws {
    #expect(throws: PasswordFault.containsNUL) { _ = try PasswordHash(of: "abcdefgh\0ijkl") }
    #expect(throws: PasswordFault.containsNUL) {
      _ = try PasswordHash.ofNobody.matches("abcdefgh\0ijkl")
    }
  }

  @Test(arguments: [
    "", "*0", "*1", "$2b$", "$2b$11$short", "$1$abcdefgh$0000000000000000000000",
    "$2b$99$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "$2b$05$!!!!!!!!!!!!!!!!!!!!!.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
  ])
  func aDamagedHashIsAFaultNotAMatch(stored: String) {
    #expect(throws: PasswordFault.failed) { _ = try PasswordHash(stored: stored).matches("*0") }
  }

  @Test func anUnknownNameTakesTheTimeOfAKnownOne() throws {
    let known = try PasswordHash(of: "some password")
    func time(_ hash: PasswordHash) throws -> Double {
      let start = ContinuousClock.now
      let matched = try hash.matches("a wrong password")
      #expect(!matched)
      return (ContinuousClock.now - start) / .seconds(1)
    }
    // In turn, until the fastest of both are alike: other tests take the cores now and then.
    var fastest = (unknown: Double.infinity, known: Double.infinity)
    var ratio = 0.0
    for round in 1...40 {
      fastest.unknown = min(fastest.unknown, try time(.ofNobody))
      fastest.known = min(fastest.known, try time(known))
      ratio = fastest.unknown / fastest.known
      if round >= 5, ratio > 0.8, ratio < 1.25 { break }
    }
    #expect(ratio > 0.67 && ratio < 1.5, "unknown / known = \(ratio)")
  }

  /// A flood of logins leaves a core to everybody else; a machine with one core has none to leave.
  @Test(arguments: [(1, 1), (2, 1), (3, 2), (8, 7), (0, 1), (-1, 1)])
  func aCoreIsLeft(cores: Int, slots: Int) {
    #expect(HashingSlots.slots(cores: cores) == slots)
  }

  @Test func atMostTheGivenNumberRunsAtOnce() throws {
    let slots = HashingSlots(count: 2)
    let gauge = Gauge()
    let threads = (0..<8).map { _ in
      Thread {
        try? slots.run {
          gauge.enter()
          usleep(20_000)
          gauge.leave()
        }
        gauge.finish()
      }
    }
    for thread in threads { thread.start() }
    #expect(comesTrue { gauge.finished == 8 })
    #expect(gauge.highest == 2)
  }

  @Test func aFullHouseIsBusyAndHarmsNobody() throws {
    let slots = HashingSlots(count: 1)
    let outer = try slots.run {
      #expect(throws: PasswordFault.busy) { try slots.run(waitingAtMost: 0) {} }
      return 6
    }
    #expect(outer == 6)
    #expect(try slots.run { 7 } == 7)
    #expect(throws: PasswordFault.failed) {
      try slots.run { () throws(PasswordFault) in throw PasswordFault.failed }
    }
    #expect(try slots.run(waitingAtMost: 0) { 8 } == 8, "a failure gives its slot back")
  }
}

/// How many are inside at once.
private final class Gauge: @unchecked Sendable {
  private let lock = NSLock()
  private var inside = 0
  private var most = 0
  private var done = 0

  var highest: Int { lock.withLock { most } }
  var finished: Int { lock.withLock { done } }

  func enter() {
    lock.withLock {
      inside += 1
      most = max(most, inside)
    }
  }
  func leave() { lock.withLock { inside -= 1 } }
  func finish() { lock.withLock { done += 1 } }
}
