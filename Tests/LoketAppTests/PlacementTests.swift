import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// On a person's page: records a placement of the kind with this number, begun today, and accepts its doubts.
  fileprivate mutating func place(_ kind: String) {
    type("2" + kind)
    // The first Tab after a code that moved on is swallowed.
    press(.tab, .tab, .tab)
    type("warung")
    press(.tab, .tab)
    type("h")
    press(.function(2))
    if state.layers.last is ChecksScreen { press(.function(2)) }
  }
}

@Suite("Recording a placement")
struct PlacementTests {
  private static let kinds = ["employed", "selfEmployed", "group", "migrated", "overseas", "internship"]

  private func registered() -> Desk {
    var desk = Desk.open()
    desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
    desk.openPerson("slamet")
    return desk
  }

  @Test("Each of the six kinds is recorded by keys and stands in the export", arguments: kinds)
  func kind(_ kind: String) throws {
    var desk = registered()
    desk.type("2")
    let number = try #require(Self.kinds.firstIndex(of: kind)) + 1
    desk.type(String(number))
    desk.press(.tab, .tab)
    desk.type("CV MAJU")
    desk.press(.enter)
    desk.type("operator")
    desk.press(.enter)
    desk.type("MALAYSIA")
    desk.press(.enter)
    desk.type("01112026")
    desk.type("3")
    desk.type("3")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let values = desk.newest(.placement)
    #expect(values["kind"] == kind)
    #expect(values["employer"] == "CV MAJU")
    #expect(values["place"] == "MALAYSIA")
    #expect(values["startDate"] == "2026-11-01")
    #expect(values["wageRange"] == "3")
    #expect(values["evidence"] == "payslip")
    let text = desk.exported(.placements)
    #expect(text.contains("\"kind\":\"\(kind)\""))
    #expect(desk.sees("Tersimpan: penempatan SLAMET"))
  }

  @Test("A placement makes the state of work true, an internship does not")
  func employmentFollows() {
    var working = registered()
    working.place("2")
    #expect(working.newest(.person)["employment"] == "selfEmployed")
    var intern = registered()
    let before = intern.newest(.person)["employment"]
    intern.place("6")
    #expect(intern.newest(.placement)["kind"] == "internship")
    #expect(intern.newest(.person)["employment"] == before)
  }

  @Test("The same placement entered a second time is asked about; accepted, it is saved")
  func twice() {
    var desk = registered()
    desk.place("2")
    let saves = desk.saves.count
    desk.type("22")
    desk.press(.tab, .tab, .tab)
    desk.type("Warung")
    desk.press(.tab, .tab)
    desk.type("h")
    desk.press(.function(2))
    #expect(desk.sees("Pekerjaan yang sama sejak 22-11-2026 sudah tercatat"))
    #expect(desk.saves.count == saves)
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
  }

