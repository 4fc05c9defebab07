package import EventModel

/// What the events of moved goods have alike.
package protocol GoodsEvent: EventPayload, EventObject {
  var goods: MovedGoods { get }
}

extension GoodsEvent {
  package static var centre: String { "stock" }
  package var key: String { goods.document.key }
  package var object: String { key }
}

/// Goods came in: one event a document, all its moves.
package struct StockIn: GoodsEvent {
  package static let type = "StockIn"
  package static let version = 2

  package let goods: MovedGoods

  package init(_ goods: MovedGoods) { self.goods = goods }

  package static let shape = EventShape<Self>(fields(of: \.goods), make: Self.init)
}

/// Goods left: one event a document, all its moves, their quantities negative.
package struct StockOut: GoodsEvent {
  package static let type = "StockOut"
  package static let version = 2

  package let goods: MovedGoods

  package init(_ goods: MovedGoods) { self.goods = goods }

  package static let shape = EventShape<Self>(fields(of: \.goods), make: Self.init)
}

/// The goods that one document moved one way, as `StockIn` and `StockOut` tell it.
package struct MovedGoods: EventObject {
  package let document: StockDocument
  package let warehouseID: Int64
  package let moves: [StockMoveSnapshot]

  package init(document: StockDocument, warehouseID: Int64, moves: [StockMoveSnapshot]) {
    self.document = document
    self.warehouseID = warehouseID
    self.moves = moves
  }

  package static let shape = EventShape<Self>(
    fields(of: \.document),
    field("warehouse_id", \.warehouseID),
    field("moves", \.moves),
    make: Self.init)
}

/// One move, and the stock after it.
package struct StockMoveSnapshot: EventObject {
  package let moveID: Int64
  package let skuID: Int64
  package let warehouseID: Int64
  /// Negative when goods leave.
  package let quantity: Quantity
  package let unitCost: UnitCost?
  package let batchNumber: String?
  package let onHand: Quantity
  package let locked: Quantity
  package let available: Quantity
  /// 1, 2, 3 … per SKU, without a gap.
  package let sequence: Int64

  package init(
    moveID: Int64, skuID: Int64, warehouseID: Int64, quantity: Quantity, unitCost: UnitCost?,
    batchNumber: String? = nil, onHand: Quantity, locked: Quantity, available: Quantity,
    sequence: Int64
  ) {
    self.moveID = moveID
    self.skuID = skuID
    self.warehouseID = warehouseID
    self.quantity = quantity
    self.unitCost = unitCost
    self.batchNumber = batchNumber
    self.onHand = onHand
    self.locked = locked
    self.available = available
    self.sequence = sequence
  }

  package static let shape = EventShape<Self>(
    field("move_id", \.moveID),
    field("sku_id", \.skuID),
    field("warehouse_id", \.warehouseID),
    field("qty", \.quantity),
    field("unit_cost", \.unitCost),
    field("batch_no", \.batchNumber),
    field("on_hand", \.onHand),
    field("locked", \.locked),
    field("available", \.available),
    field("seq", \.sequence),
    make: Self.init)
}

/// Stock changed: one event a business document, a line for each SKU and warehouse. The cost
/// centre lives on the lines that moved; a lock changes stock without a move.
package struct StockChanged: EventPayload, EventObject {
  package static let type = "StockChanged"
  package static let version = 2
  package static let centre = "stock"

  package let document: StockDocument
  package let lines: [StockChangedLine]

  package init(document: StockDocument, lines: [StockChangedLine]) {
    self.document = document
    self.lines = lines
  }

  package static let shape = EventShape<Self>(
    field("document", \.document),
    field("lines", \.lines),
    make: Self.init)

  package var key: String { document.key }
  package var object: String { key }
}

/// The stock of one SKU in one warehouse after a document.
package struct StockChangedLine: EventObject {
  package let skuID: Int64
  package let warehouseID: Int64
  package let onHand: Quantity
  package let locked: Quantity
  package let available: Quantity
  /// The stock row's own; a larger one is newer.
  package let version: Int64
  /// What moved; nil when goods were only locked or unlocked.
  package let move: Move?

  /// The move of a line.
  package struct Move: EventObject {
    package let moveID: Int64
    /// 1, 2, 3 … per SKU, without a gap.
    package let sequence: Int64
    /// Negative when goods leave.
    package let quantity: Quantity
    package let unitCost: UnitCost?
    package let batchNumber: String?

    package init(
      moveID: Int64, sequence: Int64, quantity: Quantity, unitCost: UnitCost?,
      batchNumber: String? = nil
    ) {
      self.moveID = moveID
      self.sequence = sequence
      self.quantity = quantity
      self.unitCost = unitCost
      self.batchNumber = batchNumber
    }

    package static let shape = EventShape<Self>(
      field("move_id", \.moveID),
      field("seq", \.sequence),
      field("qty", \.quantity),
      field("unit_cost", \.unitCost),
      field("batch_no", \.batchNumber),
      make: Self.init)
  }

  package init(
    skuID: Int64, warehouseID: Int64, onHand: Quantity, locked: Quantity, available: Quantity,
    version: Int64, move: Move?
  ) {
    self.skuID = skuID
    self.warehouseID = warehouseID
    self.onHand = onHand
    self.locked = locked
    self.available = available
    self.version = version
    self.move = move
  }

  package static let shape = EventShape<Self>(
    field("sku_id", \.skuID),
    field("warehouse_id", \.warehouseID),
    field("on_hand", \.onHand),
    field("locked", \.locked),
    field("available", \.available),
    field("version", \.version),
    field("move", \.move),
    make: Self.init)
}

/// The business document behind a change of stock.
package struct StockDocument: EventObject {
  /// in, out, lock, unlock, transfer or count.
  package let kind: String
  /// purchase, production, return, sale, order …
  package let refType: String
  /// With `refType` the document's natural key.
  package let reference: String
  /// The document whose goods come back, or for which goods are lost; nil for all others.
  package let origin: Origin?
  /// The goods document. Absent in events of version 1, whose moves name it, and where nothing
  /// moved.
  package let documentID: Int64?
  /// The document that the origin is, where it moved goods.
  package let originDocumentID: Int64?
  /// The moment by which periods and reports go; absent where `documentID` is.
  package let occurredAt: Instant?

  /// Another document, by its natural key.
  package struct Origin: EventObject {
    package let refType: String
    package let reference: String

    package init(refType: String, reference: String) {
      self.refType = refType
      self.reference = reference
    }

    package static let shape = EventShape<Self>(
      field("ref_type", \.refType),
      field("ref_no", \.reference),
      make: Self.init)
  }

  package init(
    kind: String, refType: String, reference: String, origin: Origin? = nil,
    documentID: Int64? = nil, originDocumentID: Int64? = nil, occurredAt: Instant? = nil
  ) {
    self.documentID = documentID
    self.originDocumentID = originDocumentID
    self.occurredAt = occurredAt
    self.kind = kind
    self.refType = refType
    self.reference = reference
    self.origin = origin
  }

  package static let shape = EventShape<Self>(
    field("kind", \.kind),
    field("ref_type", \.refType),
    field("ref_no", \.reference),
    field("origin", \.origin),
    field("document_id", \.documentID),
    field("origin_document_id", \.originDocumentID),
    field("occurred_at", \.occurredAt),
    make: Self.init)

  var key: String { "\(refType):\(reference)" }
}
