/// `POST /item/category/create`: always below one that is there, so the tree has no loops.
enum CreateCategory {
  static func run(_ call: Call, _ request: CategoryRequest) throws -> CategoryTree.Category {
    let categories = try CategoryQueries.list(on: call.database)
    let parentID = request.parentID ?? 0
    if parentID != 0 {
      guard categories.contains(where: { $0.id == parentID }) else {
        throw ItemRefusal.categoryNotFound
      }
      let depth = CategoryTree(categories).line(to: parentID)?.count ?? ItemLimits.categoryDepth
      if depth >= ItemLimits.categoryDepth { throw ItemRefusal.categoryLimit }
    }
    if categories.count >= ItemLimits.categories { throw ItemRefusal.categoryLimit }
    let category = try CategoryStore.insert(
      name: request.name, parentID: parentID, on: call.database)
    call.object = "category:\(category.id)"
    return category
  }
}

/// `POST /item/unit/create`. Units are the house's: each store sells in them.
enum CreateUnit {
  static func run(_ call: Call, _ request: UnitRequest) throws -> UnitOfMeasure {
    try call.requireWholeHouse()
    let unit = request.unit
    if unit.decimals < UnitOfMeasure.standardDecimals,
      try UnitQueries.isUsed(unit.name, on: call.database)
    {
      throw ItemRefusal.unitInUse
    }
    try UnitStore.insert(unit, on: call.database)
    call.object = "unit:\(unit.name)"
    return unit
  }
}

/// `PUT /item/unit/{unit}`: its title, and its places: fewer only while nothing is counted in it.
enum ChangeUnit {
  static func run(_ call: Call, _ request: UnitChangesRequest) throws -> UnitOfMeasure {
    try call.requireWholeHouse()
    guard let old = try UnitQueries.unit(call.pathCode(), on: call.database) else {
      throw ItemRefusal.unitNotFound
    }
    let title = request.title.map { (chinese: $0.chinese, english: $0.english) }
    guard let new = old.changed(title: title, decimals: request.decimals) else { return old }
    guard old.version == request.version else { throw Problem(.versionStale) }
    if new.decimals < old.decimals, try UnitQueries.isUsed(new.name, on: call.database) {
      throw ItemRefusal.unitInUse
    }
    guard try UnitStore.replace(old, by: new, on: call.database) else {
      throw Problem(.versionStale)
    }
    return new
  }
}
