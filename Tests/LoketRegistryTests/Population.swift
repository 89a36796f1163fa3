// A village's population file as offices really send it: OpenSID's columns, and everything that can be awkward in them.
import LoketModel

@testable import LoketRegistry

/// Numbers ids 1, 2, 3 … where the program draws them at random.
final class IdentifierSource: @unchecked Sendable {
  private var count: UInt64 = 0
  private let series: UInt64

  init(_ series: UInt64 = 0x1d) { self.series = series }

  func next() -> Identifier {
    count += 1
    return Identifier(high: series, low: count)
  }
}

extension Registry {
  /// Applies saves as the journal would, each save with the next tick.
  mutating func write(_ saves: [Save], segment number: UInt64 = 900) {
    let segment = Identifier(high: 0x5e9, low: number)
    var n = segmentCoverage().first { $0.segment == segment }?.lines ?? 0
    for save in saves {
      let tick = highestTick + 1
      for edit in save.edits {
        n += 1
        apply(
          edit, at: LineRef(segment: segment, n: n), tick: tick, stamp: nil, by: save.by, device: deviceA)
      }
    }
  }
}

let importDay = CalendarDate(iso: "2026-11-22").unsafelyUnwrapped

/// Imports a whole file and applies every batch.
@discardableResult
func importing(
  _ bytes: [UInt8], into registry: inout Registry, series: UInt64 = 0x1d, households: Int = 7
) throws -> Import {
  let ids = IdentifierSource(series)
  var work = try Import(bytes, by: "petugas1", day: importDay, village: "3376021005") { ids.next() }
  while let saves = work.nextBatch(households: households, in: registry) { registry.write(saves) }
  return work
}

func exporting(_ kind: TableKind, _ registry: Registry, _ form: ExportForm = ExportForm()) -> String {
  var bytes: [UInt8] = []
  Export(kind, form: form).write(registry) { bytes += $0 }
  return String(decoding: bytes, as: UTF8.self)
}

/// OpenSID's header, row by row what the awkward file holds.
struct Population {
  static let header =
    "alamat,dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,agama_id,pendidikan_kk_id,pendidikan_sedang_id,"
    + "pekerjaan_id,status_kawin,kk_level,warganegara_id,ayah_nik,nama_ayah,ibu_nik,nama_ibu,golongan_darah_id,"
    + "akta_lahir,dokumen_pasport,tanggal_akhir_paspor,dokumen_kitas,akta_perkawinan,tanggalperkawinan,"
    + "akta_perceraian,tanggalperceraian,cacat_id,cara_kb_id,hamil,ktp_el,status_rekam,alamat_sekarang,status_dasar,"
    + "suku,tag_id_card,id_asuransi,no_asuransi,lat,lng"

  /// One row with the columns that matter here; the others hold what Loket has no purpose for.
  static func row(
    _ name: String, card: String, nik: String = "", sex: String = "1", born: String = "1980-01-01",
    relation: String = "4", address: String = "JL MELATI 4", rt: String = "001", rw: String = "002",
    marital: String = "1", standing: String = "1"
  ) -> String {
    func quoted(_ text: String) -> String {
      text.contains(",") || text.contains("\"") ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    return [
      address, "", rw, rt, name, card, nik, sex, "TEGAL", born, "1", "5", "18", "15", marital, relation, "1", "",
      "AYAH",
      "", "IBU", "13", "", "", "", "", "", "", "", "", "", "", "2", "1", "2", "", standing, "", "", "", "", "-6.86",
      "109.14",
    ].map(quoted).joined(separator: ",")
  }

  static func card(_ family: Int) -> String { "337602010120" + String(1000 + family) }

  /// Whose birth date in the number is another one: so it is in every row of published samples.
  static func nik(_ family: Int, _ member: Int) -> String {
    "337602150799" + String(1000 + family * 10 + member)
  }

  /// Twenty families of three and more people.
  static var rows: [String] {
    var rows: [String] = []
    for family in 1...20 {
      let card = card(family)
      let head = family == 7 ? "4" : "1"
      rows.append(
        row(
          family == 3 ? "SUPARMAN" : "BAPAK \(family)", card: card, nik: nik(family, 1),
          born: "1970-0\(family % 9 + 1)-05",
          relation: head, address: family == 2 ? "" : "JL MELATI \(family)", rt: family == 4 ? "7" : "001",
          rw: family == 5 ? "-" : family == 4 ? "2" : "002", marital: "2"))
      rows.append(
        row(
          family == 6 ? "SITI NI'MAH" : "IBU \(family)", card: card, nik: nik(family, 2), sex: "2", born: "15/7/1975",
          relation: family == 8 ? "1" : "3", marital: "2"))
      rows.append(
        row("ANAK \(family)", card: card, nik: family == 9 ? "" : nik(family, 3), born: "2000-02-29", relation: "4"))
    }
    rows.append(row("ANAK HILANG ANGKA", card: card(10), nik: "3.37602E+15"))
    rows.append(row("ANAK NIK KEMBAR", card: card(11), nik: nik(1, 1), born: "2001-01-01"))
    rows.append(row("ANAK KURANG NOL", card: card(12), nik: "337602150799101"))
    rows.append(row("ANAK TANGGAL", card: card(13), nik: nik(13, 4), born: "2001-02-29"))
    rows.append(row("", card: card(14), nik: nik(14, 4)))
    rows.append(row("ANAK TANPA KK", card: "", nik: nik(15, 4)))
    rows.append(row("ANAK KK RUSAK", card: "3.37602E+15", nik: nik(16, 4)))
    rows.append(row("H. SLAMET, S.Pd", card: card(17), nik: nik(17, 4), born: "36526", relation: "9"))
    return rows
  }

  static var file: String { ([header] + rows).joined(separator: "\n") + "\n" }
  static let rejectedRows = 7
}
