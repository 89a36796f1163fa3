// Groups by keys, from Beranda to the person and back: forming one, its members and offices, what is refused and raised.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

enum GroupOffice {
  static let program = Sample.id(8001)
  static func person(_ number: Int) -> String { Sample.id(8100 + UInt64(number)) }
  static func group(_ number: Int) -> String { Sample.id(8200 + UInt64(number)) }

  /// A programme with a quota of five, people `ANGGOTA 1` to 6, a partner, and nobody in a group.
  static let edits: [Edit] =
    [
      ClassOffice.edit(.program, program, ["name": "TKM", "year": "2026", "template": "P4", "quota": "5"]),
      ClassOffice.edit(.partner, Sample.id(8300), ["name": "HOTEL BANGKA"]),
    ]
    + (1...6).map { number in
      ClassOffice.edit(
        .person, person(number), ["name": "ANGGOTA \(number)", "nik": "197101450590000\(number)", "sex": "2"])
    }

  /// A group of the programme, formed already.
  static func formed(_ number: Int, _ name: String, _ values: [String: String] = [:]) -> Edit {
    let own = ["name": name, "program": program, "kind": "group", "field": "culinary", "formedOn": "2026-11-01"]
    return ClassOffice.edit(.group, group(number), own.merging(values) { $1 })
  }

  static func member(_ number: Int, of group: Int, as role: String = "member", on day: String = "2026-11-02") -> Edit {
    let record = RecordRef.groupMember(group: self.group(group), person: person(number))
    return ClassOffice.edit(
      .groupMember, record.id,
      ["person": person(number), "group": self.group(group), "role": role, "joinedOn": day, "day": day])
  }
}

extension Desk {
  static func withGroups(
    _ edits: [Edit] = [], language: Language = .indonesian, columns: Int = 80, rows: Int = 24
  ) -> Desk {
    var desk = Desk.open(language: language, columns: columns, rows: rows)
    desk.bring(Sample.applied(GroupOffice.edits + edits, from: 1, segment: 43))
    desk.happen(.timer)
    return desk
  }

  /// A group by keys from Beranda. Ends on its page.
  mutating func formGroup(_ name: String = "TERNAK MAJU", field: String = "1") {
    openWork(.groups)
    press(.function(6))
    type(name)
    // What is proposed is skipped.
    press(.enter)
    type(field)
    press(.function(2))
  }

  mutating func addMember(_ words: String) {
    type(words)
    press(.enter)
  }

  /// Two members of one group, of whom another PC made the second chair as well.
  static func withTwoChairs(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    let edits = [
      GroupOffice.formed(1, "DAPUR IBU", ["proposal": "approved", "proposalDate": "2026-11-10"]),
      GroupOffice.member(1, of: 1, as: "chair"), GroupOffice.member(2, of: 1, as: "chair"),
      GroupOffice.member(3, of: 1),
    ]
    return withGroups(edits, language: language, columns: columns, rows: rows)
  }
}

extension Desk {
  /// A group of a programme for people from 17 on; the first person is 16, of the second and third nobody knows the age.
  static func withRules(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    withGroups(
      [
        GroupOffice.formed(1, "DAPUR IBU"),
        ClassOffice.edit(.program, GroupOffice.program, ["rules/age": "17-", "regulations/age": "Juknis TKM 2026"]),
        ClassOffice.edit(.person, GroupOffice.person(1), ["birthDate": "2010-05-01"]),
      ], language: language, columns: columns, rows: rows)
  }
}

