import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// What the responders refuse by themselves, were Nginx to let it through.
  @Suite(.serialized) struct ResponderTests {
    static let calls: [(centre: String, path: String)] = [
      ("user", "/user/create"), ("item", "/item/category/create"), ("stock", "/stock/in"),
      ("member", "/member/register"), ("promo", "/promo/create"), ("order", "/order/create"),
      ("pos", "/pos/register"), ("purchase", "/po/supplier/create"),
      ("production", "/mo/create"), ("job", "/job/report"),
      ("cost", "/cost/rate/set"),
      ("ops", "/ops/events/replay"),
    ]

    @Test func theirOwnLimit() throws {
      let world = try BadInputWorld.get()
      let body = [UInt8](repeating: 32, count: 1_048_577)
      try expectNoTrace(world) {
        for (centre, path) in Self.calls {
          let parameters = ["DOCUMENT_URI": path, "HTTP_ACCEPT_LANGUAGE": "zh"]
          let answer = try ResponderClient.call(world, centre, parameters, body: body)
          expectRefusal(answer, 413, "body.too_large", path, chinese: true)
        }
      }
    }

    @Test(arguments: ["-1", "1e3", "99999999999999999999", "x", "+2", "0x2", " 2"])
    func wrongLengths(_ length: String) throws {
      let world = try BadInputWorld.get()
      try expectNoTrace(world) {
        for (centre, path) in Self.calls {
          let parameters = ["DOCUMENT_URI": path, "CONTENT_LENGTH": length]
          expectRefused(
            try ResponderClient.call(world, centre, parameters, body: Array("{}".utf8)), path)
        }
      }
    }

    /// An upload that ends early.
    @Test func bodyCutShort() throws {
      let world = try BadInputWorld.get()
      let body = Array(#"{"name":"cut"}"#.utf8)
      try expectNoTrace(world) {
        let parameters = ["DOCUMENT_URI": "/item/category/create", "CONTENT_LENGTH": "1000"]
        let answer = try ResponderClient.call(world, "item", parameters, body: body)
        expectRefusal(answer, 400, "request.malformed")
      }
    }

    @Test func withoutAnIdentity() throws {
      let world = try BadInputWorld.get()
      let identities: [[String: String]] = [
        [:], ["HTTP_ERP_USER_ID": "1", "HTTP_X_ERP_USER_ID": "1", "REMOTE_USER": "1"],
        ["ERP_USER_ID": ""], ["ERP_USER_ID": "0"], ["ERP_USER_ID": "-1"], ["ERP_USER_ID": "x"],
        ["ERP_USER_ID": "1,2"], ["ERP_USER_ID": "99999999999999999999"],
      ]
      try expectNoTrace(world) {
        for (centre, path) in Self.calls {
          for identity in identities {
            var parameters = ["DOCUMENT_URI": path, "ERP_USER_ID": ResponderClient.absent]
            parameters.merge(identity) { $1 }
            let answer = try ResponderClient.call(
              world, centre, parameters, body: Array("{}".utf8))
            expectRefusal(answer, 401, "auth.token_missing", "\(path) \(identity)")
          }
        }
      }
    }

    /// Permissions come from erp-auth alone, and have to be there.
    @Test func withoutPermissions() throws {
      let world = try BadInputWorld.get()
      try expectNoTrace(world) {
        for (centre, path) in Self.calls {
          for permissions in ["", "none", "* ", "*,x", "item", "item.create ", "ITEM.CREATE"] {
            let parameters = ["DOCUMENT_URI": path, "ERP_PERMISSIONS": permissions]
            let answer = try ResponderClient.call(
              world, centre, parameters, body: Array("{}".utf8))
            expectRefusal(answer, 403, "auth.forbidden", "\(path) \(permissions)")
          }
        }
      }
    }
  }
}
