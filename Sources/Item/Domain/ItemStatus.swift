/// Whether an item, or one of its SKUs, may still be bought, sold and moved.
package enum ItemStatus: String, CaseIterable, Sendable {
  case active
  case inactive
}
