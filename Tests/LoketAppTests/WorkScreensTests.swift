// Themes, coverage, work hubs and experts by keys, from Beranda to the record and back.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// F10, 3 and the digit of a place of "Keahlian dan kerja".
  mutating func openWork(_ place: WorkScreen.Place) {
    open(.work)
    let index = WorkScreen.Place.allCases.firstIndex(of: place) ?? 0
    press(.character(Character(String(index + 1))))
  }

  /// The theme customer service of this office's village, from Beranda. Ends in the list of themes.
  mutating func adoptTheme(_ track: String = "layanan") {
    openWork(.themes)
    press(.function(6))
    type(track)
    press(.enter, .function(2))
  }

  /// Three households of one RT: KARTINI's, BUDI's and SITI's.
  mutating func threeHouseholds() {
    register("KARTINI", nik: "3376024502900003", card: "3376020101200001", device: "1", internet: "1")
    goHome()
    register("BUDI SANTOSO", nik: "3376020502910004", card: "3376020101200002")
    goHome()
    register("SITI AMINAH", nik: "3376024502910005", card: "3376020101200003", device: "", internet: "")
    goHome()
  }

  /// A skill of the person whom this word finds, by the page's own action.
  mutating func addSkill(_ word: String, track: String, level: String, evidence: String) {
    openPerson(word)
    press(.character("3"))
    type(track)
    press(.enter)
    type(level)
    type(evidence)
    type("2")
    press(.function(2))
    goHome()
  }

  /// A work hub of three seats. Ends on its page.
  mutating func makeHub() {
    openWork(.hubs)
    press(.function(6))
    type("RUMAH KERJA MELATI")
    press(.enter)
    type("3")
    press(.function(2), .enter)
  }
}

