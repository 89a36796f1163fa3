// The list of files that are not believed, and a supervisor's word that some may go.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Files held back")
struct RefusedScreenTests {
  /// Two files of PC 2 that wait for a signature, one of it that is damaged, and one of nobody.
  private static func held(_ state: inout SyncState) {
    state.refused = ["a", "b", "c", "d"].enumerated().map { place, name in
      SyncState.Refused(
        path: "loket1/\(name).jsonl", place: "/mnt/kantor", device: name == "c" ? nil : Desk.second,
        reason: Phrase("sync.refusal.\(place < 2 ? "unsigned" : "damaged")"),
        subject: place < 2 ? nil : Identifier(high: 0xf11e, low: UInt64(place)))
    }
  }

  private static func open() -> Desk {
    var desk = Desk.open()
    desk.meetPCs()
    desk.sync(held)
    desk.openSync()
    desk.press(.function(7), .character("4"))
    return desk
  }

  @Test("Each stands with its PC, where it lay, why it waits and what is to be done")
  func list() {
    var desk = RefusedScreenTests.open()
    let rows = desk.screen.split(separator: "\n")
    #expect(rows.count { $0.contains("PC 2") && $0.contains(".jsonl") } == 3)
    #expect(rows.count { $0.contains("Tanpa nama PC") } == 1)
    #expect(desk.sees("loket1/a.jsonl, dari /mnt/kantor") && desk.sees("PC itu menyinkronkan lagi, dengan"))
    desk.press(.end)
    #expect(desk.sees("loket1/c.jsonl, dari /mnt/kantor") && desk.sees("hapus dari sana atau buang"))
  }

  @Test("What may yet come in is not let go")
  func waiting() {
    var desk = RefusedScreenTests.open()
    let saves = desk.saves.count
    desk.press(.character("1"))
    #expect(desk.sees("Masih bisa diterima pada sinkron berikut") && desk.saves.count == saves)
  }

  @Test("A supervisor lets damaged files go, the chosen one or all of them", arguments: [(1, 1), (2, 2)])
  func letGo(digit: Int, expected: Int) {
    var desk = RefusedScreenTests.open()
    let (key, saves) = (Key.character(Character(String(digit))), desk.saves.count)
    desk.press(.end, key)
    #expect(desk.sees("Loket tidak dapat membaca isinya"))
    desk.press(.escape)
    #expect(desk.saves.count == saves)
    desk.press(key, .character("2"))
    let decided = desk.lastEdits(.loss)
    #expect(desk.saves.count == saves + 1 && decided.count == expected)
    #expect(decided.allSatisfy { $0.set.map(\.field) == ["copies"] })
    #expect(desk.effects.contains(.sync(.look)) && desk.sees("PC lain menyusul"))
    // The program answers with what is left.
    desk.sync { $0.refused = [] }
    #expect(desk.sees("Tidak ada berkas yang ditahan."))
  }

  @Test("The page after an erasure says that damaged files may hold the name")
  func erasure() {
    let desk = RefusedScreenTests.open()
    let said = ErasureOutcome().sentences(desk.context, erasure: RecordRef(.erasure, Desk.second))
    #expect(said.contains { $0.hasPrefix("2 berkas rusak ditahan") })
  }

  @Test("A clerk reads the list and lets nothing go")
  func clerk() {
    var desk = Desk.withSample(account: "petugas1")
    desk.sync(RefusedScreenTests.held)
    desk.openSync()
    desk.press(.function(7), .character("4"), .character("2"))
    #expect(
      desk.saves.isEmpty && desk.sees("Tanpa nama PC") && !desk.sees("Loket tidak dapat membaca isinya"), "\(desk)")
  }
}
