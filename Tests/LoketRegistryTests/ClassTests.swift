// Classes as the register has them: rooms are promised once, a roll is one record, nobody is removed from a full class.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Classes in the register")
struct ClassTests {
  private static let tailoring = RecordRef(.trainingClass, Identifier(high: 1, low: 1))
  private static let welding = RecordRef(.trainingClass, Identifier(high: 1, low: 2))
  private static let wave = RecordRef(.wave, Identifier(high: 2, low: 1))
  private var registry = Registry()

  private static func person(_ number: UInt64) -> RecordRef { RecordRef(.person, Identifier(high: 3, low: number)) }
  private static func enrolment(_ number: UInt64) -> RecordRef {
    RecordRef(.enrolment, Identifier(high: 4, low: number))
  }
  private static func hours(_ day: String, _ starts: String, _ ends: String) -> ClassSession {
    ClassSession(element: "\(day).\(starts)", until: ends)!
  }

  private static func save(_ registry: inout Registry, _ record: RecordRef, _ set: [String: String?]) {
    let n = registry.lineCount + 1
    registry.save(set, at: line(1, n), tick: UInt64(n), on: record)
  }

  init() {
    Self.save(
      &registry, Self.tailoring,
      [
        "name": "Menjahit A", "wave": Self.wave.id, "track": "sewing", "capacity": "2", "room": "Aula Kelurahan",
        "sessions/2026-11-25.0800": "1200", "sessions/2026-11-24.0800": "1200",
      ])
    Self.save(&registry, Self.welding, ["name": "Las", "track": "welding", "room": "AULA  KELURAHAN."])
  }

  private mutating func enrol(_ number: UInt64, application: String? = nil, rank: String? = nil) {
    Self.save(&registry, Self.person(number), ["name": "WARGA \(number)"])
    if let application {
      Self.save(
        &registry, RecordRef(.application, application),
        [
          "person": Self.person(number).id, "wave": Self.wave.id, "track": "sewing", "status": "accepted", "rank": rank,
        ])
    }
    Self.save(
      &registry, Self.enrolment(number),
      [
        "person": Self.person(number).id, "track": "sewing", "class": Self.tailoring.id, "status": "assigned",
        "application": application,
      ])
  }

  // MARK: Rooms

