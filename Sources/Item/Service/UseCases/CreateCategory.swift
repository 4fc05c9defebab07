import ItemDomain
import MariaDBClient
import WebAPI

/// POST /item/category/create: always below one that is there, so the tree has no loops.
enum CreateCategory {
  static func run(_ call: Call, _ body: CategoryRequest) throws -> CategoryAnswer {
    let categories = try CategoryQueries.list(on: call.database)
    let parentID = body.parentID ?? 0
    if parentID != 0 {
      guard categories.contains(where: { $0.id == parentID }) else {
        throw Problem(.categoryNotFound)
      }
      let depth = CategoryTree(categories).line(to: parentID)?.count ?? ItemLimits.categoryDepth
      if depth >= ItemLimits.categoryDepth { throw Problem(.categoryLimit) }
    }
    if categories.count >= ItemLimits.categories { throw Problem(.categoryLimit) }
    do throws(DatabaseError) {
      let id = try CategoryStore.insert(
        name: body.name, parentID: parentID, on: call.database)
      return CategoryAnswer(
        category: CategoryTree.Category(id: id, parentID: parentID, name: body.name))
    } catch {
      if case .duplicateKey = error.kind { throw Problem(.categoryTaken) }
      throw error
    }
  }
}
