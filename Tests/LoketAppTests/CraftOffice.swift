// Producers with products and promotions, some with consents, for the tests of crafts.
import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

enum CraftOffice {
  static func person(_ number: Int) -> String { Sample.id(9500 + UInt64(number)) }
  static func producer(_ number: Int) -> String { Sample.id(9600 + UInt64(number)) }
  static func product(_ number: Int) -> String { Sample.id(9700 + UInt64(number)) }

  /// 1 allows promotion and calls, 2 promotion alone, 3 nothing, 4 is frozen.
  static let edits: [Edit] = [
    someone(1, "SRI WAHYUNI", ["photo", "contact"]), someone(2, "WATI SUSANTI", ["photo"]),
    someone(3, "YUNI ASTUTI", []), someone(4, "ZAENAB", ["photo", "contact"], ["frozen": "2026-11-01"]),
    ClassOffice.edit(
      .producer, producer(1),
      [
        "person": person(1), "name": "Batik Mbak Sri", "since": "2019-01-01", "channels/whatsapp": "0812-0000-2001",
        "channels/social": "@batiksri", "papers/nib": "1234567890123",
      ]),
    ClassOffice.edit(
      .producer, producer(2),
      [
        "person": person(2), "name": "Keripik Wati & Anak <enak>", "channels/whatsapp": "0812-0000-2002",
        "channels/shop": "JL MELATI 4", "papers/pirt": "2063374010001-28",
      ]),
    ClassOffice.edit(.producer, producer(3), ["person": person(3), "name": "Anyaman Yuni", "channels/shop": "GG 3"]),
    ClassOffice.edit(.producer, producer(4), ["person": person(4), "name": "Zaenab Craft"]),
    item(1, of: 1, "Batik tulis Tegalan", "textile", "350000", ["unit": "lembar", "photo": "foto/batik.png"]),
    item(2, of: 2, "Keripik tempe", "food", "15000", ["unit": "bungkus", "note": "Renyah, tanpa pengawet"]),
    item(3, of: 3, "Keranjang bambu", "bamboo", "40000", ["photo": "foto/yuni.jpg"]),
    item(4, of: 4, "Bros kerang", "shell", "10000"),
    item(5, of: 1, "Selendang", "textile", "90000", ["active": "no"]),
    ClassOffice.edit(
      .promotion, Sample.id(9801),
      [
        "producer": producer(1), "product": product(1), "kind": "fair", "date": "2026-08-17", "place": "Tegal Expo",
        "orders": "12", "turnover": "4200000",
      ]),
    ClassOffice.edit(
      .promotion, Sample.id(9802),
      ["producer": producer(1), "kind": "social", "date": "2026-09-01", "place": "@batiksri", "orders": "3"]),
  ]

  private static func someone(
    _ number: Int, _ name: String, _ consents: [String], _ set: [String: String] = [:]
  ) -> Edit {
    let given = consents.map { ("consent/\($0)", "2026-11-02") }
    let own = ["name": name, "sex": "2", "phone": "+628120000200\(number)"].merging(set) { $1 }
    return ClassOffice.edit(.person, person(number), own.merging(given) { $1 })
  }

  private static func item(
    _ number: Int, of maker: Int, _ name: String, _ kind: String, _ price: String, _ set: [String: String] = [:]
  ) -> Edit {
    let given = ["producer": producer(maker), "name": name, "kind": kind, "price": price]
    return ClassOffice.edit(.product, product(number), given.merging(set) { $1 })
  }
}

extension Desk {
  static func atCrafts(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    var desk = Desk.withSample(language: language, columns: columns, rows: rows)
    desk.bring(Sample.applied(CraftOffice.edits, from: 1, segment: 41))
    let context = Context(desk.state, world: nil)
    desk.open(CraftScreen(context))
    return desk
  }

  var catalogue: Catalogue {
    Catalogue(state.registry, office: "3376021005", placeName: "Mintaragen", day: now.date)
  }
}
