// F10: every place of the program under its number, and the way out.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The places that the menu names. Adding a screen to the menu is one case here; the compiler shows the rest.
enum Destination: String, CaseIterable {
  case register, households, work, assign, drafts, settings, queue, duplicates, field, programs
  // What follows is reached by the arrows; the reports come first, right below the last digit.
  case reports, visits, blankForm, conflicts, personalData, sync, help
  // The ten digits are for work; the way out has a key of its own on Beranda.
  case signOut, quit

  var words: Phrase {
    switch self {
    case .register: Phrase("app.menu.register")
    case .households: Phrase("app.menu.households")
    case .work: Phrase("app.menu.work")
    case .programs: Phrase("app.menu.programs")
    case .reports: Phrase("app.menu.reports")
    case .assign: Phrase("app.menu.assign")
    case .drafts: Phrase("app.menu.drafts")
    case .settings: Phrase("app.menu.settings")
    case .duplicates: Phrase("app.menu.duplicates")
    case .help: Phrase("app.menu.help")
    case .signOut: Phrase("app.menu.signOut")
    case .quit: Phrase("app.menu.quit")
    case .blankForm: Phrase("app.menu.blankForm")
    case .field: Phrase("app.menu.field")
    case .visits: Phrase("app.menu.visits")
    case .conflicts: Phrase("app.menu.conflicts")
    case .personalData: Phrase("app.menu.personalData")
    case .queue: Phrase("app.menu.queue")
    case .sync: Phrase("app.menu.sync")
    }
  }

  /// What somebody must be allowed to go there; nil: everybody may.
  var permission: Permission? {
    switch self {
    case .register: .registerPeople
    case .assign: .assign
    case .households, .programs, .duplicates, .field, .visits, .reports: .readPeople
    case .work: .readParticipants
    case .blankForm: .printPapers
    case .conflicts: .readConflicts
    case .personalData: .personalData
    case .queue: .readQueue
    case .sync: .synchronise
    case .drafts, .settings, .help, .signOut, .quit: nil
    }
  }

  func open(_ context: inout Context) {
    switch self {
    case .register: context.open(HouseholdFormScreen.register(context))
    case .households: context.open(HouseholdListScreen(context))
    case .work: context.open(WorkScreen(context))
    case .programs: context.open(ProgramListScreen(context))
    case .reports: context.open(ReportsScreen(context))
    case .assign: context.open(AssignmentScreen(people: [], context))
    case .conflicts: context.open(ConflictListScreen(context))
    case .personalData: context.open(DataDeskScreen(context))
    case .drafts: context.open(DraftListScreen(context))
    case .settings: context.open(SettingsScreen(context))
    case .duplicates: context.open(DuplicateListScreen(context))
    case .help: context.open(HelpScreen(about: .screen(Phrase("help.start")), keys: [:]))
    case .signOut: QuitDialog.carryOut("signOut", &context)
    case .quit: QuitDialog.leave(&context)
    case .blankForm: context.openBlankForm()
    case .field: context.open(FieldPlacesScreen(context))
    case .visits: context.open(VisitListScreen(context))
    case .queue: context.open(QueueScreen(context))
    case .sync: context.open(SyncScreen(context))
    }
  }
}

struct MenuScreen: Screen {
  /// Nil until somebody moves: then the first place to which this person may go.
  var selected: Int?

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on] }
  func hint(_ context: Context) -> String { context.word(.hintActions) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.menu")) }

  func menu(_ context: Context) -> ActionMenu {
    let actions = Destination.allCases.map { place in
      ActionMenu.Action(
        place.rawValue, context.word(place.words), why: place.permission.flatMap(context.whyNot))
    }
    var menu = ActionMenu(title: context.word(.menuTitle), actions: actions)
    if let selected {
      _ = menu.press(.home)
      for _ in 0..<selected { _ = menu.press(.down) }
    }
    return menu
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    var menu = menu(context)
    switch menu.press(key) {
    case .chosen(let id):
      guard let destination = Destination(rawValue: id) else { return }
      context.keepDraft()
      context.close()
      destination.open(&context)
    case .refused(let why): context.say(.info, why)
    case .closed: context.close()
    case .stayed: selected = menu.selected
    case .notMine: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    menu(context).draw(into: &frame, top: area.top, height: area.height)
  }
}

/// Leaving the program or the desk: nothing typed is lost by either.
enum QuitDialog {
  /// - Parameter text: what becomes of the things on the screen; changing the clerk is offered to somebody signed in.
  static func screen(_ context: Context, text: Phrase = .quitText) -> DialogScreen {
    var options = [Dialog.Option("stay", context.word(.quitStay))]
    if context.session.account != nil { options.append(Dialog.Option("signOut", context.word(.quitSignOut))) }
    options.append(Dialog.Option("quit", context.word(.quitNow)))
    let unkept = context.unkeptDrafts.count
    let left = unkept == 0 ? context.word(text) : context.text(.quitTextUnkept, ["count": String(unkept)])
    let said = (context.session.sync.isRunning ? [context.word(.quitSyncText)] : []) + [left]
    return DialogScreen(
      id: "quit",
      dialog: Dialog(
        title: context.word(.quitTitle), text: said.joined(separator: " "), options: options, takesDigits: false),
      help: Phrase("help.quit"))
  }

  /// The question of somebody who leaves from the menu while a sync is under way.
  static let duringSync = "quit during sync"

  /// Leaves at once, unless that would break off a sync.
  static func leave(_ context: inout Context) {
    guard context.session.sync.isRunning else { return carryOut("quit", &context) }
    let options = [Dialog.Option("stay", context.word(.quitSyncStay)), Dialog.Option("quit", context.word(.quitSync))]
    context.open(
      DialogScreen(
        id: duringSync,
        dialog: Dialog(
          title: context.word(.quitTitle), text: context.word(.quitSyncText), options: options, takesDigits: false),
        help: Phrase("help.quit")))
  }

  static func carryOut(_ option: String, _ context: inout Context) {
    switch option {
    case "signOut":
      context.keepDraft(durably: true)
      context.goHome(then: SignInScreen())
      context.signOut()
    case "quit":
      context.keepDraft(durably: true)
      context.ask(for: .quit)
    default: return
    }
  }
}

extension Phrase {
  static let menuTitle = Phrase("app.menu.title")
  static let quitTitle = Phrase("app.quit.title")
  static let quitText = Phrase("app.quit.text")
  static let quitTextUnkept = Phrase("app.quit.textUnkept")
  static let quitSyncText = Phrase("app.quit.syncText")
  static let quitSyncStay = Phrase("app.quit.syncStay")
  static let quitSync = Phrase("app.quit.sync")
  static let quitSetUpText = Phrase("app.quit.setUpText")
  static let quitSignInText = Phrase("app.quit.signInText")
  static let quitStay = Phrase("app.quit.stay")
  static let quitSignOut = Phrase("app.quit.signOut")
  static let quitNow = Phrase("app.quit.now")
}
