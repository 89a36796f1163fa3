// The exchange with other PCs by keys: what is asked, who may, and what a person reads of it.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  mutating func openSync() { open(.sync) }

  /// What was asked of the exchange, the looks at it left out.
  var syncWishes: [SyncWish] {
    effects.compactMap {
      switch $0 {
      case .sync(.look), .sync(.probe): nil
      case .sync(let wish): wish
      default: nil
      }
    }
  }

  /// How it stands, as the loop would tell it.
  mutating func sync(_ change: (inout SyncState) -> Void) {
    var standing = state.session.sync
    change(&standing)
    happen(.sync(standing))
  }
}

extension SyncState {
  /// A stick that was used before and is plugged in.
  static func stick(_ change: (inout SyncState) -> Void = { _ in }) -> SyncState {
    var state = SyncState()
    state.places = [
      Place(path: "/media/lurah/STIK", last: Timestamp("2026-11-20T16:40:00+07:00"), isAllowed: true)
    ]
    state.found = ["/media/lurah/STIK", "/mnt/kantor"]
    change(&state)
    return state
  }

  static let done: Report = {
    var report = Report()
    report.place = "/media/lurah/STIK"
    report.at = Timestamp("2026-11-22T09:00:00+07:00")
    (report.receivedParts, report.receivedBytes, report.edits) = (3, 41_000, 120)
    report.origins = [Origin(device: "PC 2", edits: 120, latest: "22-11-2026 08:41")]
    (report.sentParts, report.sentBytes, report.isSafe) = (2, 3_500, true)
    return report
  }()
}

@Suite("Sync on the screen")
struct SyncScreenTests {
  @Test("A supervisor lets the first unencrypted exchange with a place happen; the second one asks nothing")
  func allowed() {
    var desk = Desk.open()
    desk.openSync()
    #expect(desk.effects.last == .sync(.look))
    desk.type("/mnt/kantor")
    desk.press(.function(2))
    #expect(desk.sees("STIK TIDAK TERENKRIPSI") && desk.syncWishes.isEmpty)
    desk.press(.enter)
    #expect(desk.syncWishes.isEmpty, "the safe answer stands first")
    desk.press(.function(2), .character("2"))
    #expect(desk.syncWishes == [.begin("/mnt/kantor", allows: true)])
    desk.sync { $0.places = [SyncState.Place(path: "/mnt/kantor", last: nil, isAllowed: true)] }
    desk.press(.function(2))
    #expect(desk.syncWishes.count == 2)
  }

  @Test("With age installed the question offers encryption, which the place then keeps; a server is not offered it")
  func sealed() {
    var desk = Desk.open()
    desk.happen(.sync(.stick { $0.canSeal = true }))
    desk.openSync()
    desk.type("/mnt/kantor")
    desk.press(.function(2), .character("3"))
    #expect(desk.syncWishes == [.begin("/mnt/kantor", allows: true, seals: true)])
    desk.sync { $0.places = [SyncState.Place(path: "/mnt/kantor", last: nil, isAllowed: true, isSealed: true)] }
    desk.press(.function(2))
    #expect(desk.syncWishes.last == .begin("/mnt/kantor", allows: true, seals: true) && desk.syncWishes.count == 2)
    #expect(desk.sees("Disandikan") && !desk.sees("STIK TIDAK TERENKRIPSI"))
    #expect(desk.sees("Belum dapat membacanya: PC 1"))
  }

  @Test("A clerk may use a place that a supervisor allowed, and of another one reads who must")
  func clerk() {
    var desk = Desk.withTwoClerks()
    desk.become("ani")
    desk.openSync()
    desk.type("/mnt/kantor")
    desk.press(.function(2))
    #expect(desk.syncWishes.isEmpty && desk.sees("tanpa sandi"))
    desk.happen(.sync(.stick()))
    desk.press(.function(4), .character("1"), .function(2))
    #expect(desk.syncWishes == [.begin("/media/lurah/STIK", allows: true)])
  }

