/// Reads the cells of one row and notes every fault.
package struct CatalogueRowReader {
  private let header: CatalogueHeader
  private let record: CSVRecord
  private let row: Int
  private var faults: [RowFault] = []

  private init(_ header: CatalogueHeader, _ record: CSVRecord, row: Int) {
    self.header = header
    self.record = record
    self.row = row
  }

  /// The row, or everything that is wrong with it.
  package static func read(
    _ record: CSVRecord, row: Int, under header: CatalogueHeader
  ) -> (CatalogueRow?, [RowFault]) {
    var reader = CatalogueRowReader(header, record, row: row)
    let read = reader.read()
    return reader.faults.isEmpty ? (read, []) : (nil, reader.faults)
  }

  private mutating func read() -> CatalogueRow? {
    let code = text(.code, ItemLimits.code, isCode: true, isRequired: true)
    let name = text(.name, ItemLimits.name, isRequired: true)
    let price: UnitPrice? = decimal(.price, isRequired: true)
    let spec = spec()
    let kind = choice(.kind, ItemKind.self, ChineseValues.kinds)
    let costMethod = choice(.costMethod, CostMethod.self, ChineseValues.costMethods)
    let category = text(.category, 1...1100)
    let brand = text(.brand, ItemLimits.brand)
    let baseUnit = text(.baseUnit, ItemLimits.unit)
    let status = choice(.status, ItemStatus.self, ChineseValues.statuses)
    let skuID = id(.skuID)
    let barcodes = cell(.barcodes).flatMap { codes($0, .barcodes) }
    let units = units()
    let standardCost: UnitCost? = decimal(.standardCost)
    let allowsNegative = flag(.allowsNegative)
    let safetyStock: Quantity? = decimal(.safetyStock)
    if let cell = header.surplus(of: record) {
      faults.append(RowFault(row: row, field: "row", reason: .beyondHeader(cell)))
    }
    guard let code, let name, let price else { return nil }
    return CatalogueRow(
      row: row, code: code, name: name, category: category, brand: brand, kind: kind,
      baseUnit: baseUnit, status: status, skuID: skuID, spec: spec, price: price,
      barcodes: barcodes, units: units, costMethod: costMethod, standardCost: standardCost,
      allowsNegative: allowsNegative, safetyStock: safetyStock)
  }

  private mutating func refuse<T>(_ column: CatalogueColumn, _ reason: RowFault.Reason) -> T? {
    faults.append(RowFault(row: row, field: column.rawValue, reason: reason))
    return nil
  }

  private mutating func cell(_ column: CatalogueColumn, isRequired: Bool = false) -> String? {
    do throws(RowFault.Reason) {
      let text = try header.cell(column, of: record)
      if text == nil, isRequired { return refuse(column, .required) }
      if let text, text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        return refuse(column, .controlCharacters)
      }
      return text
    } catch {
      return refuse(column, error)
    }
  }

  private mutating func text(
    _ column: CatalogueColumn, _ length: ClosedRange<Int>, isCode: Bool = false,
    isRequired: Bool = false
  ) -> String? {
    guard let written = cell(column, isRequired: isRequired) else { return nil }
    let text = isCode ? TextForm.code(written) : written
    if isCode, !Self.isCode(text) { return refuse(column, .notACode) }
    guard length.contains(text.unicodeScalars.count) else { return refuse(column, .length(length)) }
    return text
  }

  private mutating func decimal<Unit: DecimalUnit>(
    _ column: CatalogueColumn, isRequired: Bool = false
  ) -> FixedDecimal<Unit>? {
    guard let text = cell(column, isRequired: isRequired) else { return nil }
    return decimal(text, column)
  }

  private mutating func decimal<Unit: DecimalUnit>(
    _ text: String, _ column: CatalogueColumn
  ) -> FixedDecimal<Unit>? {
    do throws(DecimalFault) {
      let number = try FixedDecimal<Unit>(parsing: text)
      return number.isNegative ? refuse(column, .negative) : number
    } catch {
      switch error {
      case .notANumber: return refuse(column, .notADecimal)
      case .tooManyPlaces: return refuse(column, .tooManyPlaces(Unit.places))
      case .outOfRange: return refuse(column, .outOfRange)
      }
    }
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ column: CatalogueColumn, _ type: Choice.Type, _ chinese: [String: Choice]
  ) -> Choice? {
    guard let text = cell(column).map(TextForm.folded) else { return nil }
    return Choice(rawValue: text) ?? chinese[text]
      ?? refuse(column, .notOneOf(type.allCases.map(\.rawValue)))
  }

  private mutating func flag(_ column: CatalogueColumn) -> Bool? {
    guard let text = cell(column) else { return nil }
    return ChineseValues.flags[TextForm.folded(text)] ?? refuse(column, .notABoolean)
  }

  private mutating func id(_ column: CatalogueColumn) -> Int64? {
    guard let text = cell(column) else { return nil }
    guard let id = Int64(text), Identifier.range.contains(id) else {
      return refuse(column, .notAnID)
    }
    return id
  }

  private mutating func spec() -> Spec? {
    guard let text = cell(.spec) else { return nil }
    guard let parsed = PairText.parse(text) else { return refuse(.spec, .notPairs) }
    let pairs = parsed.map { (key: TextForm.text($0.key), value: TextForm.text($0.value)) }
    guard ItemLimits.specEntries.contains(pairs.count) else {
      return refuse(.spec, .tooMany(ItemLimits.specEntries.upperBound))
    }
    for pair in pairs {
      guard ItemLimits.specKey.contains(pair.key.unicodeScalars.count),
        ItemLimits.specValue.contains(pair.value.unicodeScalars.count)
      else { return refuse(.spec, .length(ItemLimits.specValue)) }
    }
    guard Set(pairs.map(\.key)).count == pairs.count else { return refuse(.spec, .notPairs) }
    let spec = Spec(pairs.map { Spec.Entry(key: $0.key, value: $0.value) })
    return spec.jsonBytes <= ItemLimits.specBytes ? spec : refuse(.spec, .specTooLong)
  }

  private mutating func codes(_ text: String, _ column: CatalogueColumn) -> [String]? {
    let codes = TextForm.code(text).split(separator: " ").map { String($0) }
    guard ItemLimits.barcodes.contains(codes.count) else {
      return refuse(column, .tooMany(ItemLimits.barcodes.upperBound))
    }
    for code in codes {
      if CellText.isScientific(code) { return refuse(column, .barcodeMangled(code)) }
      guard ItemLimits.barcode.contains(code.utf8.count) else {
        return refuse(column, .length(ItemLimits.barcode))
      }
      if !Self.isCode(code) { return refuse(column, .notACode) }
    }
    return codes
  }

  private mutating func units() -> [PackUnit]? {
    guard let text = cell(.units) else { return nil }
    guard let pairs = PairText.parse(text) else { return refuse(.units, .notPairs) }
    guard ItemLimits.units.contains(pairs.count) else {
      return refuse(.units, .tooMany(ItemLimits.units.upperBound))
    }
    var units: [PackUnit] = []
    for pair in pairs {
      let name = TextForm.text(pair.key)
      guard ItemLimits.unit.contains(name.unicodeScalars.count) else {
        return refuse(.units, .length(ItemLimits.unit))
      }
      let parts = pair.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let factor: Quantity = decimal(String(parts[0]), .units) else { return nil }
      guard factor.isPositive else { return refuse(.units, .notPositive) }
      let barcodes = parts.count == 2 ? codes(String(parts[1]), .units) : []
      guard let barcodes else { return nil }
      units.append(PackUnit(name: name, factor: factor, barcodes: barcodes))
    }
    return units
  }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
