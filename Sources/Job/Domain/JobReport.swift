/// What somebody reported of one operation of a production order; it may be taken back, once.
package struct JobReport: Equatable, Sendable {
  package let id: Int64
  package let number: String
  package let productionID: Int64
  package let productionNumber: String
  package let organisationID: Int64
  package let opNo: Int
  package let workerID: Int64
  package let output: WorkOutput
  package let createdBy: Int64
  package let createdAt: Instant
  package let reversedBy: Int64?
  package let reversedAt: Instant?
  package let occurredAt: Instant

  package init(
    id: Int64, number: String, productionID: Int64, productionNumber: String,
    organisationID: Int64, opNo: Int, workerID: Int64, output: WorkOutput, createdBy: Int64,
    createdAt: Instant, reversedBy: Int64?, reversedAt: Instant?, occurredAt: Instant
  ) {
    self.id = id
    self.number = number
    self.productionID = productionID
    self.productionNumber = productionNumber
    self.organisationID = organisationID
    self.opNo = opNo
    self.workerID = workerID
    self.output = output
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.reversedBy = reversedBy
    self.reversedAt = reversedAt
    self.occurredAt = occurredAt
  }
}
