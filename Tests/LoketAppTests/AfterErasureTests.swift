// What the screens still hold after an erasure: rows of the register as it was before are no rows of the one that is left.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  mutating func erase(_ targets: RecordRef...) {
    send(
      .erase(EraseOrder(targets: targets, record: RecordRef(.erasure, Sample.id(0x77)), set: [], by: "lurah")))
  }

  /// Siti has a number of the day and is known.
  mutating func saveVisitOfSiti() {
    save([
      Edit(
        on: RecordRef(.deskVisit, Sample.id(0x61)),
        set: [
          FieldChange("day", "2026-11-22"), FieldChange("letter", "A"), FieldChange("number", "1"),
          FieldChange("purpose", "data"), FieldChange("name", "SITI NUR'AINI"), FieldChange("person", Sample.siti),
        ])
    ])
  }

  /// At Beranda with four entries waiting: what the oldest one is about, and the queue as it is.
  mutating func oldestInQueue() throws -> (subject: RecordRef, board: QueueBoard) {
    fillQueue()
    goHome()
    let subject = state.queue.board.rows.first.flatMap { state.registry.subject(of: $0) }
    return (try #require(subject), state.queue.board)
  }
}

@Suite("What the screens hold after an erasure")
struct AfterErasureTests {
  /// Four entries wait; the family of the first one is erased whole.
  private func erased() throws -> Desk {
    var desk = Desk.open()
    let home = try desk.oldestInQueue().subject
    let head = try #require(desk.state.registry.head(of: home.id)?.id)
    desk.erase(home, RecordRef(.person, head))
    return desk
  }

  @Test("The queue shows the entries that are left, each with its own name")
  func queue() throws {
    var desk = try erased()
    desk.openQueue()
    let day = try #require(desk.state.tallies.workDay)
    #expect(desk.state.queue.board == QueueBoard(desk.state.registry, day: day))
    #expect(desk.state.queue.board.rows.count == 3)
  }

  @Test("A queue that was gathered before the erasure and comes after it is dropped, and gathered again")
  func lateQueue() throws {
    var desk = Desk.open()
    let (subject, old) = try desk.oldestInQueue()
    // It is being gathered while the erasure runs.
    desk.state.queue.search = .running
    desk.erase(subject)
    let asked = desk.effects.count
    desk.happen(.queueFound(old))
    let day = try #require(desk.state.tallies.workDay)
    #expect(desk.effects.dropFirst(asked).contains(.findQueue(day)))
    #expect(desk.state.queue.board == QueueBoard(desk.state.registry, day: day))
    #expect(desk.state.queue.board != old && desk.state.queue.search == .done)
  }

  @Test("Who was erased stands in no list of visits, and F3 gives nothing of the form that was saved last")
  func visitsAndDitto() {
    var desk = Desk.withSample()
    desk.saveVisitOfSiti()
    desk.state.previous = ["address": "RUMAH SITI NUR'AINI"]
    #expect(desk.sees("SITI NUR'AINI"))
    desk.erase(RecordRef(.person, Sample.siti))
    #expect(desk.state.visits.rows.isEmpty && !desk.sees("SITI"))
    #expect(desk.state.previous.isEmpty)
  }

