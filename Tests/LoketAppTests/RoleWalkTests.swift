// Must show 6: every role walks by keys through every screen that it can reach; the key line and the menus never lie.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// An account `tamu` of this role, signed in at Beranda.
  mutating func signIn(as role: Role) {
    save([
      Edit(
        on: RecordRef(.account, "tamu"),
        set: [FieldChange("name", "TAMU"), FieldChange("role", role.rawValue), FieldChange("active", "yes")])
    ])
    send(.setPIN(login: "tamu", pin: "20202"))
    goHome()
    press(.control("k"), .character("t"))
    type("20202")
    press(.enter)
  }
}

@Suite("Every role, by keys")
struct RoleWalkTests {
  // MARK: The office

  /// The sample with an account `tamu` of this role, signed in.
  private static func desk(_ role: Role, language: Language = .indonesian) -> Desk {
    var desk = Desk.withSample(language: language)
    desk.save([
      Edit(
        on: RecordRef(.partner, "0a"), set: [FieldChange("name", "PT SINAR"), FieldChange("phone", "+6281111222233")])
    ])
    desk.signIn(as: role)
    return desk
  }

  @Test("Who may not enter is told how to search, and that another Loket saves only where one does")
  func observerOnBeranda() {
    var desk = Self.desk(.observer)
    #expect(desk.sees("untuk mencari.") && !desk.sees("di layar Loket lain"))
    desk.state.session.isReadOnly = true
    #expect(desk.sees("Menyimpan: di layar Loket lain"))
  }

  // MARK: The walk

  /// One screen that was reached, and what its menu or its key line offered.
  private struct Found {
    var screens: Set<String> = []
    /// Menu entries that are on, and those that are off with their sentences, by `screen entry`.
    var on: Set<String> = []
    var off: [String: String] = [:]
    var effects: [Effect] = []
    var lies: [String] = []
    var numbers: [String] = []
  }

  private static func name(_ screen: any Screen) -> String { String(describing: type(of: screen)) }

  /// Where a key led: the screen, and of one that lies over another what it offers and about what.
  private static func place(_ desk: Desk) -> String {
    guard let top = desk.state.layers.last else { return "" }
    let below = top.isOverlay ? desk.state.layers.dropLast().last.map(name) ?? "" : ""
    let offers = menu(desk)?.actions.map { $0.id + ($0.why == nil ? "+" : "-") }.joined(separator: " ") ?? ""
    // Of a page which kind of row is selected: Enter and the row's own actions depend on it.
    let row = frameRow(desk, of: top)
    return "\(name(top)) \(below) \(offers) \(row)"
  }

  private static func frameRow(_ desk: Desk, of top: any Screen) -> String {
    guard let page = top as? any RecordScreen, let target = page.selected(Context(desk.state, world: nil)) else {
      return ""
    }
    return String(String(describing: target).prefix { $0 != "(" })
  }

  /// A NIK or No. KK whole, as stored or as shown, or a telephone number.
  private static func wholeNumber(_ text: String, phones: Bool) -> String? {
    let digits = text.split(whereSeparator: { !$0.isNumber && $0 != " " }).map { $0.filter(\.isNumber) }
    if let number = digits.first(where: { $0.count == 16 && $0.hasPrefix("33760") }) { return number }
    return !phones ? nil : ["0812-3456-7890", "081234567890"].first { text.contains($0) }
  }

  private static func menu(_ desk: Desk) -> ActionMenu? {
    switch desk.state.layers.last {
    case let screen as ActionsScreen: screen.menu
    case let screen as MenuScreen: screen.menu(Context(desk.state, world: nil))
    default: nil
    }
  }

  /// Presses everything that may do something, from screen to screen, each kind of screen once.
  private static func walk(_ role: Role) -> Found {
    var found = Found()
    var seen: Set<String> = []
    var waiting = [desk(role)]
    let keys: [[Key]] =
      [
        [.function(2)], [.function(4)], [.function(6)], [.function(7)], [.function(8)], [.function(10)], [.enter],
        [.down],
        [.down, .enter], [.down, .down, .enter], [.end, .enter],
      ] + (0...9).map { [.character(Character(String($0)))] }
    while !waiting.isEmpty {
      let here = waiting.removeFirst()
      guard seen.insert(place(here)).inserted else { continue }
      let top = here.state.layers.last.map(name) ?? ""
      found.screens.insert(top)
      if let number = wholeNumber(here.screen, phones: !Permission.seePhones.allows(role)),
        !Permission.seeNumbers.allows(role)
      {
        found.numbers.append("\(number) \(place(here))")
      }
      if let menu = menu(here) { look(menu, from: here, role, &found, &waiting) }
      if here.state.layers.count == 1 { waiting += searches(here) }
      let available = here.state.layers.last?.commands(Context(here.state, world: nil)) ?? [:]
      for way in keys {
        var next = here
        let before = next.effects.count
        for key in way { next.press(key) }
        found.effects += next.effects.dropFirst(before)
        let said = next.state.status?.text ?? ""
        if let command = way.count == 1 ? KeyTable.command(for: way[0]) : nil {
          switch available[command] ?? .off(nil) {
          case .on, .named:
            if said.hasPrefix("Hanya untuk") { found.lies.append("\(place(here)) \(command): \(said)") }
          case .off(let why):
            if let why, said != why { found.lies.append("\(place(here)) \(command) is off and says \(said)") }
          }
        }
        if next.state.session.account == "tamu", place(next) != place(here) { waiting.append(next) }
      }
    }
    return found
  }