  @Test("A room is promised once, however it is written; the sentence names class, day and hours")
  func rooms() throws {
    let found = registry.clash(
      room: "aula kelurahan", [Self.hours("2026-11-25", "1000", "1400")], besides: Self.welding)
    let clash = try #require(found)
    #expect(
      Wording(.indonesian).text(clash.message)
        == "Aula Kelurahan sudah dipakai Menjahit A pada 25-11-2026 08:00-12:00. Pilih ruang atau jam lain.")
    #expect(
      registry.clash(room: "AULA KELURAHAN", [Self.hours("2026-11-25", "1200", "1400")], besides: Self.welding) == nil)
    #expect(
      registry.clash(
        room: "aula k.e.l.u.r.a.h.a.n.", [Self.hours("2026-11-25", "1000", "1400")], besides: Self.welding)?
        .holder == clash.holder)
    #expect(registry.clash(room: "Bengkel", [Self.hours("2026-11-25", "1000", "1400")], besides: Self.welding) == nil)
    #expect(registry.clash(room: nil, [Self.hours("2026-11-25", "1000", "1400")], besides: Self.welding) == nil)
    #expect(registry.clash(room: " . ", [Self.hours("2026-11-25", "1000", "1400")], besides: Self.welding) == nil)
    #expect(
      registry.clash(room: "Aula Kelurahan", [Self.hours("2026-11-25", "0800", "1200")], besides: Self.tailoring)
        == nil, "a class is not in its own way")
  }

  @Test("A cancelled class and one that is held online leave the room free", arguments: ["state", "mode"])
  func freeRooms(_ field: String) {
    var registry = registry
    Self.save(&registry, Self.tailoring, [field: field == "state" ? "cancelled" : "online"])
    #expect(
      registry.clash(room: "Aula Kelurahan", [Self.hours("2026-11-25", "0800", "1200")], besides: Self.welding) == nil)
  }

  @Test("An event has its room too, all day where it says no hours")
  func events() {
    var registry = registry
    let event = RecordRef(.event, Identifier(high: 5, low: 1))
    Self.save(&registry, event, ["name": "Bursa kerja", "date": "2026-11-30", "room": "Aula Kelurahan"])
    let evening = Self.hours("2026-11-30", "1900", "2100")
    #expect(registry.clash(room: "aula kelurahan", [evening], besides: Self.welding)?.holder == event)
    Self.save(&registry, event, ["starts": "0900", "ends": "1500"])
    #expect(registry.clash(room: "aula kelurahan", [evening], besides: Self.welding) == nil)
  }

  // MARK: Rolls

  @Test("Attendance counts the sessions that have a roll, and only who was present")
  func attendance() throws {
    var test = self
    test.enrol(1)
    test.enrol(2)
    let sessions = test.registry.sessions(ofClass: Self.tailoring.id)
    #expect(sessions.map(\.id) == ["2026-11-24.0800", "2026-11-25.0800"])
    let roll = Registry.roll(ofClass: Self.tailoring.id, sessions[0])
    #expect(roll.description == "attendance/\(Self.tailoring.id).2026-11-24.0800")
    #expect(test.registry.marks(ofClass: Self.tailoring.id, sessions[0]) == nil)
    Self.save(
      &test.registry, roll,
      [
        "class": Self.tailoring.id, "session": sessions[0].id, "marks/\(Self.enrolment(1).id)": "present",
        "marks/\(Self.enrolment(2).id)": "sick",
      ])
    let participants = test.registry.participants(ofClass: Self.tailoring.id)
    #expect(participants.map(\.name) == ["WARGA 1", "WARGA 2"])
    #expect(participants.map(\.attendance.percent) == [100, 0])
    #expect(participants.map(\.attendance.held) == [1, 1])
  }

  @Test("Modules stand by their numbers, with the day on which they were finished")
  func modules() {
    var registry = registry
    Self.save(
      &registry, Self.tailoring,
      [
        "modules/10": "Pola", "modules/2": "Mesin", "modules/x": "Salah", "taught/2": "2026-11-24",
      ])
    let modules = registry.modules(ofClass: Self.tailoring.id)
    #expect(modules.map(\.title) == ["Mesin", "Pola"])
    #expect(modules.map { $0.taught?.iso } == ["2026-11-24", nil])
  }

  // MARK: Seats

  @Test("In a class past its capacity nobody is removed: the last in rank is the one too many")
  func surplus() {
    var test = self
    test.enrol(1, application: Identifier(high: 6, low: 1).description, rank: "3")
    test.enrol(2, application: Identifier(high: 6, low: 2).description, rank: "1")
    test.enrol(3, application: Identifier(high: 6, low: 3).description, rank: "2")
    #expect(test.registry.seatsTaken(inClass: Self.tailoring.id) == 3)
    let flagged = { (registry: Registry) in
      registry.participants(ofClass: Self.tailoring.id).filter(\.isSurplus).map(\.name)
    }
    #expect(flagged(test.registry) == ["WARGA 1"])
    Self.save(&test.registry, Self.tailoring, ["capacity": "3"])
    #expect(flagged(test.registry) == [])
    Self.save(&test.registry, Self.tailoring, ["capacity": "1"])
    #expect(flagged(test.registry) == ["WARGA 1", "WARGA 3"])
  }

  @Test("Without ranks the last entered is the one too many, behind everybody who has a rank")
  func surplusWithoutRanks() {
    var test = self
    test.enrol(9)
    test.enrol(1)
    test.enrol(5, application: Identifier(high: 6, low: 1).description, rank: "40")
    #expect(test.registry.participants(ofClass: Self.tailoring.id).filter(\.isSurplus).map(\.name) == ["WARGA 1"])
    Self.save(&test.registry, Self.enrolment(9), ["status": "dropped"])
    #expect(test.registry.participants(ofClass: Self.tailoring.id).filter(\.isSurplus).isEmpty)
    #expect(test.registry.seatsTaken(inClass: Self.tailoring.id) == 2)
  }

  @Test("Accepted applicants of the wave and track who sit in no class are those to add, the best first")
  func applicants() {
    var test = self
    for (number, rank, status) in [(1, "2", "accepted"), (2, "1", "accepted"), (3, "3", "reserve")] {
      let id = Identifier(high: 6, low: UInt64(number)).description
      Self.save(&test.registry, Self.person(UInt64(number)), ["name": "WARGA \(number)"])
      Self.save(
        &test.registry, RecordRef(.application, id),
        [
          "person": Self.person(UInt64(number)).id, "wave": Self.wave.id, "track": "sewing", "status": status,
          "rank": rank,
        ])
    }
    let waiting = { (registry: Registry) in registry.applicants(forClass: Self.tailoring.id).map(\.rank) }
    #expect(waiting(test.registry) == ["1", "2"])
    let best = RecordRef(.enrolment, Identifier(high: 6, low: 2).description)
    Self.save(&test.registry, best, ["person": Self.person(2).id, "status": "assigned"])
    #expect(waiting(test.registry) == ["1", "2"], "a seat of the wave, and no class yet")
    Self.save(&test.registry, best, ["class": Self.tailoring.id])
    #expect(waiting(test.registry) == ["2"])
  }

  @Test("Two PCs that add one person to one class write one record")
  func sameRecord() {
    let one = Registry.enrolment(of: "a", inClass: "b")
    #expect(one == Registry.enrolment(of: "a", inClass: "b"))
    #expect(one != Registry.enrolment(of: "b", inClass: "a"))
    #expect(Identifier(one.id) != nil)
  }
}
