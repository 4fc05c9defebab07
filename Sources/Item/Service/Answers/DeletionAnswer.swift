package import WebAPI

/// What became of an item that was to be deleted.
package struct DeletionAnswer: ObjectAnswer {
  package enum Status: String, CaseIterable, Sendable {
    /// It is gone.
    case deleted
    /// It was used, so it stays, but can no longer be sold.
    case inactive
  }

  let itemID: Int64
  let status: Status

  package static let shape: [AnswerField<DeletionAnswer>] = [
    .id("item_id") { $0.itemID },
    .choice("status") { $0.status },
  ]
}
