/// The 33 checks: each is done by this run, or by a test of the suite, or says why it is not.
enum SecurityCatalogue {
  static let all: [SecurityCheck] = (tokens + passwords + edge + input + host)
    .sorted { $0.number < $1.number }

  /// Programs that try everything also lock logins and end them: they come last.
  private static let disturbing: Set = [22, 24]

  /// Checks in the order in which none spoils the next.
  static func inOrder(_ checks: [SecurityCheck]) -> [SecurityCheck] {
    checks.filter { !disturbing.contains($0.number) }
      + checks.filter { disturbing.contains($0.number) }
  }

  static let tokens = [
    SecurityCheck(
      1, "tokens without a signature",
      tests: ["TokenTests.noSignatureOrAnotherKindIsRefused", "TokenTests.otherFormsAreRefused"]),
    SecurityCheck(
      2, "tokens signed in another way",
      tests: [
        "TokenTests.otherHeadersAreRefusedThoughWellSigned", "TokenTests.anRSASignatureIsRefused",
      ]),
    SecurityCheck(
      3, "names of keys that lead elsewhere",
      tests: [
        "TokenTests.anotherKeyOrNameIsRefused",
        "TokenGateTests.badTokensAreRefusedWithoutTheDatabase",
      ]),
    SecurityCheck(
      4, "claims and times of tokens",
      tests: [
        "TokenTests.everyClaimIsRequiredAndTyped",
        "TokenTests.timesHaveHalfAMinuteOfGraceAndNoMore", "TokenTests.otherClaimsAreRefused",
        "RefreshTests.anAccessTokenIsNoRefreshTokenAndTheOtherWayRound",
      ]),
    SecurityCheck(
      5, "damaged tokens",
      tests: [
        "Ed25519Tests.refusesEveryChangedBitOfASignature", "TokenTests.anyChangedByteIsRefused",
        "TokenTests.aHugeTokenIsRefusedUnread", "Base64URLTests.everyValueHasOneText",
      ]),
    SecurityCheck(
      6, "revocation, also with an emptied Redis",
      tests: [
        "RevocationTests.aLogout", "RevocationTests.aDisabledUser",
        "RevocationTests.rolesGivenAndTaken", "RevocationTests.anEmptiedRedisRevivesNothing",
      ]),
    SecurityCheck(
      7, "the key changes and nobody is logged out",
      tests: ["TokenKeyFilesTests.oneKeyFollowsTheOther"],
      KeyChecks.rotation),
    SecurityCheck(
      8, "every call: token, permission, organisation",
      tests: ["EntranceTests.everyCallAsksForAToken"], AccessChecks.everyCall),
    SecurityCheck(9, "fields that a client may not set", FieldChecks.massAssignment),
  ]

  static let passwords = [
    SecurityCheck(
      10, "passwords are slow hashes",
      tests: [
        "SecretsTests.storedPasswordsAreSlowHashes",
        "PasswordHashTests.atMostTheGivenNumberRunsAtOnce",
      ]),
    SecurityCheck(
      11, "lengths of passwords, unknown names",
      tests: [
        "AdministrationTests.passwordsOfAnotherLengthAreRefused", "PasswordHashTests.refusesNUL",
        "PasswordHashTests.anUnknownNameTakesTheTimeOfAKnownOne",
        "LoginTests.impossiblePasswordsAreJustWrong",
      ]),
    SecurityCheck(
      12, "guessing passwords",
      tests: ["LoginTests.fiveFailuresBlockTheNameAndNoOther", "RateLimitTests.loginByAddress"]),
  ]

  static let edge = [
    SecurityCheck(
      13, "an identity that a client claims",
      tests: [
        "IdentityTests.forgedHeaders", "IdentityTests.aClerkStaysAClerk",
        "ResponderTests.withoutAnIdentity",
      ]),
    SecurityCheck(
      14, "headers that do not pass", tests: ["IdentityTests.theTokenGoesToAuthAndUserOnly"]),
    SecurityCheck(
      15, "internal locations", tests: ["ProblemTests.internalLocationsAreNotThere"]),
    SecurityCheck(
      16, "limits of requests and of connections", tests: ["RateLimitTests.perTokenAndNotPerOther"],
      LimitChecks.connections),
    SecurityCheck(
      17, "no answer about a caller is older than a second",
      tests: [
        "TokenGateTests.nobodyIsAdmittedOnOldNews", "RevocationTests.rolesGivenAndTaken",
      ]),
    SecurityCheck(
      18, "large and slow requests",
      tests: [
        "ProblemTests.bodyLimits", "ProblemTests.slowHeadersAreCut",
        "HostileTests.dripFedBodyIsCutAtTheDeadline",
      ], LimitChecks.slowClients),
    SecurityCheck(
      19, "calls from other sites",
      tests: ["EdgeHeaderTests.foreignOrigin", "EdgeHeaderTests.preflightOfAnAllowedOrigin"]),
    SecurityCheck(
      20, "TLS, HSTS, headers of all answers",
      tests: [
        "EdgeHeaderTests.securityHeadersOnAllAnswers", "EdgeSettingsTests.transportSecurityIsReady",
      ], TransportChecks.all),
  ]

  static let input = [
    SecurityCheck(
      21, "refusals tell nothing of the inside",
      tests: ["FuzzTests.everyAnswerIsAnAnswer", "EntranceTests.everyAnswerHasTheSameHeaders"],
      AnswerChecks.inside),
    SecurityCheck(
      22, "SQL injection: sqlmap",
      tests: ["SQLTests.statementsAreConstants", "SQLTests.onlyMigrationsSendText"],
      ScriptChecks.injection),
    SecurityCheck(
      23, "bytes that Redis is given", tests: ["RedisCommandTests.bytesHaveNoMeaning"]),
    SecurityCheck(
      24, "the API's description against its answers: schemathesis",
      tests: ["OpenAPITests.answersAreDescribed"], ScriptChecks.description),
    SecurityCheck(
      25, "secrets and forged lines in logs, ps and environments",
      tests: ["SecretsTests.noPasswordAndNoTokenIsLeftBehind", "LogTests.oneJSONObjectALine"],
      SecretChecks.leftBehind),
  ]

  static let host = [
    SecurityCheck(
      26, "each program's sandbox", tests: ["UnitTests.everyProgramIsConfined"]),
    SecurityCheck(27, "nobody listens but on loopback", HostChecks.listeners),
    SecurityCheck(
      28, "sockets and secrets are their owner's", tests: ["ServingTests.onlyTheOwnerMayConnect"],
      HostChecks.files),
    SecurityCheck(
      29, "rights of the database users",
      tests: ["GrantTests.grantsFollowTheEdges", "GrantTests.ledgersAreOnlyAddedTo"],
      StoreChecks.grants),
    SecurityCheck(30, "rights of the programs in Redis", StoreChecks.redis),
    SecurityCheck(31, "a backup restored has the same books", StoreChecks.backup),
    SecurityCheck(
      32, "security updates of the machine",
      told: "it is the machine's state and not the product's: apt list --upgradable"),
    SecurityCheck(
      33, "the audit log",
      tests: ["LoginTests.everyLoginIsInTheAuditLog", "RightsTests.theAuditLogIsFiltered"],
      AnswerChecks.audit),
  ]
}
