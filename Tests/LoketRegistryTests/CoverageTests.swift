// Coverage of a theme against a count made apart: over drawn offices, and for each ground of a skill.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Coverage of themes")
struct CoverageTests {
  private let village = "3376021005"
  private let today = CalendarDate(year: 2026, month: 11, day: 22)!
  private var theme: Theme {
    Theme(id: "t") { ["village": village, "track": "layanan-pelanggan", "starts": "2026-01-01"][$0] }
  }

  private static func home(_ number: Int) -> String { SelectionOffice.id(0x40, number) }

  /// One household of two: its head, and a second member.
  private func office(_ change: (inout SelectionOffice) -> Void) -> Registry {
    var office = SelectionOffice(1)
    office.save(
      .household, Self.home(1),
      [("rt", "001"), ("rw", "002"), ("village", village), ("head", SelectionOffice.person(1))])
    for number in 1...2 {
      office.save(.person, SelectionOffice.person(number), [("name", "WARGA"), ("household", Self.home(1))])
    }
    change(&office)
    return office.registry
  }

  private func total(_ registry: Registry, level: String? = nil) -> CoverageTally {
    let theme = Theme(id: "t") {
      ["village": village, "track": "layanan-pelanggan", "level": level].compactMapValues(\.self)[$0]
    }
    return registry.coverage(of: theme, office: village, day: today).total
  }

  @Test("Without a skill the household is counted and not covered")
  func nobody() {
    let tally = total(office { _ in })
    #expect(tally.households == 1 && tally.covered == 0 && tally.without == 1 && tally.percent == 0)
    #expect(tally.deviceUnknown == 1 && tally.electricityUnknown == 1 && tally.withoutDevice == 0)
  }

  @Test("A member's own record covers the household, a head's also the strict count, with what proves it")
  func own() {
    let member = office { $0.save(.person, SelectionOffice.person(2), [("skills/layanan-pelanggan", "1")]) }
    #expect(total(member).covered == 1 && total(member).heads == 0 && total(member).stated == 1)
    let head = office {
      $0.save(
        .person, SelectionOffice.person(1),
        [("skills/layanan-pelanggan", "2"), ("skillEvidence/layanan-pelanggan", "work")])
    }
    #expect(total(head).covered == 1 && total(head).heads == 1 && total(head).stated == 0)
    #expect(total(head, level: "3").covered == 0)
    #expect(total(head, level: "2").covered == 1)
  }

  @Test("A completed course covers, one that was begun does not, and its level is basic")
  func course() {
    func enrolled(_ status: String) -> Registry {
      office {
        $0.save(
          .enrolment, SelectionOffice.id(0xe1, 1),
          [("person", SelectionOffice.person(2)), ("track", "layanan-pelanggan"), ("status", status)])
      }
    }
    #expect(total(enrolled("attending")).covered == 0)
    let completed = enrolled("completed")
    #expect(total(completed).covered == 1 && total(completed).trainedHere == 1 && total(completed).stated == 0)
    #expect(total(completed, level: "2").covered == 0)
  }

  @Test(
    "A certificate covers while it is valid, and a test that was not passed does not",
    arguments: [
      ("training", "", "2027-01-01", 1), ("training", "", "2026-11-21", 0), ("competency", "K", "2029-01-01", 1),
      ("competency", "BK", "2029-01-01", 0), ("competency", "K", "2026-11-22", 1), ("training", "", "", 1),
      ("competency", "K", "2026-11-21", 0), ("competency", "K", "", 1), ("competency", "", "", 0),
    ])
  func certificate(_ kind: String, _ result: String, _ expires: String, _ covered: Int) {
    let registry = office {
      $0.save(
        .certificate, SelectionOffice.id(0xce, 1),
        [
          ("person", SelectionOffice.person(2)), ("track", "layanan-pelanggan"), ("kind", kind),
          ("result", result.isEmpty ? nil : result), ("expires", expires.isEmpty ? nil : expires),
        ])
    }
    #expect(total(registry).covered == covered)
    // What a programme asks for first is judged by the same.
    let held = registry.heldTracks(of: SelectionOffice.person(2), day: today)
    #expect(held == (covered == 1 ? ["layanan-pelanggan"] : []))
    #expect(total(registry, level: "2").covered == (kind == "competency" ? covered : 0))
  }

  @Test("Who died, moved, rests or is void covers nobody; a household that moved out is not counted")
  func gone() {
    func skilled(_ more: [(String, String?)]) -> Registry {
      office { $0.save(.person, SelectionOffice.person(2), [("skills/layanan-pelanggan", "1")] + more) }
    }
    #expect(total(skilled([])).covered == 1)
    #expect(total(skilled([("standing", "2")])).covered == 0)
    #expect(total(skilled([("standing", "3")])).covered == 0)
    #expect(total(skilled([("frozen", "2026-11-01")])).covered == 0)
    #expect(total(skilled([("frozen", "2026-11-01")])).households == 1)
    let movedOut = office { $0.save(.household, Self.home(1), [("standing", "movedOut")]) }
    #expect(total(movedOut) == CoverageTally())
    let elsewhere = office { $0.save(.household, Self.home(1), [("village", "3376021004")]) }
    #expect(total(elsewhere) == CoverageTally())
    let unsaid = office { $0.save(.household, Self.home(1), [("village", nil)]) }
    #expect(total(unsaid).households == 1)
  }

