// A form as the tests of fields use it, with a world that knows a few days and rules, and a hand that types.
@testable import LoketWidgets

enum SampleForm {
  static let relations = [
    Choice(code: "2", name: "Suami"), Choice(code: "3", name: "Istri"), Choice(code: "4", name: "Anak"),
    Choice(code: "10", name: "Pembantu"), Choice(code: "11", name: "Lainnya"),
  ]
  static let trades = [
    Choice(code: "29", name: "Tukang Las/Pandai Besi", words: ["welder"]), Choice(code: "30", name: "Tukang Jahit"),
    Choice(code: "46", name: "Juru Masak", note: "tata boga"), Choice(code: "89", name: "Lainnya"),
  ]

  static let sections = [
    FormSection(
      id: "head", title: "Kepala keluarga",
      fields: [
        FieldSpec("nik", label: "NIK", input: .digits(exactly: 16, limit: 18, grouping: [6, 6, 4]), width: 20),
        FieldSpec("name", label: "Nama", input: .text(limit: 30), width: 20, isRequired: true),
        FieldSpec("birthDate", label: "Tgl lahir", input: .date, width: 10),
        FieldSpec(
          "sex", label: "JK",
          input: .choice(
            [Choice(code: "1", name: "Laki-laki", words: ["l"]), Choice(code: "2", name: "Perempuan", words: ["p"])],
            oneKey: true), width: 10, place: .beside),
        FieldSpec("relation", label: "Hubungan", input: .choice(relations, oneKey: true), width: 12),
        FieldSpec("occupation", label: "Pekerjaan", input: .choice(trades, oneKey: false), width: 24),
      ]),
    FormSection(
      id: "address", title: "Alamat",
      fields: [
        FieldSpec("address", label: "Alamat", input: .text(limit: 40), width: 24, takesDitto: true),
        FieldSpec(
          "rt", label: "RT", input: .digits(exactly: 3, limit: 3, grouping: [], padded: true), width: 3,
          takesDitto: true),
        FieldSpec(
          "rw", label: "RW", input: .digits(exactly: 3, limit: 3, grouping: [], padded: true), width: 3, place: .beside,
          takesDitto: true),
        FieldSpec("phone", label: "HP", input: .phone, width: 16),
        FieldSpec("seen", label: "KK dilihat", input: .tick, width: 3),
      ]),
  ]

  static func form(_ values: [String: String] = [:], focus: String? = nil) -> Form {
    Form(
      sections: sections, values: values, focus: focus,
      texts: FormTexts(notInList: "Tidak ada dalam daftar", nothingFound: "Tidak ditemukan"))
  }

  /// Knows days as DDMMYYYY or with separators, refuses RT 000, offers a date for the NIK that ends in 0003.
  static var world: FormWorld {
    FormWorld(
      today: "2026-11-22",
      parseDate: { typed in
        var parts = typed.split { " -/.".contains($0) }.map(String.init)
        if parts.count == 1, typed.count == 8 {
          parts = [String(typed.prefix(2)), String(typed.dropFirst(2).prefix(2)), String(typed.suffix(4))]
        }
        guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]),
          (1...12).contains(month), (1900...2026).contains(year), (1...(month == 2 ? 28 : 31)).contains(day)
        else { return .failure(FieldProblem("bukan tanggal")) }
        let two = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        return .success("\(year)-\(two(month))-\(two(day))")
      },
      check: { form, field in
        switch field {
        case "rt" where form.value("rt") == "000": FieldMessage(.error, "RT 000 tidak ada")
        case "name" where form.value("name").isEmpty: FieldMessage(.error, "Nama belum diisi")
        case "nik" where !form.value("nik").isEmpty && form.value("nik").count != 16:
          FieldMessage(.error, "NIK harus 16 angka")
        default: nil
        }
      },
      offer: { form, field in
        field == "nik" && form.value("nik").count == 16 && form.value("nik").hasSuffix("0003")
          ? "Enter: lahir 05-08-1968, perempuan" : nil
      },
      take: { form, field in
        form.set("birthDate", "1968-08-05", asProposal: true)
        form.set("sex", "2", asProposal: true)
      },
      ditto: { ["address": "JL MELATI 4", "rt": "003", "rw": "001"][$0] })
  }
}

extension Form {
  /// Types each character of `text` as a key of its own.
  @discardableResult
  mutating func type(_ text: String, world: FormWorld = SampleForm.world) -> [FormEvent] {
    text.flatMap { press(.character($0), world: world) }
  }
  @discardableResult
  mutating func press(_ keys: Key..., world: FormWorld = SampleForm.world) -> [FormEvent] {
    keys.flatMap { press($0, world: world) }
  }
}
