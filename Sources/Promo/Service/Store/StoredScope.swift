import JSONCoding
import PromoDomain

/// Scopes as JSON: the same in the table and in answers.
extension PromotionScope {
  init?(stored bytes: [UInt8]) {
    guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .object else {
      return nil
    }
    func ids(_ node: JSONNode?) -> Set<Int64> {
      Set(node?.elements.compactMap { $0.integer() } ?? [])
    }
    self.init(
      skuIDs: ids(root.member("sku_ids")), categoryIDs: ids(root.member("category_ids")),
      storeIDs: ids(root.member("store_ids")),
      channels: Set(root.member("channels")?.elements.compactMap(\.text) ?? []),
      memberLevels: ids(root.member("member_levels")))
  }

  var json: [UInt8] {
    var writer = JSONWriter(reserving: 128)
    write(into: &writer)
    return writer.bytes
  }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_ids", skuIDs.sorted())
      writer.field("category_ids", categoryIDs.sorted())
      writer.field("store_ids", storeIDs.sorted())
      writer.field("channels", channels.sorted())
      writer.field("member_levels", memberLevels.sorted())
    }
  }
}
