// What the queue's page of an entry says of referrals, calls, seats and crafts, and what cancelling such an entry takes back.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// The page of the entry that the last save made.
  mutating func openLastEntry() {
    guard let entry = saves.last?.edits.last(where: { $0.on.kind == .entry })?.on.id else { return }
    open(EntryScreen(entry, following: [], Context(state, world: nil)))
  }

  /// A save with its entry, and the page of that.
  fileprivate mutating func saveEntry(_ edits: [Edit], _ action: String, about subject: RecordRef, _ number: UInt64) {
    let fields = [("day", state.today.iso), ("action", action), ("subject", subject.description)]
    save(edits + [Edit(on: RecordRef(.entry, Sample.id(number)), set: fields.map { FieldChange($0.0, $0.1) })])
    openLastEntry()
  }

  fileprivate mutating func cancelLastEntry() {
    guard let entry = saves.last?.edits.last(where: { $0.on.kind == .entry })?.on.id else { return }
    save(ReviewEdits.cancel(entry, note: nil, Context(state, world: nil)))
  }
}

@Suite("Entries of work in the queue")
struct WorkEntryTests {
  @Test("The entry of a hiring says what it changed, before and after, of the referral, the vacancy and whom it freed")
  func hiring() {
    var desk = Desk.withVacancy(posts: 1, shifts: false, rows: 60)
    desk.refer([1, 2])
    desk.openVacancy()
    desk.select(1)
    desk.press(.character("3"), .function(2))
    desk.openLastEntry()
    #expect(desk.sees("Rujukan SITI AMINAH") && desk.sees("Penempatan Bekerja"))
    #expect(desk.sees("Diterima bekerja (tadinya Dirujuk)"))
    #expect(desk.sees("Terisi penuh") && !desk.sees("Nomor lowongan"))
    #expect(desk.sees("Rujukan BUDI SANTOSO") && desk.sees("Dilepas"))
    // The whole of it is taken back.
    desk.cancelLastEntry()
    #expect([1, 2].map { desk.referral($0)?.standing } == ["referred", "referred"])
    #expect(desk.state.registry.isVoid(RecordRef(.placement, Seekers.referral(1))))
    #expect(desk.state.registry.vacancyStanding(Seekers.vacancy).free == 1)
    #expect(desk.state.registry.vacancy(Seekers.vacancy)?.state == nil)
  }

  @Test("Of several who are sent in one save each entry shows its own referral, and an answer what stood before")
  func referrals() {
    var desk = Desk.withVacancy(posts: 3, shifts: false, rows: 40)
    desk.openVacancy()
    desk.press(.character("1"), .home, .character(" "), .character(" "), .function(2))
    let entries = desk.saves.last?.edits.filter { $0.on.kind == .entry }.map(\.on.id) ?? []
    #expect(entries.count == 2)
    let people = entries.map { entry in
      desk.state.registry.records(of: entry).compactMap { desk.state.registry.referral($0.id)?.person }
    }
    #expect(people.allSatisfy { $0.count == 1 } && Set(people.joined()).count == 2)
    let first = people.first?.first ?? ""
    let referral = RecordRef.referral(vacancy: Seekers.vacancy, person: first).id
    let day = desk.state.today
    let interview = desk.state.registry.interviewEdits(of: referral, held: day.adding(days: 3), on: day)
    desk.saveEntry(interview, "refer", about: RecordRef(.person, first), 9910)
    #expect(desk.sees("Wawancara (tadinya Dirujuk)") && desk.sees("25-11-2026"))
    desk.cancelLastEntry()
    #expect(desk.state.registry.referral(referral)?.standing == "referred")
    #expect(desk.state.registry.referral(referral)?.interview == nil)
  }

  @Test("A price, a seat and a call stand on the page of their entry")
  func others() {
    var desk = Desk.atCrafts(rows: 40)
    let product = RecordRef(.product, CraftOffice.product(1))
    var number: UInt64 = 9910
    func change(_ record: RecordRef, _ changes: [FieldChange], _ action: String) {
      let registry = desk.state.registry
      let edits = registry.plan(changes, on: record, basis: registry.basis(record))
      number += 1
      desk.saveEntry(edits, action, about: record, number)
    }
    change(product, [FieldChange("price", "400000")], "craft")
    #expect(desk.sees("Batik tulis Tegalan") && desk.sees("400000 (tadinya 350000)"))
    let hub = RecordRef(.workHub, Sample.id(9900))
    desk.save([Edit(on: hub, set: [FieldChange("name", "RUMAH KERJA MELATI"), FieldChange("seats", "4")])])
    let seat = RecordRef.hubSeat(hub: hub.id, person: CraftOffice.person(1))
    let taken = [("person", CraftOffice.person(1)), ("hub", hub.id), ("seat", "2"), ("shift", "morning")]
    change(seat, taken.map { FieldChange($0.0, $0.1) }, "seat")
    #expect(desk.sees("Kursi rumah kerja SRI WAHYUNI") && desk.sees("RUMAH KERJA MELATI"))
    change(seat, [FieldChange("seat", "3")], "seat")
    #expect(desk.sees("3 (tadinya 2)"))
    let call = RecordRef(.followUp, Sample.id(9901))
    let said = [
      ("person", CraftOffice.person(1)), ("about", "person/\(CraftOffice.person(1))"), ("step", "jobCardReport"),
      ("date", "2026-11-22"), ("outcome", "noAnswer"),
    ]
    change(call, said.map { FieldChange($0.0, $0.1) }, "followUp")
    #expect(desk.sees("Tidak diangkat"))
    change(call, [FieldChange("outcome", "message")], "followUp")
    #expect(desk.sees("(tadinya Tidak diangkat)"))
  }
}
