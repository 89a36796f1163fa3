import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// F10 and the place without a digit.
  mutating func openConflicts() {
    goHome()
    open(.conflicts)
  }

  /// Edits of a PC that nobody has heard of before arrive, with its own clock.
  mutating func hear(
    _ edits: [Edit], tick: UInt64, from device: UInt64, by: String = "petugas1",
    at: String = "2026-11-02T10:15:00+07:00",
    clock: ClockTrust = .ok
  ) {
    var registry = state.registry
    for (place, edit) in edits.enumerated() {
      registry.apply(
        edit, at: LineRef(segment: Identifier(high: 0xc0, low: device), n: Int(tick) * 10 + place), tick: tick,
        stamp: Timestamp(at), clock: clock, by: by, device: Identifier(high: 7, low: 20 + device))
    }
    happen(.changedElsewhere(registry))
  }

  /// Two more PCs of the office, by name.
  mutating func namePCs() {
    for number in [8, 9] as [UInt64] {
      let id = Identifier(high: 7, low: 20 + number)
      let set = [
        FieldChange("label", "PC \(number)"), FieldChange("letter", "\(number == 8 ? "D" : "E")"),
        FieldChange("office", "3376021005"),
      ]
      hear([Edit(on: RecordRef(.device, id), set: set)], tick: 50 + number, from: number)
    }
  }

  /// PC 8 and PC 9 changed one address without hearing of each other; the clock of PC 9 is doubtful.
  mutating func clashAddresses() {
    namePCs()
    let home = RecordRef(.household, Sample.budiHome)
    let over = state.registry.basis(home).heads["address"] ?? []
    for (number, address, rt) in [(8, "JL MAWAR 7", "004"), (9, "JL MELATI 14", "003")] as [(UInt64, String, String)] {
      let set = [
        FieldChange("address", address), FieldChange("rt", rt), FieldChange("rw", "001"), FieldChange("hamlet", nil),
        FieldChange("village", "3376021005"),
      ]
      hear(
        [Edit(on: home, set: set, over: over)], tick: 100 + number, from: number, by: "petugas\(number)",
        clock: number == 9 ? .doubt : .ok)
    }
  }

  /// A PC replaced a value that has not come here.
  mutating func awaitLine() {
    namePCs()
    let siti = RecordRef(.person, Sample.siti)
    let missing = LineRef(segment: Identifier(high: 0xc0, low: 77), n: 4)
    hear(
      [Edit(on: siti, set: [FieldChange("birthDate", "1969-08-06")], over: [missing])], tick: 120, from: 8)
  }

  /// Two people with the NIK of Siti, both registered where the other was not known.
  mutating func shareNik() {
    let twin = RecordRef(.person, Identifier(high: 0xee, low: 1))
    let nik = value(.person, Sample.siti, "nik")
    hear(
      [Edit(on: twin, set: [FieldChange("nik", nik), FieldChange("name", "SITI NURAENI")])], tick: 130, from: 9)
  }
}

@Suite("Bentrok")
struct ConflictScreenTests {
  private static let home = RecordRef(.household, Sample.budiHome)

  @Test("A conflict is found on Beranda and line 22, in the list with both values, and opens to who, where and when")
  func shown() {
    var desk = Desk.withSample()
    desk.clashAddresses()
    #expect(desk.sees("Antar-PC: Bentrok 1"))
    #expect(desk.sees("1 bentrok"))
    desk.openConflicts()
    #expect(desk.sees("[Bentrok 1]") && desk.sees("BUDI SANTOSO"))
    #expect(desk.sees("petugas8, PC 8, 02-11-2026 10:15 · JL MAWAR 7"))
    #expect(desk.sees("jam PC diragukan"))
    desk.press(.enter)
    for text in ["( ) 1 PC 9", "( ) 2 PC 8", "petugas9", "jam PC diragukan", "* Alamat", "* RT", "  RW", "No. KK"] {
      #expect(desk.sees(text), "\(text) is missing")
    }
  }

