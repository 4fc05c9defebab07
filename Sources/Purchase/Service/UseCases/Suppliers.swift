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
    let supplierID = try call.pathID()
    let isCurrent = try refusingTakenCodes { () throws(DatabaseError) in
      try SupplierStore.update(supplierID, request, on: call.database)
    }
    let supplier = try SupplierStore.supplier(supplierID, on: call.database)
    guard isCurrent else { throw PurchaseRefusal.supplierStale }
    return supplier
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
