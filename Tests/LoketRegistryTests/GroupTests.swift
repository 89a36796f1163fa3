// Groups: who may join, how full a programme is, and what stands after two PCs broke a rule together.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Groups")
struct GroupTests {
  private typealias Office = GroupOffice

  @Test("Two PCs that add one person write one record")
  func once() throws {
    var office = Office(people: 2)
    let edits = { (office: Office) in
      office.registry.joining(
        Office.group(1).id, person: Office.person(1).id, as: .member, on: Office.day, workDay: Office.day)
    }
    let (first, second) = (edits(office), edits(office))
    #expect(first.map(\.on) == second.map(\.on) && first.count == 1)
    office.write(first)
    office.write(second)
    #expect(office.registry.count(.groupMember) == 1 && office.standing().everybody.count == 1)
    #expect(office.registry.conflicts().isEmpty)
  }

  @Test(
    "The person past the quota is refused with the reason in words; who leaves makes room, and so does a group's end")
  func quota() {
    var office = Office(people: 5, quota: 3)
    for number in 1...2 { office.join(number) }
    office.join(3, 2)
    let full = "Orang ke-4 ditolak: kuota 3 orang sudah terisi 3 (TKM)."
    #expect(office.refusal(4) == full && office.refusal(4, 2) == full)
    let leaving = office.standing(2).members[0]
    office.write(office.registry.leaving(leaving, on: Office.day, workDay: Office.day))
    #expect(office.standing(2).former.map(\.id) == [Office.person(3).id] && office.refusal(4) == nil)
    office.join(4, 2)
    #expect(office.refusal(5) == full)
    office.set(Office.group(1), ["endedOn": Office.day.iso, "endReason": "closed"])
    #expect(office.refusal(5, 2) == nil)
    #expect(office.refusal(5, 1) == "Kelompok ini sudah berakhir: tidak menerima anggota.")
    // Whoever left comes back into the own record.
    office.join(3, 2)
    #expect(
      office.standing(2).members.map(\.id) == [4, 3].map { Office.person($0).id }
        || office.standing(2).members.count == 2)
    #expect(office.registry.memberships(of: Office.person(3).id).count == 1)
  }

  @Test("Two PCs past the quota: nobody is dropped, the last by day and id is marked, whatever came first")
  func pastQuota() {
    var office = Office(people: 4, quota: 2)
    let later = Office.day.adding(days: 1)
    for number in [3, 1, 2] { office.join(number, number == 3 ? 2 : 1, on: number == 1 ? later : Office.day) }
    let book = GroupBook(office.registry, day: later)
    #expect(book.people[Office.program.id]?.count == 3)
    #expect(book.surplus(of: Office.program.id) == [Office.person(1).id])
    #expect(book.groups.filter { book.troubles(of: $0) == [.pastQuota] }.map(\.id) == [Office.group(1).id])
  }

  @Test("A second chair is refused with who it is; two PCs that made one each: both stand, and it is raised")
  func chairs() {
    var office = Office(people: 3)
    office.join(1, as: .chair)
    office.join(2)
    let refusal = office.book.refusal(
      of: Office.person(2).id, taking: .chair, of: Office.group(1).id, in: office.registry, .indonesian)
    #expect(
      refusal.map { Wording(.indonesian).text($0) }
        == "Sudah ada ketua: WARGA 1. Jadikan dia anggota biasa dulu.")
    #expect(
      office.book.refusal(
        of: Office.person(2).id, taking: .treasurer, of: Office.group(1).id, in: office.registry, .indonesian) == nil)
    // The other PC did not know of the first.
    office.set(
      .groupMember(group: Office.group(1).id, person: Office.person(3).id),
      [
        "person": Office.person(3).id, "group": Office.group(1).id, "role": "chair", "joinedOn": Office.day.iso,
      ])
    #expect(office.troubles() == [.chairs])
    #expect(office.standing().holders(of: .chair).map(\.id) == [1, 3].map { Office.person($0).id })
    #expect(office.standing().members.map(\.role) == [.chair, .chair, .member])
    let third = office.standing().holders(of: .chair)[1]
    office.write(office.registry.changing(third, to: .member, workDay: Office.day))
    #expect(office.troubles() == [])
  }

  @Test("One group of a programme at a time; two PCs that used two: raised in both, counted once")
  func elsewhere() {
    var office = Office(people: 2, quota: 5)
    office.join(1)
    #expect(office.refusal(1) == "Sudah anggota kelompok ini.")
    #expect(
      office.refusal(1, 2) == "Sudah di KELOMPOK 1, program yang sama. Catat keluar dari sana dulu.")
    office.join(1, 2)
    #expect(office.troubles(1) == [.elsewhere] && office.troubles(2) == [.elsewhere])
    #expect(office.book.people[Office.program.id] == [Office.person(1).id])
  }

  @Test("A business of one is one person's; who died or moved joins nothing")
  func single() {
    var office = Office(people: 3)
    office.set(Office.group(1), ["kind": "single"])
    office.join(1)
    #expect(office.refusal(2) == "Usaha perorangan: sudah milik WARGA 1. Ubah bentuknya menjadi kelompok dulu.")
    office.join(2)
    #expect(office.troubles() == [.several])
    office.set(Office.person(3), ["birthDate": "2007-09-02"])
    #expect(office.refusal(3, 2) == "Umur 14 tahun: bekerja mulai umur 15 tahun. Periksa tanggal lahirnya.")
    office.set(Office.person(3), ["standing": "2"])
    #expect(office.refusal(3, 2) == "Tidak dapat masuk: statusnya Meninggal. Perbarui datanya bila keliru.")
  }

  @Test("Whose data rest counts and has no name; a joined person is one; a void record is nobody")
  func frozen() throws {
    var office = Office(people: 5, quota: 3)
    for number in 1...4 { office.join(number) }
    office.set(Office.person(1), ["frozen": "2022-08-30"])
    #expect(office.standing().resting == 1 && office.standing().members.count == 3)
    #expect(office.refusal(5)?.contains("terisi 4") == true)
    let pair = try #require(Pair.record(Office.person(2), Office.person(3)))
    office.write([Edit(on: pair, set: Pair.changes(Office.person(2), Office.person(3), .same))])
    #expect(office.standing().everybody.count == 3 && office.book.people[Office.program.id]?.count == 3)
    let joined = try #require(office.standing().members.first { $0.memberships.count == 2 })
    office.write(office.registry.leaving(joined, on: Office.day, workDay: Office.day))
    #expect(office.standing().everybody.count == 2)
    office.write([office.registry.planVoid(Office.person(4), reason: "twice")])
    #expect(office.standing().everybody.count == 1)
  }

  @Test("Groups and their people go out as tables; whose data rest stands in none of them")
  func exported() {
    var office = Office(people: 3)
    office.set(Office.group(1), ["proposal": "approved", "proposalDate": "2022-08-20", "chainRole": "downstream"])
    office.join(2, as: .chair)
    office.join(1)
    office.join(3)
    office.set(Office.person(3), ["frozen": "2022-08-30"])
    let rows = exporting(.groups, office.registry).split(whereSeparator: \.isNewline)
    #expect(
      rows.count == 3 && rows[1].contains("KELOMPOK 1,p4-2022,TKM,,,,group,culinary,beginner,3,approved,2022-08-20"))
    let members = exporting(.groupMembers, office.registry).split(whereSeparator: \.isNewline)
    #expect(members.count == 3 && members[1].contains("WARGA 2,chair,2022-09-01,,"))
    #expect(!members.contains { $0.contains("WARGA 3") })
    let labels = exporting(.groups, office.registry, ExportForm(labels: .indonesian))
    #expect(labels.contains("Kuliner,Pemula,3,Disetujui") && labels.contains("Hilir"))
  }
}
