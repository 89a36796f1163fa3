// The header of a file of people: Loket's own names, their labels, OpenSID's, and those that offices give by hand.
import LoketModel

/// Finds which cell of a row holds which column of the table of people.
struct PersonHeader: Sendable {
  /// The cell's place in a row, by column; nil where the file does not have the column.
  let places: [Int?]

  /// Whether rows under this header can say who a person is and which household is theirs.
  var isUsable: Bool { has(.name) && (has(.familyCardNumber) || has(.householdId)) }

  func has(_ column: PersonColumn) -> Bool { places[column.index] != nil }

  init(_ cells: [String]) {
    var places = [Int?](repeating: nil, count: PersonColumn.allCases.count)
    for (place, cell) in cells.enumerated() {
      guard let column = Self.columns[Self.folded(cell)], places[column.index] == nil else { continue }
      places[column.index] = place
    }
    self.places = places
  }

  /// Letters and digits in lower case, so that "No. KK", "no_kk" and "NO KK" are one.
  static func folded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5a: result.unicodeScalars.append(Unicode.Scalar(byte + 32))
      case 0x61...0x7a, 0x30...0x39: result.unicodeScalars.append(Unicode.Scalar(byte))
      default: break
      }
    }
    return result
  }

  private static let columns: [String: PersonColumn] = {
    var found = openSID
    for language in Language.allCases {
      let wording = Wording(language)
      for column in PersonColumn.allCases {
        guard let phrase = TableColumns.all[column.rawValue]?.phrase else { continue }
        found[folded(wording[phrase])] = column
      }
    }
    for column in PersonColumn.allCases { found[folded(column.rawValue)] = column }
    return found
  }()

  /// The columns of OpenSID's population CSV that Loket has a purpose for, and the names that offices give them by hand.
  private static let openSID: [String: PersonColumn] = [
    "alamat": .address, "dusun": .hamlet, "rw": .rw, "rt": .rt, "nama": .name, "nokk": .familyCardNumber, "nik": .nik,
    "sex": .sex, "tempatlahir": .birthPlace, "tanggallahir": .birthDate, "pendidikankkid": .education,
    "pekerjaanid": .occupation, "statuskawin": .maritalStatus, "kklevel": .relation, "statusdasar": .standing,
    "namalengkap": .name, "nomorkk": .familyCardNumber, "nomorkartukeluarga": .familyCardNumber,
    "jeniskelamin": .sex, "jk": .sex, "tgllahir": .birthDate, "tmplahir": .birthPlace, "shdk": .relation,
    "hubungankeluarga": .relation, "hubungan": .relation, "pendidikan": .education, "pekerjaan": .occupation,
    "statusperkawinan": .maritalStatus, "telepon": .phone, "nohp": .phone, "hp": .phone, "telp": .phone,
  ]
}

extension PersonColumn {
  /// The column's place in ``allCases``.
  var index: Int { Self.indices[self] ?? 0 }

  private static let indices = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}
