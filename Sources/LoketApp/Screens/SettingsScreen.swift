// Pengaturan: what a supervisor sets up. Each thing is a kind of record with its list and its form.
import LoketModel
import LoketRegistry
import LoketWidgets

/// One row of the settings: which records, which fields, who may change them.
struct SettingKind: Equatable {
  let kind: RecordKind
  let title: Phrase
  let note: Phrase
  /// Fields of the form, by their names in `FormField`.
  let fields: [String]
  /// Fields shown in the list, by their names in the record.
  let columns: [(field: String, width: Int)]
  /// Whether F6 adds another.
  let grows: Bool
  /// What somebody must be allowed to change it.
  let permission: Permission
  /// Fields of the form that must not stay empty, besides the first.
  var required: Set<String> = []
  /// Whether the first may stay empty too: the form completes a record that has its name elsewhere.
  var isAddition = false
  /// Fields that name the record: they are asked of a new one alone.
  var naming: Set<String> = []
  /// Under which the queue lists its saves, a code of `CodeList.entryAction`; those of settings wait for nobody.
  var action = "settings"

  /// Which of several forms of one kind of record it is; empty where there is one.
  var part = ""

  static func == (left: SettingKind, right: SettingKind) -> Bool { left.kind == right.kind && left.part == right.part }

  /// Those of Pengaturan, in its order.
  static let all: [SettingKind] = [
    SettingKind(
      kind: .office, title: Phrase("app.settings.office"), note: Phrase("app.settings.officeNote"),
      fields: ["office.name", "office.address", "office.phone", "office.singleOfficer"],
      columns: [("name", 30), ("address", 30)], grows: false, permission: .officeSettings),
    SettingKind(
      kind: .account, title: Phrase("app.settings.accounts"), note: Phrase("app.settings.accountsNote"),
      fields: ["account.login", "account.name", "account.role", "account.active"],
      columns: [("login", 16), ("name", 28), ("role", 16), ("active", 12)], grows: true,
      permission: .accounts, required: ["account.role"], naming: ["account.login"]),
    SettingKind(
      kind: .device, title: Phrase("app.settings.devices"), note: Phrase("app.settings.devicesNote"),
      fields: ["device.label", "device.letter"], columns: [("label", 24), ("letter", 8)], grows: false,
      permission: .devices),
    SettingKind(
      kind: .track, title: Phrase("app.settings.tracks"), note: Phrase("app.settings.tracksNote"),
      fields: [
        "track.name", "track.field", "track.words", "track.device", "track.internet", "track.minimumAge",
        "track.active",
      ], columns: [("name", 30), ("field", 20), ("active", 12)], grows: true, permission: .trackSettings),
    SettingKind(
      kind: .partner, title: Phrase("app.settings.partners"), note: Phrase("app.settings.partnersNote"),
      fields: [
        "partner.name", "partner.sector", "partner.contact", "partner.phone", "partner.address", "partner.active",
        "note",
      ], columns: [("name", 28), ("sector", 20), ("contact", 16), ("active", 12)], grows: true,
      permission: .partnerSettings),
    SettingKind(
      kind: .returnReason, title: Phrase("app.settings.reasons"), note: Phrase("app.settings.reasonsNote"),
      fields: ["returnReason.name", "returnReason.active"], columns: [("name", 40), ("active", 12)], grows: true,
      permission: .officeSettings),
  ]

  static func of(_ kind: RecordKind, part: String = "") -> SettingKind? {
    (all + programs + classes + work + followUps + vacancies + crafts + groups + grants + mentors).first {
      $0.kind == kind && $0.part == part
    }
  }

  /// Why this account may not change it; nil when it may.
  func refusal(_ context: Context) -> String? {
    context.whyNot(permission)
  }
}

/// Settings of one PC or one person: each has a screen of its own and is no record.
private enum OwnSetting: String, CaseIterable {
  case pin, printer, backup, idle

  var title: Phrase {
    switch self {
    case .pin: .ownPIN
    case .printer: .ownPrinter
    case .backup: .backupTitle
    case .idle: .idleTitle
    }
  }

  /// What somebody must be allowed to open it; nil: everybody may.
  var permission: Permission? {
    switch self {
    case .pin: nil
    case .printer: .printers
    // How it stands with the backup is for everybody to see.
    case .backup: nil
    case .idle: .devices
    }
  }

  func open(_ context: inout Context) {
    switch self {
    case .pin: context.open(PINScreen(.own, of: context.account, context))
    case .printer: context.open(PrinterScreen(context))
    case .backup: context.open(BackupScreen(context))
    case .idle: context.open(IdleScreen(context))
    }
  }
}

struct SettingsScreen: Screen {
  /// A kind of record, or what one PC or one person sets for itself.
  private enum Row {
    case records(SettingKind)
    case own(OwnSetting)

    /// What is changed now and then stands last.
    static let all =
      SettingKind.all.filter { $0.kind != .returnReason }.map(Row.records) + OwnSetting.allCases.map(Row.own)
      + SettingKind.all.filter { $0.kind == .returnReason }.map(Row.records)
  }

  private var list = ListView(count: Row.all.count)

  init(_ context: Context) {}

