// A line of the access trace as a person reads it: "mencari (NIK)", "mencetak keluarga", "mengekspor daftar warga (33.000)".
import LoketModel

public enum LookWords {
  /// What was done, with what.
  public static func text(_ entry: TraceEntry, of record: RecordRef?, _ wording: Wording) -> String {
    var parts = [word("look.act", entry.act, wording)]
    if entry.on.isList {
      parts.append(word("look.list", entry.on.id, wording))
      parts.append("(\(Figures.grouped(entry.count)))")
    } else if entry.on != record {
      parts.append(word("look.record", entry.on.kind.rawValue, wording))
    }
    if let kind = entry.kind { parts.append("· " + word("look.kind", kind, wording)) }
    return parts.joined(separator: " ")
  }

  /// The text of a name, or the name itself where a newer program wrote it.
  private static func word(_ prefix: String, _ name: String, _ wording: Wording) -> String {
    let phrase: Phrase =
      switch prefix {
      case "look.act": Phrase("look.act.\(name)")
      case "look.list": Phrase("look.list.\(name)")
      case "look.record": Phrase("look.record.\(name)")
      default: Phrase("look.kind.\(name)")
      }
    let text = wording[phrase]
    return text == phrase.rawValue ? name : text
  }

  /// "22-11-2026 09:11"; as it is stored where it is no time.
  public static func when(_ entry: TraceEntry) -> String {
    Timestamp(entry.at).map { "\($0.date.display) \($0.time)" } ?? entry.at
  }
}
