// One household: who lives together under one head, at one address.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Household: Hashable, Sendable, Identifiable {
  public let id: String
  public var familyCardNumber: String?
  public var address: String?
  public var rt: String?
  public var rw: String?
  public var hamlet: String?
  public var village: String?
  public var head: String?
  public var device: String?
  public var internet: String?
  public var tobacco: String?
  public var papersSeen: String?
  public var note: String?
  public var standing: String?
  public var standingDate: String?
  public var standingReason: String?
  /// Where a household that moved in came from.
  public var origin: String?
  public var arrived: String?
  /// Of a voided household that was entered twice: the right one.
  public var instead: String?
  public var electricity: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    familyCardNumber = values("familyCardNumber")
    address = values("address")
    rt = values("rt")
    rw = values("rw")
    hamlet = values("hamlet")
    village = values("village")
    head = values("head")
    device = values("device")
    internet = values("internet")
    tobacco = values("tobacco")
    papersSeen = values("papersSeen")
    note = values("note")
    standing = values("standing")
    standingDate = values("standingDate")
    standingReason = values("standingReason")
    origin = values("origin")
    arrived = values("arrived")
    instead = values("instead")
    electricity = values("electricity")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "familyCardNumber", "address", "rt", "rw", "hamlet", "village", "head", "device", "internet", "tobacco",
    "papersSeen",
    "note", "standing", "standingDate", "standingReason", "origin", "arrived",
    "instead", "electricity",
  ]
}