  @Test("The chosen value is one save of one edit that names all heads, and every field that moves together goes along")
  func decide() throws {
    var desk = Desk.withSample()
    desk.clashAddresses()
    desk.openConflicts()
    desk.press(.enter, .function(2))
    #expect(desk.saves.isEmpty && desk.sees("Pilih dulu"))
    desk.type("2")
    desk.press(.function(2))
    let edit = try #require(desk.lastEdits(.household).first)
    #expect(edit.over.count == 2 && desk.lastEdits(.household).count == 1)
    #expect(edit.set.map(\.field) == ["address", "rt", "rw", "hamlet", "village"])
    #expect(desk.value(.household, Sample.budiHome, "address") == "JL MAWAR 7")
    #expect(desk.value(.household, Sample.budiHome, "rt") == "004")
    #expect(desk.lastEntry.first == "decide")
    #expect(desk.sees("[Bentrok 0]") && desk.sees("Tidak ada bentrok"))
    #expect(!desk.sees("1 bentrok"))
  }

  @Test("F8 gives the conflict back with the PCs that made it, and takes its entry out of the queue")
  func undo() {
    var desk = Desk.withSample()
    desk.clashAddresses()
    desk.openConflicts()
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.state.registry.conflicts().isEmpty)
    desk.press(.function(8))
    let open = desk.state.registry.conflicts()
    #expect(open.map(\.record) == [Self.home])
    #expect(open.map(\.fields) == [["address", "rt", "rw", "hamlet", "village"]])
    #expect(desk.sees("petugas8, PC 8") && desk.sees("petugas9, PC 9"))
    let entries = desk.state.registry.entries(day: desk.state.today).filter { $0.action == "decide" }
    #expect(entries.map { desk.state.registry.entryState($0.id) } == [.cancelled])
    desk.press(.function(8))
    #expect(desk.sees("belum ada putusan"))
    // Once more, and back once more.
    desk.press(.enter)
    desk.type("2")
    desk.press(.function(2), .function(8))
    #expect(desk.state.registry.conflictCount == 1)
  }

  @Test("Another value is judged by the rules of the form, and replaces all heads")
  func another() throws {
    var desk = Desk.withSample()
    let siti = RecordRef(.person, Sample.siti)
    desk.bringConflict(siti, "birthDate", "1969-08-06", "1968-08-05")
    desk.openConflicts()
    desk.press(.enter)
    desk.type("3")
    #expect(desk.state.layers.last is ConflictFormScreen)
    desk.type("31122999")
    desk.press(.function(2))
    #expect(desk.saves.isEmpty && desk.sees("Belum disimpan"))
    desk.press(.home)
    for _ in 0..<8 { desk.press(.backspace) }
    desk.type("05081969")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let edit = try #require(desk.lastEdits(.person).first)
    #expect(edit.over.count == 2)
    #expect(desk.value(.person, Sample.siti, "birthDate") == "1969-08-05")
    #expect(desk.state.registry.conflicts().isEmpty && desk.state.layers.last is ConflictListScreen)
  }

  @Test("A form that was begun is kept as a draft and goes on with what stood on the screen then")
  func draft() throws {
    var desk = Desk.withSample()
    desk.bringConflict(RecordRef(.person, Sample.siti), "name", "SITI NURAINI", "ST NUR AINI")
    desk.openConflicts()
    desk.press(.enter)
    desk.type("3SITI NUR")
    desk.press(.escape)
    desk.type("2")
    let draft = try #require(desk.drafts.values.first)
    #expect(draft.kind == ConflictFormScreen.draftKind)
    let back = try #require(ConflictFormScreen.resume(draft, Context(desk.state, world: nil)))
    #expect(back.hand.form.value("c.name") == "SITI NUR")
  }

  @Test("A clerk sees the list and both values, and cannot decide")
  func clerk() {
    var desk = Desk.withSample(account: "petugas1")
    desk.clashAddresses()
    desk.openConflicts()
    desk.press(.enter)
    #expect(desk.sees("* Alamat"))
    desk.type("1")
    #expect(desk.sees("Hanya untuk Penyelia"))
    desk.press(.function(2))
    #expect(desk.saves.isEmpty)
  }

  @Test("An administrator sees the conflicts of settings alone, and decides them")
  func administrator() {
    var desk = Desk.withSample()
    desk.clashAddresses()
    let account = RecordRef(.account, "ani")
    for (number, role) in [(8, "clerk"), (9, "supervisor")] as [(UInt64, String)] {
      desk.hear(
        [
          Edit(on: account, set: [FieldChange("name", "ANI"), FieldChange("role", role), FieldChange("active", "yes")])
        ],
        tick: 200, from: number)
    }
    desk.hear(
      [
        Edit(
          on: RecordRef(.account, "admin"),
          set: [FieldChange("name", "ADMIN"), FieldChange("role", "administrator"), FieldChange("active", "yes")])
      ], tick: 201, from: 8)
    desk.send(.setPIN(login: "admin", pin: "20202"))
    desk.goHome()
    desk.press(.control("k"), .character("a"))
    desk.type("20202")
    desk.press(.enter)
    #expect(desk.sees("1 bentrok"))
    desk.openConflicts()
    #expect(desk.sees("[Bentrok 1]") && desk.sees("ani") && !desk.sees("BUDI"), "\(desk.screen)")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.value(.account, "ani", "role") == "supervisor")
  }

  @Test("A record that was voided here and used on another PC is decided with its question, and F8 gives it back")
  func voided() {
    var desk = Desk.withSample()
    desk.contradictVoid()
    desk.openConflicts()
    #expect(desk.sees("dibatalkan / dipakai lagi"))
    desk.press(.enter)
    #expect(desk.sees("Dipakai lagi"), "\(desk.screen)")
    let active = desk.sees("1 PC 1") ? "2" : "1"
    desk.type(active)
    desk.press(.function(2))
    #expect(desk.state.layers.last is ReasonScreen)
    let question = desk.screen
    desk.type("1")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.state.registry.conflicts().isEmpty, "\(question)")
    let isVoid = desk.state.registry.isVoid(Self.home)
    #expect(!isVoid)
    #expect(desk.state.layers.last is ConflictListScreen)
    desk.press(.function(8))
    #expect(desk.state.registry.conflicts().map(\.fields) == [["void"]])
  }

  @Test("An entry that two PCs decided differently and a pair answered differently are decided on their own screens")
  func others() throws {
    var desk = Desk.withSample()
    desk.namePCs()
    let entry = RecordRef(.entry, Identifier(high: 0xef, low: 1))
    desk.hear(
      [
        Edit(
          on: entry,
          set: [
            FieldChange("day", "2026-11-22"), FieldChange("action", "change"),
            FieldChange("subject", RecordRef(.person, Sample.siti).description),
          ])
      ], tick: 210, from: 8, by: "petugas1")
    for (number, state) in [(8, "approved"), (9, "returned")] as [(UInt64, String)] {
      let set = [
        FieldChange("state", state), FieldChange("stateDay", "2026-11-22"), FieldChange("stateNote", nil),
      ]
      desk.hear([Edit(on: entry, set: set)], tick: 211, from: number)
    }
    desk.openConflicts()
    #expect(desk.sees("SITI NUR'AINI"))
    desk.press(.enter)
    #expect(desk.state.layers.last is EntryScreen)
    desk.press(.function(2))
    #expect(desk.state.registry.entryState(entry.id) == .approved)

    let pair = try #require(Pair.record(RecordRef(.person, Sample.siti), RecordRef(.person, Sample.dewi)))
    for (number, answer) in [(8, PairAnswer.same), (9, .different)] as [(UInt64, PairAnswer)] {
      let changes = Pair.changes(RecordRef(.person, Sample.siti), RecordRef(.person, Sample.dewi), answer)
      desk.hear([Edit(on: pair, set: changes)], tick: 220, from: number)
    }
    desk.openConflicts()
    desk.press(.enter)
    #expect(desk.state.layers.last is PairScreen)
  }

  // MARK: What waits, and what was given twice

  @Test("What waits for lines is never asked, stands in a list of its own, and can be given up and taken back")
  func waiting() throws {
    var desk = Desk.withSample()
    desk.awaitLine()
    #expect(desk.sees("1 menunggu kiriman") && desk.state.registry.conflicts().isEmpty)
    desk.openConflicts()
    #expect(desk.sees("[Menunggu kiriman 1]") && desk.sees("1 baris belum datang"))
    desk.press(.enter)
    #expect(desk.sees("06-08-1969") && desk.sees("Yang ditunggu"))
    desk.type("1")
    #expect(desk.sees("1 baris dari PC lain belum datang"))
    desk.press(.enter)
    #expect(desk.saves.isEmpty, "waiting comes first")
    desk.type("1")
    desk.type("2")
    #expect(desk.saves.count == 1 && desk.lastEdits(.loss).count == 1)
    // The value that stood here before and the new one: now somebody is asked.
    #expect(desk.state.registry.conflicts().map(\.fields) == [["birthDate"]])
    desk.press(.function(8))
    #expect(desk.state.registry.conflicts().isEmpty && desk.state.registry.waitingRecordCount == 1)
  }

  @Test("One NIK on two people is a task at once, before anybody looked for duplicates, and opens side by side")
  func twins() {
    var desk = Desk.withSample()
    desk.shareNik()
    #expect(desk.sees("1 data ganda") && desk.sees("Nomor kembar 1"))
    desk.openConflicts()
    #expect(desk.sees("NIK kembar  ") && !desk.sees("3376024508690003"))
    desk.press(.enter)
    #expect(desk.state.layers.last is PairScreen)
    desk.type("2")
    desk.openConflicts()
    #expect(desk.sees("Tidak ada bentrok"))
  }

  @Test("Two PCs with one letter are a task, and giving one another letter ends it")
  func letters() {
    var desk = Desk.withSample()
    desk.namePCs()
    let device = RecordRef(.device, Identifier(high: 7, low: 29))
    let basis = desk.state.registry.basis(device)
    desk.save(desk.state.registry.plan([FieldChange("letter", "D")], on: device, basis: basis))
    desk.goHome()
    #expect(desk.sees("1 nomor kembar"))
    desk.openConflicts()
    #expect(desk.sees("Huruf PC kembar") && desk.sees("Masih bebas: "))
    let asked = desk.screen.split(separator: "Enter: beri ").last?.split(separator: " huruf lain").first ?? ""
    desk.press(.enter)
    #expect(desk.state.layers.last is SettingFormScreen && !asked.isEmpty && desk.sees("PC kantor ini: \(asked)"))
  }

  @Test("What another PC entered on a day that was closed here stands in the queue as late, and waits for review")
  func late() {
    var desk = Desk.withSample()
    let day = RecordRef(.day, "3376021005/2026-11-21")
    let pc = Desk.device.description
    desk.save([
      Edit(on: day, set: [FieldChange("closed/\(pc)", "lurah"), FieldChange("number/\(pc)", "A-1")])
    ])
    let entry = RecordRef(.entry, Identifier(high: 0xef, low: 2))
    let set = [
      FieldChange("day", "2026-11-21"), FieldChange("action", "change"),
      FieldChange("subject", RecordRef(.household, Sample.slametHome).description),
    ]
    desk.hear([Edit(on: entry, set: set)], tick: 400, from: 9)
    desk.press(.function(7), .character("7"))
    #expect(desk.sees("Keluarga SLAMET") && desk.sees("susulan, Diajukan"), "\(desk.screen)")
  }

  @Test("A name in lists, a page and an export say that something of the record is not settled")
  func marks() {
    var desk = Desk.withSample()
    desk.bringConflict(RecordRef(.person, Sample.siti), "birthDate", "1969-08-06", "1968-08-05")
    desk.type("siti")
    #expect(desk.sees("! SITI NUR'AINI"))
    desk.press(.enter)
    #expect(desk.sees("! Belum pasti: Tanggal lahir"))
    #expect(desk.exported(.people).contains(#""unsettled":["birthDate"]"#))
    desk.clashAddresses()
    desk.openHouseholds()
    #expect(desk.sees("! BUDI SANTOSO"))
  }

  @Test("The search looks at names, fields and values, and the list is traced once for each scope")
  func search() {
    var desk = Desk.withSample()
    desk.clashAddresses()
    desk.bringConflict(RecordRef(.person, Sample.siti), "birthDate", "1969-08-06", "1968-08-05")
    desk.openConflicts()
    #expect(desk.sees("2 butir"))
    desk.type("mawar")
    #expect(desk.sees("1 butir") && desk.sees("BUDI SANTOSO"))
    desk.press(.escape)
    desk.type("siti")
    #expect(desk.sees("1 butir"))
    #expect(desk.traces.filter { $0.on == .list("conflict") }.map(\.count) == [2])
  }
}
