// Nobody approves what the own hands typed, and what was set aside or corrected is looked at before it is approved.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Who approves what")
struct OwnWorkTests {
  private func account(_ login: String, _ role: String) -> Edit {
    Edit(
      on: RecordRef(.account, login),
      set: [FieldChange("name", login.uppercased()), FieldChange("role", role), FieldChange("active", "yes")])
  }

  /// The supervisor has changed the name in the clerk's first entry, and its page is open again.
  private func corrected(with others: [(login: String, role: String)]) throws -> (Desk, entry: String) {
    var desk = Desk.withTwoClerks()
    desk.save(others.map { account($0.login, $0.role) })
    desk.enterFour()
    desk.openQueue()
    desk.press(.enter)
    let entry = try #require(desk.state.layers.last as? EntryScreen).entry
    let person = try #require(desk.state.registry.records(of: entry).first { $0.kind == .person })
    desk.select(.field(FieldPath(person, "name")))
    desk.press(.character("4"))
    for _ in 0..<6 where desk.form.focus != "p0.name" { desk.press(.tab) }
    desk.type("SITI AMINATUN")
    desk.press(.function(2))
    return (desk, entry)
  }

  @Test(
    "After a supervisor's own correction somebody else approves: the page says who may, what changed, and whose it is")
  func correction() throws {
    var (desk, entry) = try corrected(with: [("kades", "villageHead"), ("yuni", "supervisor"), ("tono", "clerk")])
    #expect(desk.state.registry.entryState(entry) == .corrected)
    #expect(desk.sees("! diperbaiki lurah") && !desk.sees("pernah dikembalikan"))
    #expect(desk.sees("Diperbaiki setelah diajukan"))
    #expect(desk.sees("SITI AMINAH › SITI AMINATUN"))
    desk.press(.function(2))
    #expect(desk.state.registry.entryState(entry) == .corrected)
    #expect(desk.sees("Anda memperbaiki isinya. Yang dapat menyetujui: kades, yuni."))
    desk.press(.escape)
    #expect(desk.sees("? diperbaiki lurah"))
    desk.press(.function(2))
    #expect(desk.sees("kades, yuni"))
    desk.send(.setPIN(login: "yuni", pin: "13579"))
    desk.become("yuni")
    desk.openQueue()
    desk.press(.enter, .function(2))
    #expect(desk.state.registry.entryState(entry) == .approved)
  }

  @Test("Where nobody else may review, the screen says so and what to do, and one officer approves the own correction")
  func alone() throws {
    var (desk, entry) = try corrected(with: [])
    desk.press(.function(2))
    #expect(desk.sees("belum ada penyelia lain. Tambah akun di Pengaturan."))
    desk.save([Edit(on: RecordRef(.office, "3376021005"), set: [FieldChange("singleOfficer", "yes")])])
    desk.press(.function(2))
    #expect(desk.state.registry.entryState(entry) == .approved)
  }

  @Test("A correction by a supervisor keeps the entry out of every batch")
  func batch() throws {
    var (desk, entry) = try corrected(with: [("yuni", "supervisor")])
    desk.send(.setPIN(login: "yuni", pin: "13579"))
    desk.become("yuni")
    desk.openQueue()
    desk.press(.function(7), .character("3"), .function(2))
    #expect(desk.state.registry.entryState(entry) == .corrected)
    #expect(desk.entryState("KARTINI") == .approved)
  }

  // MARK: Set aside

