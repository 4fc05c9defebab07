/// One page of a list: `?page=1&size=20`.
package struct PageRequest: Hashable, Sendable {
  /// The largest page that a client may ask for.
  package static let maximumSize = 200
  /// The size when the client names none.
  package static let standardSize = 20
  /// Keeps `offset` far from overflow, and no list is this long.
  package static let maximumPage = 1_000_000_000

  /// From 1.
  package let page: Int
  /// Rows on a page, 1 … 200.
  package let size: Int

  /// A page, or nil when a number is out of its range.
  package init?(page: Int = 1, size: Int = PageRequest.standardSize) {
    guard (1...Self.maximumPage).contains(page), (1...Self.maximumSize).contains(size) else {
      return nil
    }
    self.page = page
    self.size = size
  }

  /// The first page of the usual size.
  package static let first = PageRequest(checkedPage: 1, size: standardSize)

  private init(checkedPage page: Int, size: Int) {
    self.page = page
    self.size = size
  }

  /// Rows before this page.
  package var offset: Int { (page - 1) * size }
}
