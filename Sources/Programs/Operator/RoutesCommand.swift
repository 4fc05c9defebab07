import ArgumentParser
import JSONCoding
import OpsService
import WebAPI

/// `erp routes`: every call of the API, from the centres' own declarations.
struct RoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "List the API's calls and their permissions. 列出全部接口。")

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func run() throws {
    let routes = try AllRoutes.table(try OperatorSession().environment())
    if json {
      return Terminal.say { writer in
        writer.array(routes) { writer, route in
          writer.object {
            $0.field("method", route.method.rawValue)
            $0.field("path", route.path)
            $0.field("permission", route.permission.name)
            $0.field("summary", route.summary)
          }
        }
      }
    }
    for route in routes {
      let method = route.method.rawValue + String(repeating: " ", count: 7)
      let path = route.path + String(repeating: " ", count: max(1, 28 - route.path.count))
      Terminal.say("\(method.prefix(7))\(path)\(route.permission.name)")
    }
  }
}

/// `erp openapi`: the OpenAPI document of the whole API.
struct OpenAPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi", abstract: "Print the OpenAPI 3.1 document. 输出 OpenAPI 文档。")

  func run() throws {
    Terminal.say(try AllRoutes.document(try OperatorSession().environment()).json())
  }
}

extension Permission {
  /// For lists: the code, `anyone`, or `authenticated`.
  fileprivate var name: String {
    switch self {
    case .anyone: "anyone"
    case .authenticated: "authenticated"
    case .code(let code, _): code
    }
  }
}
