import Foundation
import StackKit
import Testing

/// Aim: the life of a member as the desk sees it, one flow a test.
@Suite struct MemberScenarioTests {
  let desk: MemberDesk
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    client = desk.client()
  }

  @Test func registering() throws {
    let phone = MemberDesk.phone()
    let made = try client.post(
      "/member/register",
      ["name": "王小明", "phone": phone, "birthday": "1990-02-28", "store_id": 1])
    #expect(made.status == 201, "\(made.http.text)")
    #expect(made.int("level") == 1 && made.int("points") == 0 && made.int("growth") == 0)
    #expect(made.string("status") == "active" && made.string("birthday") == "1990-02-28")
    let id = try #require(made.int("member_id"))
    let card = try #require(made.string("card_no"))

    let read = try client.get("/member/\(id)")
    #expect(read.string("phone") == phone && read.string("card_no") == card)
    for spelling in [phone, "+86 \(phone)", "\(phone.prefix(3))-\(phone.dropFirst(3))"] {
      let again = try client.post("/member/register", ["name": "别人", "phone": spelling])
      #expect(again.status == 409 && again.error == "member.phone_taken", "\(again.http.text)")
    }
    for filter in ["phone=\(phone)", "keyword=\(card)", "keyword=\(phone)"] {
      let found = try client.get("/member/list?\(filter)")
      #expect(found.items.compactMap { $0["member_id"] as? Int } == [id], "\(found.http.text)")
      #expect(!found.http.text.contains(phone))
      let masked = "\(phone.prefix(3))****\(phone.suffix(4))"
      #expect(found.string("items.0.phone") == masked)
    }
  }

  @Test func faultsAreAllNamed() throws {
    let answer = try client.post(
      "/member/register", ["name": "", "phone": "12-34 5+6", "birthday": "1990-02-30", "age": 5])
    #expect(answer.status == 400 && answer.error == "request.invalid")
    let fields = answer.details.compactMap { $0["field"] as? String }
    #expect(Set(fields) == ["name", "phone", "birthday", "age"], "\(answer.http.text)")
    let missing = try client.get("/member/999999999")
    #expect(missing.status == 404 && missing.error == "member.not_found")
    #expect(try client.get("/member/999999999/point/list").error == "member.not_found")
  }

  @Test func listsAreFilteredAndSorted() throws {
    let name = MemberDesk.number("找")
    var ids: [Int] = []
    for points in [30, 10, 20] {
      let made = try client.post(
        "/member/register", ["name": "\(name)%\(points)", "phone": MemberDesk.phone()])
      let id = try #require(made.int("member_id"))
      ids.append(id)
      try desk.change(id, by: points, "adjust", on: client)
    }
    func listed(_ query: String) throws -> [Int] {
      let keyword = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
      let answer = try client.get("/member/list?keyword=\(keyword)&\(query)")
      #expect(answer.status == 200, "\(answer.http.text)")
      return answer.items.compactMap { $0["member_id"] as? Int }
    }
    #expect(try listed("sort=points") == [ids[1], ids[2], ids[0]])
    #expect(try listed("sort=-points&size=2") == [ids[0], ids[2]])
    #expect(try listed("") == ids.reversed())
    #expect(try listed("level=1&status=active").count == 3)
    #expect(try listed("level=4") == [])
  }

  @Test func pointsComeAndGo() throws {
    let member = try desk.member(client)
    let reference = MemberDesk.number()
    let earned = try desk.change(member, by: 1200, "earn", reference, on: client)
    #expect(earned.status == 200, "\(earned.http.text)")
    #expect(earned.int("points") == 1200 && earned.int("growth") == 1200)
    #expect(earned.int("level") == 2)
    let spent = try desk.change(member, by: -300, "redeem", on: client)
    #expect(spent.int("points") == 900 && spent.int("growth") == 1200 && spent.int("level") == 2)
    // The first answer again, although points have changed since.
    let again = try desk.change(member, by: 1200, "earn", reference, on: client)
    #expect(again.status == 200 && again.dataText == earned.dataText, "\(again.http.text)")
    let other = try desk.change(member, by: 1201, "earn", reference, on: client)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    // Another reason is another document.
    #expect(try desk.change(member, by: 50, "adjust", reference, on: client).int("points") == 950)
    let tooMuch = try desk.change(member, by: -951, "redeem", on: client)
    #expect(tooMuch.status == 409 && tooMuch.error == "member.points_insufficient")
    #expect(tooMuch.details.first?["available"] as? Int == 950, "\(tooMuch.http.text)")
    // Taken back, so growth falls, and the level with it.
    let back = try desk.change(member, by: -700, "refund", on: client)
    #expect(back.int("points") == 250 && back.int("growth") == 500 && back.int("level") == 1)
    #expect(try client.get("/member/\(member)").int("points") == 250)

    var changes: [Int] = []
    var next: String? = "0"
    while let after = next {
      let page = try client.get("/member/\(member)/point/list?size=2&after=\(after)")
      changes += page.items.compactMap { $0["change"] as? Int }
      next = page.string("next")
    }
    #expect(changes == [1200, -300, 50, -700])
    #expect(try desk.faults(client) == [])
  }

  @Test func changesThatCannotBe() throws {
    let member = try desk.member(client)
    let zero = try desk.change(member, by: 0, "adjust", on: client)
    #expect(zero.status == 400, "\(zero.http.text)")
    let kept = try desk.change(member, by: -1, "expire", "lot-1", on: client)
    #expect(kept.status == 400, "\(kept.http.text)")
    let dated = try desk.change(
      member, by: -1, "redeem", expiresAt: "2030-01-01T00:00:00Z", on: client)
    #expect(dated.status == 400, "\(dated.http.text)")
    let nobody = try desk.change(999_999_999, by: 1, "adjust", on: client)
    #expect(nobody.status == 404 && nobody.error == "member.not_found")
  }

  @Test func logsHoldNoPhoneNumber() throws {
    let phone = MemberDesk.phone()
    _ = try client.post("/member/register", ["name": "沉默", "phone": phone])
    _ = try client.get("/member/list?phone=\(phone)")
    _ = try client.post("/member/register", ["name": "沉默", "phone": phone, "x": phone])
    usleep(200_000)
    let files = try FileManager.default.contentsOfDirectory(atPath: desk.stack.logs)
    #expect(files.contains { $0.contains("member") }, "\(files)")
    for file in files {
      let text = (try? String(contentsOfFile: "\(desk.stack.logs)/\(file)", encoding: .utf8)) ?? ""
      #expect(!text.contains(phone), "\(file)")
    }
  }
}
