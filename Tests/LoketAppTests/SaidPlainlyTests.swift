// What a stranger at the desk could not read off the screen: each of these says it in words now.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Said plainly")
struct SaidPlainlyTests {
  private func registered(_ card: String) -> Desk {
    var desk = Desk.open()
    desk.register("SLAMET", nik: "3376021203650001", card: card)
    return desk
  }

  @Test("After a registration it says what of card and address is still missing, and nothing where all is known")
  func missing() {
    var desk = Desk.open()
    desk.press(.function(6))
    desk.type("3376021203650001")
    desk.press(.enter)
    desk.type("SLAMET")
    desk.press(.enter)
    desk.type("TEGAL")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.state.layers.last is RegisteredScreen)
    #expect(desk.sees("Belum lengkap: No. KK, Alamat, RT, RW."))
    let whole = registered("3376021203150007")
    #expect(whole.state.layers.last is RegisteredScreen && !whole.sees("Belum lengkap"))
  }

  @Test("Another member than the head is assigned right after the registration, chosen by number")
  func assignOther() {
    var desk = registered("3376021203150007")
    #expect(!desk.sees("Tugaskan anggota lain"), "who came alone has no other")
    let household = desk.state.registry.all(.household)[0].id
    let head = desk.state.registry.household(household)?.head ?? ""
    let other = RecordRef(.person, Sample.id(77))
    desk.save([Edit(on: other, set: [FieldChange("name", "TUTI"), FieldChange("household", household)])])
    desk.open(RegisteredScreen(household: household, people: [head, other.id]))
    desk.type("6")
    #expect(desk.sees("2 TUTI"))
    desk.type("2")
    #expect(desk.state.layers.last is AssignmentScreen && desk.sees("TUTI"))
  }

  @Test("Who begins to work on a later day does not work yet")
  func futurePlacement() {
    for (day, state) in [("01122026", nil), ("01112026", "working")] as [(String, String?)] {
      var desk = registered("3376021203150007")
      let before = desk.newest(.person)["employment"]
      desk.openPerson("slamet")
      desk.type("21")
      desk.press(.tab, .tab, .tab)
      desk.press(.tab, .tab)
      desk.type(day)
      desk.press(.function(2))
      if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
      #expect(desk.newest(.placement)["kind"] == "employed")
      #expect(desk.newest(.person)["employment"] == state ?? before)
    }
  }

  @Test("A visit shows when its number was given and since when it is served; its purpose names the digits")
  func visit() {
    var desk = Desk.withSample()
    desk.press(.enter, .function(6))
    desk.type("WARSITI")
    desk.press(.enter)
    #expect(desk.sees("1 daftar 2 ubah data 3 pelatihan"))
    desk.type("1")
    desk.press(.function(2))
    desk.press(.function(7), .character("7"))
    #expect(desk.sees("lalu F2 menyimpan") && !desk.sees("Nama yang disebut warga"), "a correction gives no number")
    desk.press(.escape)
    desk.now = Timestamp("2026-11-22T17:25:00+07:00")!
    desk.press(.function(7), .character("1"))
    desk.goHome()
    desk.press(.enter, .enter)
    #expect(desk.sees("Nomor diberikan 09:") && desk.sees("Dilayani sejak") && desk.sees("17:25"))
  }

  @Test("A locked screen names nothing of what lies under it")
  func locked() {
    var desk = Desk.withSample()
    desk.openHousehold()
    #expect(desk.sees("› Keluarga"))
    desk.press(.control("k"))
    #expect(!desk.sees("eluarga"))
  }

  @Test("A draft without a name stands under a masked NIK on Beranda and among the drafts")
  func maskedDraft() {
    var desk = Desk.open()
    desk.press(.function(6))
    desk.type("3376021203650001")
    desk.press(.escape)
    if desk.state.layers.last is DialogScreen { desk.press(.character("2")) }
    desk.goHome()
    #expect(desk.sees("337602******0001") && !desk.sees("3376021203650001"))
    desk.press(.function(10), .character("5"))
    #expect(desk.sees("337602******0001") && !desk.sees("3376021203650001"))
  }

  @Test("A pasted name that is too long says how much of it went in")
  func cut() {
    var desk = Desk.open()
    desk.press(.function(6))
    desk.type("3376021203650001")
    desk.press(.enter)
    desk.press(.paste(String(repeating: "ABCDEFGHI ", count: 12)))
    #expect(desk.form.focus == "p0.name" && desk.sees("hanya muat"))
    #expect(!desk.sees("tidak dapat ditulis"))
  }

  @Test("The way to the trace is not offered to who may not see it; a list that does not grow offers no F6")
  func offered() {
    var desk = Desk.withSample(account: "petugas1")
    desk.find("siti")
    desk.press(.end)
    #expect(!desk.sees("mengekspor data ini: Enter") && desk.sees("Hanya untuk"))
    var lurah = Desk.withSample()
    lurah.find("siti")
    lurah.press(.end)
    #expect(lurah.sees("mengekspor data ini: Enter"))
    lurah.goHome()
    lurah.press(.function(10), .character("6"), .character("1"))
    #expect(!lurah.sees("F6 menambah"))
    lurah.press(.escape, .character("2"))
    #expect(lurah.sees("F6 menambah"))
  }

  @Test("Each role has its digit in the hint")
  func roles() {
    var desk = Desk.open()
    desk.press(.function(10), .character("6"), .character("2"), .function(6))
    desk.type("petugas1")
    desk.press(.enter)
    desk.type("RINA WATI")
    desk.press(.enter)
    #expect(desk.sees("1 petugas 2 penyelia 3 lurah 4 pendamping 5 pengelola PC 6 pengamat."))
  }

  @Test("A household says whose relation to its head nobody has asked")
  func unrelated() {
    var desk = Desk.withSample()
    desk.openHousehold()
    #expect(!desk.sees("Belum lengkap: hubungan"))
    let dewi = RecordRef(.person, Sample.dewi)
    desk.save(
      desk.state.registry.plan([FieldChange("relation", nil)], on: dewi, basis: desk.state.registry.basis(dewi)))
    #expect(desk.sees("Belum lengkap: hubungan dengan kepala keluarga (DEWI LESTARI)"))
  }

  @Test("In English the heads of the figures on Beranda stand apart")
  func heads() {
    let desk = Desk.withSample(language: .english)
    #expect(desk.sees(" entered approved ") && !desk.sees("enteredapproved"))
  }
}
