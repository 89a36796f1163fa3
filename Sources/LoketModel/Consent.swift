// Izin data: what a person agreed to, for one purpose, since when and how; and whether it was taken back.

public struct Consent: Hashable, Sendable {
  /// The purpose without which nothing of a person goes to a company.
  public static let placement = "placement"

  /// A code of `consentPurpose`.
  public let purpose: String
  /// YYYY-MM-DD.
  public let given: String?
  /// A code of `consentHow`.
  public let how: String?
  public let withdrawn: String?

  public init(purpose: String, given: String?, how: String?, withdrawn: String?) {
    self.purpose = purpose
    self.given = given
    self.how = how
    self.withdrawn = withdrawn
  }

  /// A consent that was taken back on the day on which it was given does not hold: it must be given anew, which clears that.
  public var holds: Bool { given != nil && withdrawn == nil }
}
