import ItemDomain
package import JSONCoding
package import WebAPI

/// A category without its children.
package struct CategoryDocument: Document {
  let category: CategoryTree.Category

  package static let shape: [Member<CategoryDocument>] = [
    .id("category_id") { $0.category.id },
    .text("name") { $0.category.name },
    .optionalID("parent_id") { $0.category.parentID == 0 ? nil : $0.category.parentID },
  ]
}

/// A category with everything below it.
package struct CategoryBranch: Answer {
  let category: CategoryTree.Category
  let tree: CategoryTree

  /// The children have the same shape again, which a schema of fixed depth cannot say.
  package static var schema: Schema {
    .object([
      SchemaProperty("category_id", .integer(1...9_007_199_254_740_991), isRequired: true),
      SchemaProperty("name", .anyText, isRequired: true),
      SchemaProperty("parent_id", .nullable(.anything), isRequired: true),
      SchemaProperty("children", .list(.anything, nil), isRequired: true),
    ])
  }

  package func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("category_id", category.id)
      writer.field("name", category.name)
      writer.field("parent_id", category.parentID == 0 ? nil : category.parentID)
      writer.field("children") { writer in
        let children = tree.children(of: category.id)
        writer.array(children) { writer, child in
          CategoryBranch(category: child, tree: tree).write(into: &writer)
        }
      }
    }
  }
}
