// One kawasan: its villages, what it has of the five kinds, and its groups from hulu to off-farm with who buys from them.
import LoketModel
import LoketRegistry
import LoketWidgets

struct AreaScreen: RecordScreen {
  let area: String
  var page = RecordPage()

  init(area: String) { self.area = area }

  var ref: RecordRef { RecordRef(.area, area) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleArea) }
  func hint(_ context: Context) -> String { context.word(.hintArea) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.area")) }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .group(let id): context.open(GroupScreen(group: id))
    case .resource(let id): resource(id, &context)
    default: return
    }
  }

  // MARK: Actions

  func menu(_ context: Context) -> ActionMenu {
    let why = context.whyNot(.groups) ?? Actions.closed(ref, context)
    return ActionMenu(
      title: context.registry.area(area)?.name ?? "",
      actions: [
        ActionMenu.Action("resource", context.word(.actionNewResource), why: why),
        ActionMenu.Action("villages", context.word(.actionAreaVillages), why: why),
        ActionMenu.Action("change", context.word(.actionChangeArea), why: why),
      ])
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("resource"): resource(nil, &context)
    case .chosen("villages"): context.open(AreaVillagesScreen(area: area, context))
    case .chosen("change"):
      if let setting = SettingKind.of(.area) { context.open(SettingFormScreen(setting, id: area, context)) }
    default: return
    }
  }

  private func resource(_ id: String?, _ context: inout Context) {
    guard let setting = SettingKind.of(.resource) else { return }
    if let why = setting.refusal(context) ?? Actions.closed(ref, context) { return context.say(.info, why) }
    context.open(SettingFormScreen(setting, id: id, given: ["area": area], context))
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.area(self.area) else { return }
    let standing = AreaBook(context.registry, day: context.today).standing(found.id)
    frame.put(found.name ?? "", row: area.top, column: 1, style: .title, width: area.columns - 2)
    let figures = context.text(
      .areaFigures,
      [
        "villages": Figures.grouped(standing.villages.count), "groups": Figures.grouped(standing.groups.count),
        "people": Figures.grouped(standing.people.count), "resources": Figures.grouped(standing.resources.count),
      ])
    frame.put(figures, row: area.top + 1, column: 1, width: area.columns - 2)
    let banner = context.registry.isVoid(ref) ? Voiding.mark(ref, context) : Conflicts.banner(ref, context)
    RecordBanner.draw(banner, into: &frame, row: area.top + 2, columns: area.columns)
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.area(area) else { return sheet }
    let book = AreaBook(context.registry, day: context.today)
    let standing = book.standing(area)
    sheet.conflicts(of: ref, context)
    if let program = found.program {
      let name = context.registry.program(program)?.name ?? context.word(.recordUnknown)
      sheet.pair((FieldWords.label(.area, "program", context), name))
    }
    let villages = standing.villages.map { Lookups.villageName($0, context.regions) }.sorted()
    sheet.heading(context.word(.areaVillages), empty: villages.isEmpty ? context.word(.areaNoVillages) : nil)
    if !villages.isEmpty { sheet.text(villages.joined(separator: ", ")) }
    if let note = found.note { sheet.pair((FieldWords.label(.area, "note", context), note)) }
    addResources(standing, to: &sheet, context)
    addChain(standing, book.groups, to: &sheet, context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  private func addResources(_ standing: AreaStanding, to sheet: inout Sheet, _ context: Context) {
    for kind in CodeList.resourceKind.codes {
      let resources = standing.resources(of: kind.code)
      sheet.heading(
        context.text(.areaResources, ["kind": kind.name(context.language).lowercased()]),
        empty: resources.isEmpty ? context.word(.noneYet) : nil)
      for resource in resources {
        let amount = resource.amount.flatMap { Int($0) }.map { $0.grouped } ?? ""
        let size = [amount, resource.unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        sheet.row(
          [(resource.name ?? "", 0), (size, 20), (resource.agency ?? "", 24)], target: .resource(resource.id))
      }
    }
  }

  /// Hulu, on-farm, hilir, off-farm, and who buys at the end; a place without a group is said.
  private func addChain(_ standing: AreaStanding, _ groups: GroupBook, to sheet: inout Sheet, _ context: Context) {
    for role in CodeList.chainRole.codes.map({ Optional($0) }) + [nil] {
      let here = standing.groups(in: role?.code)
      if role == nil, here.isEmpty { continue }
      let name = role?.name(context.language) ?? context.word(.areaChainUnknown)
      sheet.heading(
        context.text(.areaChain, ["role": name]), empty: here.isEmpty ? context.word(.areaChainGap) : nil)
      for group in here {
        let buyer = group.offTaker.flatMap { context.registry.partner($0)?.name }
        let outside = standing.isOutside(group) ? context.word(.areaOutside) : nil
        sheet.row(
          [
            (group.name ?? "", 0), (context.code(.businessField, group.field), 11),
            (people(of: group, groups, context), 9),
            (outside ?? buyer.map { context.text(.areaSellsTo, ["name": $0]) } ?? "", 26),
          ], target: .group(group.id), style: outside == nil ? .value : .check)
      }
    }
  }

  private func people(of group: Group, _ groups: GroupBook, _ context: Context) -> String {
    context.text(.areaGroupPeople, ["count": Figures.grouped(groups.standing(group.id).everybody.count)])
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    let resources = AreaBook(context.registry, day: context.today).standing(area).resources
    return [(ref, "")] + resources.map { (ref: RecordRef(.resource, $0.id), about: $0.name ?? "") }
  }
}

extension Phrase {
  static let titleArea = Phrase("app.title.area")
  static let hintArea = Phrase("app.hint.area")
  static let actionNewResource = Phrase("app.action.newResource")
  static let actionAreaVillages = Phrase("app.action.areaVillages")
  static let actionChangeArea = Phrase("app.action.changeArea")
  static let areaFigures = Phrase("app.area.figures")
  static let areaVillages = Phrase("record.area.villages")
  static let areaNoVillages = Phrase("app.area.noVillages")
  static let areaResources = Phrase("app.area.resources")
  static let areaChain = Phrase("app.area.chain")
  static let areaChainGap = Phrase("app.area.chainGap")
  static let areaChainUnknown = Phrase("app.area.chainUnknown")
  static let areaOutside = Phrase("app.area.outside")
  static let areaSellsTo = Phrase("app.area.sellsTo")
  static let areaGroupPeople = Phrase("app.area.groupPeople")
}