@Suite("Themes, work hubs and experts")
struct WorkScreensTests {
  @Test("A theme is taken on by four keys and its name; its coverage counts the village's households at once")
  func theme() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.adoptTheme()
    #expect(desk.sees("Tersimpan: Layanan pelanggan (CS) Mintaragen"))
    let theme = desk.newest(.theme)
    #expect(
      theme["village"] == "3376021005" && theme["track"] == "layanan-pelanggan" && theme["starts"] == "2026-11-22")
    #expect(desk.state.registry.themes().map(\.id) == ["3376021005.layanan-pelanggan"])
    desk.press(.enter)
    #expect(desk.sees("0 dari 3 (0%)"))
    desk.addSkill("KARTINI", track: "layanan", level: "1", evidence: "3")
    desk.openWork(.themes)
    desk.press(.enter)
    #expect(desk.sees("1 dari 3 (33%)"))
    #expect(desk.sees("hanya pernyataan lisan: 0"))
  }

  @Test("The same theme twice is refused with what to do, and nothing is saved")
  func twice() {
    var desk = Desk.open()
    desk.adoptTheme()
    let saves = desk.saves.count
    desk.press(.function(6))
    desk.type("layanan")
    desk.press(.enter, .function(2))
    #expect(desk.sees("Kelurahan ini sudah punya tema itu"))
    #expect(desk.saves.count == saves)
  }

  @Test("The programme of themes proposes its tracks one after the other")
  func proposed() {
    var desk = Desk.open()
    desk.takeTemplate(0)
    desk.goHome()
    desk.openWork(.themes)
    desk.press(.function(6))
    #expect(desk.sees("Layanan pelanggan (CS)"))
    desk.press(.function(2))
    let program = desk.state.registry.programs().first?.id
    #expect(desk.newest(.theme)["program"] == program && program != nil)
    desk.press(.function(6))
    #expect(desk.sees("Kerajinan"))
  }

  @Test("Who is still without stands by RT, strict on F4, on paper with 1, and the head is assigned with 2")
  func without() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.addSkill("KARTINI", track: "layanan", level: "1", evidence: "4")
    desk.adoptTheme()
    desk.press(.enter, .enter)
    #expect(desk.sees("RT/RW 003/001: 2 keluarga tanpa anggota terampil"))
    #expect(desk.sees("BUDI SANTOSO") && desk.sees("SITI AMINAH") && !desk.sees("KARTINI"))
    desk.press(.character("1"))
    #expect(desk.sees("DAFTAR KELUARGA BELUM TERAMPIL"))
    desk.press(.escape, .character("2"))
    #expect(desk.state.layers.last is AssignmentScreen)
    #expect(desk.sees("BUDI SANTOSO") && desk.sees("Layanan pelanggan"))
  }

  @Test("Means are counted apart: lacking, and not asked")
  func means() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.adoptTheme()
    desk.press(.enter, .function(4))
    #expect(desk.sees("Tanpa perangkat 1 (belum ditanya 1), internet 1 (1), listrik 0 (3)."))
    // Behind the figure stand its households, and behind F4 those of the next one.
    desk.press(.enter)
    #expect(desk.sees("RT/RW 003/001: 1 keluarga tanpa perangkat"))
    desk.press(.function(4), .function(4))
    #expect(desk.sees("RT/RW 003/001: 0 keluarga tanpa listrik") && desk.sees("Tidak ada keluarga yang belum"))
    desk.press(.escape, .character("4"), .character("1"))
    #expect(desk.sees("DAFTAR KELUARGA TANPA PERANGKAT") && desk.sees("tidak ada perangkat di rumah"))
  }

  @Test("Somebody is seated by typing the name, moved by doing it elsewhere, and leaves the seat with F7 1")
  func seats() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.makeHub()
    desk.type("KARTINI")
    desk.press(.enter)
    #expect(desk.sees("[KARTINI]") && desk.sees("Tersimpan: 1 kursi terpakai."))
    desk.press(.down, .right)
    desk.type("KARTINI")
    desk.press(.enter)
    #expect(desk.sees("[KARTINI]") && desk.sees("Tersimpan: 1 kursi terpakai."))
    #expect(desk.sees("KARTINI pindah dari kursi 1, sif Pagi."))
    let seat = desk.newest(.hubSeat)
    #expect(seat["seat"] == "2" && seat["shift"] == "afternoon")
    // A seat that somebody has is not given away.
    let saves = desk.saves.count
    desk.type("BUDI")
    desk.press(.enter)
    #expect(desk.sees("Kursi ini sudah dipakai KARTINI") && desk.saves.count == saves)
    desk.press(.function(7), .character("1"))
    #expect(desk.sees("Tersimpan: 0 kursi terpakai."))
    // A number is searched for like a name: none of its digits is an action here.
    let registry = desk.state.registry
    let known = registry.all(.person).compactMap { registry.person($0.id) }.first { $0.nik != nil && $0.isActive }
    desk.type(known?.nik ?? "")
    #expect(known != nil && desk.state.layers.last is HubScreen)
    desk.press(.enter)
    #expect(desk.sees("Tersimpan: 1 kursi terpakai.") && desk.newest(.hubSeat)["person"] == known?.id)
  }

  @Test("A child gets no seat in a work hub, and it is said from which age on")
  func child() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.makeHub()
    let registry = desk.state.registry
    let found = registry.all(.person).compactMap { registry.person($0.id) }.first { $0.name == "KARTINI" }
    guard let found else {
      Issue.record("KARTINI is not here")
      return
    }
    for (born, isSeated) in [("2023-11-01", false), ("2011-11-23", false), ("2011-11-22", true)] {
      desk.save([Edit(on: RecordRef(.person, found.id), set: [FieldChange("birthDate", born)])])
      let saves = desk.saves.count
      desk.type("KARTINI")
      desk.press(.enter)
      #expect((desk.saves.count > saves) == isSeated, "\(born)")
      if !isSeated { #expect(desk.sees("Kursi kerja mulai umur 15 tahun")) }
    }
    #expect(desk.sees("[KARTINI]"))
  }

  @Test("Two PCs that give one seat away: both names stand there, and one is freed")
  func seatTwice() {
    var desk = Desk.open()
    desk.threeHouseholds()
    desk.makeHub()
    guard let hub = desk.state.registry.workHubs().first?.id else { return }
    for word in ["KARTINI", "BUDI"] {
      guard let person = desk.state.registry.search(word, kinds: [.person], limit: 1).hits.first?.record.id else {
        continue
      }
      desk.save([
        Edit(
          on: .hubSeat(hub: hub, person: person),
          set: [
            FieldChange("person", person), FieldChange("hub", hub), FieldChange("seat", "1"),
            FieldChange("shift", "morning"), FieldChange("from", "2026-11-20"),
          ])
      ])
    }
    desk.goHome()
    desk.openWork(.hubs)
    desk.press(.enter)
    #expect(desk.sees("KARTINI + BUDI") || desk.sees("BUDI SANTOSO + KART"))
    desk.press(.character("1"))
    #expect(!desk.sees(" + "))
  }

  @Test("An expert is found by what he can do, and changed with Enter")
  func experts() {
    var desk = Desk.open()
    desk.openWork(.experts)
    desk.press(.function(6))
    desk.type("DRA. SRI WAHYUNI")
    desk.press(.enter)
    desk.type("konten kreator, desain grafis")
    desk.press(.function(2))
    desk.type("desain")
    #expect(desk.sees("SRI WAHYUNI"))
    desk.press(.enter)
    #expect(desk.state.layers.last is SettingFormScreen)
    desk.press(.escape, .escape)
    desk.type("las")
    #expect(!desk.sees("SRI WAHYUNI"))
  }
}

