import ItemDomain
package import JSONCoding
import Kernel
package import WebAPI

/// A category without its children.
package struct CategoryAnswer: ObjectAnswer {
  let category: CategoryTree.Category

  package static let shape: [AnswerField<CategoryAnswer>] = [
    .id("category_id") { $0.category.id },
    .text("name") { $0.category.name },
    .optionalID("parent_id") { $0.category.parentID == 0 ? nil : $0.category.parentID },
  ]
}

/// A category with everything below it.
package struct CategoryBranch: Answer {
  let category: CategoryTree.Category
  let tree: CategoryTree

  package static var schema: Schema {
    let id = Schema.integer(1...Identifier.maximum)
    return .object([
      SchemaProperty("category_id", id, isRequired: true),
      SchemaProperty("name", .anyText, isRequired: true),
      SchemaProperty("parent_id", .nullable(id), isRequired: true),
      SchemaProperty(
        "children", .list(.named("CategoryBranch") { CategoryBranch.schema }, nil), isRequired: true
      ),
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
