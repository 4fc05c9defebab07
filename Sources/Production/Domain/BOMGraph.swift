/// What goes into what, by SKU: edges from products down to their components.
package struct BOMGraph: Sendable {
  private var components: [Int64: Set<Int64>]

  package init() { components = [:] }

  package mutating func add(_ skuID: Int64, madeOf skuIDs: some Sequence<Int64>) {
    components[skuID, default: []].formUnion(skuIDs)
  }

  package func isKnown(_ skuID: Int64) -> Bool { components[skuID] != nil }

  package func components(of skuID: Int64) -> Set<Int64> { components[skuID] ?? [] }

  /// The shortest way down from a product to itself, were it made of `parts`: the product, what
  /// leads down, the product again. Nil when there is none, at whatever depth.
  package func cycle(of product: Int64, madeOf parts: some Sequence<Int64>) -> [Int64]? {
    var above: [Int64: Int64] = [:]
    var level = Set(parts)
    for part in level { above[part] = product }
    while !level.isEmpty, above[product] == nil {
      var next: Set<Int64> = []
      for skuID in level.sorted() {
        for part in components(of: skuID) where above[part] == nil {
          above[part] = skuID
          next.insert(part)
        }
      }
      level = next
    }
    guard var step = above[product] else { return nil }
    var way = [product]
    while step != product, let next = above[step] {
      way.append(step)
      step = next
    }
    return [product] + way.reversed()
  }
}
