// credentials.json: users and passwords of servers with which this PC exchanges. For its owner's eyes alone; never in a save,
// in a backup, in the trace or in the log.
import FoundationEssentials
import LoketModel

public struct PlaceLogins: Sendable {
  let folder: DataFolder

  private struct Form: Codable {
    struct Entry: Codable {
      var place: String
      var user: String
      var password: String
    }
    var loket: Int
    var places: [Entry]
  }

  private var path: String { folder.path + "/credentials.json" }

  /// Nil of a place for which none is kept.
  public func login(of place: PlaceAddress) throws(JournalError) -> PlaceLogin? {
    try read().places.first { $0.place == place.key }.flatMap { PlaceLogin(user: $0.user, password: $0.password) }
  }

  public func keep(_ login: PlaceLogin, for place: PlaceAddress) throws(JournalError) {
    var form = try read()
    form.places.removeAll { $0.place == place.key }
    form.places.append(Form.Entry(place: place.key, user: login.user, password: login.password))
    do { try folder.files.replace(path, with: encoded(form), durable: true) } catch { throw .unwritable(error) }
  }

  private func read() throws(JournalError) -> Form {
    guard let bytes = try PlaceLogins.secret(path, folder.files) else { return Form(loket: 1, places: []) }
    guard let form = try? JSONDecoder().decode(Form.self, from: Data(bytes)) else { throw .broken(path) }
    guard form.loket <= 1 else { throw .newer(path) }
    return form
  }

  /// The login in a file of its own: one line, `user:password`.
  public static func login(in path: String, files: any FileSystem = PosixFiles()) throws(JournalError) -> PlaceLogin {
    guard let bytes = try secret(path, files),
      let login = PlaceLogin(line: String(decoding: bytes.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self))
    else { throw .noLogin(path) }
    return login
  }

  /// The bytes of a file that its owner alone may read; nil where there is none.
  private static func secret(_ path: String, _ files: any FileSystem) throws(JournalError) -> [UInt8]? {
    let found: FileInformation?
    do { found = try files.information(path) } catch { throw .unreadable(error) }
    guard let found else { return nil }
    guard found.permissions & 0o077 == 0 else { throw .passwordOpen(path) }
    do { return try files.readWhole(path, limit: 64 * 1024) } catch { throw .unreadable(error) }
  }
}

extension Journal {
  public var logins: PlaceLogins { PlaceLogins(folder: folder) }
}
