// Mentors by keys: who stands by which group, the log of visits and the next one in the list of calls, how the businesses go, and
// what a group lacks for the next level; each figure against the exported tables.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// Two mentors. Group 1 has met all conditions of the next level, group 2 waits for a visit, group 3 stopped, group 4 has nobody.
enum MentorOffice {
  static func expert(_ number: Int) -> String { Sample.id(8400 + UInt64(number)) }

  static let edits: [Edit] =
    [
      ClassOffice.edit(
        .expert, expert(1), ["name": "Dr. RATNA", "agency": "IPB", "phone": "081200001111", "active": "yes"]),
      ClassOffice.edit(.expert, expert(2), ["name": "YUSUF", "agency": "Disnaker", "active": "yes"]),
      GroupOffice.formed(1, "TERNAK MAJU", ["field": "livestock", "formedOn": "2026-05-01"]),
      GroupOffice.formed(2, "DAPUR IBU", ["formedOn": "2026-05-10"]),
      GroupOffice.formed(3, "SUVENIR PANTAI", ["field": "souvenir", "formedOn": "2026-04-01"]),
      GroupOffice.formed(4, "JASA DESAIN", ["field": "services"]),
      GroupOffice.member(1, of: 1, as: "chair"), GroupOffice.member(2, of: 1, as: "treasurer"),
      GroupOffice.member(3, of: 2, as: "chair"), GroupOffice.member(4, of: 3),
      ClassOffice.edit(.person, GroupOffice.person(3), ["phone": "081399990003"]),
      assigned(1, to: 1), assigned(2, to: 2), assigned(3, to: 2, until: "2026-11-01"),
      visit(1, to: 1, by: 1, on: "2026-06-10", turnover: "3000000", workers: "2"),
      visit(2, to: 1, by: 1, on: "2026-08-10", turnover: "3500000", workers: "2"),
      visit(
        3, to: 1, by: 1, on: "2026-11-03", turnover: "4500000", workers: "3", findings: "Pakan dibeli bersama",
        next: "2026-12-03"),
      visit(4, to: 2, by: 2, on: "2026-11-11", outcome: "absent", next: "2026-11-20"),
      visit(5, to: 3, by: 2, on: "2026-10-05", running: "no", findings: "Bahan baku habis"),
    ]

  static func assigned(_ group: Int, to mentor: Int, until: String? = nil) -> Edit {
    let record = RecordRef.mentorship(group: GroupOffice.group(group), mentor: expert(mentor))
    let own = ["group": GroupOffice.group(group), "mentor": expert(mentor), "from": "2026-05-15", "day": "2026-05-15"]
    return ClassOffice.edit(.mentorship, record.id, own.merging(until.map { ["until": $0] } ?? [:]) { $1 })
  }

  private static func visit(
    _ number: Int, to group: Int, by mentor: Int, on date: String, outcome: String = "met", running: String = "yes",
    turnover: String? = nil, workers: String? = nil, findings: String? = nil, next: String? = nil
  ) -> Edit {
    let own: [String: String?] = [
      "group": GroupOffice.group(group), "mentor": expert(mentor), "date": date, "outcome": outcome,
      "running": outcome == "met" ? running : nil, "turnover": turnover, "workers": workers, "findings": findings,
      "next": next, "day": date,
    ]
    return ClassOffice.edit(.mentorVisit, Sample.id(8450 + UInt64(number)), own.compactMapValues(\.self))
  }
}

extension Desk {
  fileprivate static func withMentors(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    withGroups(MentorOffice.edits, language: language, columns: columns, rows: rows)
  }

  /// The page of the group that is called so, from Beranda.
  fileprivate mutating func openGroup(_ name: String) {
    openWork(.groups)
    type(name)
    press(.enter)
  }

  fileprivate mutating func open(_ place: String) {
    openWork(.groups)
    press(.function(7))
    type(place)
  }
}

