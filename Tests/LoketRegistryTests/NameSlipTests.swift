// A name with one letter wrong, or in the spelling before 1972, beside a birth date or a NIK: asked about, twins are not.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("A letter of a name")
struct NameSlipTests {
  private typealias Case = LikenessTests.Case

  private static let pairs = [
    Case(
      "SLAMET RIYADI | 3376020508690001 | 1969-08-05 | 1 | - | 003/001 | -",
      "SLAMET RIJADI | 3376020508690002 | 1969-08-05 | 1 | - | 003/001 | -", .possibly,
      "nama sama bila J lama dibaca Y, nomor urut NIK beda satu angka, tanggal lahir sama; satu RT"),
    Case(
      "SRI WAHYUNI | 3376024508750001 | - | 2 | - | 003/002 | -",
      "SRI WAHJUNI | 3376024508750007 | - | 2 | - | 003/002 | -", .possibly,
      "nama sama bila J lama dibaca Y, nomor urut NIK beda satu angka; satu RT"),
    Case(
      "SUMINI WAHYUNI | 3376024108750001 | 1975-08-01 | 2 | - | 003/002 | -",
      "SUMINI WAHJUNI | 3376024208750001 | 1975-08-02 | 2 | - | 003/002 | -", .possibly,
      "nama sama bila J lama dibaca Y, NIK beda satu angka; satu RT; tetapi tanggal lahir berbeda"),
    Case(
      "BAMBANG RIYADI | 3376020508710001 | 1971-08-05 | 1 | - | 003/003 | -",
      "BAMBANG RIADI | - | 1971-08-05 | 1 | - | 003/003 | -", .possibly,
      "nama sama kecuali satu huruf, tanggal lahir sama; satu RT"),
    Case(
      "JOKO SUSILO | 3376020608720001 | 1972-08-06 | 1 | - | 003/004 | -",
      "JOKO SUSIL | - | 1972-08-06 | 1 | - | 009/004 | -", .possibly,
      "nama sama kecuali satu huruf, tanggal lahir sama"),
    Case(
      "TOTOK SUSILO | - | 1973-08-06 | 1 | - | 003/005 | -",
      "TOTOK SUSELO | 3376020608730001 | 1973-08-06 | 1 | - | 009/005 | -", .possibly,
      "nama sama kecuali satu huruf, tanggal lahir sama"),
    Case(
      "SLAMET HARDONO | - | 1974-08-06 | 1 | - | 003/006 | -",
      "SELAMET HARDONO | - | 1974-08-06 | 1 | - | 009/006 | -", .possibly,
      "nama sama kecuali satu huruf, tanggal lahir sama"),
    Case(
      "SUPRIYANTO WIBOWO | 3376020608760001 | 1976-08-06 | 1 | - | 003/007 | -",
      "SUPRIYATNO WIBOWO | 3376020608860001 | 1976-08-06 | 1 | - | 009/007 | -", .probably,
      "nama sama kecuali satu huruf, NIK beda satu angka, tanggal lahir sama"),
    // Two people.
    Case(
      "DIANA PERTIWI | 3376024403980001 | 1998-03-04 | 2 | 3376021203150031 | 004/001 | -",
      "DIANI PERTIWI | 3376024403980002 | 1998-03-04 | 2 | 3376021203150031 | 004/001 | -", .none, ""),
    Case(
      "RINA LESTARI | - | 1997-03-04 | 2 | - | 004/002 | -", "RINI LESTARI | - | 1997-03-04 | 2 | - | 004/002 | -",
      .none, ""),
    Case(
      "WAHYUDI | - | 1990-03-04 | 1 | - | 004/003 | -", "WAHYUDIN | - | 1990-03-04 | 1 | - | 009/003 | -", .none, ""),
    Case(
      "EKO SUSANTO | 3376020403910001 | 1991-03-04 | 1 | - | 004/004 | -",
      "EKO SUSANTI | 3328114403910009 | 1991-03-04 | 2 | - | 004/004 | -", .none, ""),
    Case(
      "DWI HARTONO | 3376020403920001 | 1992-03-04 | 1 | - | 004/005 | -",
      "DWI HARTANO | 3328110403920009 | 1992-03-04 | 1 | - | 004/005 | -", .none, ""),
  ]

  private static let office = LikenessOffice(pairs.flatMap { [$0.left, $0.right] })

  @Test("A slip of one letter and an old J are found in the list, beside the record and at the desk", arguments: 0..<13)
  func found(_ place: Int) {
    let pair = Self.pairs[place]
    let registry = Self.office.registry
    let (left, right) = (Self.office.people[place * 2], Self.office.people[place * 2 + 1])
    let open = registry.open(left, right)
    #expect(open?.pair.likeness.level ?? .none == pair.level)
    #expect(open?.pair.likeness.sentence(Wording(.indonesian)) ?? "" == pair.sentence)
    #expect(open?.pair.likeness == registry.alike(left, right) && open?.pair.likeness == registry.alike(right, left))
    for (line, own, other) in [(pair.left, left, right), (pair.right, right, left)] {
      let line = LikenessLine(line)
      let found = registry.likenesses(of: line.typed, named: line.name, excluding: [own.id])
      #expect(found.map(\.person) == (pair.level == .none ? [] : [other.id]))
    }
  }

  @Test("Nobody else of them is flagged")
  func noOther() {
    let expected = Self.pairs.count { $0.level > .none }
    #expect(Self.pairs.count == 13 && Self.office.registry.openPairs().count == expected)
  }
}
