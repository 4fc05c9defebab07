/// The categories as a tree: children, paths, and no loops.
package struct CategoryTree: Sendable {
  package struct Category: Equatable, Sendable {
    package let id: Int64
    /// 0 at the top.
    package let parentID: Int64
    package let name: String

    package init(id: Int64, parentID: Int64, name: String) {
      self.id = id
      self.parentID = parentID
      self.name = name
    }
  }

  private let byID: [Int64: Category]
  private let byParent: [Int64: [Category]]

  /// Children keep the order given here.
  package init(_ categories: [Category]) {
    byID = Dictionary(categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    byParent = Dictionary(grouping: categories, by: \.parentID)
  }

  /// The categories directly below; 0 is the top.
  package func children(of id: Int64) -> [Category] { byParent[id] ?? [] }

  /// From the top to the category itself; nil when one of them is missing or they form a loop.
  package func line(to id: Int64) -> [Category]? {
    var line: [Category] = []
    var next = id
    while next != 0 {
      guard let category = byID[next], line.count < ItemLimits.categoryDepth else { return nil }
      line.append(category)
      next = category.parentID
    }
    return line.reversed()
  }

  /// `Bikes/Road Bikes`; a slash within a name is written `\/`. Empty when there is none.
  package func path(of id: Int64) -> String {
    (line(to: id) ?? []).map { Self.escape($0.name) }.joined(separator: "/")
  }

  /// Every category's id by its path.
  package var idsByPath: [String: Int64] {
    var ids: [String: Int64] = [:]
    for id in byID.keys where line(to: id) != nil { ids[path(of: id)] = id }
    return ids
  }

  private static func escape(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      if scalar == "/" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