  @Test("A start ahead leaves the state of work, and says so; corrected to today the state is true")
  func startAhead() {
    var desk = registered()
    let before = desk.newest(.person)["employment"]
    desk.type("22")
    desk.press(.tab, .tab, .tab)
    desk.type("warung")
    desk.press(.tab, .tab)
    desk.type("01122026")
    desk.press(.function(2), .function(2))
    #expect(desk.newest(.placement)["startDate"] == "2026-12-01")
    #expect(desk.newest(.person)["employment"] == before && before != "selfEmployed")
    #expect(desk.sees("Keadaan kerja belum diubah"))
    desk.now = Timestamp("2026-12-02T09:00:00+07:00") ?? desk.now
    desk.press(.down)
    desk.type("81")
    for _ in 0..<5 { desk.press(.tab) }
    desk.type("02122026")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.newest(.placement)["startDate"] == "2026-12-02")
    #expect(desk.newest(.person)["employment"] == "selfEmployed")
  }

  @Test("When the only placement ends, the state of work that it made true is brought up")
  func endAsksForEmployment() {
    var desk = registered()
    desk.place("2")
    desk.press(.down)
    desk.type("822")
    desk.press(.function(2))
    #expect(desk.newest(.placement)["endReason"] == "resigned")
    #expect(desk.sees("Keadaan kerja masih \"Wirausaha\""))
  }

  @Test("Without a kind and a start nothing is saved, and the first missing field has the focus")
  func missing() {
    var desk = registered()
    let saves = desk.saves.count
    desk.type("2")
    desk.press(.tab, .tab)
    desk.type("CV MAJU")
    desk.press(.function(2))
    #expect(desk.saves.count == saves)
    #expect(desk.sees("Belum disimpan"))
  }

  @Test("A failed save says so, keeps the form, and F2 saves it after all")
  func failedSave() {
    var desk = registered()
    desk.type("2")
    desk.type("1")
    desk.press(.tab, .tab)
    desk.type("CV MAJU")
    desk.press(.tab, .tab, .tab)
    desk.type("01112026")
    desk.type("3")
    desk.type("3")
    desk.failure = Message(Phrase("app.readOnly"))
    let saves = desk.saves.count
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.saves.count == saves)
    #expect(desk.state.status?.level == .error)
    #expect(desk.state.layers.last is PlacementScreen)
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
  }

  // MARK: Correcting

  /// On Siti's page, with the form of her placement open.
  private func correcting() -> Desk {
    var desk = Desk.withSample()
    desk.selectPlacement()
    desk.type("81")
    return desk
  }

  @Test("A correction saves the changed field with the whole placement beside it, names what was read, and is exported")
  func corrected() throws {
    var desk = correcting()
    let ref = RecordRef(.placement, Sample.job)
    let over = desk.state.registry.basis(ref).heads["person"] ?? []
    desk.press(.tab, .tab)
    desk.type("Penjahit Siti")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let edits = desk.lastEdits(.placement)
    #expect(edits.map(\.over) == [over] && over.count == 1)
    let set = try #require(edits.first?.set)
    #expect(set.map(\.field) == FieldTable.group(.placement, of: "person"))
    #expect(set.contains(FieldChange("employer", "Penjahit Siti")) && set.contains(FieldChange("title", "menjahit")))
    #expect(desk.lastEntry == ["change", ref.description, nil])
    #expect(desk.lastEdits(.person).isEmpty, "the kind is as it was, so the state of work is too")
    #expect(desk.sees("Penjahit Siti, menjahit, Tegal"))
    #expect(desk.sees("Perusahaan/usaha: Jahitan Siti › Penjahit Siti"))
    let text = desk.exported(.placements)
    #expect(text.contains("Penjahit Siti") && !text.contains("Jahitan Siti"))
  }

  @Test("A note is saved alone and stands under the placement; without a change nothing is saved")
  func note() {
    var desk = correcting()
    desk.press(.function(2))
    #expect(desk.saves.isEmpty)
    for _ in 0..<9 { desk.press(.tab) }
    desk.type("pesanan dari sekolah")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.lastEdits(.placement).map(\.set) == [[FieldChange("note", "pesanan dari sekolah")]])
    #expect(desk.sees("Catatan: pesanan dari sekolah"))
  }

  @Test("A start behind the day of its end is refused, beside the start")
  func startAfterEnd() {
    var desk = Desk.withSample()
    desk.selectPlacement()
    desk.type("822")
    desk.press(.function(2))
    desk.now = Timestamp("2026-11-25T09:00:00+07:00") ?? desk.now
    desk.type("81")
    for _ in 0..<5 { desk.press(.tab) }
    desk.type("24112026")
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves)
    #expect(desk.sees("Belum disimpan. Mulai"))
  }

  @Test("Work that began before the assignment to its track is asked about once; accepted, it is saved and kept")
  func beforeEnrolment() {
    var desk = correcting()
    desk.traceToTrack()
    #expect(desk.sees("sebelum tugas jalurnya 03-11-2026"))
    #expect(desk.saves.isEmpty)
    desk.press(.function(2))
    #expect(desk.value(.placement, Sample.job, "startDate") == "2026-11-01")
    #expect(desk.value(.placement, Sample.job, "accepted/placement.beforeEnrolment") != nil)
    #expect(desk.sees("? Mulai 01-11-2026, sebelum tugas jalurnya 03-11-2026"))
    desk.type("81")
    for _ in 0..<9 { desk.press(.tab) }
    desk.type("x")
    desk.press(.function(2))
    #expect(!(desk.state.layers.last is ChecksScreen), "what was accepted is not asked again")
  }

  @Test("A correction left half done is a draft, found again with what was typed and saved over what was read")
  func draft() {
    var desk = correcting()
    desk.press(.tab, .tab)
    desk.type("Penjahit")
    desk.press(.escape, .character("2"))
    var later = desk.startedAnew()
    later.happen(.pinChecked(login: "lurah", .right))
    later.press(.function(10), .character("5"), .enter)
    #expect(later.sees("Penjahit"))
    later.press(.function(2))
    if later.state.layers.last is ChecksScreen { later.press(.function(2)) }
    #expect(later.value(.placement, Sample.job, "employer") == "Penjahit")
    #expect(later.state.registry.placements(of: Sample.siti).count == 1)
    #expect(later.drafts.isEmpty)
  }
}
