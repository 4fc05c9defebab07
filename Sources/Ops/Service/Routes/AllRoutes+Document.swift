package import WebAPI

extension AllRoutes {
  /// The OpenAPI document of the whole API, with what people read in it.
  package static func document(_ environment: CentreEnvironment) throws -> OpenAPIDocument {
    OpenAPIDocument(
      try table(environment),
      meanings: FieldMeanings(
        FieldMeanings.fromAToH + FieldMeanings.fromIToZ + FieldMeanings.byPlace))
  }
}
