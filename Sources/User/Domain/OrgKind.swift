/// What an organisation is.
package enum OrgKind: String, CaseIterable, Sendable {
  case company
  case store
  case warehouse
  case factory
}