@Suite("Mentors")
struct MentorTests {
  @Test(
    "A mentor is assigned by keys, the group waits for a visit, the visit is recorded, and the next one stands in the list"
  )
  func visits() {
    var desk = Desk.withMentors()
    desk.openGroup("jasa")
    #expect(desk.sees("Belum ada pendamping; 9 menugaskan."))
    desk.type("9")
    desk.type("yusuf")
    #expect(desk.sees("Disnaker, 1 kelompok, 1 orang"))
    desk.press(.enter, .function(2))
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.mentorship, .entry])
    #expect(desk.newest(.mentorship)["from"] == "2026-11-22")
    #expect(desk.sees("YUSUF") && desk.sees("sejak 22-11-2026"))
    #expect(desk.sees("Kunjungan berikut sudah waktunya: 22-11-2026."))
    // A group that just got a mentor is visited next.
    desk.openWork(.followUps)
    desk.happen(.followUpsFound(FollowUpBoard(desk.state.registry, day: desk.now.date)))
    #expect(desk.sees("JASA DESAIN") && desk.sees("DAPUR IBU"))
    desk.type("jasa")
    desk.press(.enter)
    #expect(desk.sees("Kunjungan pendamping") && desk.sees("YUSUF"))
    desk.type("1")
    desk.press(.enter, .enter)
    desk.type("1")
    desk.type("2500000")
    desk.press(.enter)
    desk.type("4")
    desk.press(.enter)
    desk.type("Butuh laptop kedua")
    desk.press(.enter)
    desk.type("22122026")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.mentorVisit, .entry])
    let visit = desk.newest(.mentorVisit)
    #expect(visit["mentor"] == MentorOffice.expert(2) && visit["date"] == "2026-11-22" && visit["running"] == "yes")
    #expect(visit["turnover"] == "2500000" && visit["workers"] == "4" && visit["next"] == "2026-12-22")
    #expect(visit["findings"] == "Butuh laptop kedua")
    // What was due is not due any more, and waits for its day.
    #expect(desk.sees("Tersimpan") && desk.sees("[Jatuh tempo 1]"))
    desk.press(.function(4))
    desk.type("4")
    #expect(desk.sees("JASA DESAIN") && desk.sees("22-12-2026"))
  }

  @Test("The same mentor twice is refused; another one is said; who ended is no mentor any more, and may come back")
  func assignments() {
    var desk = Desk.withMentors()
    desk.openGroup("dapur")
    desk.type("9")
    desk.type("yusuf")
    desk.press(.enter, .function(2))
    #expect(desk.sees("sudah mendampingi kelompok ini"))
    for _ in "YUSUF" { desk.press(.backspace) }
    desk.type("ratna")
    desk.press(.enter)
    #expect(desk.sees("Juga didampingi YUSUF"))
    desk.press(.function(2))
    #expect(desk.sees("Dr. RATNA") && desk.sees("YUSUF"))
    // Enter on the row of the first one: the last day.
    let saves = desk.saves.count
    desk.select(.mentorship(RecordRef.mentorship(group: GroupOffice.group(2), mentor: MentorOffice.expert(2)).id))
    desk.press(.enter, .enter)
    desk.type("22112026")
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1 && desk.sees("selesai 22-11-2026"))
    let book = MentorBook(desk.state.registry, day: desk.now.date)
    #expect(book.caseloads[MentorOffice.expert(2)]?.groups.isEmpty == true)
    #expect(
      book.caseloads[MentorOffice.expert(1)]?.groups.map(\.id)
        == [1, 2].map(GroupOffice.group).sorted { left, _ in left == GroupOffice.group(2) })
    desk.type("9")
    desk.type("yusuf")
    desk.press(.enter, .function(2))
    let again = MentorBook(desk.state.registry, day: desk.now.date)
    #expect(again.caseloads[MentorOffice.expert(2)]?.groups.map(\.id) == [GroupOffice.group(2)])
    // The former assignment goes on: no second record.
    #expect(desk.state.registry.mentorships().count { $0.group == GroupOffice.group(2) } == 2)
  }

  @Test("A group that meets every condition is raised by a supervisor; one that does not says what is missing")
  func advance() {
    var desk = Desk.withMentors()
    desk.openGroup("dapur")
    desk.type("0")
    #expect(desk.sees("5 syarat belum terpenuhi"))
    #expect(desk.saves.isEmpty)
    desk.press(.function(5))
    desk.openGroup("ternak")
    desk.type("0")
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.group, .entry])
    #expect(desk.newest(.group)["level"] == "advanced")
    #expect(desk.sees("Lanjutan") && !desk.sees("Syarat lanjutan"))
    #expect(desk.sees("TERNAK MAJU kini kelompok lanjutan"))
    // By the form it is a doubt, which is listed and accepted.
    desk.press(.function(5))
    desk.openGroup("dapur")
    desk.type("7")
    while !desk.sees("1 pemula, 2 lanjutan.") { desk.press(.enter) }
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.sees("syarat lanjutan belum terpenuhi"))
    #expect(
      desk.newest(.group)["level"] == "advanced" && desk.state.registry.group(GroupOffice.group(2))?.level != "advanced"
    )
  }

  @Test("The caseloads, the visits and the figures are those of the exported tables, counted again")
  func secondCount() {
    var desk = Desk.withMentors()
    let (assigned, visits, groups) = (
      desk.table(.mentorships), desk.table(.mentorVisits), desk.table(.groups)
    )
    let today = "2026-11-22"
    let holding = assigned.filter { ($0["until"] ?? "").isEmpty || $0["until"]! > today }
    let running = groups.filter { ($0["endedOn"] ?? "").isEmpty }
    let mentored = Set(holding.compactMap { $0["groupId"] })
    let last = { (group: String?) in
      visits.filter { $0["groupId"] == group }.max { ($0["date"] ?? "") < ($1["date"] ?? "") }
    }
    let due = running.count { group in
      guard let visit = last(group["id"]) else { return mentored.contains(group["id"] ?? "") }
      return !(visit["nextVisit"] ?? "").isEmpty && visit["nextVisit"]! <= today
    }
    let alone = running.count { !mentored.contains($0["id"] ?? "") }
    let mentors = Set(holding.compactMap { $0["mentorId"] }).count
    #expect((mentors, mentored.count, due, alone) == (2, 2, 1, 2))
    desk.open("1")
    #expect(
      desk.sees(
        "\(mentors) pendamping, \(mentored.count) kelompok; waktunya dikunjungi \(due); tanpa pendamping \(alone)"))
    // Six months: formed six months ago or more, the last visit since then that met the group, before the twelfth.
    let old = groups.filter { ($0["formedOn"] ?? "") <= "2026-05-22" && !($0["formedOn"] ?? "").isEmpty }
    let found = old.map { group -> [String: String]? in
      let formed = CalendarDate(iso: group["formedOn"] ?? "")!
      return visits.filter {
        $0["groupId"] == group["id"] && $0["outcome"] == "met" && ($0["date"] ?? "") >= formed.adding(months: 6).iso
      }.max { ($0["date"] ?? "") < ($1["date"] ?? "") }
    }
    let stillRunning = found.count { $0?["running"] == "yes" }
    let stopped = found.count { $0?["running"] == "no" }
    let missing = found.count { $0 == nil }
    #expect((old.count, stillRunning, stopped, missing) == (3, 1, 1, 1))
    desk.press(.function(5))
    desk.open("2")
    #expect(
      desk.sees(
        "Setelah 6 bulan: \(stillRunning) dari \(old.count) berjalan, \(stopped) berhenti, \(missing) belum terlapor."))
    let turnover = found.compactMap { $0?["turnover"] }.compactMap { Int($0) }.reduce(0, +)
    #expect(turnover == 4_500_000 && desk.sees(turnover.grouped))
  }

  @Test("F4 shows the groups that are eligible, that stopped, or that nobody visited")
  func views() {
    var desk = Desk.withMentors()
    desk.open("2")
    let names = ["TERNAK MAJU", "DAPUR IBU", "SUVENIR PANTAI", "JASA DESAIN"]
    for (digit, expected) in [("2", names), ("3", ["TERNAK MAJU"]), ("4", ["SUVENIR PANTAI"]), ("5", ["JASA DESAIN"])] {
      desk.press(.function(4))
      desk.type(digit)
      #expect(names.filter { desk.sees($0) } == expected, "view \(digit)")
    }
  }

  @Test(
    "Who may not raise a group does not do it by its form either; whoever reads no register is told who adds members")
  func levelByForm() {
    var desk = Desk.withMentors()
    desk.signIn(as: .mentor)
    desk.openGroup("ternak")
    desk.press(.function(7))
    #expect(desk.sees("Tambah anggota — Hanya untuk Petugas loket, Penyelia."))
    desk.press(.escape, .character("7"))
    while !desk.sees("1 pemula, 2 lanjutan.") { desk.press(.enter) }
    let saves = desk.saves.count
    desk.type("2")
    desk.press(.function(2), .function(2))
    #expect(desk.saves.count == saves && desk.sees("hanya oleh penyelia atau lurah"))
  }

  @Test(
    "A digit too many or too few is a doubt: under ten thousand rupiah, over a hundred people, ten times the last turnover"
  )
  func doubts() {
    var desk = Desk.withMentors()
    desk.openGroup("ternak")
    desk.type("81")
    desk.press(.enter, .enter)
    desk.type("1")
    desk.type("45000000")
    desk.press(.enter)
    desk.type("101")
    desk.press(.enter)
    desk.press(.function(2))
    #expect(desk.sees("sebelumnya Rp 4.500.000") && desk.sees("101 orang bekerja"))
    #expect(desk.saves.isEmpty)
    for (turnover, isDoubted) in [("1", true), ("9999", true), ("10000", false)] {
      let subject = RuleSubject(
        kind: .mentorVisit, values: ["turnover": turnover, "running": "yes"], changed: nil, today: desk.now.date,
        officeVillage: "3376021005", regions: .compiled)
      #expect(Rules.findings(for: subject).contains { $0.rule == "mentorVisit.little" } == isDoubted, "\(turnover)")
    }
  }

  @Test("What a visit cannot say is refused with its reason")
  func refused() {
    for (fields, rule) in [
      (["outcome": "met", "mentor": "1", "date": "2026-11-22"], "mentorVisit.running"),
      (["outcome": "absent", "mentor": "1", "date": "2026-11-22", "running": "yes"], "mentorVisit.absent"),
      (["outcome": "absent", "mentor": "1", "date": "2026-11-23"], "mentorVisit.future"),
      (["outcome": "absent", "mentor": "1", "date": "2026-11-22", "next": "2026-11-22"], "mentorVisit.nextEarly"),
      (["mentor": "1", "date": "2026-11-22"], "mentorVisit.outcome"),
      (["outcome": "absent", "date": "2026-11-22"], "mentorVisit.mentor"),
    ] {
      let subject = RuleSubject(
        kind: .mentorVisit, values: fields, changed: nil, today: CalendarDate(year: 2026, month: 11, day: 22)!,
        officeVillage: "3376021005", regions: .compiled)
      #expect(Rules.findings(for: subject).filter { $0.level == .error }.map(\.rule).contains(rule), "\(fields)")
    }
  }

  @Test("An expert who is registered here and whose data rest is named nowhere")
  func frozen() {
    var desk = Desk.withMentors()
    desk.save([
      ClassOffice.edit(.expert, MentorOffice.expert(2), ["person": GroupOffice.person(5)]),
      ClassOffice.edit(.person, GroupOffice.person(5), ["frozen": "2026-11-20"]),
    ])
    desk.open("1")
    #expect(!desk.sees("YUSUF") && desk.sees("***"))
    for kind in [TableKind.mentorships, .mentorVisits] { #expect(!desk.exported(kind).contains("YUSUF"), "\(kind)") }
  }
}