  @Test("While an exchange is under way another one waits, the bar says how far it is, and F7 stops it")
  func running() {
    var desk = Desk.open()
    desk.openSync()
    desk.happen(
      .sync(
        .stick {
          $0.progress = SyncState.Progress(step: Phrase("sync.step.sending"), done: 5_000, total: 20_000)
        }))
    #expect(desk.sees("Mengirim: 5 dari 20 KiB"))
    desk.press(.function(2))
    #expect(desk.syncWishes.isEmpty && desk.sees("sedang berjalan"))
    desk.press(.function(7), .character("3"))
    #expect(desk.syncWishes == [.stop])
  }

  @Test("A look asks for one and moves nothing; half a path is refused")
  func look() {
    var desk = Desk.open()
    desk.openSync()
    desk.type("kantor")
    desk.press(.function(7), .character("1"))
    #expect(desk.syncWishes.isEmpty && desk.sees("mulai dari \"/\""))
    desk.happen(.sync(.stick()))
    desk.press(.function(4), .character("2"), .function(7), .character("1"))
    #expect(desk.syncWishes == [.compare("/mnt/kantor")])
  }

  @Test("What came is told with from whom, and when the stick may be pulled out")
  func receipt() {
    var desk = Desk.open()
    desk.openSync()
    desk.happen(.sync(.stick { $0.report = SyncState.done }))
    #expect(desk.sees("120 catatan baru") && desk.sees("PC 2: 120 catatan, terakhir 22-11-2026 08:41"))
    #expect(desk.sees("Aman dicabut: /media/lurah/STIK") && desk.sees("22-11-2026 09:00, sinkron dengan"))
    #expect(desk.sees("Semua simpanan PC ini sudah ada di tempat lain"))
  }

  @Test("Own saves that lie nowhere else are counted on line 22 once there is a place, and held-back files always")
  func waiting() {
    var desk = Desk.open()
    #expect(!desk.sees("belum dikirim"))
    desk.happen(.sync(.stick { $0.unsent = 3 }))
    #expect(desk.sees("3 belum dikirim"))
    desk.register("SITI AMINAH", nik: "3376024508690003", card: "3376021203150007")
    desk.goHome()
    #expect(desk.sees("4 belum dikirim"))
    desk.sync {
      $0.refused = [
        SyncState.Refused(path: "loket1/x.jsonl", place: "/mnt/kantor", reason: Phrase("sync.refusal.damaged"))
      ]
    }
    #expect(desk.sees("1 berkas ditahan"))
    desk.openSync()
    desk.press(.function(7), .character("4"))
    #expect(desk.sees("loket1/x.jsonl") && desk.sees("hapus dari sana atau buang"))
  }

