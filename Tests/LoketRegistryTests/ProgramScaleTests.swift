// P3 and P5 at the size that their cities announced: 104 villages with five courses each, and 10,000 people on three levels.
import Testing

@testable import LoketModel
@testable import LoketRegistry

@Suite struct ProgramScaleTests {
  private struct Office {
    var registry = Registry()
    private var lines = 0

    mutating func save(_ kind: RecordKind, _ id: String, _ set: [String: String]) {
      lines += 1
      registry.save(set, at: line(1, lines), tick: UInt64(lines), on: RecordRef(kind, id))
    }

    mutating func take(_ template: String, year: Int, as program: String) throws {
      save(.program, program, try #require(ProgramTemplate.named(template)).values(year: year, name: template))
    }

    mutating func register(_ person: String, in village: String) {
      save(.household, "home.\(person)", ["village": village])
      save(.person, person, ["name": "WARGA \(person)", "household": "home.\(person)"])
    }

    mutating func complete(_ person: String, _ track: String, _ program: String, class name: String, on day: String) {
      save(
        .enrolment, "\(name).\(person)",
        [
          "person": person, "track": track, "program": program, "class": name, "day": day, "status": "completed",
          "statusDate": day,
        ])
    }
  }

  @Test("P3: what was promised in 104 villages leaves 1,600 people and 80 classes missing; nobody counts twice")
  func tangerang() throws {
    var office = Office()
    try office.take("P3", year: 2020, as: "p3")
    let tracks = ["barista", "las", "membatik", "sablon", "vlog"]
    for village in 1...104 {
      let code = String(3_671_011_000 + village)
      for (course, track) in tracks.enumerated() {
        let name = "\(code).\(track)"
        office.save(
          .trainingClass, name,
          ["program": "p3", "track": track, "capacity": "20", "village": code, "state": "completed"])
        for seat in 1...20 {
          let person = "\(code).\(course).\(seat)"
          office.register(person, in: code)
          office.complete(person, track, "p3", class: name, on: "2020-12-01")
        }
      }
    }
    // A hundred people of the first village took a second course in the next one.
    for course in 0..<5 {
      for seat in 1...20 {
        office.complete(
          "3671011001.\(course).\(seat)", "fotografi", "p3", class: "3671011002.fotografi", on: "2020-12-20")
      }
    }
    let goal = ProgramGoal(try #require(office.registry.program("p3")))
    #expect(goal.target == 12_000 && goal.floor == 10_400 && goal.classesPerVillage == 577)
    #expect(goal.gap == 1_600 && goal.classes(for: 1_600) == 80 && goal.classes(for: 12_000) == 600)
    let figures = office.registry.figures(ofProgram: "p3")
    #expect(figures.people.achieved == 10_400 && figures.enrolments == 10_500)
    #expect(figures.classes == 520 && figures.completedClasses == 520 && figures.seats == 10_400)
    #expect(figures.villages.count == 104 && figures.villages.values.allSatisfy { $0.achieved == 100 })
    let missing = goal.shortfall(figures.people.achieved)
    #expect(missing.target == 1_600 && missing.floor == 0)
    #expect(figures.achieved(by: CalendarDate(iso: "2020-12-31")!) == 10_400)
  }

  @Test("P5: three levels, certified people once, the pace to 10,000, and no level before the one below it")
  func tegalRegency() throws {
    var office = Office()
    try office.take("P5", year: 2021, as: "p5")
    let levels = [("literasi-digital", 6_000), ("talenta-digital", 2_000), ("kepemimpinan-digital", 500)]
    for number in 1...7_000 { office.register("\(number)", in: String(3_328_012_000 + number % 60)) }
    for (track, count) in levels {
      for number in 1...count {
        office.complete("\(number)", track, "p5", class: track, on: "2022-06-01")
        office.save(
          .certificate, "\(track).\(number)",
          [
            "person": "\(number)", "enrolment": "\(track).\(number)", "track": track, "kind": "training",
            "issued": "2022-06-02",
          ])
      }
    }
    let figures = office.registry.figures(ofProgram: "p5")
    #expect(figures.people.achieved == 6_000 && figures.people.certified == 6_000 && figures.enrolments == 8_500)
    #expect(figures.villages.count == 60)
    let goal = ProgramGoal(try #require(office.registry.program("p5")))
    #expect(goal.shortfall(figures.people.achieved).target == 4_000)
    // 92 days are left with the day itself: 4,000 x 7 / 92 is 304.3.
    let day = CalendarDate(iso: "2022-10-01")!
    #expect(goal.weeklyPace(figures.people.achieved, on: day) == 305)
    // 366 of 457 days are over.
    #expect(goal.expected(by: day) == 8_008)

    let setting = ApplicationSetting(office: "3328012001", today: day)
    let level = { (person: Int, track: String) in
      office.registry.answers(
        person: "\(person)", program: "p5", track: track, segment: "public", application: nil, setting
      ).first { $0.id == "prerequisite" }?.isRefusal
    }
    #expect(level(6_500, "literasi-digital") == false && level(6_500, "talenta-digital") == true)
    #expect(level(3_000, "talenta-digital") == false && level(3_000, "kepemimpinan-digital") == true)
    #expect(level(1_000, "kepemimpinan-digital") == false)
  }
}
