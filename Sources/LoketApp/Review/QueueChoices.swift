// F4 on the queue: which entries are shown. Each choice is a menu of its own, so that a digit takes it.
import LoketModel
import LoketRegistry
import LoketWidgets

enum QueueChoices {
  static func words(_ scope: QueueFilter.Scope) -> Phrase { Phrase("queue.scope.\(scope.rawValue)") }
  private static func words(_ days: QueueFilter.Days) -> Phrase { Phrase("queue.days.\(days.rawValue)") }

  /// What is filtered for beside the scope, in words; empty where nothing is.
  static func words(_ filter: QueueFilter, _ context: Context) -> String {
    [
      filter.days == .any ? "" : context.word(words(filter.days)), filter.clerk ?? "",
      filter.action.map { CodeList.entryAction.name(of: $0, context.language) } ?? "",
      filter.track.map { context.trackName($0) } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The first menu.
  static func menu(_ filter: QueueFilter, _ context: Context) -> ActionMenu {
    var actions = QueueFilter.Scope.allCases.map { ActionMenu.Action("scope \($0.rawValue)", context.word(words($0))) }
    actions += [
      ActionMenu.Action("mine", context.word(.filterMine)), ActionMenu.Action("days", context.word(.filterDays)),
      ActionMenu.Action("clerk", context.word(.filterClerk)), ActionMenu.Action("action", context.word(.filterKind)),
      ActionMenu.Action("track", context.word(.filterTrack)),
      ActionMenu.Action("everything", context.word(.filterNone)),
    ]
    return ActionMenu(title: context.word(.keyChooseEntries), actions: actions)
  }

  /// The menu behind a choice; nil where the choice is complete.
  static func next(_ option: String, _ filter: QueueFilter, rows: [QueueRow], _ context: Context) -> ActionMenu? {
    let title = context.word(.keyChooseEntries)
    let choices = { (name: String, values: [String], words: (String) -> String) in
      ActionMenu(title: title, actions: values.map { ActionMenu.Action("\(name) \($0)", words($0)) })
    }
    switch option {
    case "days":
      return choices("days", QueueFilter.Days.allCases.map(\.rawValue)) { context.word(Phrase("queue.days.\($0)")) }
    case "clerk": return choices("clerk", Set(rows.map(\.by)).map { context.registry.login($0) }.sorted()) { $0 }
    case "action":
      let known = CodeList.entryAction.codes.map(\.code)
      let here = Set(rows.map(\.action))
      return choices("action", known.filter(here.contains)) { CodeList.entryAction.name(of: $0, context.language) }
    case "track":
      return choices("track", Set(rows.compactMap(\.track)).sorted()) { context.trackName($0) }
    default: return nil
    }
  }

  static func taken(_ option: String, _ filter: QueueFilter, _ context: Context) -> QueueFilter {
    var filter = filter
    let parts = option.split(separator: " ", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? parts[1] : ""
    switch parts.first {
    case "scope": filter.scope = QueueFilter.Scope(rawValue: value) ?? filter.scope
    case "days": filter.days = QueueFilter.Days(rawValue: value) ?? filter.days
    case "clerk": filter.clerk = value
    case "action": filter.action = value
    case "track": filter.track = value
    case "mine":
      filter = QueueFilter(scope: .all)
      filter.clerk = context.account
    case "everything": filter = QueueFilter(scope: .all)
    default: break
    }
    return filter
  }
}

extension Phrase {
  static let filterMine = Phrase("queue.filter.mine")
  static let filterDays = Phrase("queue.filter.days")
  static let filterClerk = Phrase("queue.filter.clerk")
  static let filterKind = Phrase("queue.filter.kind")
  static let filterTrack = Phrase("queue.filter.track")
  static let filterNone = Phrase("queue.filter.none")
}