  @Test("What another PC brought is in lists and in the queue at once")
  func brought() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    var other = Registry()
    for edit in desk.journal {
      other.apply(edit.edit, at: edit.line, tick: edit.tick, stamp: edit.at, by: edit.by, device: edit.device)
    }
    desk.become("lurah")
    let asked = desk.effects.count
    desk.happen(.changedElsewhere(other))
    #expect(desk.effects[asked...].contains { if case .findQueue = $0 { true } else { false } })
  }

  @Test("A server's address is taken in its one form, and a supervisor lets its keeper see the data, once")
  func server() {
    var desk = Desk.open()
    desk.openSync()
    desk.type("HTTPS://Data.Kota.go.id/loket/")
    desk.press(.function(2))
    #expect(desk.sees("SERVER TIDAK TERENKRIPSI") && !desk.sees("STIK"))
    desk.press(.character("2"))
    #expect(desk.syncWishes == [.begin("davs://data.kota.go.id/loket", allows: true)])
    desk.sync { state in
      var report = SyncState.done
      report.place = "davs://data.kota.go.id/loket"
      state.report = report
    }
    #expect(desk.sees("Semua sudah tersimpan di davs://data.kota.go.id/loket") && !desk.sees("Aman dicabut"))
  }

  @Test("Where a server asks who this PC is, user and password are asked, never shown, and the sync goes on")
  func login() {
    var desk = Desk.open()
    desk.openSync()
    let place = "davs://data.kota.go.id/loket"
    desk.type(place)
    desk.press(.function(2), .character("2"))
    desk.sync { $0.asksLogin = true }
    desk.type("slerok")
    desk.press(.tab)
    desk.type("rahasia:7")
    #expect(!desk.sees("rahasia"))
    desk.press(.function(2))
    let login = PlaceLogin(user: "slerok", password: "rahasia:7")
    #expect(
      desk.syncWishes == [.begin(place, allows: true), login.map { .login(place, $0) }, .begin(place, allows: true)])
  }

  @Test("Whoever only wanted to look, looks once the server knows this PC")
  func loginForALook() {
    var desk = Desk.open()
    desk.openSync()
    desk.type("davs://data.kota.go.id/loket")
    desk.press(.function(7), .character("1"))
    desk.sync { $0.asksLogin = true }
    desk.type("slerok")
    desk.press(.tab)
    desk.type("rahasia")
    desk.press(.function(2))
    #expect(desk.syncWishes.last == .compare("davs://data.kota.go.id/loket") && desk.syncWishes.count == 3)
  }

  @Test("The question does not come over what somebody else is writing, and an SFTP server is never asked for it")
  func noQuestion() {
    var desk = Desk.open()
    desk.openSync()
    desk.type("davs://data.kota.go.id/loket")
    desk.press(.function(7))
    desk.sync { $0.asksLogin = true }
    #expect(!desk.sees("Nama pengguna"))
    desk = Desk.open()
    desk.openSync()
    desk.type("sftp://data.kota.go.id/loket")
    desk.sync { $0.asksLogin = true }
    #expect(!desk.sees("Nama pengguna"))
  }

  @Test(
    "A password in an address is turned down, and what is no address", arguments: ["davs://a:b@kota.go.id/", "ftp://a"])
  func badAddress(address: String) {
    var desk = Desk.open()
    desk.openSync()
    desk.type(address)
    desk.press(.function(2))
    #expect(desk.syncWishes.isEmpty && (desk.sees("tanpa sandi") || desk.sees("davs://")))
  }

  @Test("A place that is not there is said at once, whole, before anything is asked; the old receipt is gone")
  func absent() {
    var desk = Desk.open()
    desk.happen(.sync(.stick { ($0.report, $0.lastPlace) = (SyncState.done, "/media/lurah/STIK") }))
    desk.openSync()
    #expect(desk.sees("Aman dicabut"))
    desk.type("/mnt/nada")
    #expect(!desk.sees("Aman dicabut"), "it was about another place")
    desk.placeProblem = Message(Phrase("sync.carrier.absent"), ["place": "/mnt/a/b/c/nada"])
    desk.press(.function(2))
    #expect(desk.sees("! /mnt/a/b/c/nada tidak ada.") && !desk.sees("TIDAK TERENKRIPSI") && desk.syncWishes.isEmpty)
    desk.placeProblem = nil
    desk.press(.function(7), .character("2"))
    #expect(desk.sees("TIDAK TERENKRIPSI"), "it is there by now")
  }

  @Test("Where sealed files lie, sealing is proposed; a supervisor changes how a place is written, both ways")
  func resealed() {
    var desk = Desk.open()
    desk.happen(.sync(.stick { $0.canSeal = true }))
    desk.openSync()
    desk.type("/mnt/kantor")
    desk.placeIsSealed = true
    desk.press(.function(2))
    #expect(desk.sees("SUDAH ADA BERKAS TERSANDI"))
    desk.press(.enter)
    #expect(desk.syncWishes == [.begin("/mnt/kantor", allows: true, seals: true)])
    desk.sync { $0.places = [SyncState.Place(path: "/mnt/kantor", last: nil, isAllowed: true)] }
    desk.press(.function(7), .character("7"))
    #expect(desk.syncWishes.last == .seal("/mnt/kantor", true) && desk.sees("ditulis dengan sandi"))
    desk.sync { $0.places = [SyncState.Place(path: "/mnt/kantor", last: nil, isAllowed: true, isSealed: true)] }
    desk.press(.function(7), .character("7"), .enter)
    #expect(desk.syncWishes.last == .seal("/mnt/kantor", true), "the safe answer stands first")
    desk.press(.function(7), .character("7"), .character("2"))
    #expect(desk.syncWishes.last == .seal("/mnt/kantor", false))
  }

  @Test("A clerk does not change how a place is written, and a server's files are not sealed")
  func notResealed() {
    var desk = Desk.withTwoClerks()
    desk.become("ani")
    desk.happen(.sync(.stick { $0.canSeal = true }))
    desk.openSync()
    desk.press(.function(7), .character("7"))
    #expect(desk.syncWishes.isEmpty)
    desk = Desk.open()
    desk.happen(.sync(.stick { $0.canSeal = true }))
    desk.openSync()
    desk.type("davs://data.kota.go.id/loket")
    desk.press(.function(7), .character("7"))
    #expect(desk.syncWishes.isEmpty && desk.sees("hanya untuk folder dan stik"))
  }

  @Test("A receipt that is longer than the screen shows what matters first, and scrolls")
  func longReceipt() {
    var desk = Desk.open()
    desk.openSync()
    desk.happen(
      .sync(
        .stick { state in
          var report = SyncState.done
          report.origins = (1...20).map { SyncState.Origin(device: "PC \($0)", edits: 1, latest: "") }
          (report.refused, report.conflicts) = (1, 2)
          state.report = report
        }))
    #expect(desk.sees("Dikirim 2 bagian") && desk.sees("Aman dicabut") && desk.sees("Ditahan: 1 berkas"))
    #expect(desk.sees("Membawa 2 bentrok") && desk.sees("PC 1:") && !desk.sees("PC 20:"))
    desk.press(.pageDown)
    #expect(desk.sees("PC 20:"))
    desk.press(.pageUp)
    #expect(desk.sees("Dikirim 2 bagian"))
  }

  @Test("Whoever leaves during a sync is asked first, from the menu as from Beranda")
  func leaving() {
    var desk = Desk.open()
    desk.openSync()
    desk.sync { $0.progress = SyncState.Progress(step: Phrase("sync.step.sending"), done: 1, total: 2) }
    #expect(desk.sees("BELUM AMAN DICABUT"))
    desk.press(.function(10), .end, .enter)
    #expect(desk.sees("berhenti dan keluar?") && !desk.effects.contains(.quit))
    desk.press(.enter)
    #expect(!desk.effects.contains(.quit) && desk.sees("BELUM AMAN DICABUT"))
    desk.goHome()
    desk.press(.escape)
    #expect(desk.sees("berhenti dan keluar?"))
    desk.press(.escape)
    desk.press(.function(10), .end, .enter, .down, .enter)
    #expect(desk.effects.contains(.quit))
  }

  @Test("A PC that was taken out reads so on Sinkron and on line 22")
  func ownTakenOut() {
    var desk = Desk.open()
    desk.meetPCs()
    let edits = (try? desk.state.registry.beginningRoster([:]).get()) ?? []
    desk.save(edits)
    #expect(!desk.sees("DICABUT"))
    desk.save([Edit(on: RecordRef(.device, Desk.device), set: [FieldChange("lastRoots", Desk.secondEnd)])])
    #expect(desk.sees("PC INI DICABUT"))
    desk.openSync()
    #expect(desk.sees("PC ini SUDAH DICABUT"))
  }

  @Test("Sinkron chosen on Sinkron stays one layer; a password in an address does not stay readable")
  func oneLayer() {
    var desk = Desk.open()
    desk.openSync()
    desk.press(.function(7), .character("5"))
    desk.openSync()
    desk.openSync()
    #expect(desk.state.layers.filter { $0 is SyncScreen }.count == 1 && desk.state.layers.last is SyncScreen)
    desk.type("davs://a:rahasia@kota.go.id/")
    desk.press(.function(2))
    #expect(!desk.sees("rahasia"))
    desk.type("/mnt/kantor")
    desk.press(.enter)
    #expect(desk.sees("F7 1 hanya memeriksa"))
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(of text: String) -> Int {
    var (count, rest) = (0, self[...])
    while let found = rest.firstRange(of: text) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
