// The form of one record by its row of fields: what Pengaturan sets up, and what belongs to programmes.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SettingFormScreen: FormScreen {
  static let draftKind = "settings"

  let setting: SettingKind
  /// The record that is changed; a new one has its id from the start, but an account, whose id is its login.
  let id: String
  let isNew: Bool
  private let basis: Basis?
  /// What a new record says besides its form: to which programme or wave it belongs.
  private let given: [String: String]
  var hand: FormInHand

  /// - Parameters:
  ///   - given: of a new record, by field.
  ///   - proposed: what stands in the form of a new record, by field.
  ///   - begins: the field to begin in, where those before it are known; nil for the first.
  init(
    _ setting: SettingKind, id: String?, given: [String: String] = [:], proposed: [String: String] = [:],
    begins: String? = nil, _ context: Context
  ) {
    var values: [String: String] = [:]
    if let id {
      for (name, value) in context.registry.values(RecordRef(setting.kind, id)) {
        values["s.\(name)"] = RecordForm.shown(name, value)
      }
      values["s.login"] = id
    } else {
      values["s.active"] = setting.fields.contains { $0.hasSuffix(".active") } ? "yes" : nil
      for (name, value) in proposed { values["s.\(name)"] = value }
    }
    let section = SettingFormScreen.section(setting, id: id, given, context)
    var form = Form(sections: [section], values: values, texts: RecordForm.texts(context))
    for spec in form.specs where spec.input == .lookup && !form.value(spec.id).isEmpty {
      let value = form.value(spec.id)
      form.set(spec.id, value, name: Lookups.name(RecordForm.fieldName(spec.id), value, context))
    }
    if let begins { form.focus(on: "s.\(begins)") }
    form.markSaved()
    self.init(
      setting, id: id ?? context.newIdentifier().description, isNew: id == nil,
      basis: id.map { context.registry.basis(RecordRef(setting.kind, $0)) }, given: id == nil ? given : [:],
      FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(
    _ setting: SettingKind, id: String, isNew: Bool, basis: Basis?, given: [String: String], _ hand: FormInHand
  ) {
    self.setting = setting
    self.id = id
    self.isNew = isNew
    self.basis = basis
    self.given = given
    self.hand = hand
  }

  static func resume(_ draft: Draft, _ context: Context) -> SettingFormScreen? {
    guard let kind = draft.values["kind"],
      let setting = SettingKind.of(RecordKind(rawValue: kind), part: draft.values["part"] ?? ""),
      let id = draft.values["id"]
    else { return nil }
    let basis = draft.values["basis"].flatMap { Basis($0) }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in
      section(setting, id: basis == nil ? nil : id, given(draft), context)
    }
    return SettingFormScreen(
      setting, id: id, isNew: basis == nil, basis: basis, given: given(draft), FormInHand(form, draftID: draft.id))
  }

  /// What stood of the record beside the form. The form's own archive says "given." of fields that stand in it.
  static func given(_ draft: Draft) -> [String: String] {
    draft.values.reduce(into: [:]) { given, row in
      if row.key.hasPrefix(beside) { given[String(row.key.dropFirst(beside.count))] = row.value }
    }
  }
  private static let beside = "beside."

  /// What names a record that exists is not asked again. It says whose record it is; of several PCs which one this is.
  private static func section(
    _ setting: SettingKind, id: String?, _ given: [String: String], _ context: Context
  ) -> FormSection {
    let isNew = id == nil
    let fields = setting.fields.filter { isNew || !setting.naming.contains($0) }
    let label = id.flatMap { context.registry.value(RecordRef(setting.kind, $0), "label") }
    return FormSection(
      id: "s",
      title: [context.word(setting.title), label ?? owner(setting.kind, id, given, context)].compactMap { $0 }
        .joined(separator: ": "),
      fields: fields.enumerated().compactMap { index, name in
        FormField.named(name)?.spec(
          id: "s.\(RecordForm.fieldName(name))", place: .below,
          isRequired: (index == 0 && !setting.isAddition) || setting.required.contains(name),
          context)
      })
  }

  /// Whose record it is: the person of a grant, the group of a visit; nil where it belongs to nobody.
  private static func owner(
    _ kind: RecordKind, _ id: String?, _ given: [String: String], _ context: Context
  ) -> String? {
    guard let field = FieldTable.kinds.first(where: { $0.kind == kind })?.ownerField,
      case .record(let ownerKind)? = FieldTable.rule(kind, field)?.form
    else { return nil }
    let value = given[field] ?? id.flatMap { context.registry.value(RecordRef(kind, $0), field) }
    return value.map { ConflictItems.name(RecordRef(ownerKind, $0), context) }
  }

  func refusal(_ context: Context) -> String? { setting.refusal(context) }
  func title(_ context: Context) -> String { context.word(isNew ? .settingsNew : .titleChange) }

  func helpTopic(_ context: Context) -> HelpTopic {
    let name = RecordForm.fieldName(hand.form.focus)
    return .field(setting.fields.first { $0 == name || $0.hasSuffix(".\(name)") } ?? name)
  }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in
      guard !form.value(id).isEmpty else { return nil }
      let found = screen.findings(form, context).filter { $0.field == RecordForm.fieldName(id) }
      return found.max { $0.level < $1.level }.map { RecordForm.fieldMessage($0, context.wording) }
    }
    // A promotion is of something that its own producer offers.
    if let producer = given["producer"] ?? context.registry.value(record, "producer") {
      world.find = { id, typed in
        RecordForm.fieldName(id) == "product"
          ? Lookups.products(of: producer, matching: typed, context)
          : Lookups.choices(RecordForm.fieldName(id), matching: typed, context)
      }
    }
    return world
  }

  private func findings(_ form: Form, _ context: Context) -> [Finding] {
    var values = given
    if setting.kind == .office { values["village"] = id }
    for (field, value) in form.values {
      let name = RecordForm.fieldName(field)
      values[name] = RecordForm.stored(name, value, today: context.today)
    }
    values["login"] = values["login"]?.lowercased()
    let subject = RuleSubject(
      kind: setting.kind, values: values, changed: Set(setting.fields.map(RecordForm.fieldName) + given.keys),
      today: context.today,
      officeVillage: context.session.office, regions: context.regions)
    return Rules.findings(for: subject) + ownFindings(values, context)
  }

  /// What only the registry knows: a login that is taken, the last supervisor.
  private func ownFindings(_ values: [String: String], _ context: Context) -> [Finding] {
    if setting.kind == .theme, isNew, context.registry.exists(record) {
      return [Finding(rule: "theme.taken", field: "track", level: .error, message: Message(.themeTaken))]
    }
    if setting.kind == .device { return Visits.doubts(ofLetter: values["letter"], of: id, context) }
    guard setting.kind == .account else {
      return RoomFindings.findings(setting.kind, id: id, values: values, context)
        + MentorFindings.findings(record, isNew: isNew, values, context)
    }
    let login = values["login"] ?? id
    if isNew, context.registry.exists(RecordRef(.account, login)) {
      return [
        Finding(rule: "account.taken", field: "login", level: .error, message: Message(.loginTaken, ["login": login]))
      ]
    }
    let supervises = { (role: String?, active: String?) in
      Permission.reviewEntries.allows(Role(stored: role)) && active != "no"
    }
    let others = context.registry.all(.account).contains { ref in
      ref.id != login && supervises(context.registry.value(ref, "role"), context.registry.value(ref, "active"))
    }
    guard !others, !supervises(values["role"], values["active"]) else { return [] }
    return [Finding(rule: "account.lastSupervisor", field: "role", level: .error, message: Message(.lastSupervisor))]
  }

  func draft(_ context: Context) -> Draft? {
    var more = ["kind": setting.kind.rawValue, "id": id]
    if !setting.part.isEmpty { more["part"] = setting.part }
    if let basis { more["basis"] = basis.text }
    for (field, value) in given { more[SettingFormScreen.beside + field] = value }
    return hand.draft(kind: SettingFormScreen.draftKind, title: called(context), more: more, context)
  }

  /// What the record is called: by its own name, else by whose it is; empty while neither is known.
  private func called(_ context: Context) -> String {
    let own = ["s.name", "s.label", "s.title"].map(hand.form.value).first { !$0.isEmpty }
    if let own { return own }
    if !isNew || context.registry.exists(record) { return ConflictItems.name(record, context) }
    return given["person"].map { ConflictItems.name(RecordRef(.person, $0), context) } ?? ""
  }

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    guard isNew && !given.isEmpty || hand.form.isChanged else { return context.say(.info, .nothingToSave) }
    let remarks = findings(hand.form, context).map { FormInHand.Remark(field: "s.\($0.field)", finding: $0) }
      .filter { hand.form.spec($0.field) != nil }
    guard hand.maySave(remarks, &context) else { return }
    hand.save(edits(context), &context)
  }

  /// The record: some kinds are named by what stands in the form.
  private var record: RecordRef {
    guard isNew else { return RecordRef(setting.kind, id) }
    switch setting.kind {
    // Caps Lock is no reason to refuse a name.
    case .account: return RecordRef(.account, hand.form.value("s.login").trimmed.lowercased())
    case .theme: return .theme(village: hand.form.value("s.village"), track: hand.form.value("s.track"))
    case .mentorship: return .mentorship(group: given["group"] ?? "", mentor: hand.form.value("s.mentor"))
    default: return RecordRef(setting.kind, id)
    }
  }

  private func edits(_ context: Context) -> [Edit] {
    let changed = isNew ? hand.form.values : hand.form.changedValues
    let changes = changed.sorted { $0.key < $1.key }.compactMap { field, value -> FieldChange? in
      let name = RecordForm.fieldName(field)
      return name == "login" ? nil : FieldChange(name, RecordForm.stored(name, value, today: context.today))
    }
    let all = given.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) } + changes
    let edits =
      basis.map { context.registry.plan(changes, on: record, basis: $0) } ?? newEdits(all, context)
    return edits + promotions(all, context) + [context.entry(setting.action, about: record)]
  }

  /// A mentor who comes back to a group was here before: that record goes on.
  private func newEdits(_ changes: [FieldChange], _ context: Context) -> [Edit] {
    guard setting.kind == .mentorship, context.registry.exists(record) else { return [Edit(on: record, set: changes)] }
    return context.registry.plan(
      changes + [FieldChange("until", nil)], on: record, basis: context.registry.basis(record))
  }

  /// Seats that a class gets more, or no longer needs: whoever waits for one moves up in the same save.
  private func promotions(_ changes: [FieldChange], _ context: Context) -> [Edit] {
    guard setting.kind == .trainingClass else { return [] }
    let value = { (field: String) -> String? in
      changes.last { $0.field == field }.map { $0.value } ?? context.registry.value(record, field)
    }
    guard let wave = value("wave"), let track = value("track") else { return [] }
    let seats = value("state") == "cancelled" ? 0 : value("capacity").flatMap { Int($0) } ?? 0
    return context.registry.promotions(
      in: context.registry.pool(wave: wave, track: track), with: SeatChanges(capacities: [record.id: seats]),
      on: context.today, workDay: context.workDay
    ).edits
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(record))
    context.say(.info, .settingsSaved, ["name": called(context)])
    if setting.kind == .account, isNew { context.open(PINScreen(.other, of: record.id, context)) }
  }

}

extension Phrase {
  static let settingsNew = Phrase("app.settings.newRecord")
  static let settingsSaved = Phrase("app.settings.saved")
  static let themeTaken = Phrase("app.theme.taken")
  static let loginTaken = Phrase("app.settings.loginTaken")
  static let lastSupervisor = Phrase("app.settings.lastSupervisor")
}
