import LoketModel
import Testing

@testable import LoketRegistry

/// The table of rules that two PCs break together while neither hears of the other: one test a row.
@Suite("Rules that two PCs break together")
struct BrokenTogetherTests {
  private static let people = [1, 2, 3].map { RecordRef(.person, Identifier(high: 7, low: $0)) }
  private static let home = RecordRef(.household, Identifier(high: 8, low: 1))

  private func edit(_ record: RecordRef, _ fields: [(String, String?)], over: [LineRef] = []) -> Edit {
    Edit(on: record, set: fields.map { FieldChange($0.0, $0.1) }, over: over)
  }

  @Test("One NIK on two records: both stand, and they are one task until somebody answers")
  func oneNik() throws {
    let nik = "3376024508690003"
    var offices = Offices()
    for person in Self.people[..<2] { offices.pc([(1, edit(person, [("nik", nik), ("name", "SITI")]))]) }
    var registry = try offices.merged()
    #expect(registry.people(nik: nik).count == 2 && registry.count(.person) == 2)
    #expect(registry.sharedNiks() == [SharedNik(nik: nik, people: Array(Self.people[..<2]))])
    for answer in PairAnswer.allCases {
      var answered = registry
      let pair = try #require(Pair.record(Self.people[0], Self.people[1]))
      let changes = Pair.changes(Self.people[0], Self.people[1], answer)
      answered.apply(Edit(on: pair, set: changes), at: line(3, 1), tick: 2, stamp: nil, by: "lurah", device: deviceA)
      // Nobody knows is no answer; one record has its number alone.
      #expect(answered.sharedNiks().isEmpty == (answer != .unknown))
    }
    let basis = registry.basis(Self.people[1])
    let corrected = registry.plan([FieldChange("nik", "3376024508690004")], on: Self.people[1], basis: basis)
    registry.apply(corrected[0], at: line(3, 1), tick: 2, stamp: nil, by: "lurah", device: deviceA)
    #expect(registry.sharedNiks().isEmpty)
  }

