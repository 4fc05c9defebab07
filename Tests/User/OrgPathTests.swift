import Kernel
import Testing

@testable import UserDomain

@Suite struct OrgPathTests {
  @Test func growsByOneLevel() throws {
    let root = OrgPath(root: 1)
    let store = try #require(root.child(17))
    #expect(root.text == "/1/")
    #expect(root.depth == 1)
    #expect(store.text == "/1/17/")
    #expect(store.depth == 2)
  }

  @Test func containsItselfAndWhatIsBelow() throws {
    let root = OrgPath(root: 1)
    let store = try #require(root.child(2))
    let shelf = try #require(store.child(3))
    #expect(root.contains(root))
    #expect(root.contains(shelf))
    #expect(store.contains(shelf))
    #expect(!store.contains(root))
    #expect(!shelf.contains(store))
    // 2 and 20 begin with the same digit and are strangers.
    #expect(!store.contains(try #require(root.child(20))))
    #expect(!OrgPath(root: 1).contains(OrgPath(root: 12)))
  }

  @Test func hasAFloor() {
    var path = OrgPath(root: 1)
    var depth = 1
    while let child = path.child(Int64(depth + 1)) {
      path = child
      depth += 1
    }
    #expect(depth == OrgPath.maximumDepth)
    let longest = OrgPath.maximumDepth * (String(Identifier.maximum).count + 1) + 1
    #expect(longest <= 200, "the column takes the longest path")
  }

  /// Against a tree kept as parents alone.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func agreesWithWalkingUp(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var parents: [Int64: Int64] = [:]
    var paths: [Int64: OrgPath] = [1: OrgPath(root: 1)]
    for id in Int64(2)...60 {
      let parent = Int64.random(in: 1..<id, using: &generator)
      let path = try #require(paths[parent]).child(id)
      if let path {
        parents[id] = parent
        paths[id] = path
      } else {
        paths[id] = OrgPath(root: id)
      }
    }
    for (id, path) in paths {
      for (other, otherPath) in paths {
        var walk: Int64? = other
        while let here = walk, here != id { walk = parents[here] }
        #expect(path.contains(otherPath) == (walk == id), "seed \(seed): \(id), \(other)")
      }
    }
  }
}