@Suite("Frames of work")
struct WorkFramesTests {
  private let files = FrameFiles(group: "Work")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "work") { $0.open(.work) },
    RecordFramesTests.Shot(name: "work en", language: .english) { $0.open(.work) },
    RecordFramesTests.Shot(name: "themes none") { $0.openWork(.themes) },
    RecordFramesTests.Shot(name: "theme form") {
      $0.openWork(.themes)
      $0.press(.function(6))
    },
    RecordFramesTests.Shot(name: "coverage") {
      $0.threeHouseholds()
      $0.addSkill("KARTINI", track: "layanan", level: "1", evidence: "4")
      $0.adoptTheme()
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "coverage en 100x30", language: .english, columns: 100, rows: 30) {
      $0.threeHouseholds()
      $0.adoptTheme("customer")
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "means") {
      $0.threeHouseholds()
      $0.adoptTheme()
      $0.press(.enter, .function(4))
    },
    RecordFramesTests.Shot(name: "uncovered") {
      $0.threeHouseholds()
      $0.adoptTheme()
      $0.press(.enter, .enter)
    },
    RecordFramesTests.Shot(name: "without a device") {
      $0.threeHouseholds()
      $0.adoptTheme()
      $0.press(.enter, .function(4), .enter)
    },
    RecordFramesTests.Shot(name: "uncovered on paper") {
      $0.threeHouseholds()
      $0.adoptTheme()
      $0.press(.enter, .character("3"), .character("1"))
    },
    RecordFramesTests.Shot(name: "hubs") {
      $0.makeHub()
      $0.press(.escape)
    },
    RecordFramesTests.Shot(name: "hub") {
      $0.threeHouseholds()
      $0.makeHub()
      $0.type("KARTINI")
      $0.press(.enter, .right)
    },
    RecordFramesTests.Shot(name: "hub search en", language: .english) {
      $0.threeHouseholds()
      $0.makeHub()
      $0.type("S")
    },
    RecordFramesTests.Shot(name: "experts") {
      $0.openWork(.experts)
      $0.press(.function(6))
      $0.type("DRA. SRI WAHYUNI")
      $0.press(.enter)
      $0.type("konten kreator, desain grafis")
      $0.press(.function(2))
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
