// Who may join, and why not: each rule with somebody who may, somebody who may not, and somebody nobody asked yet.
import Testing

@testable import LoketModel

@Suite struct EligibilityTests {
  /// One case: what is recorded, what else is known, and the answer as it stands on the screen ("" is allowed).
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: String
    let parameter: String
    var values: [String: String] = [:]
    var village: String? = "3375011002"
    var segment: String?
    var held: Set<String> = []
    var fundedBy: String?
    var housemates = 0
    var neighbours = 0
    var track = "talenta-digital"
    let kind: String
    let text: String
    var testDescription: String { "\(rule) \(parameter) \(values): \(kind)" }
  }

  static let cases: [Case] = [
    Case(rule: "residence", parameter: "city", village: "3375041010", kind: "allowed", text: ""),
    Case(
      rule: "residence", parameter: "city", village: "3376021005", kind: "refused",
      text: "Hanya warga: Kota atau kabupaten ini. Orang ini tinggal di Mintaragen, Tegal Timur, Kota Tegal."),
    Case(
      rule: "residence", parameter: "village", village: nil, kind: "unknown",
      text: "Tempat tinggal belum diketahui: tanyakan kelurahannya."),
    Case(rule: "residence", parameter: "province", village: "3376021005", kind: "allowed", text: ""),
    Case(rule: "age", parameter: "17-55", values: ["birthDate": "2008-08-20"], kind: "allowed", text: ""),
    Case(
      rule: "age", parameter: "17-55", values: ["birthDate": "2008-08-21"], kind: "refused",
      text: "Usia 16 tahun; paling muda 17."),
    Case(
      rule: "age", parameter: "17-55", values: ["birthDate": "1969-08-20"], kind: "refused",
      text: "Usia 56 tahun; paling tua 55."),
    Case(rule: "age", parameter: "17-", kind: "unknown", text: "Tanggal lahir belum diketahui: lihat KTP."),
    Case(rule: "segment", parameter: "", segment: "public", kind: "allowed", text: ""),
    Case(
      rule: "segment", parameter: "", segment: "civilServant", kind: "refused",
      text: "Segmen ASN bukan sasaran program ini."),
    Case(
      rule: "segment", parameter: "", kind: "unknown",
      text: "Segmen belum dipilih: tanyakan apakah ASN, angkatan kerja muda atau umum."),
    Case(
      rule: "employment", parameter: "notWorking laidOff", values: ["employment": "laidOff"], kind: "allowed", text: ""),
    Case(
      rule: "employment", parameter: "notWorking laidOff", values: ["employment": "school"], kind: "refused",
      text: "Status kerja Sekolah bukan sasaran program ini."),
    Case(
      rule: "employment", parameter: "notWorking", values: ["employment": "notReported"], kind: "unknown",
      text: "Status kerja belum diketahui: tanyakan."),
    Case(
      rule: "layoff", parameter: "2020-03-02",
      values: [
        "employment": "laidOff", "layoffDate": "2020-04-15", "layoffEmployer": "PT SEPATU", "layoffProof": "letter",
      ], kind: "allowed", text: ""),
    Case(
      rule: "layoff", parameter: "2020-03-02",
      values: [
        "employment": "underemployed", "layoffDate": "2020-04-15", "layoffEmployer": "PT SEPATU",
        "layoffProof": "statement",
      ], kind: "allowed", text: ""),
    Case(
      rule: "layoff", parameter: "2020-03-02", values: ["employment": "working"], kind: "refused",
      text: "Bukan korban PHK: status kerja Bekerja."),
    Case(
      rule: "layoff", parameter: "2020-03-02",
      values: ["employment": "laidOff", "layoffDate": "2019-12-31", "layoffEmployer": "PT SEPATU"], kind: "refused",
      text: "PHK tanggal 31-12-2019; program untuk PHK sejak 02-03-2020."),
    Case(
      rule: "layoff", parameter: "2020-03-02", values: ["employment": "laidOff"], kind: "unknown",
      text: "Tanggal PHK atau perusahaannya belum dicatat: tanyakan."),
    Case(
      rule: "layoff", parameter: "2020-03-02",
      values: ["employment": "laidOff", "layoffDate": "2020-04-15", "layoffEmployer": "PT SEPATU"], kind: "unknown",
      text: "Bukti PHK belum dilihat: minta surat PHK atau surat pernyataan."),
    Case(rule: "tobacco", parameter: "", values: ["tobacco": "yes"], kind: "allowed", text: ""),
    Case(
      rule: "tobacco", parameter: "", values: ["tobacco": "no"], kind: "refused",
      text: "Sumber dana DBHCHT: bukan keluarga buruh atau petani tembakau."),
    Case(
      rule: "tobacco", parameter: "", kind: "unknown",
      text: "Belum diketahui apakah keluarga buruh atau petani tembakau: tanyakan."),
    Case(rule: "education", parameter: "3-5", values: ["education": "5"], kind: "allowed", text: ""),
    Case(
      rule: "education", parameter: "3-5", values: ["education": "2"], kind: "refused",
      text: "Pendidikan Belum Tamat SD/Sederajat; paling rendah Tamat SD/Sederajat."),
    Case(
      rule: "education", parameter: "-5", values: ["education": "8"], kind: "refused",
      text: "Pendidikan Diploma IV/Strata I; paling tinggi SLTA/Sederajat."),
    Case(rule: "education", parameter: "3-5", kind: "unknown", text: "Pendidikan belum diketahui: tanyakan."),
    Case(rule: "funded", parameter: "", kind: "allowed", text: ""),
    Case(
      rule: "funded", parameter: "", fundedBy: "Pelatihan las", kind: "refused",
      text: "Tahun ini sudah dibiayai: Pelatihan las."),
    Case(rule: "householdCap", parameter: "2", housemates: 1, kind: "allowed", text: ""),
    Case(
      rule: "householdCap", parameter: "2", housemates: 2, kind: "refused",
      text: "Sudah 2 orang dari keluarga ini; paling banyak 2."),
    Case(rule: "villageQuota", parameter: "100", neighbours: 99, kind: "allowed", text: ""),
    Case(
      rule: "villageQuota", parameter: "100", neighbours: 100, kind: "refused",
      text: "Kuota kelurahan penuh: 100 dari 100 orang."),
    Case(rule: "prerequisite", parameter: "", held: ["literasi-digital"], kind: "allowed", text: ""),
    Case(rule: "prerequisite", parameter: "", track: "literasi-digital", kind: "allowed", text: ""),
    Case(
      rule: "prerequisite", parameter: "", kind: "refused",
      text: "Belum lulus Literasi digital. Bila sudah punya sertifikatnya, catat dulu."),
    Case(rule: "device", parameter: "", values: ["device": "computer"], kind: "allowed", text: ""),
    Case(rule: "device", parameter: "", values: ["device": "phone"], kind: "refused", text: "*"),
    Case(rule: "device", parameter: "", kind: "unknown", text: "*"),
    Case(rule: "internet", parameter: "", values: ["internet": "mobile"], kind: "allowed", text: ""),
    Case(rule: "internet", parameter: "", values: ["internet": "none"], kind: "refused", text: "*"),
    Case(rule: "internet", parameter: "", kind: "unknown", text: "*"),
  ]

  @Test("Each rule answers as its row says", arguments: cases)
  func answers(_ row: Case) throws {
    let rule = try #require(EligibilityRules.rule(row.rule))
    #expect(rule.reads(row.parameter))
    let answer = rule.answer(row.parameter, candidate(row))
    let wording = Wording(.indonesian)
    let said: (kind: String, text: String) =
      switch answer {
      case .allowed: ("allowed", "")
      case .refused(let message): ("refused", wording.text(message))
      case .unknown(let message): ("unknown", wording.text(message))
      }
    #expect(said.kind == row.kind)
    if row.text == "*" { #expect(!said.text.isEmpty) } else { #expect(said.text == row.text) }
  }

  private func candidate(_ row: Case) -> Candidate {
    let values = row.values
    return Candidate(
      value: { values[$0] }, village: row.village, office: "3375011002", today: CalendarDate(iso: "2025-08-20")!,
      segment: row.segment, track: Tracks.compiled.track(row.track)!, tracks: .compiled, held: row.held,
      fundedBy: row.fundedBy, housemates: row.housemates, neighbours: row.neighbours, segments: ["workforce", "public"])
  }

  @Test("Every rule has its name, and a case for each answer that it can give")
  func complete() {
    #expect(Set(EligibilityRules.table.map(\.id)) == Set(CodeList.eligibilityRule.codes.map(\.code)))
    // Of these two the register always knows the answer.
    let known: Set<String> = ["funded", "householdCap", "villageQuota", "prerequisite"]
    for rule in EligibilityRules.table {
      let kinds = Set(Self.cases.filter { $0.rule == rule.id }.map(\.kind))
      #expect(kinds == (known.contains(rule.id) ? ["allowed", "refused"] : ["allowed", "refused", "unknown"]))
    }
  }

  @Test(
    "A parameter that a rule cannot read is refused",
    arguments: [
      ("age", "55-17"), ("age", "-"), ("age", "17"), ("age", "x-"), ("residence", "planet"), ("layoff", "2020-02-30"),
      ("employment", ""), ("employment", "notWorking lazy"), ("householdCap", "0"), ("tobacco", "yes"),
    ])
  func parameters(_ rule: String, _ parameter: String) throws {
    #expect(try !#require(EligibilityRules.rule(rule)).reads(parameter))
  }
}