@Suite("Business groups")
struct GroupScreensTests {
  @Test("F10, 3, 8 forms a group of the programme with a quota; its people are added by NIK and name in one go")
  func forms() {
    var desk = Desk.withGroups()
    desk.formGroup()
    #expect(desk.state.layers.last is GroupScreen)
    let group = desk.newest(.group)
    #expect(group["program"] == GroupOffice.program && group["field"] == "livestock" && group["kind"] == "group")
    #expect(group["village"] == "3376021005" && group["formedOn"] == "2026-11-22" && group["level"] == "beginner")
    desk.press(.character("1"))
    desk.addMember("1971014505900001")
    #expect(desk.sees("ANGGOTA 1 masuk: kini 1 anggota.") && desk.sees("TKM: 1 dari 5 orang"))
    desk.addMember("ANGGOTA 2")
    #expect(desk.sees("ANGGOTA 2 masuk: kini 2 anggota."))
    let member = desk.newest(.groupMember)
    #expect(
      member["person"] == GroupOffice.person(2) && member["role"] == "member" && member["joinedOn"] == "2026-11-22")
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.groupMember, .entry])
    #expect(desk.saves.last?.edits.last?.set.contains(FieldChange("action", "group")) == true)
    desk.press(.escape)
    #expect(desk.sees("Anggota (2)") && desk.sees("197101******0001") && !desk.sees("1971014505900001"))
    #expect(desk.sees("Ketua belum dicatat"))
  }

  @Test("One chair and one treasurer: the second is refused with who it is, and the first steps back by a key")
  func offices() {
    var desk = Desk.withGroups([
      GroupOffice.formed(1, "DAPUR IBU"), GroupOffice.member(1, of: 1), GroupOffice.member(2, of: 1),
    ])
    desk.openWork(.groups)
    desk.press(.enter, .character("2"))
    #expect(
      desk.newest(.groupMember)["role"] == "chair" && desk.newest(.groupMember)["person"] == GroupOffice.person(1))
    let saves = desk.saves.count
    desk.press(.down, .character("2"))
    #expect(desk.sees("Sudah ada ketua: ANGGOTA 1.") && desk.saves.count == saves)
    desk.press(.character("3"))
    #expect(desk.newest(.groupMember)["role"] == "treasurer")
    // Who has no office stands below those who have one.
    desk.press(.up, .character("4"), .up, .character("2"))
    #expect(
      desk.newest(.groupMember)["person"] == GroupOffice.person(2) && desk.newest(.groupMember)["role"] == "chair")
  }

  @Test("The person past the quota is refused in words and nothing is saved; a leaving makes room, a second time too")
  func quota() {
    var desk = Desk.withGroups([GroupOffice.formed(1, "A"), GroupOffice.formed(2, "B")])
    for number in 1...5 {
      desk.save([GroupOffice.member(number, of: number < 4 ? 1 : 2)])
    }
    desk.openWork(.groups)
    desk.press(.enter, .character("1"))
    #expect(desk.sees("TKM: 5 dari 5 orang") && desk.sees("orang berikutnya ditolak"))
    let saves = desk.saves.count
    desk.addMember("ANGGOTA 6")
    #expect(desk.sees("Orang ke-6 ditolak: kuota 5 orang sudah terisi 5 (TKM).") && desk.saves.count == saves)
    desk.press(.escape, .character("5"))
    #expect(desk.newest(.groupMember)["leftOn"] == "2026-11-22" && desk.sees("Pernah menjadi anggota"))
    desk.press(.character("1"))
    desk.addMember("ANGGOTA 6")
    #expect(desk.sees("ANGGOTA 6 masuk: kini 3 anggota."))
    desk.addMember("ANGGOTA 4")
    #expect(desk.sees("Sudah di B, program yang sama."))
  }

  @Test("Whom the programme's rules refuse is shown the answers and stays out; who is not known enough joins by F2")
  func rules() {
    var desk = Desk.withRules()
    desk.openWork(.groups)
    desk.press(.enter, .character("1"))
    let saves = desk.saves.count
    desk.addMember("ANGGOTA 1")
    #expect(desk.sees("Syarat program menolak.") && desk.sees("Usia 16 tahun; paling muda 17."))
    desk.press(.enter)
    #expect(desk.saves.count == saves)
    desk.press(.escape)
    desk.addMember("ANGGOTA 2")
    #expect(desk.sees("Ada syarat yang belum dapat dijawab"))
    // F7 completes the data, and the answer is another one.
    desk.save([ClassOffice.edit(.person, GroupOffice.person(2), ["birthDate": "1990-05-04"])])
    desk.press(.function(7), .character("1"), .escape)
    #expect(desk.sees("Semua syarat program terpenuhi"))
    desk.press(.function(2))
    #expect(desk.sees("ANGGOTA 2 masuk: kini 1 anggota."))
    desk.addMember("ANGGOTA 3")
    desk.press(.enter)
    #expect(desk.sees("ANGGOTA 3 masuk: kini 2 anggota."))
    // What a supervisor set aside in the application counts.
    let application = RecordRef.application(wave: Sample.id(8600), person: GroupOffice.person(1))
    desk.save([
      ClassOffice.edit(
        .application, application.id,
        ["person": GroupOffice.person(1), "program": GroupOffice.program, "override/age": "Sudah menikah"])
    ])
    desk.addMember("ANGGOTA 1")
    #expect(desk.sees("ANGGOTA 1 masuk: kini 3 anggota."))
  }

  @Test("Two chairs that two PCs made are both shown, raised in the list and on the way to it, and settled by one key")
  func raised() {
    var desk = Desk.withTwoChairs()
    desk.open(.work)
    #expect(desk.sees("1 kelompok, 3 orang; 1 perlu diputuskan"))
    desk.press(.character("8"))
    #expect(desk.sees("2 ketua") && desk.sees("ANGGOTA 1, AN"))
    desk.press(.enter)
    #expect(desk.sees("2 ketua: ANGGOTA 1, ANGGOTA 2."))
    desk.press(.down, .character("4"))
    #expect(!desk.sees("2 ketua:") && desk.sees("Tersimpan: 3 anggota."))
  }

  @Test("The person's page names the group and leads to it; the entry of the queue says whose membership it is")
  func onPersonPage() throws {
    var desk = Desk.withGroups([GroupOffice.formed(1, "DAPUR IBU"), GroupOffice.member(1, of: 1, as: "treasurer")])
    desk.openPerson("ANGGOTA 1")
    #expect(desk.sees("DAPUR IBU") && desk.sees("Bendahara, Kuliner"))
    desk.openWork(.groups)
    desk.press(.enter, .character("5"))
    let entry = try #require(desk.state.registry.entries(day: desk.now.date).first { $0.action == "group" })
    let context = Context(desk.state, world: nil)
    #expect(Review.name(entry, context) == "ANGGOTA 1")
    desk.open(EntryScreen(entry.id, following: [], context))
    desk.happen(.timer)
    #expect(desk.sees("Anggota kelompok: ANGGOTA 1") && desk.sees("22-11-2026"))
  }

  @Test("Without a programme no group is formed, and it says where to take one over")
  func noProgram() {
    var desk = Desk.open()
    desk.openWork(.groups)
    desk.press(.function(6))
    #expect(desk.sees("ambil satu dulu di F10, 0") && desk.state.layers.last is GroupListScreen)
  }

  @Test("Whose data rest is counted and has no name, in the list and on the page")
  func frozen() {
    var desk = Desk.withTwoChairs()
    desk.save([ClassOffice.edit(.person, GroupOffice.person(3), ["frozen": "2026-11-20"])])
    desk.openWork(.groups)
    desk.press(.enter)
    #expect(desk.sees("Anggota (3)") && desk.sees("1 anggota datanya dibekukan") && !desk.sees("ANGGOTA 3"))
  }
}

