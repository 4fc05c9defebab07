/// Why a stack could not be started or commanded, for people.
package struct StackFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