  @Test("Over drawn offices each RT agrees with a count made apart, and the RT add up")
  func drawn() {
    var cases = 0
    for seed in 1...60 {
      var random = SeededNumbers(seed: UInt64(seed))
      var office = SelectionOffice(1)
      // The count made apart: what was drawn, before it was saved.
      var wanted: [RukunTetangga: (all: Int, covered: Int, heads: Int, noDevice: Int)] = [:]
      for number in 1...Int.random(in: 1...25, using: &random) {
        let place = RukunTetangga(rt: ["001", "002", nil].randomElement(using: &random)!, rw: "001")
        let device = ["none", "phone", nil].randomElement(using: &random)!
        let isHere = Int.random(in: 0..<6, using: &random) > 0
        office.save(
          .household, Self.home(number),
          [
            ("rt", place.rt.isEmpty ? nil : place.rt), ("rw", "001"), ("village", village), ("device", device),
            ("standing", isHere ? nil : "movedOut"), ("head", SelectionOffice.person(number * 10)),
          ])
        var (isCovered, isHead) = (false, false)
        for member in 0..<Int.random(in: 1...4, using: &random) {
          let person = SelectionOffice.person(number * 10 + member)
          let isAlive = Int.random(in: 0..<5, using: &random) > 0
          office.save(
            .person, person, [("household", Self.home(number)), ("standing", isAlive ? nil : "2"), ("name", "A")])
          var isSkilled = false
          switch Int.random(in: 0..<5, using: &random) {
          case 0:
            office.save(.person, person, [("skills/layanan-pelanggan", "2")])
            isSkilled = true
          case 1: office.save(.person, person, [("skills/las", "3")])
          case 2:
            let status = ["completed", "dropped", "assigned"].randomElement(using: &random)!
            office.save(
              .enrolment, SelectionOffice.id(0xe1, number * 10 + member),
              [("person", person), ("track", "layanan-pelanggan"), ("status", status)])
            isSkilled = status == "completed"
          default: break
          }
          guard isSkilled, isAlive else { continue }
          isCovered = true
          isHead = isHead || member == 0
        }
        guard isHere else { continue }
        var row = wanted[place] ?? (0, 0, 0, 0)
        row = (
          row.all + 1, row.covered + (isCovered ? 1 : 0), row.heads + (isHead ? 1 : 0),
          row.noDevice + (device == "none" ? 1 : 0)
        )
        wanted[place] = row
        cases += 1
      }
      let coverage = office.registry.coverage(of: theme, office: village, day: today)
      #expect(Set(coverage.places.keys) == Set(wanted.keys), "seed \(seed)")
      for (place, row) in wanted {
        let tally = coverage.places[place] ?? CoverageTally()
        #expect(
          (tally.households, tally.covered, tally.heads, tally.withoutDevice)
            == (row.all, row.covered, row.heads, row.noDevice), "seed \(seed) \(place)")
        let lacking = Lack.allCases.map { coverage.lacking[$0]?[place]?.count ?? 0 }
        #expect(
          lacking == [
            row.all - row.covered, row.all - row.heads, row.noDevice, tally.withoutInternet, tally.withoutElectricity,
          ])
      }
      var sum = CoverageTally()
      for tally in coverage.places.values { sum += tally }
      #expect(sum == coverage.total)
    }
    #expect(cases > 500)
  }

  @Test("Several grounds join: the highest level, and the strongest evidence of those that reach it")
  func standing() {
    let work = SkillStanding(level: 2, evidence: .work, isTrainedHere: false)
    #expect(work.joined(.course) == SkillStanding(level: 2, evidence: .work, isTrainedHere: true))
    let tested = SkillStanding(level: 2, evidence: .competency, isTrainedHere: false)
    #expect(work.joined(tested) == tested)
    #expect(tested.joined(work) == tested)
    #expect(SkillStanding(level: 9, evidence: nil, isTrainedHere: false).level == 3)
    #expect(SkillStanding(level: nil, evidence: "work", origin: nil) == nil)
    #expect(SkillEvidence.allCases == [.competency, .training, .work, .statement])
    #expect(SkillEvidence.allCases.sorted(by: >) == SkillEvidence.allCases)
    #expect(Set(SkillEvidence.allCases.map(\.rawValue)) == Set(CodeList.skillEvidence.codes.map(\.code)))
  }
}
