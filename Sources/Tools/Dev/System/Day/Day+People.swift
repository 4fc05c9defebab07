import StackKit

/// Organisations, users, goods and members of the day.
extension Day {
  mutating func workPeople() throws {
    for name in ["A", "B"] {
      try make(
        "store \(name)", "/user/org/create",
        ["code": "DAY-\(name)", "name": "门店 \(name)", "kind": "store"], "org_id")
    }
    try make(
      "warehouse A", "/stock/warehouse/create",
      ["code": "DAY-WA", "name": "A 店仓", "org_id": try id("store A")], "warehouse_id")
    try make(
      "spare warehouse", "/stock/warehouse/create", ["code": "DAY-WX", "name": "备用仓"],
      "warehouse_id")
    // One name in two cases were two users, before names had a form.
    let users = [
      ("Mei.Li", "store A", "store_manager"), ("mei.li", "store B", "store_manager"),
      ("buyer", "store A", "buyer"),
    ]
    for (name, store, role) in users {
      try attempt(name, or: "\(name).2", "user.duplicate") { day, username in
        try day.make(
          name, "/user/create",
          [
            "username": username, "password": Day.secret, "name": "李梅",
            "org_id": try day.id(store), "roles": [role],
          ], "user_id")
      }
    }
  }

  static let twinCode = "0036000291452"

  mutating func workGoods() throws {
    try goods("tea", "10.00", ["barcodes": ["036000291452"]])
    // The same article by its EAN-13.
    try attempt(Self.twinCode, or: "0036000291469", "item.barcode_taken") { day, code in
      try day.goods("tea twin", "10.00", ["barcodes": [code]])
    }
    try goods(
      "water", "2.00",
      ["units": [["unit": "箱", "factor": 12, "barcode": "16901234500014"] as [String: Any]]])
    try goods("cup", "3.00", ["barcodes": ["DAY-CUP-1"]], unit: "个")
    try goods("lamp", "40.00", ["cost_method": "standard", "standard_cost": "21.5"])
    try goods("ice", "1.50", ["allow_negative": true])
    try goods("gift", "5.00", [:])
    for name in ["frame", "wheel", "bicycle", "bell", "horn"] { try goods(name, "99.00", [:]) }
    try post(
      "/item/price/set", ["sku_id": try id("water"), "price_list": "member", "price": "1.80"])
    try make(
      "wide", "/item/create",
      ["name": "全角ＡＢＣ１２", "code": "DAY-WIDE", "skus": [["price": "1"]]], "item_id")
  }

  private mutating func goods(
    _ name: String, _ price: String, _ fields: [String: Any], unit: String = "pcs"
  ) throws {
    let sku = fields.merging(["price": price]) { $1 }
    try make(
      name, "/item/create", ["name": "日用 \(name)", "base_unit": unit, "skus": [sku]],
      "skus.0.sku_id")
  }

  /// The spellings of phones that were members of their own, and one that is no phone.
  static let phones = [
    ("first", "+86 138-0000-1001"), ("second", "008613800001002"), ("third", "8613800001003"),
    ("twin of first", "008613800001001"), ("no phone", "12345"), ("abroad", "+1 415 555 0100"),
    ("blanks", "0086 138 0000 1007"), ("landline", "010-6552-9988"),
  ]

  /// What they have where phones have a form, and the error that says so.
  static let otherPhones = [
    "twin of first": ("13800001004", "member.phone_taken"),
    "no phone": ("13800001005", "request.invalid"),
  ]

  private mutating func workPhones() throws {
    for (name, phone) in Self.phones {
      let (other, error) = Self.otherPhones[name] ?? (phone, "none")
      try attempt(phone, or: other, error) { day, phone in
        try day.make(
          "member \(name)", "/member/register", ["name": "会员 \(name)", "phone": phone],
          "member_id")
      }
    }
  }

  mutating func workMembers() throws {
    try workPhones()
    let second = try id("member second")
    try document(
      "/member/point/change",
      ["member_id": second, "change": 500, "reason": "earn", "ref_no": "DAY-P-1"], "points")
    try document(
      "/member/point/change",
      [
        "member_id": second, "change": 50, "reason": "earn", "ref_no": "DAY-P-2",
        "expires_at": "2098-12-31T00:00:00+08:00",
      ], "points")
    for (name, fields) in [
      ("cash", ["type": "cash", "amount": "5"]),
      ("rate", ["type": "discount", "rate": "0.9", "threshold": "20"]),
    ] {
      try make(
        "template \(name)", "/member/coupon/template/create",
        [
          "name": "券 \(name)", "valid_from": "2026-01-01T00:00:00+08:00",
          "valid_to": "2098-01-01T00:00:00+08:00", "per_member": 9,
        ].merging(fields) { $1 }, "template_id")
    }
    for (name, template) in [
      ("held", "cash"), ("used", "cash"), ("back", "rate"), ("free", "rate"),
    ] {
      try make(
        "coupon \(name)", "/member/coupon",
        ["template_id": try id("template \(template)"), "member_id": second], "coupon_id")
    }
  }

  func goOnPeople() throws {
    for name in ["Mei.Li", "mei.li"] {
      let user = try user(said(name))
      try same(try get("/user/me", as: user)["user_id"], "\(id(name))", "who \(name) is")
    }
    let twin = "twin of first"
    var twins: [Int] = []
    for (name, phone) in Self.phones {
      let isTwin = name == twin && took(phone)
      if isTwin { twins.append(try id("member \(name)")) }
      let asked = said(phone).replacing("+", with: "%2B").replacing(" ", with: "%20")
      let found = try get("/member/list?phone=\(asked)").items.map { $0["member_id"] as? Int ?? 0 }
      // Whoever came second keeps the spelling; by it both are found.
      let right = ["member \(name)"] + (isTwin ? ["member first"] : [])
      guard try Set(found) == Set(right.map(id)) else {
        throw StackFault("\(phone) finds \(found), not member \(name)")
      }
    }
    let taken = try get("/member/list?phone_taken=true").items.map { $0["member_id"] as? Int }
    guard taken == twins else {
      throw StackFault("numbers that are another's: \(taken)")
    }
    try refused(
      "/member/register", ["name": "重复", "phone": "13800001003"], "member.phone_taken")
  }

  func goOnGoods() throws {
    // The exact spelling wins; what neither wrote finds the one that stands for both.
    for (code, name) in [
      ("036000291452", "tea"), (said(Self.twinCode), "tea twin"),
      ("00036000291452", took(Self.twinCode) ? "tea twin" : "tea"), ("16901234500014", "water"),
      ("DAY-CUP-1", "cup"),
    ] {
      try same(try get("/item/barcode/\(code)")["sku_id"], "\(id(name))", "scan of \(code)")
    }
    try refused(
      "/item/create",
      ["name": "第三个", "skus": [["price": 1, "barcodes": ["00036000291452"]] as [String: Any]]],
      "item.barcode_taken")
    for word in ["abc12", "%EF%BC%A1%EF%BC%A2%EF%BC%A3"] {
      try same(
        try get("/item/list?keyword=\(word)")["items.0.item_id"], "\(id("wide"))", "search \(word)")
    }
  }
}
