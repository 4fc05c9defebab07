/// Creates and changes suppliers.
enum Suppliers {
  static func create(_ call: Call, _ request: CreateSupplierRequest) throws -> Supplier {
    let supplierID = try refusingTakenCodes { () throws(DatabaseError) in
      try SupplierStore.insert(
        code: request.code, name: request.name, contact: request.contact, phone: request.phone,
        by: call.caller.userID, on: call.database)
    }
    call.object = "supplier:\(supplierID)"
    return try SupplierQueries.supplier(supplierID, on: call.database)
  }

  static func update(_ call: Call, _ request: UpdateSupplierRequest) throws -> Supplier {
    var supplier = try SupplierStore.forUpdate(call.pathID(), on: call.database)
    let isNew = try supplier.change(
      code: request.code, name: request.name,
      contact: request.contact.applied(to: supplier.contact),
      phone: request.phone.applied(to: supplier.phone), status: request.status,
      seen: request.version)
    if isNew {
      try refusingTakenCodes { () throws(DatabaseError) in
        try SupplierStore.update(supplier, on: call.database)
      }
    }
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
