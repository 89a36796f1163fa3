// The figures of a programme against a second count over what was saved: everybody counts once.
import Testing

@testable import LoketModel
@testable import LoketRegistry

@Suite struct ProgramFiguresTests {
  /// Saves records one after another, each in a line of its own.
  private struct Book {
    var registry = Registry()
    private var lines = 0

    mutating func save(_ kind: RecordKind, _ id: String, _ set: [String: String]) {
      lines += 1
      registry.save(set, at: line(1, lines), tick: UInt64(lines), on: RecordRef(kind, id))
    }
  }

  /// P5 with 30 people in two villages: some follow two levels, some are certified, one is frozen, one is void.
  private func office() -> Book {
    var book = Book()
    book.save(
      .program, "p5-2021",
      [
        "template": "P5", "year": "2021", "name": "TIK", "target": "100", "floor": "40", "classSize": "20",
        "starts": "2021-10-01", "deadline": "2021-12-29", "achieved": "certified",
      ])
    for number in 1...30 {
      let (person, home) = ("person\(number)", "home\(number)")
      book.save(.household, home, ["village": number % 3 == 0 ? "3328101006" : "3328101007"])
      book.save(.person, person, ["name": "WARGA \(number)", "household": home])
      book.save(.application, "wave.\(person)", ["person": person, "program": "p5-2021", "day": "2021-10-05"])
      if number <= 20 {
        for (place, track) in ["literasi-digital", "talenta-digital"].prefix(number % 2 + 1).enumerated() {
          let enrolment = "\(person).\(place)"
          book.save(
            .enrolment, enrolment,
            [
              "person": person, "track": track, "program": "p5-2021", "day": "2021-10-10",
              "status": number <= 15 ? "completed" : "attending", "statusDate": "2021-10-20",
            ])
          if number <= 12 {
            book.save(
              .certificate, "c.\(enrolment)",
              [
                "person": person, "enrolment": enrolment, "track": track, "kind": "training",
                "issued": place == 0 ? "2021-11-01" : "2021-11-20",
              ])
          }
        }
      }
    }
    book.save(.enrolment, "other", ["person": "person30", "track": "las", "program": "p2-2025", "day": "2021-10-10"])
    book.save(.person, "person29", ["frozen": "2021-11-05", "frozenReason": "MINTA"])
    return book
  }

  @Test("People count once, whatever they applied for and however many certificates they have")
  func once() {
    let figures = office().registry.figures(ofProgram: "p5-2021")
    #expect(figures.applications == 29, "whose data rest is not among them")
    #expect(figures.people.applied == 29)
    #expect(figures.enrolments == 30, "twenty people, ten of them on two levels")
    #expect(figures.people.accepted == 20)
    #expect(figures.people.completed == 15)
    #expect(figures.people.certified == 12)
    #expect(figures.people.achieved == 12)
    #expect(figures.achieved(by: CalendarDate(iso: "2021-10-31")!) == 0)
    #expect(figures.achieved(by: CalendarDate(iso: "2021-11-01")!) == 12, "the first certificate counts")
    #expect(figures.villages["3328101006"]?.certified == 4)
    #expect(figures.villages["3328101007"]?.certified == 8)
  }

  @Test("What counts is the programme's own word")
  func counted() {
    let book = office()
    for (word, count) in [("accepted", 20), ("completed", 15), ("competent", 0), ("placed", 0)] {
      var registry = book.registry
      let record = RecordRef(.program, "p5-2021")
      for edit in registry.plan([FieldChange("achieved", word)], on: record, basis: registry.basis(record)) {
        registry.apply(edit, at: line(2, 1), tick: 10_000, stamp: nil, by: "a", device: deviceA)
      }
      #expect(registry.figures(ofProgram: "p5-2021").people.achieved == count, "\(word)")
    }
  }

  @Test("The quota of a village counts whoever has a place, each once, and nobody of another village")
  func quota() {
    var book = office()
    book.save(.program, "p5-2021", ["rules/villageQuota": "14"])
    let setting = ApplicationSetting(office: "3328101007", today: CalendarDate(iso: "2021-11-30")!)
    let answer = { (person: String) in
      book.registry.answers(
        person: person, program: "p5-2021", track: "literasi-digital", segment: nil, application: nil, setting
      ).map(\.answer)
    }
    // Of the twenty with a place fourteen live in the one village and six in the other.
    #expect(answer("person22") == [.refused(Message(.joinVillage, ["count": "14", "quota": "14"]))])
    #expect(answer("person24") == [.allowed])
    // Whoever has one of the fourteen places is not one of the others.
    #expect(answer("person1") == [.allowed])
  }

  @Test("The report says the same as the figures, as text and as JSON")
  func report() throws {
    let registry = office().registry
    let day = CalendarDate(iso: "2021-11-30")!
    let report = ProgramReport(registry, day: day)
    let row = try #require(report.programs.first)
    #expect(row.missingToTarget == 88 && row.missingToFloor == 28 && row.classesMissingToTarget == 5)
    #expect(row.promiseGap == 60 && row.weeklyPace == (88 * 7 + 29) / 30)
    let text = ProgramReport.lines(registry, day: day, Wording(.indonesian)).joined(separator: "\n")
    #expect(text.contains("Target: 12/100; kurang 88 (5 kelas)"))
    #expect(text.contains("Batas bawah: 12/40; kurang 28 (2 kelas)"))
    #expect(text.contains("12 orang unik dihitung sejak: Sertifikat pelatihan. 30 penugasan, 29 pendaftaran."))
    #expect(text.contains("29 hari sampai 29-12-2021: perlu 21 orang tiap minggu."))
    let json = String(decoding: report.json(), as: UTF8.self)
    #expect(json.contains(#""promiseGap" : 60"#) && json.contains(#""certified" : 12"#))
    #expect(ProgramReport.lines(Registry(), day: day, Wording(.indonesian)) == ["Belum ada program."])
  }
}
