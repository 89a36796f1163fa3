// A population table as village systems export it, as large as a test needs.

enum OpenSIDFile {
  static let header = """
    alamat,dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,agama_id,pendidikan_kk_id,pendidikan_sedang_id,\
    pekerjaan_id,status_kawin,kk_level,warganegara_id
    """

  /// Families of two: a head and a child, each with numbers of its own.
  static func text(families: Int) -> String {
    var lines = [header]
    lines.reserveCapacity(2 * families + 1)
    for family in 0..<families {
      let serial = digits(family, 6)
      let place = "JL MELATI \(family % 90 + 1),,1,\(family % 9 + 1)"
      let card = "3376021508\(serial)"
      lines.append("\(place),\(name(family)),\(card),3376020203\(serial),1,TEGAL,1980-03-02,1,5,,15,2,1,1")
      lines.append("\(place),\(name(family + 7)),\(card),3376024904\(serial),2,TEGAL,2005-04-09,1,5,,3,1,4,1")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func name(_ number: Int) -> String {
    let first = ["BUDI", "SITI", "AGUS", "DEWI", "EKO", "SRI", "JOKO", "TRI", "WATI"][number % 9]
    let last = ["SANTOSO", "LESTARI", "WIBOWO", "HANDAYANI", "SAPUTRA", "RAHAYU", "NUGROHO"][number / 9 % 7]
    return "\(first) \(last)"
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number + 1)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
