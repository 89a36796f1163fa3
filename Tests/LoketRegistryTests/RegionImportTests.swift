// The national table: as large as the real one, taken in row by row, and searched.
import LoketModel
import Testing

@testable import LoketRegistry

/// A country of 38 provinces, 514 kabupaten and kota, 7,285 kecamatan and 83,762 villages: the compiled places, and made-up
/// ones around them.
enum SampleCountry {
  static let counts = (provinces: 38, regencies: 514, districts: 7285, villages: 83_762)

  static func rows() -> [(code: String, name: String)] {
    let first = [
      "SUKA", "KARANG", "PASIR", "TANJUNG", "BATU", "KEBON", "LUBUK", "PULAU", "SUNGAI", "WONO", "CI", "BANJAR",
    ]
    let last = ["MAJU", "SARI", "JAYA", "MULYA", "RAYA", "INDAH", "REJO", "DAMAI", "HARJO", "MEKAR", "TENGAH", "LOR"]
    var state: UInt64 = 45
    func word() -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state >> 33)
      return "\(first[number % first.count]) \(last[number / 16 % last.count])"
    }
    let known = Regions.compiled
    var names: [String: String] = [:]
    for level in RegionLevel.allCases {
      for region in known.regions(matching: "", at: level, limit: 100_000) { names[region.code] = region.name }
    }
    let provinces = known.regions(matching: "", at: .province, limit: 100).map(\.code)
    func fill(_ parents: [String], _ count: Int, _ width: Int, _ from: Int) -> [String] {
      var made = Set(
        names.keys.filter { code in
          code.split(separator: ".").count == (parents.first?.split(separator: ".").count ?? 0) + 1
        })
      var turn = from
      while made.count < count {
        for parent in parents where made.count < count {
          let digits = String(turn)
          let code = "\(parent).\(String(repeating: "0", count: width - digits.count))\(digits)"
          if made.insert(code).inserted { names[code] = word() }
        }
        turn += 1
      }
      return made.sorted()
    }
    let regencies = fill(provinces, counts.regencies, 2, 1)
    let districts = fill(regencies, counts.districts, 2, 1)
    _ = fill(districts, counts.villages, 4, 2001)
    return names.sorted { $0.key < $1.key }.map { (code: $0.key, name: $0.value) }
  }

  static func csv() -> String {
    "kode,nama\r\n" + rows().map { "\($0.code),\($0.name)" }.joined(separator: "\r\n") + "\r\n"
  }
}

@Suite struct RegionImportTests {
  @Test("The whole country is taken in, every count is right, and each village is found as before")
  func whole() throws {
    let work = try RegionImport(Array(SampleCountry.csv().utf8))
    #expect(work.rows.count == 91_599)
    #expect(work.rejections.isEmpty)
    #expect(work.orphans.isEmpty)
    let table = Regions.compiled.joined(with: work.rows)
    #expect(table.count == 91_599)
    #expect(table.count(.province) == 38)
    #expect(table.count(.regency) == 514)
    #expect(table.count(.district) == 7285)
    #expect(table.count(.village) == 83_762)
    #expect(table.bytes.count < 5 << 20)
    #expect(table.isComplete("11.01"))
    #expect(table.villages(matching: "mintar", limit: 5).first?.code == "33.76.02.1005")
    #expect(table.villages(matching: "Kebulen", limit: 5).first?.code == "33.75.01.1004")
    #expect(table.villages(matching: "3376021005", limit: 5).map(\.code) == ["33.76.02.1005"])
    #expect(table.villages(matching: "bandung tegal", limit: 5).first?.code == "33.76.03.1002")
    #expect(table.path("33.76.02.1005") == "Mintaragen, Tegal Timur, Kota Tegal")
    #expect(table.villages(matching: "sari", near: "3376021005", limit: 50).first?.code.hasPrefix("33.76.") == true)
    // The table as its file has it answers alike, and a changed byte is known.
    let again = try #require(
      table.bytes.withUnsafeBytes { raw in
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: raw.count, alignment: 8)
        room.copyMemory(from: raw)
        return Regions(RegionBytes(UnsafeRawBufferPointer(room)) { $0.deallocate() })
      })
    #expect(again.isSound)
    #expect(again.villages(matching: "suka maju", limit: 50) == table.villages(matching: "suka maju", limit: 50))
  }

  @Test("Rows that cannot be are listed with their line and reason, and the others are taken")
  func badRows() throws {
    let text = """
      kode;nama
      33;Jawa Tengah
      33.76;Kota Tegal
      33.7;Tegal
      11.1;Aceh
      ;Kosong
      33.76.02;
      33.76.02.1005;Mintaragen
      33.76.02.1005;Mintaragen
      33.76.02.1005;Lain
      satu
      99.99.99.2001;Jauh
      """
    let work = try RegionImport(Array(text.utf8))
    #expect(work.rows.map(\.code) == ["33", "33.76", "33.76.02.1005", "99.99.99.2001"])
    #expect(work.rejections.map(\.line) == [4, 5, 6, 7, 10, 11])
    #expect(
      work.rejections.map(\.reason.phrase) == [
        .regionCode, .regionCode, .regionNoCode, .regionNoName, .regionTwice, .regionColumns,
      ])
    #expect(work.repeated == 1)
    #expect(work.orphans == ["99.99.99.2001"])
  }

  @Test("A mark at the start, Windows-1252 and a table without a title are read; a table of something else is refused")
  func encodings() throws {
    let marked = try RegionImport([0xef, 0xbb, 0xbf] + Array("33,Jawa Tengah\n".utf8))
    #expect(marked.rows.map(\.name) == ["Jawa Tengah"])
    let windows = try RegionImport(Array("kode,nama\n33.01,Caf".utf8) + [0xe9] + Array("\n".utf8))
    #expect(windows.rows.map(\.name) == ["Caf\u{e9}"])
    #expect(throws: RegionProblem.self) { _ = try RegionImport(Array("nik,nama\n1,SITI\n".utf8)) }
    #expect(throws: RegionProblem.self) { _ = try RegionImport(Array("".utf8)) }
  }

  @Test("A damaged or cut table is no table, and one with wrong numbers in it never reads outside of itself")
  func damaged() throws {
    let bytes = Regions.compiled.bytes
    func table(_ bytes: [UInt8]) -> Regions? {
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
      room.copyBytes(from: bytes)
      return Regions(RegionBytes(UnsafeRawBufferPointer(room)) { $0.deallocate() })
    }
    #expect(table(bytes) != nil)
    #expect(table(Array(bytes.dropLast())) == nil)
    #expect(table([]) == nil)
    for place in stride(from: 0, to: bytes.count, by: 97) {
      var bad = bytes
      bad[place] = 0xff
      guard let found = table(bad) else { continue }
      #expect(bad == bytes || place < 64 || !found.isSound)
      _ = found.villages(matching: "tegal", limit: 20).map { found.path($0.code) }
      _ = found.region("33.76.02.1005")
    }
  }

  @Test(
    "One or two letters give what looking at every name gives: whole names, then beginnings, each the nearest first")
  func fewLetters() throws {
    let table = Regions.compiled.joined(with: SampleCountry.rows())
    let near = "3376021005"
    for text in ["s", "k", "ka", "ci", "z", "aj"] {
      let names = table.villages(matching: text, near: near, limit: 100_000)
      for limit in [1, 20, 200] {
        let found = table.villages(matching: text, near: near, limit: limit)
        #expect(found == Array(names.prefix(limit)), "\(text) \(limit)")
      }
    }
  }
}
