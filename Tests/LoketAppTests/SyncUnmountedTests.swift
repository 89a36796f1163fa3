// Sinkron with a stick that is not mounted: what is said, and who may say that no stick is meant.
import LoketModel
import Testing

@testable import LoketApp

@Suite("A stick that is not mounted, on the screen")
struct SyncUnmountedTests {
  @Test("Where a stick is not mounted, a supervisor alone says that its place is a plain folder, and is asked again")
  func notMounted() {
    var desk = Desk.withTwoClerks()
    desk.become("lurah")
    let refusal = Message(Phrase("sync.carrier.notMounted"), ["mount": "/media/lurah/STIK"])
    desk.happen(.sync(.stick()))
    desk.openSync()
    desk.press(.function(7), .character("9"))
    #expect(desk.syncWishes.isEmpty && desk.sees("hanya kalau stik tidak terpasang"))
    desk.press(.escape)
    desk.sync { ($0.problem, $0.isUnmounted, $0.lastPlace) = (refusal, true, "/media/lurah/STIK") }
    #expect(desk.sees("Stik tidak terpasang di /media/lurah/STIK") && desk.sees("Tidak ada yang ditulis"))
    desk.press(.function(7), .character("9"), .enter)
    #expect(desk.syncWishes.isEmpty, "the safe answer stands first")
    desk.press(.function(7), .character("9"), .character("2"))
    #expect(desk.syncWishes == [.plain("/media/lurah/STIK")] && desk.sees("F2 memulai sinkron"))
    desk.become("ani")
    desk.openSync()
    desk.press(.function(7), .character("9"))
    #expect(desk.syncWishes.count == 1 && !desk.sees("BUKAN STIK"))
  }
}
