// The daily backup by keys: its place, one now, and what Beranda says of it.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite struct BackupScreenTests {
  private func desk(_ language: Language = .indonesian) -> Desk {
    var desk = Desk.open(language: language)
    desk.press(.function(10), .character("6"), .character("8"))
    return desk
  }

  /// What was asked of the daily backup, the looks at it left out.
  private func wishes(_ desk: Desk) -> [BackupWish] {
    desk.effects.compactMap { if case .backup(let wish) = $0, wish != .look { wish } else { nil } }
  }

  private func state(_ change: (inout BackupState) -> Void) -> BackupState {
    var state = BackupState()
    state.place = "/media/lurah/STIK"
    change(&state)
    return state
  }

  @Test("A typed place is kept by F2, an emptied one ends the backups, half a path is refused")
  func place() {
    var desk = desk()
    #expect(desk.effects.last == .backup(.look))
    desk.type("stik")
    desk.press(.function(2))
    #expect(wishes(desk) == [])
    #expect(desk.sees("diawali /"))
    for _ in 0..<4 { desk.press(.backspace) }
    desk.type("/media/stik")
    desk.press(.function(2))
    #expect(wishes(desk) == [.place("/media/stik")])
    #expect(desk.sees("Cadangan dibuat sendiri setiap hari"))
    desk.happen(.backup(state { $0.place = "/media/stik" }))
    desk.press(.function(9), .character("8"), .backspace)
    for _ in 0..<12 { desk.press(.backspace) }
    desk.press(.function(2))
    #expect(wishes(desk).last == .place(""))
    #expect(desk.sees("Cadangan harian dihentikan"))
  }

  @Test("A stick that is plugged in is taken by F4; without one the key says what to do")
  func pick() {
    var desk = desk()
    desk.press(.function(4))
    #expect(desk.sees("Tidak ada stik atau disk lain"))
    desk.happen(
      .backup(
        state {
          $0.place = ""
          $0.found = ["/media/lurah/STIK", "/mnt/disk2"]
        }))
    desk.press(.function(4))
    #expect(desk.sees("/mnt/disk2"))
    desk.press(.character("2"), .function(2))
    #expect(wishes(desk) == [.place("/mnt/disk2")])
  }

  @Test("F7 makes one now, once at a time, and says first that a place is needed")
  func now() {
    var desk = desk()
    desk.press(.function(7))
    #expect(wishes(desk) == [])
    #expect(desk.sees("Pilih dulu tempat cadangan"))
    desk.happen(.backup(state { _ in }))
    desk.press(.function(7))
    #expect(wishes(desk) == [.now])
    desk.happen(.backup(state { $0.isRunning = true }))
    desk.press(.function(7))
    #expect(wishes(desk) == [.now])
    #expect(desk.sees("Cadangan sedang dibuat"))
    desk.happen(
      .backup(
        state {
          $0.last = desk.now
          $0.file = "loket-3376021005-A-1f2e3d4c-20261122-0900.tar"
          $0.size = 5 << 20
        }))
    #expect(desk.sees("Cadangan terakhir: hari ini 09.00"))
    #expect(desk.sees("(5 MB)"))
  }

  @Test("A clerk and a demo cannot change it, and the key says why")
  func notAllowed() {
    var clerk = desk()
    clerk.state.session.isDemo = true
    clerk.press(.function(7))
    #expect(clerk.sees("Contoh tidak dicadangkan"))
    clerk.type("/media/stik")
    clerk.press(.function(2))
    #expect(wishes(clerk) == [])
  }

  @Test(
    "A place on the disk of the data is taken, with a sentence that stays", arguments: [Language.indonesian, .english])
  func sameDisk(language: Language) {
    var desk = desk(language)
    desk.happen(
      .backup(
        state {
          $0.last = desk.now
          $0.isOnDataDisk = true
        }))
    #expect(desk.sees(language == .indonesian ? "disk yang sama dengan data:" : "on the same disk as the data:"))
    desk.press(.function(9), .function(9), .function(9))
    #expect(desk.sees(language == .indonesian ? "(di disk yang sama dengan data)" : "(on the same disk as the data)"))
  }

  @Test("Beranda says in full what is wrong with the place", arguments: [Language.indonesian, .english])
  func beranda(language: Language) {
    var desk = Desk.open(language: language)
    let place = ["path": "/media/lurah/STIK"]
    for (name, slots) in [
      ("placeMissing", place), ("placeReadOnly", place), ("skipped", [:]),
      ("noRoom", place.merging(["needed": "120", "available": "3"]) { $1 }),
      ("placeFailed", place.merging(["code": "5"]) { $1 }),
    ] {
      let message = Message(Phrase("file.backup.\(name)"), slots)
      desk.happen(.backup(state { $0.problem = message }))
      let said = desk.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(said.contains(desk.state.wording.text(message.forScreen)), "\(name): \(said)")
    }
  }
}
