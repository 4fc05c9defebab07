/// Whether a member takes part. `member.status` holds the raw value.
package enum MemberStatus: String, CaseIterable, Sendable {
  case active
  case inactive
}
