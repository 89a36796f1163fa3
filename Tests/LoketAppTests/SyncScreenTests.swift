// The exchange with other PCs by keys: what is asked, who may, and what a person reads of it.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  mutating func openSync() {
    press(.function(10), .home)
    for _ in 0..<(Destination.allCases.firstIndex(of: .sync) ?? 0) { press(.down) }
    press(.enter)
  }

  /// What was asked of the exchange, the looks at it left out.
  var syncWishes: [SyncWish] {
    effects.compactMap { if case .sync(let wish) = $0, wish != .look { wish } else { nil } }
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
    #expect(desk.sees("120 catatan baru") && desk.sees("dari PC 2: 120 catatan, terakhir 22-11-2026 08:41"))
    #expect(desk.sees("Aman dicabut: /media/lurah/STIK"))
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
    #expect(desk.sees("loket1/x.jsonl") && desk.sees("sinkronkan lagi dari PC asalnya"))
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
}
