/// One key of the configuration: its name, what it may hold, its default and what it is for.
///
/// All keys are declared in `Setting+All.swift`; nothing else knows a key's name.
struct Setting: Sendable {
  /// What a value may be.
  enum Kind: Sendable {
    case text
    case integer(ClosedRange<Int>)
    case choice([String])
    /// Also read from the file named by `<NAME>_FILE`, or from the service manager's credentials.
    case secret
  }

  let name: String
  let kind: Kind
  /// What holds when nothing is given; nil: there is no default, the value is absent.
  let standard: String?
  let documentation: String

  init(_ name: String, _ kind: Kind, default standard: String?, _ documentation: String) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.documentation = documentation
  }

  /// The names under which this key may stand in the environment or in the file.
  var names: [String] {
    if case .secret = kind { [name, name + "_FILE"] } else { [name] }
  }
}
