// A disk that fails or fills up: what the person at the desk is told, and that the next try is heard.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("A failing and a full disk")
struct FailingDiskTests {
  @Test("A PIN that could not be looked at is said, and the next one is looked at again")
  func pinUnavailable() {
    var desk = Desk.open()
    var session = desk.state.session
    session.account = nil
    desk.happen(.opened(Opened(registry: desk.state.registry, session: session)))
    desk.pinFailure = Message(Phrase("file.writeDamaged"), ["path": "pins.json", "code": "5"])
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.sees("Disk gagal menulis pins.json"))
    #expect(desk.state.session.account == nil)
    desk.type("246810")
    desk.press(.enter)
    #expect(desk.state.session.account == "lurah")
  }

  private static let readOnly = Message(Phrase("file.diskReadOnly"), ["path": "draf", "code": "30"])

  /// A form with a name in it on a disk that has just become read-only.
  private func formOnDeadDisk() -> Desk {
    var desk = Desk.open()
    desk.press(.function(6))
    desk.draftFailure = Self.readOnly
    desk.press(.enter)
    desk.type("SITI")
    desk.press(.enter)
    return desk
  }

  @Test("A disk that takes no draft is said in a sentence once, and stands in words until it takes one again")
  func draftNotKept() {
    var desk = formOnDeadDisk()
    #expect(desk.sees("Disk hanya bisa dibaca, jadi draf tidak bisa ditulis."))
    desk.type("TEGAL")
    desk.press(.enter)
    #expect(!desk.sees("Disk hanya bisa dibaca"))
    #expect(desk.sees("DISK TIDAK BISA DITULIS"))
    desk.draftFailure = nil
    desk.type("12031965")
    #expect(!desk.sees("DISK TIDAK BISA DITULIS"))
    #expect(desk.drafts.values.contains { $0.values.values.contains("1965-03-12") })
  }

  @Test("No question promises a draft that is on no disk, neither when leaving the form nor when leaving Loket")
  func honestQuestions() {
    var desk = formOnDeadDisk()
    desk.press(.escape)
    #expect(desk.sees("BELUM menjadi draf"))
    #expect(!desk.sees("sudah ditaruh sebagai draf"))
    desk.press(.character("2"))
    #expect(desk.sees("SITI (belum di disk)"))
    #expect(desk.sees("Jangan tutup"))
    desk.press(.escape)
    #expect(desk.sees("1 isian ada di layar saja dan HILANG"))
  }

  @Test("A question that is open when the disk fails or works again tells the truth at once")
  func questionFollows() {
    var desk = Desk.open()
    desk.press(.function(6), .enter)
    desk.type("SITI")
    desk.draftFailure = Self.readOnly
    desk.press(.escape)
    #expect(desk.sees("BELUM menjadi draf"))
    desk.draftFailure = nil
    desk.happen(.timer)
    #expect(desk.sees("sudah ditaruh sebagai draf"))
  }

  @Test("A parked form that the disk did not take is written with the next one that it takes")
  func parkedIsWrittenLater() {
    var desk = formOnDeadDisk()
    desk.press(.escape, .character("2"), .function(6), .enter)
    #expect(desk.drafts.isEmpty)
    desk.draftFailure = nil
    desk.type("BUDI")
    desk.press(.enter)
    #expect(Set(desk.drafts.values.map(\.title)) == ["SITI", "BUDI"])
    #expect(!desk.sees("DISK TIDAK BISA DITULIS"))
  }

  @Test("A save that failed says first that it is not saved, and the form stays as it was")
  func saveFailed() {
    var desk = Desk.open()
    desk.press(.function(6), .enter)
    desk.type("SITI")
    let values = desk.form.values
    desk.failure = Self.readOnly
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.sees("BELUM TERSIMPAN. Disk hanya bisa dibaca"))
    #expect(desk.form.value("p0.name") == "SITI")
    #expect(desk.form.values.count >= values.count)
  }

  @Test("A disk that is nearly full is said at once and stands on line 22 until Loket is opened again")
  func nearlyFull() {
    var desk = Desk.open()
    desk.happen(.diskNearlyFull(Message(Phrase("file.notice.nearlyFull"))))
    #expect(desk.sees("Disk hampir penuh"))
    desk.press(.character("a"))
    #expect(desk.sees("disk hampir penuh"))
    #expect(!desk.sees("Disk hampir penuh"))
  }
}