  @Test("A second screen whose register was read anew after an erasure gathers its boards again")
  func otherScreen() throws {
    var desk = Desk.open()
    let subject = try desk.oldestInQueue().subject
    let gone = Set(desk.state.registry.erasurePlan(of: [subject]).lines)
    var registry = Registry()
    for edit in desk.journal where !gone.contains(edit.line) {
      registry.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
    desk.happen(.changedElsewhere(registry))
    let day = try #require(desk.state.tallies.workDay)
    #expect(desk.state.queue.board == QueueBoard(registry, day: day), "its rows are rows of this register")
    desk.openQueue()
    #expect(desk.state.queue.board == QueueBoard(registry, day: day))
  }

  // MARK: Each screen

  /// Four entries wait, and whoever the first one is about has a number of the day.
  private func busy() throws -> (desk: Desk, targets: [RecordRef]) {
    var desk = Desk.open()
    let home = try desk.oldestInQueue().subject
    let head = try #require(desk.state.registry.head(of: home.id))
    desk.save([
      Edit(
        on: RecordRef(.deskVisit, Sample.id(0x61)),
        set: [
          FieldChange("day", "2026-11-22"), FieldChange("letter", "A"), FieldChange("number", "1"),
          FieldChange("purpose", "data"), FieldChange("name", "SITI AMINAH"), FieldChange("person", head.id),
        ])
    ])
    return (desk, [home, RecordRef(.person, head.id)])
  }

  /// Each screen on which she or a row of the register can stand.
  private func screens(over desk: Desk) -> [(name: String, desk: Desk)] {
    var all: [(String, Desk)] = []
    for place in Destination.allCases where ![.signOut, .quit].contains(place) {
      var context = Context(desk.state, world: nil)
      place.open(&context)
      for case .open(let screen) in context.moves {
        var opened = desk
        opened.open(any: screen)
        all.append((place.rawValue, opened))
      }
    }
    let name = "SITI AM".map { Key.character($0) }
    for (title, keys) in [
      ("the queue", [.function(10), .character("7"), .down]),
      ("a batch", [.function(10), .character("7"), .function(7), .character("3")]),
      ("an entry", [.function(10), .character("7"), .enter]),
      ("the last entry", [.function(10), .character("7"), .end, .enter]),
      ("a round", [.function(10), .character("9"), .enter]),
      ("a search", name), ("searched households", [.function(10), .character("2")] + name),
      ("a person", name + [.enter]), ("a visit", [.enter, .enter]),
    ] as [(String, [Key])] {
      var opened = desk
      for key in keys { opened.press(key) }
      all.append((title, opened))
    }
    return all
  }

  private func registry(without targets: [RecordRef], of desk: Desk) -> Registry {
    let gone = Set(desk.state.registry.erasurePlan(of: targets).lines)
    var registry = Registry()
    for edit in desk.journal where !gone.contains(edit.line) {
      registry.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
    return registry
  }

  @Test("Whichever screen lies open while a family is erased: no stale row is drawn, opened or approved")
  func eachScreen() throws {
    let (base, targets) = try busy()
    let left = registry(without: targets, of: base)
    for (name, start) in screens(over: base) {
      var desk = start
      let saves = desk.saves.count
      desk.happen(.changedElsewhere(left))
      #expect(!desk.sees("SITI AMINAH"), "\(name)")
      for key in [Key.up, .down, .pageDown, .home, .enter, .escape, .end, .enter] {
        desk.press(key)
        _ = desk.frame
      }
      #expect(desk.saves.count == saves, "\(name)")
      var erased = start
      erased.erase(targets[0], targets[1])
      #expect(!erased.sees("SITI AMINAH"), "\(name)")
      #expect(erased.state.layers.count == 1, "\(name)")
    }
  }

  @Test("With the queue open on a second screen, the rows after an erasure are those of the register that is left")
  func queueOpen() throws {
    var (desk, targets) = try busy()
    desk.openQueue()
    desk.press(.end)
    #expect(desk.sees("4 entri"))
    desk.happen(.changedElsewhere(registry(without: targets, of: desk)))
    #expect(desk.sees("3 entri") && desk.sees("KARTINI") && desk.sees("SLAMET") && desk.sees("DARSONO"))
  }

  @Test("After an erasure in the same run F2 in the queue approves the entry that the screen shows")
  func approvesWhatItShows() throws {
    var (desk, targets) = try busy()
    desk.openQueue()
    desk.erase(targets[0], targets[1])
    desk.openQueue()
    desk.press(.function(2))
    #expect(desk.entryState("KARTINI") == .approved)
    #expect(desk.entryState("SLAMET") == .submitted && desk.entryState("DARSONO") == .submitted)
  }

  @Test("A form that lay open beneath the erasure closes with it: no draft brings the name back")
  func openForm() throws {
    var desk = Desk.withSample()
    desk.press(.function(6))
    desk.type("3376024502900001")
    desk.press(.enter)
    desk.type("SITI NUR'AINI")
    desk.press(.tab, .function(10), .character("2"))
    #expect(!desk.drafts.isEmpty)
    let asked = desk.effects.count
    desk.erase(RecordRef(.person, Sample.siti))
    desk.goHome()
    desk.happen(.hangUp)
    let stored = desk.effects.dropFirst(asked).contains { if case .storeDraft = $0 { true } else { false } }
    #expect(!stored)
  }
}
