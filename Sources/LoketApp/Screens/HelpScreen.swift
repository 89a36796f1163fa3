// F1: first what this field wants, then what this screen is for, then every key, with the reason where one is off.
import LoketModel
import LoketWidgets

public enum HelpTopic: Hashable, Sendable {
  /// A field by its name in the record.
  case field(String)
  /// A question that is no field of a record: what it is called, what to answer, and its screen's own text.
  case question(Phrase, help: Phrase, screen: Phrase)
  /// A screen's own text.
  case screen(Phrase)
  /// The keys alone.
  case keys
}

struct HelpScreen: Screen {
  let topic: HelpTopic
  let available: [Command: Availability]
  var pager: TextPager?

  init(about topic: HelpTopic, keys available: [Command: Availability]) {
    self.topic = topic
    self.available = available
  }

  var opensToNobody: Bool { true }
  func title(_ context: Context) -> String { context.word(.titleHelp) }
  func commands(_ context: Context) -> [Command: Availability] { [.back: .on, .menu: .on] }
  func hint(_ context: Context) -> String { context.word(.hintHelp) }

  mutating func appear(_ context: inout Context) {
    pager = TextPager(title: context.word(.titleHelp), text: text(context))
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    let room = ScreenFrame.body(of: context.size).count
    let outcome = pager?.press(key, width: context.size.columns - 4, height: room)
    if outcome == .closed { context.close() }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    pager?.draw(into: &frame, row: area.top, column: 2, width: area.columns - 4, height: area.height)
  }

  private func text(_ context: Context) -> String {
    var parts: [String] = []
    switch topic {
    case .field(let name):
      if let field = FormField.named(name) {
        parts.append(HelpScreen.headed(field.label, field.help, context))
        if field.isPicked { parts.append(context.word(.helpPick)) }
      }
      parts.append(context.word(.helpForms))
    case .question(let label, let help, let screen):
      parts += [HelpScreen.headed(label, help, context), context.word(screen)]
    case .screen(let phrase):
      parts.append(context.word(phrase))
      if HelpScreen.rolePhrases.contains(phrase), !context.account.isEmpty { parts.append(role(context)) }
    case .keys: break
    }
    parts.append(context.word(.helpKeysTitle) + "\n" + keys(context))
    parts.append(context.word(.helpMoving))
    return parts.joined(separator: "\n\n")
  }

  /// The first help that somebody reads says what this person may do.
  private static let rolePhrases = [Phrase("help.start"), Phrase("help.menu")]

  private func role(_ context: Context) -> String {
    let words = { (permissions: [Permission]) in
      permissions.map { "- " + context.word($0.words) }.joined(separator: "\n")
    }
    let rows = Permission.table.map(\.permission)
    let others = rows.filter { !$0.allows(context.role) }
    let title = context.text(.helpRole, ["role": context.role.name(context.language)]).uppercased()
    let may = title + "\n" + words(rows.filter { $0.allows(context.role) })
    return others.isEmpty ? may : may + "\n\n" + context.word(.helpRoleNot) + "\n" + words(others)
  }

  private static func headed(_ label: Phrase, _ help: Phrase, _ context: Context) -> String {
    context.word(label).trimmed.uppercased() + "\n" + context.word(help)
  }

  private func keys(_ context: Context) -> String {
    let table = KeyTable(words: KeyWords.all(context.wording), available: available)
    return table.help.map { item in
      let name = "\(item.row.keyName) \(item.row.twinName)"
      let off = item.isOn || available.isEmpty ? "" : " — " + (item.why ?? context.word(.keyOffHere))
      return name + String(repeating: " ", count: max(14 - name.count, 1)) + item.words + off
    }.joined(separator: "\n")
  }
}

extension Phrase {
  static let helpRole = Phrase("help.role")
  static let helpRoleNot = Phrase("help.roleNot")
  static let titleHelp = Phrase("app.title.help")
  static let hintHelp = Phrase("app.hint.help")
  static let helpPick = Phrase("help.pick")
  static let helpForms = Phrase("help.forms")
  static let helpKeysTitle = Phrase("help.keys")
  static let helpMoving = Phrase("help.moving")
}
