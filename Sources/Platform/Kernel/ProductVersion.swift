/// The version of the whole product, as the package has it.
package enum ProductVersion {
  /// That of `debian/changelog`: a test compares them.
  package static let text = "0.5.0"
}
