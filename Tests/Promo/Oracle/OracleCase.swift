/// A basket and promotions in plain integers: money in cents, prices and quantities in
/// ten-thousandths. What the centre and the oracle are both given.
struct OracleCase: Equatable {
  struct Line: Equatable {
    var sku: Int
    var quantity: Int
    var price: Int
    var categories: [Int]
  }

  enum Rule: Equatable {
    case special([Pair])
    case bundle([Pair], price: Int)
    case discount(rate: Int)
    case reduction([Tier], every: Bool)
    case gift(sku: Int, buy: Int, gift: Int, each: Int, repeats: Bool, price: Int)
  }

  /// A SKU with its price or its quantity.
  struct Pair: Equatable {
    var sku: Int
    var value: Int
  }

  struct Tier: Equatable {
    var threshold: Int
    var reduce: Int
  }

  struct Offer: Equatable {
    var id: Int
    var priority: Int
    var isStackable: Bool
    var group: String?
    var skus: Set<Int>
    var categories: Set<Int>
    var rule: Rule
    var starts: Moment
    var ends: Moment
  }

  /// Microseconds since 1970, and the time zone, in minutes east, that people write it in.
  struct Moment: Equatable {
    var microseconds: Int
    var zone: Int
  }

  /// When the basket is priced.
  var at: Moment
  var lines: [Line]
  var promotions: [Offer]
}

/// What a basket gets, in the same plain integers.
struct OracleAnswer: Equatable {
  struct Gift: Equatable {
    var promotion: Int
    var sku: Int
    var quantity: Int
    var value: Int
  }

  var discount = 0
  var benefit = 0
  /// In ascending order.
  var ids: [Int] = []
  /// What each of them took, in the order of application.
  var takes: [Int] = []
  /// Of each line, in the order of the basket.
  var discounts: [Int] = []
  var gifts: [Gift] = []
}
