import ItemDomain
package import WebAPI

/// A unit as it is answered.
package struct UnitAnswer: ObjectAnswer {
  let unit: UnitOfMeasure

  package static let shape: [AnswerField<UnitAnswer>] = [
    .text("unit") { $0.unit.name },
    .answer("title") { UnitTitleAnswer(unit: $0.unit) },
    .integer("decimals") { Int64($0.unit.decimals) },
    .integer("version") { $0.unit.version },
  ]
}

/// A unit's name for people; null where nobody gave one.
package struct UnitTitleAnswer: ObjectAnswer {
  let unit: UnitOfMeasure

  package static let shape: [AnswerField<UnitTitleAnswer>] = [
    .optionalText("zh") { $0.unit.titleChinese },
    .optionalText("en") { $0.unit.titleEnglish },
  ]
}
