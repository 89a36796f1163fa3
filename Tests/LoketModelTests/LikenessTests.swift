// Twenty pairs of one person and ten of two, each with the sentence that a clerk reads (DOMAIN §7).
import Testing

@testable import LoketModel

/// A person in one line: name, NIK, birth date, sex, No. KK, RT/RW, telephone. What is not known is `-`.
private func person(_ line: String) -> PersonTraits {
  let parts = line.split(separator: "|").map { part in
    let text = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    return text == "-" ? nil : text
  }
  let place = (parts[5] ?? "/").split(separator: "/").map(String.init)
  return PersonTraits(
    name: parts[0] ?? "", nik: parts[1], birthDate: parts[2], sex: parts[3], card: parts[4],
    rt: place.first, rw: place.last, phone: parts[6])
}

@Suite struct LikenessTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let left, right: String
    let level: LikenessLevel
    let sentence: String
    init(_ left: String, _ right: String, _ level: LikenessLevel, _ sentence: String) {
      (self.left, self.right, self.level, self.sentence) = (left, right, level, sentence)
    }
    var testDescription: String { left + " = " + right }
  }

  static let twenty = [
    Case(
      "SITI AMINAH | 3376024508690003 | 1969-08-05 | 2 | - | 003/001 | -",
      "SITI AMINAH | 3376024508690003 | 1969-08-05 | 2 | - | 003/001 | -", .surely,
      "nama sama, NIK sama, tanggal lahir sama; satu RT"),
    Case(
      "MUHAMMAD FAUZI | - | 1990-05-12 | 1 | - | 003/001 | -",
      "MOCHAMAD PAUZI | - | 1990-12-05 | 1 | - | 003/001 | -", .probably,
      "nama sama setelah ejaan lama, lahir tanggal dan bulan tertukar; satu RT"),
    Case(
      "MOH. ALI | 3376021203800001 | 1980-03-12 | 1 | - | 001/002 | -",
      "MUHAMMAD ALI | 3376021203800011 | 1980-03-12 | 1 | - | 004/002 | -", .surely,
      "nama sama, satu disingkat, nomor urut NIK beda satu angka, tanggal lahir sama"),
    Case(
      "H. SUTRISNO | 3376020507610002 | 1961-07-05 | 1 | - | - | -",
      "SUTRISNO, S.PD | 3376025007610002 | 1961-07-05 | 1 | - | - | -", .surely,
      "nama sama tanpa gelar, dua angka NIK tertukar, tanggal lahir sama"),
    Case(
      "ABDUR RAHMAN | - | 1975-02-20 | 1 | - | - | -",
      "ABD. ROHMAN | 3376022002750001 | 1975-02-20 | 1 | - | - | -", .probably,
      "nama sama, satu disingkat, tanggal lahir sama"),
    Case(
      "SOEHARTO | 3376021111550001 | 1955-11-11 | 1 | - | - | -",
      "SUHARTO | 3376021111560001 | 1956-11-11 | 1 | - | - | -", .surely,
      "nama sama setelah ejaan lama, NIK beda satu angka, tahun lahir beda satu"),
    Case(
      "DJOKO SOETRISNO | - | 1970-01-01 | 1 | - | 002/005 | -",
      "JOKO SUTRISNO | - | 1970-06-17 | 1 | - | 002/005 | -", .probably,
      "nama sama setelah ejaan lama, tahun lahir sama, satu tercatat 1 Januari; satu RT"),
    Case(
      "SITI NUR AINI | - | 1988-09-09 | 2 | - | - | +628123456789",
      "SITI NUR'AINI | - | 1988-09-09 | 2 | - | - | +628123456789", .surely,
      "nama sama, beda spasi, tanggal lahir sama; nomor telepon sama"),
    Case(
      "NUR'AINI | - | 1988-09-09 | 2 | - | - | +628123456789",
      "NURAINI | - | 1988-09-09 | 2 | - | - | +628123456789", .surely,
      "nama sama, tanggal lahir sama; nomor telepon sama"),
    Case(
      "BUDI SANTOSO | - | 1968-08-05 | 1 | - | 003/001 | -",
      "SANTOSO BUDI | - | 1968-08-05 | 1 | - | 003/001 | -", .surely,
      "nama sama, urutan kata lain, tanggal lahir sama; satu RT"),
  ]

  @Test("Two records of one person are found, each with its sentence", arguments: twenty)
  func found(_ pair: Case) {
    let likeness = Likeness(person(pair.left), person(pair.right))
    #expect(likeness.level == pair.level)
    #expect(likeness.sentence(Wording(.indonesian)) == pair.sentence)
  }
}
