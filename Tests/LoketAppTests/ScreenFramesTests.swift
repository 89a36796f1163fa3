import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// Every screen as a person sees it, kept as text under Tests/Frames/screens.
@Suite("The frames of every screen")
struct ScreenFramesTests {
  private static let files = FrameFiles(group: "screens")

  /// One screen: its name and the way there from a fresh office.
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: @Sendable (inout Desk) -> Void
    var testDescription: String { name }
    init(_ name: String, _ steps: @escaping @Sendable (inout Desk) -> Void) {
      self.name = name
      self.steps = steps
    }
  }

  private static func backup(_ problem: Message? = nil, onDataDisk: Bool = false) -> BackupState {
    var state = BackupState()
    state.place = "/media/lurah/STIK"
    state.last = Timestamp("2026-11-21T16:40:00+07:00")
    state.file = "loket-3376021005-A-1f2e3d4c-20261121-1640.tar"
    state.size = 5 << 20
    (state.problem, state.isOnDataDisk) = (problem, onDataDisk)
    return state
  }

  static let scenes: [Scene] =
    [
      Scene("home") { _ in },
      Scene("home-hits") { desk in
        desk.register("SITI NUR'AINI", nik: "3376024508690003", card: "3376021203150007")
        desk.goHome()
        desk.type("ain")
      },
      Scene("menu") { $0.press(.function(10)) },
      Scene("queue") { desk in
        desk.fillQueue()
        desk.openQueue()
      },
      Scene("queue-filter") { desk in
        desk.fillQueue()
        desk.openQueue()
        desk.press(.function(4))
      },
      Scene("entry") { desk in
        desk.fillQueue()
        desk.openQueue()
        desk.press(.enter)
      },
      Scene("entry-marked") { desk in
        desk.fillQueue()
        desk.markFirst()
      },
      Scene("return") { desk in
        desk.fillQueue()
        desk.openQueue()
        desk.press(.enter, .enter)
      },
      Scene("home-returned") { desk in
        desk.fillQueue()
        desk.markFirst()
        desk.press(.function(2))
        desk.become("ani")
      },
      Scene("form-returned") { desk in
        desk.fillQueue()
        desk.markFirst()
        desk.press(.function(2))
        desk.become("ani")
        desk.openQueue()
        desk.press(.enter)
      },
      Scene("batch") { desk in
        desk.fillQueue()
        desk.openQueue()
        desk.press(.function(7), .character("3"))
      },
      Scene("day-close") { desk in
        desk.fillQueue()
        desk.openQueue()
        desk.press(.function(2), .function(7), .character("6"))
      },
      Scene("form-offer") { $0.type("3376024508690003") },
      Scene("number") { $0.type("3376021203080001") },
      Scene("form-card") { $0.type("3376021203150007") },
      Scene("home-undone") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.type("1")
        desk.type("las")
        desk.press(.enter, .function(2))
        desk.openPerson("slamet")
        desk.press(.down, .character("8"), .character("3"))
        desk.type("1")
        desk.press(.function(2))
        desk.goHome()
        desk.press(.escape)
      },
      Scene("form-nothing-found") { desk in
        desk.press(.function(6), .tab, .tab, .tab)
        for _ in 0..<12 where desk.form.focus != "h.device" { desk.press(.tab) }
        desk.type("zz")
        desk.press(.enter)
      },
      Scene("form-head") { desk in
        var clerk = Clerk(desk)
        clerk.typeHead()
        desk = clerk.desk
      },
      Scene("form-member") { desk in
        var clerk = Clerk(desk)
        clerk.typeHead()
        clerk.key(.enter)
        clerk.typeMember("DEWI", nik: "3376025507120002", relation: "4", birthPlace: "TEGAL", education: "2")
        desk = clerk.desk
      },
      Scene("form-no-nik") { desk in
        desk.press(.function(6), .enter)
        desk.type("BUDI")
      },
      Scene("form-pick") { desk in
        desk.press(.function(6), .tab, .tab, .tab, .tab)
        desk.press(.function(4))
      },
      Scene("form-wrong") { desk in
        desk.press(.function(6))
        desk.type("337602450869")
        desk.press(.enter)
        desk.type("BUDI")
        desk.press(.function(2))
      },
      Scene("checks") { $0.reachChecks() },
      Scene("leave") { desk in
        desk.press(.function(6))
        desk.type("3376")
        desk.press(.escape)
      },
      Scene("registered") { $0.register("SLAMET", nik: "3376021203650001", card: "3376021203150007") },
      Scene("assign-people") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.goHome()
        desk.press(.function(10), .character("4"))
        desk.type("sla")
      },
      Scene("assign-track") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.type("1")
        desk.type("di")
      },
      Scene("assign-lacking") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007", device: "1", internet: "")
        desk.type("1")
        desk.type("cs")
        desk.press(.enter)
        desk.type("dipinjami laptop kelurahan")
      },
      Scene("tracks") { $0.press(.function(10), .character("3")) },
      Scene("track") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.type("1")
        desk.type("las")
        desk.press(.enter, .function(2))
        desk.goHome()
        desk.press(.function(10), .character("3"))
        desk.type("las")
        desk.press(.enter)
      },
      Scene("placement") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.openPerson("slamet")
        desk.type("2")
        desk.type("1")
      },
      Scene("drafts") { desk in
        desk.press(.function(6))
        desk.type("3376021203650001")
        desk.press(.enter)
        desk.type("SLAMET")
        desk.press(.enter, .function(5), .function(10), .character("5"))
      },
      Scene("settings") { $0.press(.function(10), .character("6")) },
      Scene("settings-accounts") { $0.press(.function(10), .character("6"), .character("2")) },
      Scene("settings-track") { $0.press(.function(10), .character("6"), .character("4"), .function(6)) },
      Scene("settings-partner") { $0.press(.function(10), .character("6"), .character("5"), .function(6)) },
      Scene("settings-office") { $0.press(.function(10), .character("6"), .character("1"), .enter) },
      Scene("settings-pin") { $0.press(.function(10), .character("6"), .character("6")) },
      Scene("settings-printer") { $0.press(.function(10), .character("6"), .character("7")) },
      Scene("receipt") { desk in
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.type("2")
      },
      Scene("receipt-not-printed") { desk in
        desk.printOutcome = .kept(
          path: "~/.local/share/loket/print/tanda-terima-20261122091104.txt",
          why: Message(Phrase("print.why.noDefault")))
        desk.register("SLAMET", nik: "3376021203650001", card: "3376021203150007")
        desk.type("2")
        desk.press(.enter)
      },
      Scene("settings-backup") { $0.press(.function(10), .character("6"), .character("8")) },
      Scene("settings-backup-same-disk") {
        $0.press(.function(10), .character("6"), .character("8"))
        $0.happen(.backup(backup(onDataDisk: true)))
      },
      Scene("home-backup-missing") {
        $0.happen(.backup(backup(Message(Phrase("file.backup.placeMissing"), ["path": "/media/lurah/STIK"]))))
      },
      Scene("duplicates") { desk in
        desk.registerAlike()
        desk.openDuplicates()
      },
      Scene("pair") { desk in
        desk.registerAlike()
        desk.openDuplicates()
        desk.press(.enter)
      },
      Scene("join") { desk in
        desk.joinAlike()
        desk.press(.down, .right)
      },
      Scene("pair-joined") { desk in
        desk.joinAlike()
        desk.press(.function(2))
        desk.open(PersonScreen(person: desk.people[0].id))
        desk.press(.enter)
      },
      Scene("person-joined") { desk in
        desk.joinAlike()
        desk.press(.function(2))
        desk.open(PersonScreen(person: desk.people[0].id))
      },
      Scene("pair-households") { desk in
        desk.joinAlike()
        desk.press(.function(2))
        desk.press(.enter)
      },
      Scene("duplicates-households") { desk in
        desk.registerAlike()
        let head = RecordRef(.person, desk.people[0].id)
        desk.save(
          desk.state.registry.plan([FieldChange("standing", "2")], on: head, basis: desk.state.registry.basis(head)))
        desk.openDuplicates()
        desk.press(.function(7), .character("4"))
      },
      Scene("form-like") { desk in
        desk.typeAlmostAlike()
        desk.type("I")
      },
      Scene("likeness") { desk in
        desk.typeAlmostAlike()
        desk.type("I")
        desk.press(.function(7))
      },
      Scene("likeness-same") { desk in
        desk.typeAlmostAlike()
        desk.type("I")
        desk.press(.enter)
        desk.type("BREBES")
        desk.press(.function(7), .character("1"))
      },
      Scene("likeness-listed") { desk in
        desk.typeAlmostAlike()
        desk.type("I")
        desk.press(.function(2))
      },
      Scene("help-likeness") { desk in
        desk.typeAlmostAlike()
        desk.type("I")
        desk.press(.function(7), .function(1))
      },
      Scene("field-places") { desk in
        desk.registerAlike()
        desk.goHome()
        desk.press(.function(10), .character("9"))
      },
      Scene("field-round") { desk in
        desk.registerAlike()
        desk.goHome()
        desk.press(.function(10), .character("9"))
        desk.press(.enter, .character("2"), .function(2))
      },
      Scene("field-visit") { desk in
        desk.registerAlike()
        desk.goHome()
        desk.press(.function(10), .character("9"))
        desk.press(.enter, .character("2"))
      },
      Scene("blank-form") {
        $0.open(.blankForm)
        $0.press(.pageDown)
      },
      Scene("help-paper") {
        $0.open(.blankForm)
        $0.press(.function(1))
      },
      Scene("help-home") { $0.press(.function(1)) },
      Scene("help-field") { $0.press(.function(6), .function(1)) },
      Scene("help-question") { $0.press(.escape, .function(1)) },
      Scene("help-set-up") { desk in
        desk = Desk(language: desk.state.session.language, columns: desk.frame.size.columns, rows: desk.frame.size.rows)
        desk.press(.function(1))
      },
      Scene("read-only") { desk in
        var session = desk.state.session
        session.isReadOnly = true
        desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
        desk.type("246810")
        desk.press(.enter, .function(6))
      },
      Scene("disk-failing") { desk in
        desk.press(.function(6), .enter)
        desk.draftFailure = Message(Phrase("file.diskReadOnly"), ["path": "draf", "code": "30"])
        desk.type("SITI")
        desk.press(.enter, .escape)
      },
      Scene("quit") { $0.press(.escape) },
      Scene("sign-in") { desk in desk = desk.startedAnew() },
      Scene("sign-in-locked") { desk in
        desk.press(.function(6))
        desk.happen(.idle)
      },
      Scene("today") { desk in
        let session = desk.state.session
        desk.happen(.opened(Opened(registry: desk.state.registry, session: session, isClockDoubted: true)))
      },
      Scene("set-up") { desk in
        desk = Desk(language: desk.state.session.language, columns: desk.frame.size.columns, rows: desk.frame.size.rows)
      },
    ] + conflictScenes + syncScenes + rosterScenes

  @Test("A screen looks as its file says, in Indonesian", arguments: scenes)
  func indonesian(_ scene: Scene) { compare(scene, "", .open()) }

  @Test("A screen looks as its file says, in English", arguments: scenes)
  func english(_ scene: Scene) { compare(scene, " en", .open(language: .english)) }

  @Test("A larger terminal shows more rows of the same layout", arguments: scenes)
  func large(_ scene: Scene) { compare(scene, " 100x30", .open(columns: 100, rows: 30)) }

  private func compare(_ scene: Scene, _ suffix: String, _ fresh: Desk) {
    var desk = fresh
    scene.steps(&desk)
    #expect(Self.files.difference(desk.frame.pictured, scene.name + suffix) == nil)
  }

  @Test(
    "Below 80×24 one sentence stands, and what was typed comes back with the size", arguments: [(79, 24), (40, 10)])
  func tooSmall(_ columns: Int, _ rows: Int) {
    var desk = Desk.open()
    desk.press(.function(6))
    desk.type("337602")
    let before = desk.frame
    desk.happen(.resized(Size(columns: columns, rows: rows)))
    #expect(Self.files.difference(desk.frame.pictured, "too-small \(columns)x\(rows)") == nil)
    desk.happen(.resized(Size(columns: 80, rows: 24)))
    #expect(desk.frame == before)
  }

  @Test("No file of a screen that is gone is left")
  func strays() {
    let suffixes = ["", " en", " 100x30"]
    let names = Self.scenes.flatMap { scene in suffixes.map { scene.name + $0 } }
    #expect(Self.files.strays(besides: names + ["too-small 79x24", "too-small 40x10"]) == [])
  }

  @Test("Both languages fit: no English screen is the Indonesian one")
  func languagesDiffer() {
    for scene in Self.scenes {
      var indonesian = Desk.open()
      var english = Desk.open(language: .english)
      scene.steps(&indonesian)
      scene.steps(&english)
      #expect(indonesian.screen != english.screen, "\(scene.name)")
    }
  }
}
