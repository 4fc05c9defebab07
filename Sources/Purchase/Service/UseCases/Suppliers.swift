import MariaDBClient
import PurchaseDomain
import WebAPI

/// Creates and changes suppliers.
enum Suppliers {
  static func create(_ call: Call, _ request: CreateSupplierRequest) throws -> Supplier {
    let supplierID = try refusingTakenCodes { () throws(DatabaseError) in
      try SupplierStore.insert(request, by: call.caller.userID, on: call.database)
    }
    return try SupplierStore.supplier(supplierID, on: call.database)
  }

  static func update(_ call: Call, _ request: UpdateSupplierRequest) throws -> Supplier {
    let old = try SupplierStore.lock(call.pathID(), on: call.database)
    let new = old.with(request)
    // What is so already, a PUT that a proxy repeated.
    if new == old { return old }
    guard request.version == old.version else { throw PurchaseRefusal.supplierStale }
    try refusingTakenCodes { () throws(DatabaseError) in
      try SupplierStore.update(new, on: call.database)
    }
    return try SupplierStore.supplier(old.supplierID, on: call.database)
  }

  private static func refusingTakenCodes<Value>(
    _ write: () throws(DatabaseError) -> Value
  ) throws -> Value {
    do throws(DatabaseError) {
      return try write()
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      throw PurchaseRefusal.supplierDuplicate
    }
  }
}

extension Supplier {
  /// The same supplier with what the request names.
  fileprivate func with(_ request: UpdateSupplierRequest) -> Supplier {
    Supplier(
      supplierID: supplierID, code: request.code ?? code, name: request.name ?? name,
      contact: request.contact.applied(to: contact), phone: request.phone.applied(to: phone),
      status: request.status ?? status, createdAt: createdAt, version: version)
  }
}
