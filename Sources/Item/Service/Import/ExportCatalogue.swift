import FastCGIServer
import Telemetry

/// GET /item/export: the whole catalogue as CSV, as the import reads it, in order of item and SKU.
enum ExportCatalogue {
  private static let pageItems = 500
  private static let seconds = 280

  static func run(_ call: Call) throws -> GatewayResponse {
    let tree = try CategoryQueries.tree(on: call.database)
    // The first page comes before the head, so that a store that is away is a proper answer.
    var items = try ItemQueries.items(after: 0, limit: pageItems, on: call.database)
    call.request.extendDeadline(seconds: seconds)
    call.request.beginResponse(
      status: 200,
      headers: [
        ("Content-Type", "text/csv; charset=utf-8; header=present"),
        ("Content-Disposition", "attachment; filename=\"items.csv\""),
      ])
    var writer = CSVWriter()
    CatalogueLine.writeHeader(into: &writer)
    do throws(DatabaseError) {
      while let last = items.last {
        for item in items {
          let path = item.categoryID.map { tree.path(of: $0) } ?? ""
          for sku in item.skus {
            CatalogueLine.write(sku, of: item, category: path, into: &writer)
          }
        }
        guard call.request.write(writer.flush()) else { return .aborted }
        items = try ItemQueries.items(after: last.id, limit: pageItems, on: call.database)
      }
    } catch {
      Log.warning(
        "export broke off", requestID: call.requestID, [("error", .string("\(error)"))])
      return .aborted
    }
    return call.request.write(writer.flush()) ? .streamed : .aborted
  }
}