  /// Beranda with somebody found: pages of a household and of people are reached from there.
  private static func searches(_ desk: Desk) -> [Desk] {
    ["SITI", "BUDI", "SLAMET"].map { text in
      var next = desk
      next.type(text)
      next.press(.enter)
      return next
    }
  }

  private static func look(
    _ menu: ActionMenu, from desk: Desk, _ role: Role, _ found: inout Found, _ waiting: inout [Desk]
  ) {
    let owner = desk.state.layers.dropLast().last.map(name) ?? ""
    for (index, action) in menu.actions.enumerated() where !["signOut", "quit"].contains(action.id) {
      let entry = "\(desk.state.layers.last is MenuScreen ? "MenuScreen" : owner) \(action.id)"
      var next = desk
      next.press(.home)
      for _ in 0..<index { next.press(.down) }
      next.press(.enter)
      let said = next.state.status?.text ?? ""
      if let why = action.why {
        found.off[entry] = why
        if said != why || place(next) != place(desk) { found.lies.append("\(entry) is off and says \(said)") }
      } else {
        found.on.insert(entry)
        if said.hasPrefix("Hanya untuk") { found.lies.append("\(entry) is on and says \(said)") }
        waiting.append(next)
      }
    }
  }

  // MARK: What is held

  /// Each entry of a menu, with what it needs. Entries that everybody may use are not among them.
  private static let entries: [String: Permission] = [
    "MenuScreen register": .registerPeople, "MenuScreen households": .readPeople,
    "MenuScreen work": .readParticipants, "MenuScreen assign": .assign, "MenuScreen duplicates": .readPeople,
    "MenuScreen field": .readPeople, "MenuScreen programs": .readPeople, "MenuScreen blankForm": .printPapers,
    "MenuScreen reports": .readPeople,
    "WorkScreen tracks": .readParticipants, "WorkScreen themes": .readPeople, "WorkScreen hubs": .readPeople,
    "PersonScreen assign": .assign,
    "PersonScreen place": .place, "PersonScreen skill": .changePeople, "PersonScreen correct": .changePeople,
    "PersonScreen move": .changePeople, "PersonScreen standing": .changePeople, "PersonScreen void": .voidRecords,
    "PersonScreen papers": .changePeople, "PersonScreen looks": .seeTrace, "PersonScreen complete": .recordOutcome,
    "PersonScreen drop": .recordOutcome, "PersonScreen withdraw": .recordOutcome,
    "PersonScreen correctPlacement": .place, "PersonScreen end": .place, "PersonScreen voidPlacement": .voidRecords,
    "HouseholdScreen correct": .changePeople, "HouseholdScreen members": .registerPeople,
    "HouseholdScreen void": .voidRecords, "HouseholdScreen receipt": .printPapers,
    "HouseholdScreen looks": .seeTrace, "FieldRoundScreen visit.visited": .fieldRounds,
    "FieldRoundScreen correct": .changePeople, "FieldRoundScreen paper": .printPapers,
    "FieldPlacesScreen begin": .fieldRounds, "PairScreen same": .joinPairs, "PairScreen different": .answerPairs,
  ]

  /// Screens on which something is changed or leaves the program, with what they need.
  private static let screens: [String: Permission] = [
    "AssignmentScreen": .assign, "PlacementScreen": .place, "PaperScreen": .printPapers, "PrinterScreen": .printers,
    "IdleScreen": .devices, "LooksScreen": .seeTrace, "HouseholdListScreen": .readPeople,
    "HouseholdScreen": .readPeople, "FieldPlacesScreen": .readPeople, "FieldRoundScreen": .readPeople,
    "DuplicateListScreen": .readPeople, "TrackListScreen": .readParticipants, "PersonScreen": .readParticipants,
    "JoinScreen": .joinPairs, "ProgramListScreen": .readPeople, "ReportsScreen": .readPeople,
    "ReportPeopleScreen": .readPeople,
    "WorkScreen": .readParticipants, "ThemeListScreen": .readPeople, "HubListScreen": .readPeople,
  ]

