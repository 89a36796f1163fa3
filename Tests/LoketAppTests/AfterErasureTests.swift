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
    #expect(desk.state.queue.board.rows.isEmpty, "its rows are rows of another register")
    desk.openQueue()
    let day = try #require(desk.state.tallies.workDay)
    #expect(desk.state.queue.board == QueueBoard(registry, day: day))
  }
}