@Suite("Frames of groups")
struct GroupFramesTests {
  private let files = FrameFiles(group: "Groups")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "none") { $0.openWork(.groups) },
    RecordFramesTests.Shot(name: "form") { desk in
      desk = Desk.withGroups(columns: desk.state.size.columns, rows: desk.state.size.rows)
      desk.openWork(.groups)
      desk.press(.function(6))
    },
    RecordFramesTests.Shot(name: "list") { desk in
      desk = Desk.withTwoChairs()
      desk.save([GroupOffice.formed(2, "ABON SEJAHTERA", ["endedOn": "2026-11-15", "endReason": "merged"])])
      desk.openWork(.groups)
    },
    RecordFramesTests.Shot(name: "list en 100x30", language: .english, columns: 100, rows: 30) { desk in
      desk = Desk.withTwoChairs(language: .english, columns: 100, rows: 30)
      desk.openWork(.groups)
    },
    RecordFramesTests.Shot(name: "page") { desk in
      desk = Desk.withTwoChairs()
      desk.openWork(.groups)
      desk.press(.enter)
    },
    RecordFramesTests.Shot(name: "page en", language: .english) { desk in
      desk = Desk.withTwoChairs(language: .english)
      desk.openWork(.groups)
      desk.press(.enter)
    },
    RecordFramesTests.Shot(name: "adding to a full programme") { desk in
      desk = Desk.withGroups(
        [GroupOffice.formed(1, "DAPUR IBU")] + (1...5).map { GroupOffice.member($0, of: 1) })
      desk.openWork(.groups)
      desk.press(.enter, .character("1"))
    },
    RecordFramesTests.Shot(name: "adding") { desk in
      desk = Desk.withGroups([GroupOffice.formed(1, "DAPUR IBU")])
      desk.openWork(.groups)
      desk.press(.enter, .character("1"))
      desk.type("ANGGOTA")
    },
    RecordFramesTests.Shot(name: "refused by a rule") { desk in
      desk = Desk.withRules()
      desk.openWork(.groups)
      desk.press(.enter, .character("1"))
      desk.addMember("ANGGOTA 1")
    },
    RecordFramesTests.Shot(name: "open rule en 100x30", language: .english, columns: 100, rows: 30) { desk in
      desk = Desk.withRules(language: .english, columns: 100, rows: 30)
      desk.openWork(.groups)
      desk.press(.enter, .character("1"))
      desk.addMember("ANGGOTA 2")
    },
    RecordFramesTests.Shot(name: "person") { desk in
      desk = Desk.withTwoChairs()
      desk.openPerson("ANGGOTA 1")
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.open(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
