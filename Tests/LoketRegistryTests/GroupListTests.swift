// An existing list of groups: who matches on NIK and joins, and of everybody else the reason.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("A list of groups, matched on NIK")
struct GroupListTests {
  private static let header = "nik,nama,kelurahan,kelompok,jabatan,bidang"
  private static let village = "1971011006"

  /// People 1 to `people`, of one household in Bacang.
  private static func office(_ people: Int, quota: Int? = nil) -> GroupOffice {
    var office = GroupOffice(people: people, quota: quota)
    let home = RecordRef(.household, Identifier(high: 0x8e, low: 1))
    office.set(home, ["village": Self.village, "head": GroupOffice.person(1).id])
    for number in 1...people { office.set(GroupOffice.person(number), ["household": home.id]) }
    return office
  }

  private static func nik(_ number: Int) -> String { "19710145059\(10000 + number)" }

  private static func row(_ number: Int, _ group: String = "TERNAK MAJU", role: String = "") -> String {
    "\(nik(number)),WARGA \(number),Bacang,\(group),\(role),peternakan"
  }

  private func list(
    _ rows: [String], in office: GroupOffice, header: String = header, series: UInt64 = 0x1d
  ) throws -> GroupList {
    let ids = IdentifierSource(series)
    return try GroupList(
      Array(([header] + rows).joined(separator: "\n").utf8), program: GroupOffice.program.id, by: "petugas1",
      workDay: GroupOffice.day, today: GroupOffice.day, office: Self.village, in: office.registry,
      language: .indonesian, newIdentifier: { ids.next() })
  }

  private func reasons(_ list: GroupList) -> [String] {
    list.rejections.map { $0.reasons.map { Wording(.indonesian).text($0) }.joined(separator: " ") }
  }

