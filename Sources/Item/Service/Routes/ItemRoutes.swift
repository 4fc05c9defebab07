import RedisClient
import Settings

/// The calls of the item centre.
package enum ItemRoutes {
  /// The routes, and the background supply of SKU ids that they draw on.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    let segments = SKUSegments(
      database: DatabaseOptions(environment.configuration.database),
      redis: RedisOptions(environment.configuration.redis))
    let answers = ItemAnswers()
    return items(segments, answers) + labels(answers) + units + prices + files(segments)
  }

  private static let read = Permission.code("item.read", describedAs: "Look at items 查看商品")
  private static let create = Permission.code("item.create", describedAs: "Create items 新建商品")
  private static let update = Permission.code("item.update", describedAs: "Change items 修改商品")
  private static let delete = Permission.code("item.delete", describedAs: "Delete items 删除商品")
  private static let barcode = Permission.code(
    "item.barcode", describedAs: "Bind and unbind barcodes 维护条码")
  private static let category = Permission.code(
    "item.category", describedAs: "Create categories 维护分类")
  private static let unit = Permission.code(
    "item.unit", describedAs: "Create and change units 维护计量单位")
  private static let price = Permission.code("item.price", describedAs: "Set prices 维护价格")

  private static let takeIn = Permission.code(
    "item.import", describedAs: "Import the catalogue 导入商品")
  private static let export = Permission.code(
    "item.export", describedAs: "Export the catalogue 导出商品")

  private static func items(_ segments: SKUSegments, _ answers: ItemAnswers) -> [Route] {
    [
      .postPrepared(
        "/item/create", create, "Create an item with its SKUs 新建商品及其 SKU", body: ItemRequest.self,
        creates: true, prepare: { _, body in try segments.take(body.skus.count) }
      ) { call, body, ids in try CreateItem.run(call, body, ids: ids) }
      .refusing(.categoryNotFound, .barcodeTaken, .itemCodeTaken),
      .get("/item/list", read, "List items 商品列表", query: ItemFilter.self) { call, query in
        try ItemList.read(query, on: call.database)
      },
      .get("/item/{id}", read, "One item with its SKUs 单个商品及其 SKU") { call in
        let id = try call.pathID()
        let answer = try answers.answer(.item(id), on: call.database) {
          try ItemQueries.stamped(id, on: call.database)
        }
        guard let answer else { throw ItemRefusal.notFound }
        return answer
      }
      .refusing(.itemNotFound),
      .get("/item/sku/{sku_id}", read, "One SKU with its item 单个 SKU 及其商品") { call in
        let id = try call.pathID()
        let answer = try answers.answer(.sku(id), on: call.database) {
          try ItemQueries.stamped(ofSKU: id, on: call.database).flatMap { read in
            SKUWithItemAnswer(id, of: read.value).map { Stamped($0, read.stamp) }
          }
        }
        guard let answer else { throw ItemRefusal.skuNotFound }
        return answer
      }
      .refusing(.skuNotFound),
      .put(
        "/item/{id}", update, "Change an item and its SKUs 修改商品及其 SKU",
        body: ItemChangesRequest.self
      ) { call, body in
        try UpdateItem.run(call, body, newIDs: segments.take(body.newSKUs))
      }
      .refusing(.categoryNotFound, .itemNotFound, .barcodeTaken, .itemCodeTaken, .itemInUse),
      .delete(
        "/item/{id}", delete, "Delete an item, or make it inactive 删除或停用商品", DeleteItem.run
      )
      .refusing(.itemNotFound, .itemInUse),
    ]
  }

  private static func labels(_ answers: ItemAnswers) -> [Route] {
    [
      .get("/item/barcode/{code}", read, "What a barcode stands for 按条码查询") { call in
        let code = call.pathCode()
        let answer = try answers.answer(.barcode(code), on: call.database) {
          try BarcodeQuery.read(code, on: call.database)
        }
        guard let answer else { throw ItemRefusal.barcodeNotFound }
        return answer
      }
      .refusing(.barcodeNotFound),
      .post(
        "/item/barcode/bind", barcode, "Give a SKU a barcode 为 SKU 绑定条码", body: BarcodeRequest.self,
        BindBarcode.run
      )
      .refusing(.skuNotFound, .unitNotFound, .barcodeTaken),
      .post(
        "/item/barcode/unbind", barcode, "Take a barcode away 解除条码", body: BarcodeRequest.self,
        UnbindBarcode.run
      )
      .refusing(.barcodeNotFound, .skuNotFound),
      .post(
        "/item/category/create", category, "Create a category 新建类别", body: CategoryRequest.self,
        creates: true, CreateCategory.run
      )
      .refusing(.categoryNotFound, .categoryTaken, .categoryLimit),
      .get("/item/category/tree", read, "All categories 类别树") { call in
        let tree = try CategoryQueries.tree(on: call.database)
        return tree.children(of: 0).map { CategoryBranch(category: $0, tree: tree) }
      },
    ]
  }

  private static let units: [Route] = [
    .get("/item/unit/list", read, "All units with their decimal places 单位列表及小数位数") { call in
      try UnitQueries.list(on: call.database)
    },
    .post(
      "/item/unit/create", unit, "Create a unit 新建单位", body: UnitRequest.self, creates: true,
      CreateUnit.run
    )
    .refusing(.unitTaken, .unitInUse),
    .put(
      "/item/unit/{unit}", unit, "Change a unit 修改单位", body: UnitChangesRequest.self,
      ChangeUnit.run
    )
    .refusing(.unitUnknown, .unitInUse),
  ]

  private static let prices: [Route] = [
    .post(
      "/item/price/set", price, "Put a price into a price list 设置价目表价格", body: PriceRequest.self,
      SetPrice.run
    )
    .refusing(.skuNotFound, .priceLimit),
    .get("/item/price/{sku_id}", read, "All prices of a SKU 单个 SKU 的全部价格") { call in
      guard let prices = try PriceQueries.read(call.pathID(), on: call.database) else {
        throw ItemRefusal.skuNotFound
      }
      return prices
    }
    .refusing(.skuNotFound),
  ]

  private static func files(_ segments: SKUSegments) -> [Route] {
    [
      .upload(
        "/item/import", takeIn, "Create and change items from a CSV file 从 CSV 文件导入、更新商品",
        mediaTypes: ["text/csv", "application/csv", "application/vnd.ms-excel"],
        maximumBytes: ImportCatalogue.maximumBytes, seconds: ImportCatalogue.seconds,
        query: ImportRequest.self
      ) { call, query, upload in try ImportCatalogue.run(call, query, upload, segments) }
      .refusing(.csvEncodingAmbiguous, .csvWorkbook, .itemCSVMalformed),
      .raw(
        .get, "/item/export", export, "The catalogue as a CSV file 导出商品目录（CSV）",
        media: .answering("text/csv"), ExportCatalogue.run),
    ]
  }
}
