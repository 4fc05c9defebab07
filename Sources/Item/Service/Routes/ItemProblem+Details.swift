import ItemDomain
import JSONCoding
import WebAPI

extension Problem {
  /// 409 with the barcodes and the SKUs that have them.
  static func barcodesTaken(_ taken: [BarcodeOwners.Binding]) -> Problem {
    var problem = Problem(.barcodeTaken)
    for binding in taken {
      problem.add {
        $0.field("barcode", binding.code)
        $0.field("sku_id", binding.skuID)
      }
    }
    return problem
  }

  /// 409 with the places that use it; warehouse 0 stands for documents.
  static func inUse(_ places: [SKUUsage]) -> Problem {
    var problem = Problem(.itemInUse)
    for place in places {
      problem.add {
        $0.field("sku_id", place.skuID)
        $0.field("warehouse_id", place.warehouseID)
      }
    }
    return problem
  }

  /// 400 with every fault of the item as a whole.
  static func faults(_ faults: [ItemRefusal], in language: Language) -> Problem {
    var problem = Problem(.requestInvalid)
    for fault in faults {
      problem.add {
        $0.field("field", fault.path)
        $0.field("reason", fault.reason.words.text(in: language))
      }
    }
    return problem
  }
}

extension ItemRefusal.Reason {
  var words: FaultReason {
    switch self {
    case .repeatedBarcode:
      .other(english: "stands twice in this item", chinese: "在该商品中重复")
    case .repeatedUnit:
      .other(english: "stands twice, or is the base unit", chinese: "单位重复，或与基本单位相同")
    case .tooManySKUs: .listLength(ItemLimits.skus)
    case .standardCostMissing:
      .other(english: "is required for standard cost", chinese: "标准成本法必须填写标准成本")
    }
  }
}
