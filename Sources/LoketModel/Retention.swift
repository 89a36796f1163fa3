// How long data are kept: classes that propose an end and never delete by themselves (`Resources/retention.json`).
import Resources

/// One class: who falls into it, and after how many years somebody should decide.
public struct RetentionClass: Hashable, Sendable {
  public let code: String
  public let names: [Language: String]
  /// Codes of `standing`, or `void`; empty: everybody of whom nothing was entered for so long.
  public let standings: Set<String>
  /// Years since the standing began, or since anything was last entered.
  public let years: Int

  public func name(_ language: Language) -> String { names[language] ?? code }

  /// The first class that fits stands.
  public static let all: [RetentionClass] = {
    var length = 0
    let start = loket_resource_retention(&length)
    return (ResourceReader.value(start, length)?["classes"]?.list ?? []).map { row in
      RetentionClass(
        code: row["code"]?.text ?? "",
        names: [.indonesian: row["id"]?.text ?? "", .english: row["en"]?.text ?? ""],
        standings: Set((row["standing"]?.list ?? []).compactMap(\.text)), years: row["years"]?.number ?? 0)
    }
  }()
}

/// Somebody whose keeping has reached its end, for a person to decide.
public struct RetentionProposal: Hashable, Sendable {
  /// A person's id.
  public let person: String
  public let kind: RetentionClass
  /// Since when.
  public let since: CalendarDate

  public init(person: String, kind: RetentionClass, since: CalendarDate) {
    self.person = person
    self.kind = kind
    self.since = since
  }
}