  func title(_ context: Context) -> String { context.word(.titleSettings) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintSettings) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.settings")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened(let index) = list.press(key) {
      carryOut(.chosen(menu(context).actions[index].id), &context)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  /// Every kind can be read by everybody; what it needs is asked where something is changed.
  private func menu(_ context: Context) -> ActionMenu {
    let actions = Row.all.map { row in
      switch row {
      case .records(let setting): ActionMenu.Action(setting.kind.rawValue, context.word(setting.title))
      case .own(let own):
        ActionMenu.Action(own.rawValue, context.word(own.title), why: own.permission.flatMap(context.whyNot))
      }
    }
    return ActionMenu(title: context.word(.titleSettings), actions: actions)
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { open(option, &context) }
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen(let id): open(id, &context)
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  private func open(_ id: String, _ context: inout Context) {
    if let own = OwnSetting(rawValue: id) { return own.open(&context) }
    guard let setting = SettingKind.all.first(where: { $0.kind.rawValue == id }) else { return }
    context.open(SettingListScreen(setting, context))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    list.draw(
      into: &frame, row: area.top + 1, column: 0, width: area.columns, height: area.height - 1,
      columns: [ListColumn("", width: 3), ListColumn("", width: 20), ListColumn("", width: 40, grows: 1)], empty: ""
    ) { index in
      let number = String((index + 1) % 10)
      switch Row.all[index] {
      case .own(let own):
        return ListRow([number, context.word(own.title), own.permission.flatMap(context.whyNot) ?? ""])
      case .records(let setting):
        let refusal = setting.refusal(context).map { " (\($0))" } ?? ""
        return ListRow([number, context.word(setting.title), context.word(setting.note) + refusal])
      }
    }
  }
}

/// The records of one setting.
struct SettingListScreen: Screen {
  let setting: SettingKind
  private var ids: [String] = []
  private var list = ListView()

  init(_ setting: SettingKind, _ context: Context) {
    self.setting = setting
    load(context)
  }

  func title(_ context: Context) -> String { context.word(setting.title) }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [.help: .on, .find: .on, .back: .on, .menu: .on]
    let refusal = setting.refusal(context)
    if setting.grows { commands[.new] = refusal.map { .off($0) } ?? .on }
    if setting.kind == .account {
      commands[.actions] = refusal.map { .off($0) } ?? .named(context.word(.keySetPIN))
    }
    return commands
  }

  func hint(_ context: Context) -> String { context.word(setting.grows ? .hintSettingsList : .hintSettingsFixed) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.settings")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    ids = registry.all(setting.kind).map(\.id).sorted { left, right in
      let names = [left, right].map { registry.value(RecordRef(setting.kind, $0), setting.columns[0].field) ?? $0 }
      return names[0] != names[1] ? names[0] < names[1] : left < right
    }
    list.reload(count: ids.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), ids.indices.contains(index) else { return }
    if let refusal = setting.refusal(context) { return context.say(.info, refusal) }
    context.open(SettingFormScreen(setting, id: ids[index], context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(SettingFormScreen(setting, id: nil, context))
    case .actions:
      if ids.indices.contains(list.selected) { context.open(PINScreen.of(ids[list.selected], context)) }
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    if let index = ids.firstIndex(of: record.id) { list.select(index) }
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .pinSet(let login) = event { context.say(.info, .pinGiven, ["login": login]) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let columns = setting.columns.map { column in
      let field = FormField.named("\(setting.kind.rawValue).\(column.field)") ?? FormField.named(column.field)
      let title = field.map { context.word($0.label) } ?? context.word(.columnLetter)
      return ListColumn(title, width: column.width, grows: 1)
    }
    let foot = foot(context)
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height - (foot == nil ? 0 : 1),
      columns: columns, empty: context.word(.settingsEmpty)
    ) { index in
      let ref = RecordRef(setting.kind, ids[index])
      let isOff = context.registry.value(ref, "active") == "no"
      return ListRow(setting.columns.map { cell($0.field, ref, context) }, style: isOff ? .dim : .plain)
    }
    if let foot {
      frame.put(foot, row: area.top + area.height - 1, column: 2, style: .dim, width: area.columns - 4)
    }
  }

  /// Of the selected account: who set its PIN last, where that was somebody else.
  private func foot(_ context: Context) -> String? {
    guard setting.kind == .account, ids.indices.contains(list.selected) else { return nil }
    let account = RecordRef(.account, ids[list.selected])
    let given = context.registry.entries(about: account.description).last { $0.reason == Entry.pinGiven }
    guard let given, let item = context.registry.history(of: RecordRef(.entry, given.id)).first else { return "" }
    let origin = History.origin(at: item.at, by: item.by, device: item.device, context)
    return context.text(.pinGivenBy, ["login": account.id, "origin": origin])
  }

  private func cell(_ field: String, _ ref: RecordRef, _ context: Context) -> String {
    let value = context.registry.value(ref, field)
    switch field {
    case "login": return ref.id
    case "role": return CodeList.role.name(of: value ?? "", context.language)
    case "field": return CodeList.trackField.name(of: value ?? "", context.language)
    case "active": return value == "no" ? context.word(.settingsOff) : ""
    default: return value ?? ""
    }
  }
}

extension Phrase {
  static let titleSettings = Phrase("app.title.settings")
  static let hintSettings = Phrase("app.hint.settings")
  static let hintSettingsFixed = Phrase("app.hint.settingsFixed")
  static let hintSettingsList = Phrase("app.hint.settingsList")
  static let ownPIN = Phrase("app.settings.ownPIN")
  static let ownPrinter = Phrase("app.settings.printer")
  static let keySetPIN = Phrase("app.key.setPIN")
  static let settingsEmpty = Phrase("app.settings.empty")
  static let settingsOff = Phrase("app.settings.off")
  static let pinGivenBy = Phrase("app.settings.pinGivenBy")
  static let pinSaved = Phrase("app.settings.pinSaved")
  static let columnLetter = Phrase("app.column.letter")
}
