// Code lists, regions and tracks: what is compiled in, and how it is found.
import Testing

@testable import LoketModel

@Suite struct CodeListTests {
  @Test("Every list has codes, and each code a name in both languages")
  func whole() {
    #expect(CodeList.all.count >= 30)
    for list in CodeList.all.values {
      #expect(!list.codes.isEmpty && !list.source.isEmpty, "\(list.name)")
      #expect(Set(list.codes.map(\.code)).count == list.codes.count, "\(list.name)")
      for code in list.codes {
        for language in Language.allCases { #expect(!code.name(language).isEmpty, "\(list.name) \(code.code)") }
        #expect(code.aliases.allSatisfy { NameKey.fold($0) == $0 }, "\(list.name) \(code.code)")
      }
    }
  }

  @Test("Each list that the code names is there")
  func named() {
    let lists: [CodeList] = [
      .sex, .relation, .education, .maritalStatus, .standing, .householdStanding, .occupation, .employment, .nikReason,
      .phoneOwner, .device, .internet, .neededDevice, .neededInternet, .enrolmentStatus, .placementKind, .wageRange,
      .evidence, .skillLevel, .skillOrigin, .skillEvidence, .role, .voidReason, .withdrawReason, .endReason,
      .restoreReason, .moveReason, .cardEvent, .headReason, .disability, .trackField, .entryAction, .needAnswer,
      .pairAnswer,
      .printerKind, .printerPitch, .fieldOutcome, .entryState, .returnReason, .visitPurpose, .visitState,
      .requestKind, .requestState, .consentPurpose, .consentHow, .yesNo,
      .programState, .fundingSource, .selectionMethod, .achievement, .segment, .criterion, .eligibilityRule, .residence,
      .classMode, .classState, .attendanceMark, .sessionDays, .applicationStatus, .portalState, .certificateKind,
      .competence,
      .layoffProof, .eventKind, .guestMark, .aidKind,
      .electricity, .workShift, .workPlace, .vacancyState, .referralStatus, .referralReason, .followUpStep,
      .callOutcome,
      .followUpResult, .salesChannel, .productPaper, .productKind, .promotionKind, .groupKind, .groupRole,
      .businessField, .groupLevel, .proposalState, .chainRole, .groupEndReason, .grantKind, .grantItem,
      .grantCondition, .resourceKind, .visitOutcome,
    ]
    #expect(Set(lists.map(\.name)) == Set(CodeList.all.keys))
    #expect(lists.allSatisfy { !$0.codes.isEmpty })
    #expect(CodeList.named("nothing").codes.isEmpty)
  }

  @Test("The official numbers are those of the village system's exports")
  func official() {
    #expect(CodeList.relation.codes.map(\.code) == (1...11).map(String.init))
    #expect(CodeList.education.codes.map(\.code) == (1...10).map(String.init))
    #expect(CodeList.standing.codes.map(\.code) == ["1", "2", "3", "4", "6", "9"])
    #expect(CodeList.occupation.name(of: "30", .indonesian) == "Tukang Jahit")
    #expect(CodeList.occupation.name(of: "77", .indonesian) == "77")
    #expect(CodeList.occupation.codes.count == 34)
    #expect(CodeList.relation.name(of: "9", .english) == "Other relative")
  }

  @Test("One key takes an official code, 0 is 10, and a word list goes by its places")
  func keys() {
    #expect(CodeList.education.code(key: "0")?.code == "10")
    #expect(CodeList.relation.code(key: "3")?.code == "3")
    #expect(CodeList.relation.key(of: "11") == nil)
    #expect(CodeList.standing.code(key: "5") == nil)
    #expect(CodeList.employment.code(key: "2")?.code == "laidOff")
    #expect(CodeList.employment.key(of: "notReported") == "9")
    #expect(CodeList.wageRange.key(of: "unknown") == "6")
    #expect(CodeList.wageRange.code(key: "5")?.code == "5")
    #expect(CodeList.occupation.code(key: "1") == nil)
    #expect(CodeList.employment.code(key: "x") == nil)
  }

  @Test(
    "An export's words and lost zeros mean their codes",
    arguments: [
      (CodeList.sex, "L", "1"), (.sex, "perempuan", "2"), (.sex, "Male", "1"), (.relation, "KEPALA KELUARGA", "1"),
      (.relation, "04", "4"), (.maritalStatus, "Kawin Tercatat", "2"), (.education, "slta / sederajat", "5"),
      (.occupation, "Mengurus Rumah Tangga", "2"), (.employment, "PHK", "laidOff"),
    ])
  func meaning(_ list: CodeList, _ text: String, _ code: String) { #expect(list.code(meaning: text)?.code == code) }

  @Test("A text that means nothing finds no code")
  func noMeaning() {
    #expect(CodeList.sex.code(meaning: "") == nil)
    #expect(CodeList.sex.code(meaning: "3") == nil)
    #expect(CodeList.relation.code(meaning: "tetangga") == nil)
  }
}

@Suite struct RegionsTests {
  let regions = Regions.compiled

  @Test("Every place of the five programmes is compiled in")
  func counts() {
    #expect(regions.regions(matching: "", at: .province, limit: 100).count == 38)
    #expect(regions.regions(matching: "", at: .regency, limit: 100).count == 6)
    #expect(regions.regions(matching: "", at: .district, limit: 100).count == 64)
    #expect(regions.villages(matching: "", limit: 1000).count == 208)
    #expect(regions.villages(matching: "36.71", limit: 1000).count == 104)
    #expect(regions.villages(matching: "33.76", limit: 1000).count == 27)
    #expect(regions.villages(matching: "33.75", limit: 1000).count == 27)
    #expect(regions.villages(matching: "1971", limit: 1000).count == 42)
  }

  @Test("A code is found with its dots and without, and has its path")
  func byCode() {
    #expect(regions.region("33.76.02.1005")?.name == "Mintaragen")
    #expect(regions.region("3376021005")?.code == "33.76.02.1005")
    #expect(regions.region("33.76")?.level == .regency)
    #expect(regions.region("33.76.02.1006") == nil)
    #expect(regions.region("") == nil)
    #expect(regions.region("33.7") == nil)
    #expect(regions.path("3376021005") == "Mintaragen, Tegal Timur, Kota Tegal")
    #expect(regions.path("33.76") == "Kota Tegal")
    #expect(regions.path("33") == "Jawa Tengah")
    #expect(regions.path("33.76.02.1099") == "33.76.02.1099, Tegal Timur, Kota Tegal")
    #expect(regions.path("x") == "x")
  }

  @Test(
    "Villages are found by part of a name, a former name, other spacing and words of the path",
    arguments: [
      ("mintar", "33.76.02.1005"), ("Kebulen", "33.75.01.1004"), ("kebu", "33.75.01.1004"),
      ("landungsari", "33.75.02.1002"),
      ("33.76.02.1005", "33.76.02.1005"), ("3376021005", "33.76.02.1005"), ("kalibaros", "33.75.02.1012"),
      ("bandung tegal", "33.76.03.1002"), ("tamansari", "33.03.12.2007"), ("gajahmada", "19.71.04.1010"),
    ])
  func found(_ text: String, _ code: String) {
    #expect(regions.villages(matching: text, limit: 5).first?.code == code)
  }

  @Test("Whole names come before beginnings, and beginnings before the rest")
  func order() {
    let names = regions.villages(matching: "kraton", limit: 10).map(\.name)
    #expect(names.first == "Kraton")
    #expect(names.contains("Padukuhan Kraton") && names.contains("Pasirkratonkramat"))
    #expect(regions.villages(matching: "a", limit: 7).count == 7)
    #expect(regions.villages(matching: "a", limit: 0).isEmpty)
    #expect(regions.villages(matching: "zzz", limit: 7).isEmpty)
  }

  @Test("Cities and provinces are found by former names and other spellings")
  func aliases() {
    #expect(regions.regions(matching: "Pangkalpinang", at: .regency, limit: 5).first?.code == "19.71")
    #expect(regions.regions(matching: "pangkal pinang", at: .regency, limit: 5).first?.code == "19.71")
    #expect(regions.regions(matching: "DKI Jakarta", at: .province, limit: 5).first?.code == "31")
    #expect(regions.regions(matching: "nanggroe", at: .province, limit: 5).first?.code == "11")
    #expect(regions.region("11")?.aliases.contains("NAD") == true)
  }

  @Test("The table knows where it knows all children")
  func complete() {
    #expect(regions.isComplete(""))
    #expect(regions.isComplete("33.76"))
    #expect(regions.isComplete("33.76.02"))
    #expect(regions.isComplete("33.28"))
    #expect(!regions.isComplete("33"))
    #expect(!regions.isComplete("33.28.10"))
  }

  @Test("A code's form is judged without the table")
  func form() {
    #expect(Regions.isVillageCode("33.76.02.1005"))
    #expect(Regions.isVillageCode("9999999999"))
    #expect(!Regions.isVillageCode("33.76.02"))
    #expect(!Regions.isVillageCode("33.76.00.1005"))
    #expect(!Regions.isVillageCode("33.76.02.10055"))
    #expect(!Regions.isVillageCode("33a6021005"))
    #expect(!Regions.isVillageCode("...."))
    #expect(Regions.digits(of: "33.76.02.1005") == "3376021005")
    #expect(Regions.dotted("3376021005") == "33.76.02.1005")
    #expect(Regions.dotted("abc") == "abc")
  }

  @Test("An imported table adds to this one, keeps former names, and is whole only when it is large enough")
  func joined() {
    let small = regions.joined(with: [
      ("33.28.10.2001", "Dukuhsalam"), ("33.75.01.1004", "Sapuro Kebulen Baru"), ("x", "y"),
    ])
    #expect(small.count == regions.count + 1)
    #expect(small.region("33.28.10.2001")?.name == "Dukuhsalam")
    #expect(small.region("33.75.01.1004")?.name == "Sapuro Kebulen Baru")
    #expect(small.villages(matching: "kebulen", limit: 1).first?.code == "33.75.01.1004")
    #expect(!small.isComplete("33"))
    #expect(small.isComplete("33.76"))

    var rows: [(code: String, name: String)] = []
    for province in 11...48 {
      for regency in 1...14 {
        for district in 1...14 {
          rows.append((CalendarDate.padded(province * 10_000 + regency * 100 + district, 6), "Kecamatan \(district)"))
        }
        rows.append(("\(province).\(CalendarDate.padded(regency, 2))", "Kabupaten \(regency)"))
      }
    }
    let whole = regions.joined(with: rows)
    #expect(whole.isComplete("12"))
    #expect(whole.isComplete("12.01.01"))
  }
}

@Suite struct TracksTests {
  let tracks = Tracks.compiled
  let today = CalendarDate(iso: "2026-11-22") ?? .epoch

  @Test(
    "Every trade that the five programmes name is a track",
    arguments: [
      "customer service", "menjahit", "las", "digital marketing", "tata boga", "tata rias", "perbengkelan motor",
      "perbengkelan mobil", "fotografi", "videografi", "vlog", "content creator", "konten kreator", "servis elektronik",
      "sablon", "membatik", "barista", "packaging makanan", "peternakan", "kuliner", "souvenir", "jasa digital",
      "literasi digital", "talenta digital", "kepemimpinan digital", "desain grafis", "programmer", "jaringan",
      "tailoring",
      "welding", "craft",
    ])
  func trades(_ trade: String) { #expect(!tracks.matching(trade, .indonesian).isEmpty) }

  @Test("Every track is whole: names, field, needs, and a code of its own")
  func whole() {
    #expect(tracks.all.count >= 27)
    #expect(Set(tracks.all.map(\.code)).count == tracks.all.count)
    for track in tracks.all {
      for language in Language.allCases { #expect(!track.name(language).isEmpty, "\(track.code)") }
      #expect(CodeList.trackField.code(track.field) != nil, "\(track.code)")
      #expect(CodeList.neededDevice.code(track.asks.device) != nil, "\(track.code)")
      #expect(CodeList.neededInternet.code(track.asks.internet) != nil, "\(track.code)")
      #expect((15...18).contains(track.asks.minimumAge), "\(track.code)")
      #expect(!track.words.isEmpty && track.words == NameKey.fold(track.words), "\(track.code)")
      if let after = track.asks.after { #expect(tracks.track(after) != nil) }
    }
  }

  @Test("A track whose name begins with the text comes first, and every word must be there")
  func search() {
    #expect(tracks.matching("las", .indonesian).contains { $0.code == "las" })
    #expect(tracks.matching("lay", .indonesian).first?.code == "layanan-pelanggan")
    #expect(tracks.matching("cs", .indonesian).first?.code == "layanan-pelanggan")
    #expect(tracks.matching("tail", .english).first?.code == "menjahit")
    #expect(tracks.matching("servis motor", .indonesian).map(\.code) == ["bengkel-motor"])
    #expect(tracks.matching("", .indonesian).count == tracks.all.count)
    #expect(tracks.matching("xyz", .indonesian).isEmpty)
  }

  @Test("What is not known never refuses; what is lacking says why")
  func answers() {
    let programmer = tracks.track("programmer")
    let unknown = programmer?.findings(device: nil, internet: nil, birthDate: nil, on: today) ?? []
    #expect(unknown.map(\.need) == [.device, .internet, .age])
    #expect(unknown.allSatisfy { $0.isNotKnown && !$0.isLacking })

    let child = CalendarDate(iso: "2011-11-23")
    let lacking = programmer?.findings(device: "phone", internet: "mobile", birthDate: child, on: today) ?? []
    #expect(lacking.allSatisfy { $0.isLacking && !$0.isNotKnown })
    let sentences = lacking.compactMap { $0.message.map(Wording(.indonesian).text) }
    #expect(
      sentences == [
        "Tidak punya komputer atau laptop; jalur ini memerlukannya.",
        "Tidak ada internet tetap di rumah atau kelurahan; jalur ini memerlukannya.",
        "Umur 14 tahun; jalur ini mulai 17 tahun.",
      ])

    let grown = CalendarDate(iso: "2009-11-22")
    let met = programmer?.findings(device: "both", internet: "free", birthDate: grown, on: today) ?? []
    #expect(met.map(\.answer) == [.met, .met, .met])
    #expect(met.allSatisfy { $0.message == nil })
  }

  @Test("An unknown code of an answer is not an answer")
  func oddAnswer() {
    let cs = tracks.track("layanan-pelanggan")
    let findings = cs?.findings(device: "tablet", internet: "", birthDate: nil, on: today) ?? []
    #expect(findings.count == 3)
    #expect(findings.allSatisfy { $0.isNotKnown })
  }

  @Test("A ladder's next step knows the skill before it")
  func ladder() {
    let talent = tracks.track("talenta-digital")
    let without = talent?.findings(device: "both", internet: "home", birthDate: nil, on: today).last
    #expect(without?.need == .after && without?.isNotKnown == true)
    let with = talent?.findings(
      device: "both", internet: "home", birthDate: nil, skills: ["literasi-digital"], on: today
    ).last
    #expect(with?.answer == .met)
  }

  @Test("An office adds its own tracks, and switches one off")
  func own() {
    let values = [
      "name": "Hidroponik", "field": "livestock", "words": "sayur", "device": "any", "minimumAge": "20",
      "active": "yes",
    ]
    let own = Track(OwnTrack(id: "0123", values: { values[$0] }))
    let merged = tracks.adding([own])
    #expect(merged.matching("sayur", .english).map(\.code) == ["0123"])
    #expect(merged.track("0123")?.asks.minimumAge == 20)
    let off = tracks.adding([Track(OwnTrack(id: "las", values: { $0 == "active" ? "no" : nil }))])
    #expect(off.all.count == tracks.all.count)
    #expect(!off.matching("las", .indonesian).contains { $0.code == "las" })
  }
}
