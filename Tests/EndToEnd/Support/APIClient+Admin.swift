import StackKit

extension APIClient {
  /// A client that is logged in as `admin`.
  static func admin(of stack: Stack, timeout: Double = 30) throws -> APIClient {
    let client = APIClient(stack, timeout: timeout)
    try client.login(password: stack.adminPassword)
    return client
  }
}