@Suite("Frames of mentors")
struct MentorFramesTests {
  private let files = FrameFiles(group: "Mentors")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "groups menu") {
      $0.openWork(.groups)
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "mentors") { $0.open("1") },
    RecordFramesTests.Shot(name: "mentors en", language: .english) { $0.open("1") },
    RecordFramesTests.Shot(name: "mentors 100x30", columns: 100, rows: 30) { $0.open("1") },
    RecordFramesTests.Shot(name: "caseload") {
      $0.open("1")
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "caseload visits") {
      $0.open("1")
      $0.press(.enter, .function(4))
    },
    RecordFramesTests.Shot(name: "caseload nobody en", language: .english) {
      $0.open("1")
      $0.press(.end, .enter)
    },
    RecordFramesTests.Shot(name: "caseload actions") {
      $0.open("1")
      $0.press(.enter, .function(7))
    },
    RecordFramesTests.Shot(name: "group mentored") {
      $0.openGroup("ternak")
      $0.press(.end)
      for _ in 0..<9 { $0.press(.up) }
    },
    RecordFramesTests.Shot(name: "group mentored 100x30 en", language: .english, columns: 100, rows: 30) {
      $0.openGroup("dapur")
    },
    RecordFramesTests.Shot(name: "group actions") {
      $0.openGroup("dapur")
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "mentor new") {
      $0.openGroup("jasa")
      $0.type("9")
      $0.press(.function(4))
    },
    RecordFramesTests.Shot(name: "mentor until en", language: .english) {
      $0.openGroup("dapur")
      $0.select(.mentorship(RecordRef.mentorship(group: GroupOffice.group(2), mentor: MentorOffice.expert(2)).id))
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "visit new") {
      $0.openGroup("dapur")
      $0.type("8")
    },
    RecordFramesTests.Shot(name: "visit new en", language: .english, columns: 100, rows: 30) {
      $0.openGroup("dapur")
      $0.type("8")
    },
    RecordFramesTests.Shot(name: "progress") { $0.open("2") },
    RecordFramesTests.Shot(name: "progress 100x30 en", language: .english, columns: 100, rows: 30) { $0.open("2") },
    RecordFramesTests.Shot(name: "progress views") {
      $0.open("2")
      $0.press(.function(4))
    },
    RecordFramesTests.Shot(name: "progress groups") {
      $0.open("2")
      $0.press(.function(4))
      $0.type("2")
    },
    RecordFramesTests.Shot(name: "calls with visits") {
      $0.openWork(.followUps)
      $0.happen(.followUpsFound(FollowUpBoard($0.state.registry, day: $0.now.date)))
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.withMentors(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }
}
