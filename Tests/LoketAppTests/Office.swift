// An office as the tests need it: keys that register a family, add a clerk, assign and place.
import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

extension Desk {
  /// Registers a head with these papers, and no members, by keys from Beranda. Ends on the screen after saving.
  mutating func register(
    _ name: String, nik: String, card: String, device: String = "2", internet: String = "2", occupation: String = "1"
  ) {
    type(nik)
    press(.enter)
    type(name)
    press(.enter)
    type("TEGAL")
    press(.enter)
    type("JL MELATI 4")
    press(.enter)
    type("003001")
    type("2")
    type(occupation)
    press(.enter)
    type(card)
    type("4")
    // An Enter or Tab right after the education's code is swallowed; the next Tab leaves the phone empty.
    for _ in 0..<8 where form.focus != "h.device" { press(.tab) }
    for code in [device, internet] { code.isEmpty ? press(.tab) : type(code) }
    press(.function(2))
    if state.layers.last is ChecksScreen { press(.function(2)) }
  }

  /// The supervisor adds a clerk `petugas1` with the PIN 13579. Ends on the list of accounts.
  mutating func addClerk() {
    press(.function(10), .character("6"), .character("2"), .function(6))
    type("petugas1")
    press(.enter)
    type("RINA WATI")
    press(.enter)
    type("1")
    press(.function(2))
    type("13579")
    press(.enter)
    type("13579")
    press(.function(2))
  }

  /// A head whose birth date is not the NIK's is saved: the doubts are on top.
  mutating func reachChecks() {
    type("3376024502090003")
    press(.enter)
    type("KARTINI")
    press(.tab, .tab)
    type("05081969")
    type("1")
    press(.function(2))
  }

  /// The form on top; an empty one when there is none.
  var form: Form { (state.layers.last as? HouseholdFormScreen)?.form ?? Form(sections: []) }

  /// Goes home from wherever it is, keeping drafts.
  mutating func goHome() {
    while state.layers.count > 1, !(state.layers.last is HomeScreen) {
      let depth = state.layers.count
      press(.escape)
      if state.layers.last is DialogScreen { press(.character("2")) }
      if state.layers.count >= depth { return }
    }
  }

  /// Goes to a place of the menu, whatever its number is.
  mutating func open(_ place: Destination) {
    press(.function(10), .home)
    for _ in 0..<(Destination.allCases.firstIndex(of: place) ?? 0) { press(.down) }
    press(.enter)
  }

  /// F7 and the action of this name, wherever it stands in the menu.
  mutating func act(_ action: String) {
    press(.function(7), .home)
    if choose(action) { return }
    // What belongs to work stands behind the last one.
    press(.end, .enter, .home)
    _ = choose(action)
  }

  private mutating func choose(_ action: String) -> Bool {
    let place = (state.layers.last as? ActionsScreen)?.menu.actions.firstIndex { $0.id == action }
    guard let place else { return false }
    for _ in 0..<place { press(.down) }
    press(.enter)
    return true
  }

  /// Opens the first hit for `text` from Beranda.
  mutating func openPerson(_ text: String) {
    goHome()
    type(text)
    press(.enter)
  }

  /// The values of the newest record of a kind, as the registry shows them.
  func newest(_ kind: RecordKind) -> [String: String] {
    for save in saves.reversed() {
      if let edit = save.edits.last(where: { $0.on.kind == kind }) { return state.registry.values(edit.on) }
    }
    return [:]
  }
}
