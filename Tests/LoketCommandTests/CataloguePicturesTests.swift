// Of each photo that cannot go into the catalogue it is said why, with the path where it was looked for.
import FoundationEssentials
import LoketApp
import LoketModel
import LoketRegistry
import ProcessSupport
import Testing

@testable import loket

struct CataloguePicturesTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]

  @Test("Missing, too large, neither JPEG nor PNG: a sentence each with product and path; the others are in it")
  func reasons() throws {
    let folder = try TemporaryFolder()
    let photos =
      [
        ("Ada", "ada.png", Self.png), ("Besar", "besar.png", Self.png + [UInt8](repeating: 0, count: 1 << 20)),
        ("Gif", "gif.jpg", Array("GIF89a".utf8)), ("Hilang", "hilang.jpg", nil),
      ] as [(name: String, file: String, bytes: [UInt8]?)]
    for photo in photos {
      if let bytes = photo.bytes { try Data(bytes).write(to: URL(filePath: folder.file(photo.file))) }
    }
    let pictures = CataloguePictures(try catalogue(photos.map { ($0.name, $0.file) }), beside: folder.path)
    #expect(pictures.photos.count == 1)
    #expect(
      pictures.lacks.map { Wording(.indonesian).text($0) } == [
        "Foto Besar tidak ikut: \(folder.file("besar.png")) lebih besar dari 1 MiB. Perkecil fotonya.",
        "Foto Gif tidak ikut: \(folder.file("gif.jpg")) bukan JPEG atau PNG. Simpan ulang sebagai JPEG.",
        "Foto Hilang tidak ikut: tidak ada berkas \(folder.file("hilang.jpg")). Perbaiki alamatnya pada produknya.",
      ])
  }

  /// One maker who allowed the photos, with these products.
  private func catalogue(_ products: [(name: String, photo: String)]) throws -> Catalogue {
    let folder = try TemporaryFolder()
    let clock = ProgramClock()
    let answers = SetUp(
      office: "3376021005", officeName: "Mintaragen", device: "PC 1", supervisor: "lurah", pin: "246810")
    let made = try FolderSetUp.carryOut(answers, in: folder.file("data"), clock: clock)
    func id(_ number: UInt64) -> String { Identifier(high: 7, low: number).description }
    let day = clock.now().date
    var edits = [
      Edit(
        on: RecordRef(.person, id(1)), set: [FieldChange("name", "SRI"), FieldChange("consent/photo", day.iso)]),
      Edit(on: RecordRef(.producer, id(2)), set: [FieldChange("person", id(1)), FieldChange("name", "Batik Sri")]),
    ]
    for (place, product) in products.enumerated() {
      edits.append(
        Edit(
          on: RecordRef(.product, id(10 + UInt64(place))),
          set: [("producer", id(2)), ("name", product.name), ("kind", "textile"), ("photo", product.photo)].map {
            FieldChange($0.0, $0.1)
          }))
    }
    try made.save([Save(by: "lurah", edits: edits)], clock)
    defer { made.journal.close(saving: nil) }
    return Catalogue(made.registry, office: "3376021005", placeName: "Mintaragen", day: day)
  }
}
