// Sheets that no printer took, and which printer this PC has: local files of the data folder, never in a save.
import FoundationEssentials
import LoketModel

/// The folder `print` and the file `printer.json`.
public struct Prints: Sendable {
  let folder: DataFolder

  /// Keeps a sheet, 0600 from its first moment, under the name of what it is and the time, never of a person.
  /// - Returns: the file's whole path.
  public func keep(
    _ bytes: [UInt8], file: String, now: Timestamp, suffix: String = "txt"
  ) throws(JournalError) -> String {
    let time = now.text.prefix(19).filter(\.isNumber)
    do {
      try folder.files.makeFolders(folder.prints, under: folder.path)
      // Two sheets of one second, or of a clock that was put back, do not replace each other.
      var path = "\(folder.prints)/\(file)-\(time).\(suffix)"
      var again = 1
      while try folder.files.information(path) != nil {
        again += 1
        path = "\(folder.prints)/\(file)-\(time)-\(again).\(suffix)"
      }
      try folder.files.replace(path, with: bytes, durable: true)
      return path
    } catch {
      throw .unwritable(error)
    }
  }

  /// Days that a sheet is kept: whoever needs it takes it to a printer; after that it is personal data that lie about.
  public static let days = 30

  /// The sheets that lie here, by the day in their name, the oldest first. Other files are nobody's business.
  public func days() -> [CalendarDate] { sheets().map(\.day).sorted() }

  /// Removes the sheets that are older than ``days``.
  /// - Returns: how many.
  @discardableResult
  public func removeOld(today: CalendarDate) -> Int {
    sheets().count { sheet in
      guard sheet.day.days(until: today) > Prints.days else { return false }
      return (try? folder.files.remove("\(folder.prints)/\(sheet.name)")) != nil
    }
  }

  private func sheets() -> [(name: String, day: CalendarDate)] {
    guard let names = try? folder.files.list(folder.prints) else { return [] }
    return names.compactMap { name in
      guard let point = name.lastIndex(of: "."),
        ["txt", "json", "csv", "html"].contains(name[name.index(after: point)...])
      else { return nil }
      let time = name[..<point].split(separator: "-").last { $0.count == 14 && $0.allSatisfy(\.isNumber) } ?? ""
      let iso = "\(time.prefix(4))-\(time.dropFirst(4).prefix(2))-\(time.dropFirst(6).prefix(2))"
      return CalendarDate(iso: iso).map { (name, $0) }
    }
  }

  /// The printer of this PC; the usual one where nobody has set any, or the file cannot be read.
  public var printer: PrinterSettings {
    guard let bytes = try? folder.files.readWhole(folder.printer, limit: 4096),
      let settings = try? JSONDecoder().decode(PrinterSettings.self, from: Data(bytes)), settings.isSound
    else { return PrinterSettings() }
    return settings
  }

  public func keep(_ printer: PrinterSettings) throws(JournalError) {
    do { try folder.files.replace(folder.printer, with: encoded(printer), durable: false) } catch {
      throw .unwritable(error)
    }
  }
}