  /// A clerk has put a child of 14 into a track that begins at 17, with a reason.
  private func assigned() throws -> (Desk, entry: String, child: String) {
    var desk = Desk.withTwoClerks()
    desk.enter("SITI AMINAH", nik: "3376024508690003", card: "3376021203150007")
    let child = try #require(desk.state.registry.all(.person).first).id
    let person = RecordRef(.person, child)
    desk.save(
      desk.state.registry.plan(
        [FieldChange("birthDate", "2012-08-05")], on: person, basis: desk.state.registry.basis(person)))
    desk.press(.function(10), .character("4"))
    desk.type("SITI AM")
    desk.press(.enter, .tab)
    desk.type("las")
    desk.press(.enter)
    desk.type("izin orang tua")
    desk.press(.function(2))
    let entry = try #require(
      desk.state.registry.all(.entry).first { desk.state.registry.value($0, "action") == "assign" })
    return (desk, entry.id, child)
  }

  @Test("An assignment that set a requirement aside is a doubt: outside every batch, marked, with its reason")
  func lacking() throws {
    var (desk, entry, child) = try assigned()
    #expect(desk.state.registry.doubts(of: entry).contains(.overridden))
    desk.become("lurah")
    desk.openQueue()
    desk.press(.end)
    #expect(desk.sees("? syarat jalur dilewati"))
    desk.press(.function(2))
    #expect(desk.state.registry.entryState(entry) == .submitted)
    desk.press(.enter)
    #expect(desk.sees("? Teknik las: syarat umur tidak terpenuhi. Alasan: izin orang tua"))
    desk.press(.escape, .function(7), .character("3"), .function(2))
    #expect(desk.state.registry.entryState(entry) == .submitted)
    desk.openPerson("SITI AM")
    #expect((desk.state.layers.last as? PersonScreen)?.person == child)
    var seen = ""
    for _ in 0..<12 {
      seen += desk.screen
      desk.press(.pageDown)
    }
    #expect(seen.contains("Syarat jalur, umur: Tidak terpenuhi"))
    #expect(!seen.contains("Tidak punya"))
  }

  @Test("What is done with such an assignment afterwards is an entry of its own without that doubt")
  func lackingLater() throws {
    var (desk, _, child) = try assigned()
    let enrolment = try #require(desk.state.registry.all(.enrolment).first)
    let later = RecordRef(.entry, Sample.id(0x93))
    desk.save(
      desk.state.registry.plan(
        [FieldChange("status", "attending"), FieldChange("statusDate", "2026-11-22")], on: enrolment,
        basis: desk.state.registry.basis(enrolment))
        + [
          Edit(
            on: later,
            set: [
              FieldChange("day", "2026-11-22"), FieldChange("action", "change"),
              FieldChange("subject", RecordRef(.person, child).description),
            ])
        ])
    #expect(desk.state.registry.records(of: later.id) == [enrolment])
    #expect(!desk.state.registry.doubts(of: later.id).contains(.overridden))
  }

  // MARK: Warnings

  @Test("A warning that was accepted is no doubt any more once the field was corrected")
  func outlived() throws {
    var desk = Desk.withTwoClerks()
    desk.goHome()
    desk.reachChecks()
    desk.press(.function(2))
    let entry = try #require(desk.state.registry.all(.entry).first)
    let person = try #require(desk.state.registry.all(.person).first)
    #expect(!desk.state.registry.elements(person, "accepted").isEmpty)
    #expect(desk.state.registry.doubts(of: entry.id).contains(.acceptedCheck))
    // Another field is corrected: the warning stands.
    desk.open(HouseholdFormScreen.change(person: person.id, Context(desk.state, world: nil)))
    for _ in 0..<4 where desk.form.focus != "p0.name" { desk.press(.tab) }
    desk.type("KARTINIWATI")
    desk.press(.function(2))
    #expect(desk.state.registry.person(person.id)?.name == "KARTINIWATI")
    #expect(desk.state.registry.doubts(of: entry.id).contains(.acceptedCheck))
    // The birth date becomes the NIK's.
    desk.open(HouseholdFormScreen.change(person: person.id, Context(desk.state, world: nil)))
    for _ in 0..<8 where desk.form.focus != "p0.birthDate" { desk.press(.tab) }
    desk.type("05021909")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let left = desk.state.registry.elements(person, "accepted").map(\.element)
    #expect(!left.contains { $0.hasPrefix("nik.") }, "\(left)")
  }
}
