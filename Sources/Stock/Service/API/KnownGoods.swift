import ItemService
import JSONCoding
package import WebAPI

extension [Int64: SKUInfo] {
  /// Refuses goods that are not there: all of them at once, with where the request names them.
  ///
  /// - Parameters:
  ///   - skuIDs: as the request's lines have them, in order
  ///   - field: the path of a line's SKU by the line's place
  package func requireKnown(
    _ skuIDs: [Int64], field: (Int) -> String = { "lines[\($0)].sku_id" }
  ) throws(Problem) {
    var problem = Problem(.stockSKUNotFound)
    for (index, skuID) in skuIDs.enumerated() where self[skuID] == nil {
      problem.add {
        $0.field("field", field(index))
        $0.field("sku_id", skuID)
      }
    }
    if skuIDs.contains(where: { self[$0] == nil }) { throw problem }
  }
}
