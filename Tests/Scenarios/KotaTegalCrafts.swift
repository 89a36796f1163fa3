// P1 of Kota Tegal, the rumah kerja and the crafts: seats for whoever was hired, producers, and the catalogue with their leave.
import LoketWidgets

extension KotaTegal {
  /// Who makes what: the first allows to be shown, the second has said nothing.
  private static let shown = (person: spouse(3), business: "BATIK SRI", product: "BATIK TULIS")
  private static let silent = (person: spouse(4), business: "KERIPIK WATI", product: "KERIPIK TEMPE")
  private static let picture = "data:image/png"

  /// Both products, the name and business of her who allowed it, and her picture; of the other neither.
  static let shownInCatalogue = [shown.product, silent.product, shown.business, shown.person, "Rp 350.000", picture]

  private static func openWork(_ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "perajin")
  }

  /// A hub of four seats; each of these gets one in the morning. Gives how many are taken, of how many.
  static func seat(_ people: [String], _ counter: inout some Counter) throws -> [Int] {
    try openWork(&counter)
    try counter.type("5", shown: "Belum ada rumah kerja")
    try counter.press(.function(6), until: "Jumlah kursi")
    try counter.fill("RUMAH KERJA MELATI")
    try counter.fill("4")
    try counter.press(.function(2), until: "Tersimpan: RUMAH KERJA MELATI")
    try counter.press(.enter, until: "kursi 1, sif Pagi")
    for (place, name) in people.enumerated() {
      if place > 0 { try counter.press(.down, until: "kursi \(place + 1), sif Pagi") }
      try counter.type(name, shown: "Cari \(name)")
      try counter.press(.enter, until: "\(place + 1) kursi terpakai")
    }
    try counter.goHome()
    try openWork(&counter)
    let row = try counter.row("5")
    try counter.goHome()
    return row.split { !$0.isNumber }.compactMap { Int($0) }.dropFirst().map { $0 }
  }

  /// Both producers with a product each, a promotion of the first and her consent; then the page is made and read.
  static func makeCatalogue(_ counter: inout some Counter) throws -> [String] {
    // The first bytes of a PNG are all that is looked at.
    try counter.lay([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2], at: "foto/batik.png")
    try openWork(&counter)
    try counter.type("7", shown: "Belum ada perajin")
    try produce(shown, kind: ("2", "Batik dan tekstil"), price: "350000", photo: "foto/batik.png", &counter)
    try promote(&counter)
    try allow(&counter)
    try counter.press(.function(9), until: "1 perajin, 1 produk")
    try produce(silent, kind: ("1", "Makanan dan minuman"), price: "15000", photo: nil, &counter)
    try counter.press(.function(9), until: "2 perajin, 2 produk")
    try counter.press(.function(7), until: "Buat katalog")
    try counter.type("2", shown: "ditulis ke berkas")
    try counter.press(.function(9), until: "2 perajin")
    try counter.goHome()
    let page = try counter.catalogue()
    return (shownInCatalogue + [silent.business, silent.person]).filter { page.contains($0) }
  }

  /// Ends on the producer's page.
  private static func produce(
    _ maker: (person: String, business: String, product: String), kind: (key: String, name: String), price: String,
    photo: String?, _ counter: inout some Counter
  ) throws {
    try counter.press(.function(6), until: "Siapa perajinnya")
    try counter.type(maker.person)
    try counter.press(.enter, until: "Nama usaha")
    try counter.fill(maker.business)
    try counter.press(.function(2), until: "tanpa nama, foto dan saluran")
    try counter.type("1", shown: "Nama produk")
    try counter.fill(maker.product)
    try counter.type(kind.key, shown: kind.name)
    try counter.fill(price)
    if let photo {
      try counter.fill("lembar")
      try counter.send(.tab)
      try counter.type(photo)
    }
    try counter.press(.function(2), until: "1 produk ·")
  }

  /// On the page of the first producer: a fair at which her cloth was shown.
  private static func promote(_ counter: inout some Counter) throws {
    try counter.type("2", shown: "Jenis promosi")
    try counter.type("1", shown: "Pameran atau bazar")
    try counter.send(.down)
    try counter.fill("bat", shown: shown.product)
    try counter.fill("TEGAL EXPO")
    try counter.fill("12")
    try counter.type("4200000")
    try counter.press(.function(2), until: "12 pesanan")
  }

  /// From the page of the first producer to hers, where the consent is recorded, and back.
  private static func allow(_ counter: inout some Counter) throws {
    try counter.type("4", shown: "Penugasan jalur")
    try counter.press(.function(7), until: "Data pribadi")
    try counter.press(.end, .up)
    try counter.press(.enter, until: "Izin data")
    try counter.type("2", shown: "Keperluan")
    try counter.type("4", shown: "Foto dan cerita untuk promosi")
    try counter.type("1", shown: "Surat bertanda tangan")
    try counter.press(.function(2), until: "Tersimpan: Catat izin data")
    try counter.press(.function(9), until: "Penugasan jalur")
    try counter.press(.function(9), until: "tanpa telepon")
  }
}
