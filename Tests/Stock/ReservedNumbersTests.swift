import StockDomain
import Testing

/// Aim: orders' and production orders' numbers, and no others, are told by their shape.
@Suite struct ReservedNumbersTests {
  @Test(arguments: [
    "POS-1-20260101-000001", "pos-42-20260101-1234567", "web-shop-1-20260101-000001",
    "MO-1-20260101-000001", "x--1-20260101-000001", "店-1-20260101-000001",
    "-x-1-20260101-000001",
  ])
  func ofOrders(number: String) { #expect(ReservedNumbers.isOrder(number)) }

  @Test(arguments: [
    "", "POS", "1-20260101-000001", "-1-20260101-000001", "POS--20260101-000001",
    "POS-1-2026010-000001", "POS-1-202601011-000001", "POS-1-20260101-00001",
    "POS-1-20260101-00000x", "POS-x-20260101-000001", "POS-1-20260101-000001-",
    "POS-1-20260101-000001-S2", "SO-20260101-000001", "POS-1-20260101-00000１",
  ])
  func ofNoOrders(number: String) { #expect(!ReservedNumbers.isOrder(number)) }

  @Test(arguments: [
    "MO-20260101-000001", "MO-20260101-000001-cancel", "MO-00000000-0", "MO-20260101-1234567",
  ])
  func ofProductionOrders(number: String) { #expect(ReservedNumbers.isProductionOrder(number)) }

  @Test(arguments: [
    "", "MO", "MO-20260101", "MO-20260101-", "MO-2026010-000001", "MO-202601011-000001",
    "MO-20260101-00000x", "MO-2026010x-000001", "mo-20260101-000001", "MO-20260101-000001-",
    "MO-20260101-000001-Cancel", "MO-20260101-000001-cancel-1", "xMO-20260101-000001",
    "PO-20260101-000001", "MO-２０２６０１０１-000001", "MO--20260101-000001", "MO-20260101--1",
  ])
  func ofNoProductionOrders(number: String) { #expect(!ReservedNumbers.isProductionOrder(number)) }
}
