// Crafts by keys, and the catalogue: who is named in it, what is embedded, that nothing typed becomes markup.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Crafts")
struct CraftTests {
  @Test("A producer of the register with channels and papers, a product and a promotion by keys; each is one save")
  func byKeys() {
    var desk = Desk.atCrafts()
    desk.press(.function(6))
    desk.type("dewi")
    desk.press(.enter)
    desk.type("Batik Dewi")
    desk.press(.enter)
    desk.type("01012020")
    for _ in 0..<2 { desk.press(.tab) }
    desk.type("0812 3456")
    desk.press(.function(2))
    let producer = desk.saves.last?.edits.first?.on
    #expect(desk.newest(.producer)["person"] == Sample.dewi)
    #expect(desk.newest(.producer)["channels/whatsapp"] == "0812 3456")
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.producer, .entry])
    // Whoever was just recorded is whom somebody goes on with.
    #expect(desk.state.layers.last is ProducerScreen)
    desk.type("1Kain")
    desk.press(.enter)
    desk.type("2")
    desk.type("250000")
    desk.press(.function(2))
    #expect(desk.newest(.product)["producer"] == producer?.id)
    #expect(desk.newest(.product)["price"] == "250000")
    #expect(desk.newest(.product)["kind"] == "textile")
    desk.type("2")
    desk.type("1")
    desk.press(.tab, .tab)
    // Of the products that this producer offers.
    desk.type("kai")
    #expect(desk.sees("Batik dan tekstil"))
    desk.press(.enter)
    desk.type("Tegal Expo")
    desk.press(.tab)
    desk.type("7")
    desk.press(.tab)
    desk.type("1400000")
    desk.press(.function(2))
    #expect(desk.newest(.promotion)["orders"] == "7")
    #expect(desk.newest(.promotion)["date"] == "2026-11-22")
    #expect(desk.newest(.promotion)["product"].flatMap { desk.state.registry.product($0)?.name } == "Kain")
    #expect(desk.sees("1 produk · 1 promosi · 7 pesanan · Rp 1.400.000"))
  }

  @Test("The list shows the sums of its producers; who is frozen is in no list")
  func sums() {
    let desk = Desk.atCrafts()
    #expect(desk.sees("3 perajin, 3 produk; 2 promosi, 15 pesanan, Rp 4.200.000"))
    #expect(!desk.sees("Zaenab"))
  }

  @Test("Only whoever allowed it is named, only whoever allowed calls has a telephone there")
  func consents() {
    let items = Desk.atCrafts().catalogue.items
    #expect(items.map(\.name) == ["Keripik tempe", "Batik tulis Tegalan", "Keranjang bambu"])
    #expect(items[0].producer?.business == "Keripik Wati & Anak <enak>")
    #expect(items[0].producer?.phone == nil)
    #expect(items[0].producer?.channels.map(\.code) == ["shop"])
    #expect(items[1].producer?.phone == "+6281200002001")
    #expect(items[1].photo == "foto/batik.png")
    #expect(items[2].producer == nil)
    #expect(items[2].photo == nil)
    var desk = Desk.atCrafts()
    desk.save([ClassOffice.edit(.person, CraftOffice.person(1), ["withdrawn/photo": "2026-11-20"])])
    #expect(desk.catalogue.items[1].producer == nil)
  }

  @Test("The page is whole: pictures inside it, no script, nothing typed is markup")
  func page() throws {
    let desk = Desk.atCrafts()
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]
    let photo = try #require(CataloguePhoto(png))
    let bytes = desk.catalogue.html(Wording(.indonesian), photos: [CraftOffice.product(1): photo])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("data:image/png;base64,iVBORw0KGgoBAg=="))
    #expect(text.contains("Keripik Wati &amp; Anak &lt;enak&gt;"))
    #expect(!text.contains("<enak>"))
    #expect(!text.contains("<script"))
    #expect(!text.contains("http"))
    #expect(!text.contains("YUNI ASTUTI"))
    #expect(!text.contains("Anyaman Yuni"))
    #expect(text.contains("Keranjang bambu"))
    #expect(text.contains("Rp 350.000 / lembar"))
    let json = String(decoding: desk.catalogue.json(photos: [CraftOffice.product(1)]), as: UTF8.self)
    #expect(json.contains("\"photo\" : \"batik.png\"") && !json.contains("foto/"), "no path of this PC leaves")
    #expect(!String(decoding: desk.catalogue.json(photos: []), as: UTF8.self).contains("batik.png"))
    #expect(json.contains("\"price\" : 350000"))
    #expect(!json.contains("YUNI ASTUTI"))
  }

  @Test("A picture is a JPEG or PNG of at most 1 MiB, by its first bytes")
  func pictures() {
    #expect(CataloguePhoto([0xff, 0xd8, 0xff, 0xe0])?.type == "image/jpeg")
    #expect(CataloguePhoto(Array("GIF89a".utf8)) == nil)
    #expect(CataloguePhoto(Array("<svg onload=alert(1)>".utf8)) == nil)
    #expect(CataloguePhoto([]) == nil)
    #expect(CataloguePhoto([0xff, 0xd8, 0xff] + [UInt8](repeating: 0, count: CataloguePhoto.limit)) == nil)
  }

  @Test("Of each photo that is not in the catalogue the screen says why, until it is closed")
  func photos() {
    var desk = Desk.atCrafts()
    let lacks = [
      Message(Phrase("catalogue.photo.missing"), ["name": "Batik tulis Tegalan", "path": "/data/foto/batik.png"]),
      Message(Phrase("catalogue.photo.large"), ["name": "Keripik tempe", "path": "/data/foto/keripik.png"]),
    ]
    desk.open(CatalogueScreen())
    desk.happen(.printed(.partly(path: "print/katalog.html", lacks: lacks)))
    let words = desk.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Batik tulis Tegalan tidak ikut: tidak ada berkas /data/foto/batik.png"))
    #expect(words.contains("lebih besar dari 1 MiB") && words.contains("Tersimpan tanpa 2 foto"))
    desk.press(.escape)
    #expect(desk.state.layers.last is CraftScreen)
  }

  @Test("The catalogue leaves after its trace, with how many products it holds")
  func trace() {
    var desk = Desk.atCrafts()
    desk.press(.function(7))
    desk.type("2")
    let trace = desk.traces.last { $0.act == "exported" }
    #expect(trace?.on == .list("catalogue"))
    #expect(trace?.count == 3)
    #expect(desk.sees("print/katalog.html"))
  }

  @Test("The export lists every product of producers whose data do not rest")
  func export() {
    let desk = Desk.atCrafts()
    let text = desk.exported(.products)
    #expect(text.contains("Selendang"))
    #expect(text.contains("whatsapp=0812-0000-2001"))
    #expect(!text.contains("Bros kerang"))
  }
}

@Suite("Frames of crafts")
struct CraftFramesTests {
  private let files = FrameFiles(group: "Crafts")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "crafts") { _ in },
    RecordFramesTests.Shot(name: "crafts en", language: .english) { _ in },
    RecordFramesTests.Shot(name: "crafts 100x30", columns: 100, rows: 30) { _ in },
    RecordFramesTests.Shot(name: "crafts actions") { $0.press(.function(7)) },
    RecordFramesTests.Shot(name: "producer who") {
      $0.press(.function(6))
      $0.type("dewi")
    },
    RecordFramesTests.Shot(name: "producer new") {
      $0.press(.function(6))
      $0.type("dewi")
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "producer") { $0.call("sri") },
    RecordFramesTests.Shot(name: "producer en", language: .english) { $0.call("sri") },
    RecordFramesTests.Shot(name: "producer 100x30", columns: 100, rows: 30) { $0.call("sri") },
    RecordFramesTests.Shot(name: "producer unnamed") { $0.call("anyaman") },
    RecordFramesTests.Shot(name: "product new") {
      $0.call("sri")
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "promotion new") {
      $0.call("sri")
      $0.type("2")
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.atCrafts(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
