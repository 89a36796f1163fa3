// NIK, family card number, RT and RW, telephone.
import Testing

@testable import LoketModel

private let today = CalendarDate(iso: "2026-11-22") ?? .epoch

@Suite struct NikTests {
  @Test("A NIK says region, birth date, sex and serial; 40 on the day is a woman")
  func reading() {
    let woman = Nik.read("3376024508680003")
    #expect(woman?.district == "33.76.02")
    #expect(woman?.regency == "33.76")
    #expect(woman?.province == "33")
    #expect(woman?.sex == "2")
    #expect(woman?.shortBirthDate == "05-08-68")
    #expect(woman?.serial == 3)
    #expect(Nik.read("3376020508680003")?.sex == "1")
    #expect(Nik.read("337602050868000") == nil)
    #expect(Nik.read("33760205086800030") == nil)
    #expect(Nik.read("337602050868000A") == nil)
    #expect(Nik.read("３376020508680003") == nil)
    #expect(Nik.read("") == nil)
  }

  @Test(
    "The offered century fits the age that the relation makes plausible",
    arguments: [
      ("3376020508680001", "1", "1968-08-05"), ("3376020508100001", "4", "2010-08-05"),
      ("3376020508260001", "4", "2026-08-05"), ("3376020512260001", "4", "1926-12-05"),
      ("3376020508210001", "7", "1921-08-05"), ("3376024508050001", "3", "2005-08-05"),
      ("3376022902000001", "4", "2000-02-29"), ("3376020508150001", nil, "2015-08-05"),
    ] as [(String, String?, String)])
  func offered(_ nik: String, _ relation: String?, _ iso: String) {
    let offer = Nik.read(nik)?.offer(relation: relation, on: today)
    #expect(offer?.birthDate?.iso == iso)
    #expect(offer?.isAsked == false)
  }

  @Test(
    "A head of 7 or of 107 is asked, and so is one of 1 or 101", arguments: ["3376020508190001", "3376020508250001"])
  func asked(_ nik: String) {
    let offer = Nik.read(nik)?.offer(relation: "1", on: today)
    #expect(offer?.birthDate == nil)
    #expect(offer?.isAsked == true)
    #expect(offer?.candidates.count == 2)
    #expect(offer?.district == "33.76.02")
  }

  @Test("A NIK whose date no calendar has offers no date and asks nothing")
  func impossible() {
    for nik in ["3376023104900001", "3376022902010001", "3376020013900001", "3376029999990001"] {
      let offer = Nik.read(nik)?.offer(relation: "1", on: today)
      #expect(offer?.birthDate == nil)
      #expect(offer?.candidates == [])
      #expect(offer?.isAsked == false)
    }
  }

  @Test("Lists show the region and the serial only")
  func masked() {
    #expect(Nik.masked("3376024508680003") == "337602******0003")
    #expect(Nik.masked("12345") == "****5")
    #expect(Nik.masked("33760245086800031") == "***************31")
    #expect(Nik.masked("") == "")
    #expect(Nik.display("3376024508680003") == "337602 450868 0003")
    #expect(Nik.display("3376") == "3376")
  }

  @Test("Spaces, dots and a spreadsheet's apostrophe are no part of it")
  func typed() {
    #expect(Nik.digits(" '3376 0245.0868-0003\u{a0}") == "3376024508680003")
    #expect(Nik.digits("33O6") == "33O6")
  }

  @Test("A family card number names a region and a day of issue, which needs no sex")
  func card() {
    let card = FamilyCardNumber.read("3376021507090012")
    #expect(card?.district == "33.76.02")
    #expect(card?.issued(by: today)?.iso == "2009-07-15")
    #expect(FamilyCardNumber.read("3376024507090012")?.day == 45)
    #expect(FamilyCardNumber.read("3376024507090012")?.issued(by: today) == nil)
    #expect(FamilyCardNumber.isWellFormed("3376021507090012"))
    #expect(!FamilyCardNumber.isWellFormed("1111111111111111"))
  }
}

