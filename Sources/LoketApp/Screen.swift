// What a screen is: a value that reads keys and draws itself. Screens stand in a stack of layers; the topmost one hears.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The part of the frame between the title line and the message line.
public struct Area: Equatable, Sendable {
  public var top: Int
  public var height: Int
  public var columns: Int

  public init(top: Int, height: Int, columns: Int) {
    self.top = top
    self.height = height
    self.columns = columns
  }
}

/// What a layer that closes tells the one beneath it.
public enum Answer: Equatable, Sendable {
  /// An option of the dialog or the action menu `id` was chosen.
  case chosen(id: String, option: String)
  /// A row of the pick list `id` was taken.
  case picked(id: String, code: String)
  /// The form of this record was saved.
  case saved(RecordRef)
}

/// One file, one screen: state, update, render, in that order. See README, "Adding a screen".
public protocol Screen: Sendable, Equatable {
  /// Drawn over the layer beneath it instead of in its place.
  var isOverlay: Bool { get }
  /// Whether it may lie open while nobody is signed in: the sign-in itself, the set-up, the help. No other does.
  var opensToNobody: Bool { get }
  /// Its part of the path on line 1; empty for an overlay.
  func title(_ context: Context) -> String
  /// Why the person at the desk may not be here; nil where everybody may. It is asked before the screen opens, and again
  /// before it saves.
  func refusal(_ context: Context) -> String?
  /// Which of the ten commands do something here; those not named are off without a reason.
  func commands(_ context: Context) -> [Command: Availability]
  /// Line 23.
  func hint(_ context: Context) -> String
  /// What F1 explains first.
  func helpTopic(_ context: Context) -> HelpTopic
  /// A key that is no command.
  mutating func press(_ key: Key, _ context: inout Context)
  mutating func run(_ command: Command, _ context: inout Context)
  /// The layer above closed with an answer.
  mutating func receive(_ answer: Answer, _ context: inout Context)
  /// The save it asked for is on the disk and in the registry.
  mutating func saved(ticket: Int, _ context: inout Context)
  mutating func saveFailed(ticket: Int, _ context: inout Context)
  /// Anything else that happened: history read, PIN checked, records changed.
  mutating func hear(_ event: Event, _ context: inout Context)
  /// It became the topmost layer, at first or again.
  mutating func appear(_ context: inout Context)
  /// Another layer comes over it, it closes, the screen locks or the program ends: what was begun and leaves a trace is
  /// finished.
  mutating func cover(_ context: inout Context)
  /// The draft this screen writes to, if it is a form.
  var draftID: Identifier? { get }
  /// What would be lost if the program ended now, as a draft; nil when nothing was typed.
  func draft(_ context: Context) -> Draft?
  func render(into frame: inout Frame, _ area: Area, _ context: Context)
}

extension Screen {
  public var isOverlay: Bool { false }
  public var opensToNobody: Bool { false }
  public var draftID: Identifier? { nil }
  public func hint(_ context: Context) -> String { "" }
  public func helpTopic(_ context: Context) -> HelpTopic { .keys }
  public func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on, .menu: .on] }
  public mutating func press(_ key: Key, _ context: inout Context) {}
  public mutating func receive(_ answer: Answer, _ context: inout Context) {}
  public mutating func saved(ticket: Int, _ context: inout Context) {}
  public mutating func saveFailed(ticket: Int, _ context: inout Context) {}
  public mutating func hear(_ event: Event, _ context: inout Context) {}
  public mutating func appear(_ context: inout Context) {}
  public mutating func cover(_ context: inout Context) {}
  public func draft(_ context: Context) -> Draft? { nil }

  /// Kembali closes the layer; the rest is the program's own.
  public mutating func run(_ command: Command, _ context: inout Context) {
    if command == .back { context.close() }
  }

  /// What the keys do here for whoever is at the desk: before somebody is, none opens a place.
  func keys(_ context: Context) -> [Command: Availability] {
    var keys = commands(context)
    if let why = context.whyNobody, keys[.menu] != nil { keys[.menu] = .off(why) }
    return keys
  }

  func isEqual(to other: any Screen) -> Bool { (other as? Self) == self }
}
