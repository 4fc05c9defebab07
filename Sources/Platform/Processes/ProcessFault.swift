/// Why a program could not be started or did not do its work, for people.
package struct ProcessFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
