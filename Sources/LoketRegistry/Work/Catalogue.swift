// The catalogue of crafts: what producers offer, by kind. Of a producer it says only what that person allowed: name, business,
// channels and photos with the consent for promotion, the telephone with the consent to be called.
import FoundationEssentials
import LoketModel

public struct Catalogue: Hashable, Sendable, Encodable {
  public struct Item: Hashable, Sendable, Encodable {
    public let id: String
    public let name: String
    /// A code of `CodeList.productKind`.
    public let kind: String
    /// Rupiah.
    public let price: Int?
    public let unit: String?
    public let material: String?
    public let text: String?
    /// The path of its picture, as it was noted; nil where the producer has not allowed it. Of a PC nobody else knows, so
    /// that no file that leaves has it: JSON has the file's name alone.
    public fileprivate(set) var photo: String?
    /// Codes of `CodeList.productPaper` with their numbers; without them where the producer is not named, whom they name.
    public let papers: [Named]
    public let producer: Maker?
  }

  /// Whoever allowed to be named.
  public struct Maker: Hashable, Sendable, Encodable {
    public let business: String?
    public let name: String?
    public let since: String?
    public let phone: String?
    public let channels: [Named]
  }

  public struct Named: Hashable, Sendable, Encodable {
    public let code: String
    public let value: String
  }

  public let made: String
  public let office: String
  public let phone: String?
  public private(set) var items: [Item] = []

  /// Every product that is offered, of producers who are active and live here; by kind, then by name.
  public init(_ registry: Registry, office code: String, placeName: String, day: CalendarDate) {
    made = day.iso
    let known = registry.office(code)
    office = known?.name ?? placeName
    phone = known?.phone
    let places = Dictionary(
      uniqueKeysWithValues: CodeList.productKind.codes.enumerated().map { ($0.element.code, $0.offset) })
    items = registry.producers().flatMap { producer -> [Item] in
      guard Catalogue.offers(producer, registry) else { return [] }
      let maker = Maker(producer, registry)
      let papers = Named.all(of: producer, "papers", registry).map {
        Named(code: $0.code, value: maker == nil ? "" : $0.value)
      }
      return registry.products(of: producer.id).filter { $0.active != "no" }.map { product in
        Item(
          id: product.id, name: product.name ?? "", kind: product.kind ?? "other",
          price: product.price.flatMap { Int($0) }, unit: product.unit, material: product.material, text: product.note,
          photo: maker == nil ? nil : product.photo, papers: papers, producer: maker)
      }
    }.sorted { left, right in
      (places[left.kind] ?? 99, left.kind, left.name, left.id) < (
        places[right.kind] ?? 99, right.kind, right.name, right.id
      )
    }
  }

  private static func offers(_ producer: Producer, _ registry: Registry) -> Bool {
    guard producer.active != "no", let person = producer.person else { return false }
    let record = RecordRef(.person, person)
    return registry.exists(record) && !registry.isVoid(record)
      && (registry.value(record, "standing") ?? "1") == "1"
  }

  /// By kind, in the order of the code list; kinds without a product are left out.
  public var kinds: [(kind: String, items: [Item])] {
    var groups: [(kind: String, items: [Item])] = []
    for item in items {
      if groups.last?.kind == item.kind {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((item.kind, [item]))
      }
    }
    return groups
  }

  /// Products whose producer stands there without a name.
  public var unnamed: Int { items.count { $0.producer == nil } }

  /// - Parameter photos: the ids of the products whose picture can be read; of the others it names none.
  public func json(photos: Set<String>) -> [UInt8] {
    var named = self
    for place in named.items.indices {
      let path = photos.contains(named.items[place].id) ? named.items[place].photo : nil
      named.items[place].photo = path.flatMap { $0.split(separator: "/").last.map(String.init) }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    // Strings and whole numbers only: there is nothing in it that cannot be encoded.
    return ((try? encoder.encode(named)).map { Array($0) } ?? []) + [0x0a]
  }
}

extension Catalogue.Named {
  static func all(of producer: Producer, _ set: String, _ registry: Registry) -> [Catalogue.Named] {
    registry.elements(RecordRef(.producer, producer.id), set).map { Catalogue.Named(code: $0.element, value: $0.value) }
  }
}

extension Catalogue.Maker {
  /// Nil of somebody who has not allowed to be shown.
  init?(_ producer: Producer, _ registry: Registry) {
    guard let id = producer.person, registry.consents(of: id).contains(where: { $0.purpose == "photo" && $0.holds })
    else { return nil }
    let mayBeCalled = registry.consents(of: id).contains { $0.purpose == "contact" && $0.holds }
    let person = registry.person(id)
    business = producer.name
    name = person?.name
    since = producer.since
    phone = mayBeCalled ? person?.phone : nil
    // A WhatsApp address is a telephone number.
    channels = Catalogue.Named.all(of: producer, "channels", registry).filter { $0.code != "whatsapp" || mayBeCalled }
  }
}
