import ItemDomain
import MariaDBClient
import WebAPI

/// POST /item/unit/create
enum CreateUnit {
  static func run(_ call: Call, _ request: UnitRequest) throws -> UnitAnswer {
    try ChangeUnit.requireWholeHouse(call)
    let unit = request.unit
    if unit.decimals < UnitOfMeasure.standardDecimals,
      try UnitStore.isUsed(unit.name, on: call.database)
    {
      throw Problem(.unitInUse)
    }
    do throws(DatabaseError) {
      try UnitStore.insert(unit, on: call.database)
    } catch {
      if case .duplicateKey = error.kind { throw Problem(.unitTaken) }
      throw error
    }
    return UnitAnswer(unit: unit)
  }
}

/// PUT /item/unit/{unit}: its title, and its places: fewer only while nothing is counted in it.
enum ChangeUnit {
  static func run(_ call: Call, _ request: UnitChangesRequest) throws -> UnitAnswer {
    try requireWholeHouse(call)
    guard let before = try UnitStore.unit(call.pathCode(), on: call.database) else {
      throw Problem(.unitUnknown)
    }
    var unit = before
    if let title = request.title {
      unit.titleChinese = title.chinese
      unit.titleEnglish = title.english
    }
    if let decimals = request.decimals { unit.decimals = decimals }
    if unit == before { return UnitAnswer(unit: before) }
    guard before.version == request.version else { throw Problem(.versionStale) }
    if unit.decimals < before.decimals, try UnitStore.isUsed(unit.name, on: call.database) {
      throw Problem(.unitInUse)
    }
    guard try UnitStore.update(unit, on: call.database) else { throw Problem(.versionStale) }
    unit.version.advance()
    return UnitAnswer(unit: unit)
  }

  /// Units are the house's: each store sells in them.
  static func requireWholeHouse(_ call: Call) throws(Problem) {
    if call.caller.scope.limitedTo != nil { throw Problem(.forbidden) }
  }
}
