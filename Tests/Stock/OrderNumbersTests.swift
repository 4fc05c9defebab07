import StockDomain
import Testing

/// Aim: orders' numbers, and no others, are told by their shape.
@Suite struct OrderNumbersTests {
  @Test(arguments: [
    "POS-1-20260101-000001", "pos-42-20260101-1234567", "web-shop-1-20260101-000001",
    "MO-1-20260101-000001", "x--1-20260101-000001", "店-1-20260101-000001",
    "-x-1-20260101-000001",
  ])
  func theOrders(number: String) { #expect(OrderNumbers.contains(number)) }

  @Test(arguments: [
    "", "POS", "1-20260101-000001", "-1-20260101-000001", "POS--20260101-000001",
    "POS-1-2026010-000001", "POS-1-202601011-000001", "POS-1-20260101-00001",
    "POS-1-20260101-00000x", "POS-x-20260101-000001", "POS-1-20260101-000001-",
    "POS-1-20260101-000001-S2", "SO-20260101-000001", "POS-1-20260101-00000１",
  ])
  func nobodys(number: String) { #expect(!OrderNumbers.contains(number)) }
}