  @Test(
    "Each screen and each entry of its menus is there for whom the table names, and off with who may for the rest",
    arguments: Role.allCases)
  func everyRole(_ role: Role) {
    let found = Self.walk(role)
    #expect(found.lies == [])
    #expect(found.numbers == [])
    for (entry, needed) in Self.entries.sorted(by: { $0.key < $1.key }) {
      let refusal = needed.refusal(role, Wording(.indonesian))
      if let refusal {
        #expect(!found.on.contains(entry), "\(role) \(entry)")
        if let why = found.off[entry] { #expect(why == refusal, "\(role) \(entry)") }
      } else {
        // It is met, and where it is off it is not for the role.
        let isMet = found.on.contains(entry) || found.off[entry].map { !$0.hasPrefix("Hanya untuk") } == true
        let isReachable = role != .mentor || !entry.hasPrefix("Household") && !entry.hasPrefix("Field")
        if isReachable, !entry.hasPrefix("Pair") { #expect(isMet, "\(role) \(entry)") }
      }
    }
    for (screen, needed) in Self.screens {
      if !needed.allows(role) { #expect(!found.screens.contains(screen), "\(role) \(screen)") }
    }
    // Who meets the page of somebody meets its whole menu.
    if Permission.readParticipants.allows(role) { #expect(found.screens.contains("PersonScreen")) }
    #expect(found.screens.count > 8, "\(found.screens.sorted())")
  }

  @Test("An observer reaches no form but the own PIN, and nothing is saved, printed, parked or set by any key")
  func observer() {
    let found = Self.walk(.observer)
    let forms = ["HouseholdFormScreen", "ReasonScreen", "SettingFormScreen", "VisitFormScreen", "RegisteredScreen"]
    #expect(
      found.screens.intersection(
        forms + Self.screens.keys.filter { Self.screens[$0].map { !$0.allows(.observer) } ?? false }) == [])
    let touching = found.effects.filter { effect in
      switch effect {
      case .save, .print, .setPIN, .changePIN, .keepPrinter, .keepIdle, .keepRound, .storeDraft, .setUp, .setDay: true
      case .backup(.look): false
      case .backup: true
      case .sync(.look): false
      case .sync: true
      default: false
      }
    }
    #expect(touching == [])
    #expect(found.screens.isSuperset(of: ["PersonScreen", "HouseholdScreen", "HouseholdListScreen", "TrackScreen"]))
  }

  @Test("An observer sees numbers masked on the page of a person, in its history, and of the household")
  func masked() {
    var desk = Self.desk(.observer)
    desk.find("BUDI")
    if desk.state.layers.last is HouseholdScreen { desk.press(.enter) }
    #expect(desk.state.layers.last is PersonScreen)
    #expect(desk.sees("NIK 337602******0001"))
    #expect(desk.sees("0812-****-**90"))
    desk.press(.end)
    #expect(desk.sees("337602******0001"))
    #expect(!desk.sees("337602 050868 0001"))
    desk.goHome()
    desk.press(.escape)
    desk.type("JL MELATI 4")
    desk.press(.function(10), .character("2"))
    desk.type("BUDI")
    desk.press(.enter)
    #expect(desk.state.layers.last is HouseholdScreen)
    #expect(desk.sees("337602******0007"))
    #expect(desk.sees("337602******0001"))
    #expect(!desk.sees("337602 120315 0007") && !desk.sees("337602 120310 0001"))
  }

  @Test("Who goes with the participants finds them alone: the others are in no list and open from nowhere")
  func mentor() {
    var desk = Self.desk(.mentor)
    desk.type("BUDI")
    #expect(desk.sees("ditemukan") || !desk.sees("BUDI SANTOSO"))
    desk.press(.enter)
    #expect(desk.state.layers.count == 1)
    desk.press(.escape)
    desk.find("SITI")
    #expect(desk.state.layers.last is PersonScreen)
    #expect(desk.sees("337602******0003"))
    // The way to the household says who may.
    desk.press(.home, .enter)
    #expect(desk.sees("Hanya untuk Petugas loket, Penyelia, Lurah, Pengamat."))
    desk.press(.character("2"))
    #expect(desk.state.layers.last is PlacementScreen)
  }

  @Test("Whoever looks after the PCs opens nobody: the search says so, and settings open")
  func administrator() {
    var desk = Self.desk(.administrator)
    desk.type("S")
    #expect(desk.sees("Hanya untuk Petugas loket, Penyelia, Lurah, Pendamping, Pengamat."))
    #expect(!desk.sees("SITI"))
    desk.press(.function(10), .character("6"), .character("2"), .function(6))
    #expect(desk.state.layers.last is SettingFormScreen)
  }

  @Test("A role that was taken away while a form is open is asked again before it saves")
  func taken() {
    var desk = Self.desk(.clerk)
    desk.press(.function(6))
    desk.type("3376024502900001")
    desk.press(.enter)
    desk.type("SUKARNO")
    desk.save([Edit(on: RecordRef(.account, "tamu"), set: [FieldChange("role", "observer")])])
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves)
    #expect(desk.sees("Hanya untuk Petugas loket, Penyelia."))
    #expect(desk.form.value("p0.name") == "SUKARNO")
  }
}
