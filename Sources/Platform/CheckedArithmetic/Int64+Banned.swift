/// What comes from outside or from a row is an `Int64` everywhere, and can be any number: a `+` on
/// one of them could end the process with every request in it. So the operators that trap are
/// declared here again, where the compiler finds them before the standard library's, and each use
/// is an error in every file of the product (`Package.swift` imports this module into all). `Int`
/// counts what is in memory and keeps its operators; the way from `Int64` to it has bounds as well.
extension Int64 {
  @available(*, deprecated, message: "may end the process: adding(capped:), next, or Points")
  package static func + (left: Int64, right: Int64) -> Int64 { left.adding(capped: right) }

  @available(*, deprecated, message: "may end the process: adding(capped:), advance(), or Points")
  package static func += (left: inout Int64, right: Int64) { left = left.adding(capped: right) }

  @available(*, deprecated, message: "may end the process: subtracting(capped:), or previous")
  package static func - (left: Int64, right: Int64) -> Int64 { left.subtracting(capped: right) }

  @available(*, deprecated, message: "may end the process: subtracting(capped:)")
  package static func -= (left: inout Int64, right: Int64) {
    left = left.subtracting(capped: right)
  }

  @available(*, deprecated, message: "may end the process: multiplied(capped:)")
  package static func * (left: Int64, right: Int64) -> Int64 { left.multiplied(capped: right) }

  @available(*, deprecated, message: "may end the process: multiplied(capped:)")
  package static func *= (left: inout Int64, right: Int64) {
    left = left.multiplied(capped: right)
  }

  @available(*, deprecated, message: "may end the process: quotient(by:)")
  package static func / (left: Int64, right: Int64) -> Int64 { left.quotient(by: right) }

  @available(*, deprecated, message: "may end the process: isMultiple(of:), or magnitude")
  package static func % (left: Int64, right: Int64) -> Int64 {
    left.subtracting(capped: left.quotient(by: right).multiplied(capped: right))
  }

  @available(*, deprecated, message: "may end the process: negated, or ClosedRange.within(_:)")
  package static prefix func - (value: Int64) -> Int64 { value.negated }
}
