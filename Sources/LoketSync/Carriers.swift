// Which carrier a place is: said by its text alone.
import LoketModel

public enum Carriers {
  /// - Parameters:
  ///   - place: a whole path, or an address.
  ///   - data: the data folder, which is no carrier of its own.
  ///   - office: whose segments are exchanged; nil where that is still to be seen.
  ///   - login: asked of a server that has users and passwords.
  public static func open(
    _ place: String, beside data: String, office: String?, login: PlaceLogin? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws(CarrierProblem) -> any Carrier {
    guard PlaceAddress.isMeant(by: place) else { return try FolderCarrier(place, beside: data) }
    let address = try address(place)
    if address.way == .shell { return SFTPCarrier(address, office: office, isStopped: isStopped) }
    return try WebDAVCarrier(address, office: office, login: login, isStopped: isStopped)
  }

  public static func address(_ text: String) throws(CarrierProblem) -> PlaceAddress {
    do { return try PlaceAddress(text) } catch {
      throw error == .password ? .passwordInAddress : .badAddress(text)
    }
  }
}