@Suite struct ProgramTemplateTests {
  @Test("The five programmes are there, with the figures of DOMAIN 1")
  func figures() throws {
    #expect(ProgramTemplate.all.map(\.code) == ["P1", "P2", "P3", "P4", "P5"])
    let values = { (code: String) in ProgramTemplate.named(code)?.values ?? [:] }
    #expect(values("P1")["state"] == "proposal")
    #expect(ProgramTemplate.all.filter(\.isProposal).map(\.code) == ["P1"])
    #expect(values("P2")["classSize"] == "16" && values("P2")["target"] == "160")
    #expect(values("P3")["target"] == "12000" && values("P3")["floor"] == "10400")
    #expect(values("P3")["villages"] == "104" && values("P3")["coursesPerVillage"] == "5")
    #expect(values("P4")["target"] == "100" && values("P4")["classSize"] == "10" && values("P4")["quota"] == "100")
    #expect(values("P5")["target"] == "10000" && values("P5")["deadline"] == "2022-12-31")
    #expect(values("P5")["tracks/kepemimpinan-digital"] == "3")
  }

  @Test("Whatever a template says has a field, a readable rule, a known track, code and criterion")
  func sound() throws {
    for template in ProgramTemplate.all {
      #expect(!template.source.isEmpty && !template.place.isEmpty && template.year > 2000, "\(template.code)")
      for (field, value) in template.values {
        let rule = try #require(FieldTable.rule(.program, field), "\(template.code) \(field)")
        if case .code(let list) = rule.form { #expect(CodeList.named(list).code(value) != nil, "\(field) \(value)") }
        if case .number = rule.form { #expect(Int(value) != nil, "\(field) \(value)") }
        if case .date = rule.form { #expect(CalendarDate(iso: value) != nil, "\(field) \(value)") }
        let parts = field.split(separator: "/").map(String.init)
        switch parts[0] {
        case "tracks": #expect(Tracks.compiled.track(parts[1]) != nil, "\(field)")
        case "rules":
          #expect(EligibilityRules.rule(parts[1])?.reads(value) == true, "\(template.code) \(field) \(value)")
        case "regulations": #expect(template.values["rules/\(parts[1])"] != nil, "\(field)")
        case "weights": #expect(Criterion(rawValue: parts[1]) != nil, "\(field)")
        case "segments": #expect(CodeList.segment.code(parts[1]) != nil, "\(field)")
        case "tieBreak":
          #expect(value.split(separator: " ").allSatisfy { Criterion(rawValue: String($0)) != nil }, "\(value)")
        default: continue
        }
      }
    }
  }

  @Test("A template that is taken over in a later year keeps its span")
  func year() throws {
    let template = try #require(ProgramTemplate.named("P5"))
    let values = template.values(year: 2026, name: "TIK 2026")
    #expect(values["starts"] == "2026-10-01" && values["deadline"] == "2027-12-31")
    #expect(values["template"] == "P5" && values["year"] == "2026" && values["name"] == "TIK 2026")
    #expect(template.id(year: 2026) == "p5-2026")
  }

  @Test("The levels of P5 are those of its tracks")
  func ladder() throws {
    let template = try #require(ProgramTemplate.named("P5"))
    for code in ["talenta-digital", "kepemimpinan-digital"] {
      let track = try #require(Tracks.compiled.track(code))
      let before = try #require(track.asks.after)
      let levels = [before, code].map { template.values["tracks/\($0)"].flatMap { Int($0) } ?? 0 }
      #expect(levels[1] == levels[0] + 1)
    }
  }
}
