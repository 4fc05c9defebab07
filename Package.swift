// swift-tools-version: 6.2
import PackageDescription

/// The house rules that the compiler keeps, for every target.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What each file of a target sees without importing it.
func seeing(_ modules: [String]) -> [SwiftSetting] {
  [.unsafeFlags(modules.flatMap { ["-Xfrontend", "-import-module", "-Xfrontend", $0] })]
}

/// The same, and no arithmetic that traps.
let checked: [SwiftSetting] = strict + seeing(["CheckedArithmetic"])

/// Tools and tests run on a developer's machine: warnings are errors there too, pointers may be.
let toolSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// A C library, its header and nothing else. Only its one platform module imports it.
func cLibrary(_ name: String, pkgConfig: String?, apt: String) -> [Target] {
  [
    .systemLibrary(
      name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
  ]
}

/// Platform: one module per real part. What its tests need besides the part itself is `testedWith`.
func platform(
  _ name: String, uses: [Target.Dependency] = [], testedWith: [Target.Dependency] = [],
  records: [String] = [], settings: [SwiftSetting] = checked
) -> [Target] {
  [
    .target(
      name: name, dependencies: uses, path: "Sources/Platform/\(name)", exclude: records,
      swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests", dependencies: [.target(name: name)] + testedWith,
      path: "Tests/Platform/\(name)", swiftSettings: toolSettings),
  ]
}

/// A centre: pure rules, use cases with SQL and routes, and the responder that only wires.
///
/// - Parameters:
///   - uses: the centres that it stands upon
///   - platform: what it uses of the platform, besides what every centre does
func centre(
  _ name: String, uses: [String] = [], platform: [Target.Dependency] = []
) -> [Target] {
  let lower = uses.flatMap {
    ["\($0)Domain", "\($0)Service"].map { Target.Dependency.target(name: $0) }
  }
  return [
    .target(
      name: "\(name)Domain", dependencies: ["Kernel"], path: "Sources/\(name)/Domain",
      swiftSettings: checked + seeing(["Kernel"])),
    .target(
      name: "\(name)Service",
      dependencies: [.target(name: "\(name)Domain")]
        + everyCentreSees.map { .target(name: $0) } + platform + lower,
      path: "Sources/\(name)/Service",
      swiftSettings: checked + seeing(everyCentreSees + ["\(name)Domain"])),
    .executableTarget(
      name: "erp-\(name.lowercased())", dependencies: [.target(name: "\(name)Service"), "WebAPI"],
      path: "Sources/\(name)/Main", swiftSettings: checked),
    .testTarget(
      name: "\(name)DomainTests",
      dependencies: [.target(name: "\(name)Domain"), "Kernel", "TestKit"],
      path: "Tests/\(name)", swiftSettings: toolSettings),
  ]
}

/// A program that is not a centre.
func program(_ name: String, folder: String, uses: [Target.Dependency]) -> [Target] {
  [
    .executableTarget(
      name: name, dependencies: uses, path: "Sources/Programs/\(folder)", swiftSettings: checked)
  ]
}

/// What every file of every centre's services sees, with its own domain: their imports tell of the
/// other centres. A centre declares besides what it alone uses, and a program all that it uses.
let everyCentreSees = [
  "Kernel", "JSONCoding", "MariaDBClient", "WebAPI", "Transactions", "EventCatalog",
]

/// The whole platform, for tools and tests.
let wholePlatform: [Target.Dependency] =
  [
    "Kernel", "JSONCoding", "MariaDBClient", "WebAPI", "Transactions",
    "Settings", "Threads", "Telemetry", "RedisClient", "Security", "EventModel", "EventStream",
    "FastCGIServer", "Supervision", "Processes",
  ]

let targets: [[Target]] = [
  cLibrary("CFastCGI", pkgConfig: nil, apt: "libfcgi-dev"),
  cLibrary("CMariaDB", pkgConfig: "libmariadb", apt: "libmariadb-dev"),
  cLibrary("CHiredis", pkgConfig: nil, apt: "libhiredis-dev"),
  cLibrary("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
  cLibrary("CLinux", pkgConfig: nil, apt: "libc6-dev"),
  cLibrary("CCrypt", pkgConfig: "libcrypt", apt: "libcrypt-dev"),

  platform("CheckedArithmetic", settings: strict),
  platform("Kernel", uses: ["CheckedArithmetic"], testedWith: ["TestKit"]),
  platform("JSONCoding", uses: ["Kernel"], testedWith: ["TestKit"]),
  platform("Settings", uses: ["CheckedArithmetic"]),
  // It sees neither rows nor the numbers of a request: it reads the clock, in nanoseconds.
  platform("Threads", uses: ["CLinux"], testedWith: ["StackKit"], settings: strict),
  // Programs that the operator's tool and the developers' tools start.
  platform("Processes", uses: ["CheckedArithmetic"]),
  platform("Telemetry", uses: ["Kernel", "JSONCoding", "Threads"]),
  platform(
    "Security", uses: ["JSONCoding", "COpenSSL", "CCrypt"], testedWith: ["StackKit", "Processes"]),
  platform(
    "MariaDBClient", uses: ["Kernel", "Threads", "Telemetry", "CMariaDB"],
    testedWith: ["TestKit", "StoreKit", "StackKit", "Processes"]),
  platform(
    "RedisClient", uses: ["CheckedArithmetic", "CHiredis"],
    testedWith: ["TestKit", "StoreKit", "StackKit"]),
  platform("Supervision", uses: ["Telemetry", "Threads"], testedWith: ["Threads"]),
  platform(  // Deadlines, in nanoseconds.
    "FastCGIServer", uses: ["Threads", "Supervision", "CFastCGI"],
    testedWith: ["Supervision", "Threads", "TestKit", "StackKit", "Processes"],
    settings: strict),
  platform(
    "WebAPI",
    uses: [
      "Kernel", "JSONCoding", "Settings", "Telemetry", "Security", "MariaDBClient", "RedisClient",
      "FastCGIServer", "Supervision", "Threads",
    ], testedWith: ["MariaDBClient", "StoreKit"], records: ["DECISIONS.md"]),
  platform(
    "EventModel", uses: ["Kernel", "JSONCoding"],
    testedWith: ["EventCatalog", "EventStream", "TestKit"]),
  platform(
    "EventStream",
    uses: [
      "Kernel", "JSONCoding", "Threads", "Telemetry", "Supervision", "MariaDBClient",
      "RedisClient", "EventModel",
    ],
    testedWith: [
      "Kernel", "JSONCoding", "MariaDBClient", "RedisClient", "EventCatalog", "erp-relay",
      "TestKit", "StoreKit", "StackKit",
    ], records: ["DECISIONS.md"]),
  platform(
    "Transactions",
    uses: [
      "Kernel", "JSONCoding", "Telemetry", "Security", "MariaDBClient", "FastCGIServer", "WebAPI",
      "EventModel", "EventStream",
    ], testedWith: ["TestKit", "StoreKit"], records: ["DECISIONS.md"]),
  [
    .target(
      name: "EventCatalog", dependencies: ["Kernel", "JSONCoding", "EventModel"],
      path: "Sources/EventCatalog", swiftSettings: checked + seeing(["Kernel"]))
  ],

  centre("User", platform: ["Settings", "Telemetry", "Security", "EventStream"]),
  centre(
    "Item",
    platform: [
      "Settings", "Threads", "Telemetry", "RedisClient", "EventModel", "EventStream",
      "FastCGIServer",
    ]),
  centre(
    "Stock", uses: ["Item", "User"],
    platform: ["Threads", "Telemetry", "RedisClient", "EventModel", "EventStream"]),
  centre("Member", platform: ["Settings", "EventStream"]),
  centre(
    "Promo", uses: ["Item", "Member", "Stock"],
    platform: ["Telemetry", "EventModel"]),
  centre(
    "Order", uses: ["User", "Item", "Stock", "Promo", "Member"],
    platform: ["Settings", "RedisClient", "EventModel", "EventStream"]),
  centre(
    "Pos", uses: ["User", "Item", "Member", "Order"],
    platform: ["Telemetry", "RedisClient", "Security", "EventStream"]),
  centre("Purchase", uses: ["Item", "Stock"], platform: ["Settings"]),
  centre("Production", uses: ["Item", "Stock"], platform: ["EventModel", "EventStream"]),
  centre(
    "Job", uses: ["Item", "Stock", "Production"],
    platform: ["Settings", "EventModel"]),
  centre("Cost", uses: ["Item"], platform: ["EventModel", "EventStream"]),
  centre(
    "Ops",
    uses: [
      "User", "Item", "Stock", "Member", "Promo", "Order", "Pos", "Purchase", "Production",
      "Job", "Cost",
    ],
    platform: ["Settings", "Threads", "Telemetry", "RedisClient", "EventStream", "FastCGIServer"]),

  program(
    "erp-auth", folder: "Auth",
    uses: [
      "UserService", "Kernel", "Settings", "Threads", "Telemetry", "MariaDBClient", "RedisClient",
      "Security", "WebAPI", "FastCGIServer", "Supervision",
    ]),
  program(
    "erp-relay", folder: "Relay",
    uses: ["Settings", "Telemetry", "MariaDBClient", "RedisClient", "WebAPI", "EventStream"]),
  program(
    "erp-worker", folder: "Worker",
    uses: [
      "StockService", "MemberService", "OrderService", "PosService", "ProductionService",
      "CostService", "Kernel", "Settings", "Telemetry", "MariaDBClient", "RedisClient", "WebAPI",
      "Transactions", "EventStream",
    ]),
  program(
    "erp", folder: "Operator",
    uses: [
      "OpsService", "UserService", "UserDomain", "ItemService", "ItemDomain", "OrderService",
      argumentParser, "Kernel", "JSONCoding",
      "Settings", "Telemetry", "MariaDBClient", "RedisClient", "Security", "WebAPI", "EventStream",
      "Processes", "Transactions",
    ]),

  [
    .target(
      name: "TestKit", dependencies: ["Kernel", "StackKit", "Processes"], path: "Tests/TestKit",
      swiftSettings: toolSettings),
    .target(
      name: "StoreKit", dependencies: ["TestKit", "MariaDBClient", "RedisClient"],
      path: "Tests/StoreKit", swiftSettings: toolSettings),
    .target(
      name: "StackKit", dependencies: ["Processes"], path: "Sources/Tools/StackKit",
      swiftSettings: toolSettings),
    .target(
      name: "FaultKit", dependencies: ["StackKit", "Processes", "Kernel"],
      path: "Sources/Tools/FaultKit", swiftSettings: toolSettings),
    .executableTarget(
      name: "erp-dev", dependencies: ["StackKit", "FaultKit", argumentParser] + wholePlatform,
      path: "Sources/Tools/Dev", swiftSettings: toolSettings),
    .executableTarget(
      name: "sku-drawer", dependencies: ["ItemService"] + wholePlatform,
      path: "Tests/Drawer", swiftSettings: toolSettings),
    .testTarget(
      name: "AuthTests", dependencies: ["erp-auth", "UserService"] + wholePlatform,
      path: "Tests/Auth", swiftSettings: toolSettings),
    .testTarget(
      name: "OperatorTests", dependencies: ["erp"] + wholePlatform,
      path: "Tests/Operator", swiftSettings: toolSettings),
    .testTarget(
      name: "RepositoryTests",
      dependencies: ["OpsService", "StackKit", "UserDomain"] + wholePlatform,
      path: "Tests/Repository", swiftSettings: toolSettings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "StackKit", "FaultKit", "TestKit", "MemberDomain", "MemberService", "PromoDomain",
        "PromoService",
        "StockService",
      ]
        + wholePlatform,
      path: "Tests/EndToEnd", swiftSettings: toolSettings),
  ],
]

let package = Package(
  name: "erp",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: targets.flatMap { $0 },
  swiftLanguageModes: [.v6]
)
