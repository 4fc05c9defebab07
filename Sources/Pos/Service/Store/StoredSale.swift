/// A till's sale as it is kept until it is applied.
enum StoredSale {
  static func write(_ sale: TillSale) -> [UInt8] {
    var writer = JSONWriter(reserving: 256)
    writer.object { writer in
      writer.field("client_id", sale.clientID)
      writer.field("seq", sale.sequence)
      writer.field("sold_at", sale.soldAt.microseconds)
      writer.field("member_id", sale.memberID)
      writer.field("payable", sale.payable)
      writer.key("lines")
      writer.array(sale.lines, write)
      writer.key("payments")
      writer.array(sale.payments) { writer, payment in
        writer.object {
          $0.field("method", payment.method.rawValue)
          $0.field("amount", payment.amount)
          $0.field("txn_no", payment.transactionNumber)
        }
      }
    }
    return writer.bytes
  }

  private static func write(_ writer: inout JSONWriter, _ line: TillSale.Line) {
    writer.object {
      switch line.goods {
      case .sku(let id): $0.field("sku_id", id)
      case .barcode(let code): $0.field("barcode", code)
      }
      $0.field("qty", line.quantity)
      $0.field("price", line.price)
    }
  }

  /// Nil for what no version of this program wrote.
  static func read(_ payload: [UInt8]) -> TillSale? {
    guard let root = try? JSONDocument(parsing: payload).root,
      let clientID = root.member("client_id")?.text, let sequence = root.member("seq")?.integer(),
      let soldAt = root.member("sold_at")?.integer(),
      let payable: Money = decimal(root, "payable")
    else { return nil }
    var lines: [TillSale.Line] = []
    for node in root.member("lines")?.elements.map({ $0 }) ?? [] {
      guard let line = line(node) else { return nil }
      lines.append(line)
    }
    var payments: [Payment] = []
    for node in root.member("payments")?.elements.map({ $0 }) ?? [] {
      guard let method = node.member("method")?.text.flatMap(PaymentMethod.init(rawValue:)),
        let amount: Money = decimal(node, "amount")
      else { return nil }
      payments.append(
        Payment(
          method: method, amount: amount, transactionNumber: node.member("txn_no")?.text))
    }
    return TillSale(
      clientID: clientID, sequence: sequence, soldAt: Instant(microseconds: soldAt),
      memberID: root.member("member_id")?.integer(), lines: lines, payments: payments,
      payable: payable)
  }

  private static func line(_ node: JSONNode) -> TillSale.Line? {
    guard let quantity: Quantity = decimal(node, "qty"),
      let price: UnitPrice = decimal(node, "price")
    else { return nil }
    let goods: TillSale.Goods
    if let id = node.member("sku_id")?.integer() {
      goods = .sku(id)
    } else if let code = node.member("barcode")?.text {
      goods = .barcode(code)
    } else {
      return nil
    }
    return TillSale.Line(goods: goods, quantity: quantity, price: price)
  }

  private static func decimal<Unit: DecimalUnit>(
    _ node: JSONNode, _ key: StaticString
  ) -> FixedDecimal<Unit>? {
    node.member(key).flatMap { try? $0.decimal() }
  }
}
