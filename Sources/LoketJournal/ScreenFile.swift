// screen.json: after how many idle minutes the screen of this PC locks itself. Local, never in a save.
import FoundationEssentials
import LoketModel

private struct ScreenForm: Codable {
  var loket: Int
  var idleMinutes: Int
}

extension Journal {
  /// Without the file, or where it cannot be read, the usual time.
  public var idleMinutes: Int {
    guard let bytes = try? folder.files.readWhole(folder.screen, limit: 4096),
      let form = try? JSONDecoder().decode(ScreenForm.self, from: Data(bytes)), form.loket <= 1,
      IdleLock.possible.contains(form.idleMinutes)
    else { return IdleLock.usual }
    return form.idleMinutes
  }

  public func keep(idleMinutes: Int) throws(JournalError) {
    guard mode == .write else { throw .readingOnly(folder.path) }
    let form = ScreenForm(loket: 1, idleMinutes: idleMinutes)
    do { try folder.files.replace(folder.screen, with: encoded(form), durable: true) } catch {
      throw .unwritable(error)
    }
  }
}
