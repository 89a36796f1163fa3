// Before somebody has signed in nothing opens: no key, no menu and no event leads past the sign-in, and no name is shown.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Nobody at the desk")
struct NobodyAtDeskTests {
  private static let allKeys: [Key] =
    (1...10).map { .function($0) } + "0123456789".map { .character($0) }
    + "gsdpfntuqk".map { .control($0) } + [.enter, .down, .escape]

  /// Each way to stand before the program without being signed in.
  private static func ways() -> [(name: String, desk: Desk)] {
    var desk = Desk.withSample()
    desk.addClerk()
    desk.goHome()
    var ways: [(String, Desk)] = [("set-up", Desk()), ("sign-in", desk.startedAnew())]
    for (name, keys) in [
      ("Beranda", []), ("the households", [.function(10), .character("2")]), ("the menu", [.function(10)]),
      ("a form", [.function(6), .tab]), ("the queue", [.function(10), .character("7")]),
    ] as [(String, [Key])] {
      var locked = desk
      for key in keys { locked.press(key) }
      locked.press(.control("k"))
      ways.append(("locked over \(name)", locked))
    }
    var person = desk
    person.openPerson("SITI NUR")
    person.happen(.idle)
    ways.append(("locked by itself over a person", person))
    var given = desk
    given.asksForNewPIN = true
    given.press(.control("k"), .character("p"))
    given.type("13579")
    given.press(.enter)
    ways.append(("the first sign-in with a PIN of somebody else", given))
    var doubted = desk
    var session = doubted.state.session
    session.account = nil
    doubted.happen(.opened(Opened(registry: desk.state.registry, session: session, isClockDoubted: true)))
    ways.append(("the question for the day", doubted))
    for (name, desk) in ways {
      for key in [Key.function(1), .function(9)] {
        var above = desk
        above.press(key)
        ways.append(("\(name), then \(key)", above))
      }
    }
    return ways
  }

  private func check(_ desk: Desk, _ name: String, since: Int) {
    guard desk.state.session.account == nil else {
      Issue.record("\(name): somebody is signed in without a PIN")
      return
    }
    let lock = desk.state.layers.lastIndex { $0 is SignInScreen || $0 is SetUpScreen }
    #expect(lock != nil, "\(name): the sign-in is gone")
    let others = desk.state.layers[(lock ?? 0)...].filter { !$0.opensToNobody }.map { String(describing: type(of: $0)) }
    #expect(others.isEmpty, "\(name): \(others)")
    let screen = desk.screen
    #expect(!["SITI", "BUDI"].contains(where: screen.contains), "\(name)")
    for effect in desk.effects.dropFirst(since) {
      switch effect {
      case .storeDraft, .openDemo, .quit, .checkPIN, .setDay, .changePIN: continue
      default: Issue.record("\(name): \(effect)")
      }
    }
  }

  @Test("No key opens anything but help, from the sign-in, the lock, the set-up and the help over each of them")
  func eachKey() {
    for (name, start) in Self.ways() {
      for key in Self.allKeys {
        var desk = start
        let since = desk.effects.count
        desk.press(key, .function(10), .character("2"))
        check(desk, "\(name), \(key)", since: since)
      }
    }
  }

  @Test("No stream of keys gets past the sign-in", arguments: 1...6)
  func anyKeys(_ seed: Int) {
    var keys = SeededKeys(seed: UInt64(seed) + 900)
    for (name, start) in Self.ways() {
      var desk = start
      let since = desk.effects.count
      for _ in 0..<80 { desk.press(keys.key()) }
      check(desk, "\(name), seed \(seed)", since: since)
    }
  }

  @Test("The menu is off with its reason in the help over the sign-in and before the set-up, and on after the PIN")
  func reason() {
    var desk = Desk.open()
    desk.press(.control("k"), .function(1), .function(10))
    #expect(desk.sees("Masuk dulu dengan PIN Anda."))
    #expect(desk.state.layers.last is HelpScreen)
    desk.press(.escape)
    desk.type("246810")
    desk.press(.enter, .function(1), .function(10))
    #expect(desk.state.layers.last is MenuScreen)
    var first = Desk()
    first.press(.function(1), .function(10))
    #expect(first.sees("Selesaikan dulu penyiapan Loket."))
  }

  @Test("What closes by itself beneath the lock closes beneath it, and the lock stays and says nothing of it")
  func beneath() {
    var desk = Desk.open()
    desk.open(ClosingScreen())
    desk.press(.control("k"))
    let layers = desk.state.layers.count
    desk.happen(.printed(.sent))
    #expect(desk.state.layers.last is SignInScreen)
    #expect(desk.state.layers.count == layers - 1)
    #expect(!desk.sees("SITI"))
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.state.layers.map { $0 is HomeScreen } == [true])
  }

  @Test("Nobody may do anything while nobody is signed in")
  func permissions() {
    var desk = Desk.open()
    desk.press(.control("k"))
    let context = Context(desk.state, world: nil)
    for permission in Permission.allCases {
      #expect(context.whyNot(permission) == "Masuk dulu dengan PIN Anda.", "\(permission)")
    }
  }
}

/// Closes when its sheet is printed, and says whose it was.
private struct ClosingScreen: Screen {
  func title(_ context: Context) -> String { "SITI" }
  mutating func hear(_ event: Event, _ context: inout Context) {
    guard case .printed = event else { return }
    context.say(.info, "SITI")
    context.close()
  }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