  @Test("Who matches joins the group of the row, with the role; a new group is made, each is one save and one entry")
  func joins() throws {
    var office = Self.office(4)
    let done = try list(
      [Self.row(1, role: "Ketua"), Self.row(2, role: "bendahara"), Self.row(3), Self.row(4, "Kue Bangka")], in: office)
    #expect(done.rejections.isEmpty && done.summary.of(.taken) == 4 && done.summary.groupsAdded == 2)
    #expect(
      done.saves.map { $0.edits.map(\.on.kind) } == [
        [.group, .groupMember, .groupMember, .groupMember, .entry], [.group, .groupMember, .entry],
      ])
    office.registry.write(done.saves)
    let group = try #require(office.registry.businessGroups().first { $0.name == "TERNAK MAJU" })
    #expect(group.field == "livestock" && group.program == GroupOffice.program.id && group.village == Self.village)
    let standing = office.book.standing(group.id)
    #expect(standing.members.map(\.role) == [.chair, .treasurer, .member])
    #expect(standing.members.allSatisfy { $0.joinedOn == GroupOffice.day.iso })
  }

  @Test("The same file again, and on another PC, changes nothing and makes the same groups")
  func again() throws {
    var office = Self.office(3)
    let rows = [Self.row(1, role: "Ketua"), Self.row(2), Self.row(3, "Kue Bangka")]
    let (first, other) = (try list(rows, in: office), try list(rows, in: office, series: 0x2d))
    let records = { (list: GroupList) in list.saves.flatMap(\.edits).map(\.on).filter { $0.kind != .entry } }
    #expect(records(first) == records(other))
    office.registry.write(first.saves)
    let lines = office.registry.lineCount
    let again = try list(rows, in: office, series: 0x3d)
    office.registry.write(again.saves)
    #expect(again.saves.isEmpty && again.rejections.isEmpty && again.summary.of(.unchanged) == 3)
    #expect(office.registry.lineCount == lines)
    // What an export writes is read back.
    let export = exporting(.groupMembers, office.registry).split(whereSeparator: \.isNewline).map(String.init)
    let back = try list(Array(export.dropFirst()), in: office, header: export[0], series: 0x4d)
    #expect(back.summary.of(.unchanged) == 3 && back.saves.isEmpty, "\(reasons(back))")
  }

  @Test("Whoever stays out is counted with the reason, row by row, and comes back in a file")
  func staysOut() throws {
    var office = Self.office(9)
    office.set(GroupOffice.person(5), ["frozen": "2022-08-01"])
    office.set(GroupOffice.person(6), ["standing": "2"])
    let done = try list(
      [
        Self.row(1, role: "ketua"), Self.row(1, "Lain"), "1971014505999999,ORANG BARU,Bacang,TERNAK MAJU,,",
        "1971014505999998,ORANG JAUH,Pintu Air,TERNAK MAJU,,", "\(Self.nik(2)),BUDI SANTOSO,Bacang,TERNAK MAJU,,",
        "1971014505999997,WARGA 3,Bacang,TERNAK MAJU,,", "\(Self.nik(4)),WARGA 4,Pintu Air,TERNAK MAJU,,",
        Self.row(5), Self.row(6), Self.row(7, role: "ketua"), "3.97E+15,WARGA 8,Bacang,TERNAK MAJU,,",
        "\(Self.nik(8)),WARGA 8,Bacang,BARU SEKALI,,", "\(Self.nik(9)),WARGA 9,Bacang,TERNAK MAJU,,kuliner",
      ], in: office)
    let summary = done.summary
    #expect(summary.of(.taken) == 1 && summary.rows == 13 && done.rejections.count == 12)
    #expect(summary.of(.twice) == 1 && summary.of(.unknown) == 1 && summary.of(.otherVillage) == 2)
    #expect(summary.of(.doubt) == 3 && summary.of(.refused) == 3 && summary.of(.unread) == 2)
    let reasons = reasons(done)
    #expect(reasons[0] == "NIK ini sudah ada di baris 2: yang pertama yang dipakai.")
    #expect(reasons[1].contains("Belum terdaftar di sini") && reasons[2].contains("Warga Pintu Air"))
    #expect(reasons[3] == "NIK ini milik WARGA 2 di sini: betulkan NIK atau namanya.")
    #expect(reasons[4].contains("WARGA 3 terdaftar dengan NIK 197101******0003"))
    #expect(reasons[5].contains("Di sini tercatat di Bacang, di daftar Pintu Air"))
    #expect(reasons[6].contains("dibekukan") && reasons[7].contains("Meninggal"))
    #expect(reasons[8] == "Sudah ada ketua: WARGA 1. Jadikan dia anggota biasa dulu.")
    #expect(reasons[10].contains("bidangnya tidak disebut") && reasons[11].contains("Peternakan, di daftar Kuliner"))
    let file = String(decoding: done.rejectedCSV(Wording(.indonesian)), as: UTF8.self)
    #expect(file.split(whereSeparator: \.isNewline).count == 13 && file.contains("Belum terdaftar di sini"))
    // Registered meanwhile, the row of that file comes in.
    office.registry.write(done.saves)
    let newcomer = RecordRef(.person, Identifier(high: 0x9e, low: 99))
    office.set(newcomer, ["name": "ORANG BARU", "nik": "1971014505999999"])
    let text = file.split(whereSeparator: \.isNewline).map(String.init)
    let ids = IdentifierSource(0x5d)
    let later = try GroupList(
      Array(
        ([text[0], text[1], text[3]].filter { !$0.isEmpty } + text.filter { $0.contains("ORANG BARU") })
          .joined(separator: "\n").utf8), program: GroupOffice.program.id, by: "petugas1", workDay: GroupOffice.day,
      today: GroupOffice.day, office: Self.village, in: office.registry, language: .indonesian,
      newIdentifier: { ids.next() })
    #expect(later.summary.of(.taken) == 1)
  }

  @Test("Of a hundred places the hundred-and-first row is refused; what it counted is what the register then holds")
  func hundred() throws {
    var office = Self.office(101, quota: 100)
    let rows = (1...101).map { Self.row($0, "KELOMPOK TKM \(($0 - 1) / 10 + 1)") }
    let done = try list(rows, in: office)
    #expect(done.summary.of(.taken) == 100 && done.summary.of(.pastQuota) == 1 && done.summary.groupsAdded == 10)
    #expect(reasons(done) == ["Orang ke-101 ditolak: kuota 100 orang sudah terisi 100 (TKM)."])
    office.registry.write(done.saves)
    #expect(office.book.people[GroupOffice.program.id]?.count == 100)
    #expect(office.book.groups.count { office.book.standing($0.id).everybody.count == 10 } == 10)
    let lines = done.summary.lines(Wording(.indonesian))
    #expect(
      lines == [
        "101 baris: 100 cocok dengan NIK (100 masuk, 0 sudah anggota); kelompok baru: 10.",
        "Tidak masuk, lewat kuota program: 1",
      ])
  }

  @Test("A file without the three columns is refused with what was read")
  func header() throws {
    let office = Self.office(1)
    #expect(throws: GroupListProblem.columns(["nik", "nama"])) { try list(["1,2"], in: office, header: "nik,nama") }
  }
}