@Suite struct NeighbourhoodTests {
  @Test(
    "RT and RW become three digits or are absent",
    arguments: [
      ("1", "001"), ("01", "001"), ("RT 2", "002"), ("rt:003", "003"), ("RW.12", "012"), ("0012", "012"),
      (" 7 ", "007"),
      ("", nil), ("-", nil), ("000", nil), ("0", nil), ("RT:", nil), ("RW", nil),
    ] as [(String, String?)])
  func normalised(_ typed: String, _ stored: String?) { #expect(Neighbourhood.normalise(typed) == .success(stored)) }

  @Test("Letters and four digits are refused")
  func refused() {
    #expect(Neighbourhood.normalise("A1") == .failure(.letters("A1")))
    #expect(Neighbourhood.normalise("1234") == .failure(.long("1234")))
  }

  @Test("RT stands before RW in a pair")
  func pair() {
    #expect(Neighbourhood.pair("1/2")?.rt == "001")
    #expect(Neighbourhood.pair("RT 001 / RW 002")?.rw == "002")
    #expect(Neighbourhood.pair("001") == nil)
    #expect(Neighbourhood.display(rt: "001", rw: "002") == "001/002")
    #expect(Neighbourhood.display(rt: nil, rw: "002") == "-/002")
    #expect(Neighbourhood.display(rt: "", rw: nil) == "")
  }
}

@Suite struct PhoneNumberTests {
  @Test(
    "A number is stored with its country",
    arguments: [
      ("081234567890", "+6281234567890"), ("6281234567890", "+6281234567890"), ("+62 812-3456-7890", "+6281234567890"),
      ("81234567890", "+6281234567890"), ("+62 0812 3456 7890", "+6281234567890"), ("0811234567", "+62811234567"),
      ("006281234567890", "+6281234567890"), ("(0283) 351234", "+62283351234"), ("0283-351234", "+62283351234"),
      ("021 5551234", "+62215551234"), ("62283351234", "+62283351234"), ("'081234567890", "+6281234567890"),
      ("+60 12 345 6789", "+60123456789"), ("0060123456789", "+60123456789"), ("+6281234567890", "+6281234567890"),
    ])
  func stored(_ typed: String, _ stored: String) {
    #expect(PhoneNumber.normalise(typed) == .success(stored))
    #expect(PhoneNumber.normalise(stored) == .success(stored))
  }

  @Test(
    "What is wrong is told apart",
    arguments: [
      ("", PhoneProblem.empty), ("  ", .empty), ("tidak ada", .letters), ("-", .letters), ("0812345", .short(7)),
      ("0812345678901234", .long(16)), ("351234", .noAreaCode), ("08123456789/08129876543", .several),
      ("6,28123E+11", .digitsLost), ("6.28123E+11", .digitsLost), ("0283", .short(4)), ("+1234567", .short(7)),
      ("+1234567890123456", .long(16)), ("0", .short(1)), ("1500123", .noAreaCode),
      ("+6281234567890 +6281234567891", .several),
    ])
  func refused(_ typed: String, _ problem: PhoneProblem) {
    #expect(PhoneNumber.normalise(typed) == .failure(problem))
    #expect(Wording(.indonesian).text(problem.message) != problem.message.phrase.rawValue)
  }

  @Test(
    "A number is shown as people dial it",
    arguments: [
      ("+6281234567890", "0812-3456-7890"), ("+62811234567", "0811-2345-67"), ("+628112345678", "0811-2345-678"),
      ("+6281234567", "0812-34567"), ("+62283351234", "(0283) 351234"), ("+62215551234", "(021) 5551234"),
      ("+60123456789", "+60123456789"), ("abc", "abc"), ("", ""), ("+62", "+62"),
    ])
  func shown(_ stored: String, _ shown: String) {
    #expect(PhoneNumber.display(stored) == shown)
  }
}

@Suite struct TextFilterTests {
  @Test("Control, format and bidirectional marks are taken out, separators become spaces")
  func filtered() {
    #expect(TextFilter.clean("Budi\u{202e}oot\u{200b}\u{1b}[31m\u{7}") == "Budioot[31m")
    #expect(TextFilter.clean("a\tb\r\nc\nd\u{2028}e\u{a0}f") == "a b c d e f")
    #expect(TextFilter.clean("\u{feff}Siti\u{0}\u{9b}\u{ad}") == "Siti")
    #expect(TextFilter.clean("José 王 é") == "José 王 é")
    #expect(TextFilter.clean("\u{e000}x\u{10ffff}") == "x")
    #expect(TextFilter.isClean("JL. MELATI 4"))
    #expect(!TextFilter.isClean("JL.\tMELATI"))
  }
}

@Suite("Whole percents")
struct WholePercentTests {
  @Test(
    "Rounded to the nearest, and 0 and 100 are of nobody and everybody alone",
    arguments: [
      (0, 3, 0), (3, 3, 100), (1, 3, 33), (2, 3, 67), (1, 2, 50), (1, 8, 13), (1, 1000, 1), (999, 1000, 99),
      (4, 3, 100),
    ])
  func rounds(_ count: Int, _ whole: Int, _ percent: Int) { #expect(WholePercent.of(count, whole) == percent) }

  @Test("Of nobody there is no share") func nobody() { #expect(WholePercent.of(0, 0) == nil) }
}
