import StockDomain
import Testing

/// Aim: production orders' numbers, and no others, are told by their shape.
@Suite struct ProductionNumbersTests {
  @Test(arguments: [
    "MO-20260101-000001", "MO-20260101-000001-cancel", "MO-00000000-0", "MO-20260101-1234567",
  ])
  func theOrders(number: String) { #expect(ProductionNumbers.contains(number)) }

  @Test(arguments: [
    "", "MO", "MO-20260101", "MO-20260101-", "MO-2026010-000001", "MO-202601011-000001",
    "MO-20260101-00000x", "MO-2026010x-000001", "mo-20260101-000001", "MO-20260101-000001-",
    "MO-20260101-000001-Cancel", "MO-20260101-000001-cancel-1", "xMO-20260101-000001",
    "PO-20260101-000001", "MO-２０２６０１０１-000001", "MO--20260101-000001", "MO-20260101--1",
  ])
  func nobodys(number: String) { #expect(!ProductionNumbers.contains(number)) }
}