  @Test("Who shares a NIK with a joined person is a task under the id that the joined one has")
  func oneNikJoined() throws {
    let nik = "3376024508690003"
    var registry = Registry()
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1, on: Self.people[0])
    registry.save(["nik": nik], at: line(1, 2), tick: 1, on: Self.people[1])
    registry.save(["nik": nik], at: line(1, 3), tick: 1, on: Self.people[2])
    let pair = try #require(Pair.record(Self.people[0], Self.people[1]))
    let same = Edit(on: pair, set: Pair.changes(Self.people[0], Self.people[1], .same))
    registry.apply(same, at: line(1, 4), tick: 2, stamp: nil, by: "lurah", device: deviceA)
    #expect(registry.sharedNiks().map(\.people) == [[Self.people[0], Self.people[2]]])
  }

  @Test("Two heads: one conflict of the household's head, the shown one alone has relation 1 until it is decided")
  func twoHeads() throws {
    var offices = Offices()
    offices.pc(
      Self.people.map { (1, edit($0, [("household", Self.home.id), ("name", "N\($0.id.last ?? "0")")])) }
        + [(1, edit(Self.home, [("head", Self.people[0].id)]))]
        + [(2, edit(Self.home, [("head", Self.people[1].id)], over: [line(1, 4)]))])
    offices.pc([(3, edit(Self.home, [("head", Self.people[2].id)], over: [line(1, 4)]))])
    let registry = try offices.merged()
    #expect(registry.conflicts() == [Conflict(record: Self.home, fields: ["head"])])
    #expect(registry.head(of: Self.home.id)?.id == Self.people[2].id)
    #expect(registry.members(of: Self.home.id).first?.id == Self.people[2].id)
    #expect(registry.unsettledFields(Self.home) == ["head"])
  }

  @Test("A person whom two PCs moved to different households is a conflict of one field, and is counted in one of them")
  func twoHomes() throws {
    let homes = [1, 2, 3].map { RecordRef(.household, Identifier(high: 8, low: $0)) }
    var offices = Offices()
    offices.pc([
      (1, edit(Self.people[0], [("household", homes[0].id)])),
      (2, edit(Self.people[0], [("household", homes[1].id)], over: [line(1, 1)])),
    ])
    offices.pc([(2, edit(Self.people[0], [("household", homes[2].id)], over: [line(1, 1)]))])
    let registry = try offices.merged()
    #expect(registry.conflicts() == [Conflict(record: Self.people[0], fields: ["household"])])
    #expect(homes.map { registry.members(of: $0.id).count } == [0, 0, 1])
  }

  @Test("One number of the day twice: both visits stand, and the PCs with one letter are a task")
  func oneNumber() throws {
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    var offices = Offices()
    for place in 0..<2 {
      let device = RecordRef(.device, Identifier(high: 0xd, low: UInt64(place + 1)))
      let visit = RecordRef(.deskVisit, Identifier(high: 0xe, low: UInt64(place + 1)))
      offices.pc([
        (1, edit(device, [("label", "PC \(place + 1)"), ("letter", "A"), ("office", "3376021005")])),
        (2, edit(visit, [("day", day.iso), ("letter", "A"), ("number", "7"), ("name", "SITI")])),
      ])
    }
    let registry = try offices.merged()
    let board = VisitBoard(registry, day: day)
    #expect(board.rows.count == 2 && board.rows.allSatisfy(board.isShared))
    #expect(Set(board.rows.map(\.device)).count == 2)
    #expect(registry.sharedLetters(of: "3376021005").map(\.letter) == ["A"])
    #expect(registry.sharedLetters(of: "3376021005").first?.devices.count == 2)
    #expect(registry.sharedLetters(of: "3376021004").isEmpty)
    #expect(registry.nextVisitNumber("A", on: day) == 8)
  }

  @Test(
    "A day closed while another PC still entered: its entries are late ones in the open queue, and two closings unite")
  func closedDay() throws {
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let entries = [1, 2].map { RecordRef(.entry, Identifier(high: 0xf, low: $0)) }
    let closing = RecordRef(.day, "3376021005/\(day.iso)")
    var offices = Offices()
    for place in 0..<2 {
      let n = UInt64(place + 1)
      offices.pc([
        (
          1,
          edit(
            entries[place],
            [("day", day.iso), ("action", "register"), ("subject", Self.people[place].description)])
        ),
        (
          2,
          edit(
            closing,
            [
              ("closed/\(Identifier(high: 0xd, low: n))", "lurah"), ("number/\(Identifier(high: 0xd, low: n))", "A-1"),
              ("covers/\(segment(n))", "1"),
            ])
        ),
      ])
    }
    let both = try offices.merged()
    #expect(both.isClosed(day, of: "3376021005"))
    #expect(both.conflicts().isEmpty && both.lateEntries(of: day, office: "3376021005").isEmpty)
    // Only the first PC closed: what the second entered is late, and still waits for review.
    var one = Offices()
    one.pc(offices.lines[0].map { ($0.tick, $0.edit) })
    one.pc([(1, offices.lines[1][0].edit)])
    let registry = try one.merged()
    #expect(registry.lateEntries(of: day, office: "3376021005") == [entries[1].id])
    #expect(registry.entryState(entries[1].id) == .submitted)
    #expect(registry.workDay(of: "3376021005", from: day) == day.adding(days: 1))
  }

  @Test("One login made on two PCs is one account; what the two say differently of it is decided")
  func oneLogin() throws {
    let account = RecordRef(.account, "ani")
    var offices = Offices()
    offices.pc([(1, edit(account, [("name", "ANI"), ("role", "clerk"), ("active", "yes")]))])
    offices.pc([(1, edit(account, [("name", "ANI"), ("role", "supervisor"), ("active", "yes")]))])
    let registry = try offices.merged()
    #expect(registry.count(.account) == 1)
    #expect(registry.conflicts() == [Conflict(record: account, fields: ["role"])])
  }

  @Test("Two PCs that decide one entry differently leave it open; the same decision on both is none")
  func oneEntry() throws {
    let entry = RecordRef(.entry, Identifier(high: 0xf, low: 1))
    let made: (UInt64, Edit) = (1, edit(entry, [("day", "2026-11-22"), ("action", "register")]))
    for (states, isOpen) in [(["approved", "returned"], true), (["approved", "approved"], false)] {
      var offices = Offices()
      let decided = states.map { edit(entry, [("state", $0), ("stateDay", "2026-11-22"), ("stateNote", nil)]) }
      offices.pc([made, (2, decided[0])])
      offices.pc([(2, decided[1])])
      let registry = try offices.merged()
      #expect(registry.entryState(entry.id) == (isOpen ? .contested : .approved))
      #expect(registry.conflicts().isEmpty == !isOpen)
    }
  }
}
