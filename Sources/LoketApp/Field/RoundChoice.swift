// Which RT this PC takes along: lists and searches show those and what has no RT yet, until somebody asks for all.
import LoketModel
import LoketRegistry
import LoketWidgets

/// A setting of one PC, never of the office: the data of the others are here all the same.
public struct RoundChoice: Equatable, Sendable {
  /// What is kept. Its places are in the order of a walk; none: this PC shows everything.
  public private(set) var kept: FieldRound
  public var places: [RukunTetangga] { kept.places }
  /// Everything is shown for now, until the same key is pressed again or the program starts anew.
  public var showsAll = false

  public init(_ kept: FieldRound) {
    self.kept = kept
    self.kept.places = Set(kept.places).sorted()
  }

  public init(places: [RukunTetangga] = []) { self.init(FieldRound(places: places)) }

  /// From this day on visits count; nil: all of them.
  mutating func begin(_ day: CalendarDate?, by login: String) { (kept.began, kept.by) = (day, day == nil ? "" : login) }

  /// Every RT is shown again.
  mutating func takeAll() {
    kept.places = []
    showsAll = false
  }

  /// Whether lists leave anything out now.
  public var isRestricting: Bool { !places.isEmpty && !showsAll }

  public func takes(_ place: RukunTetangga) -> Bool { !isRestricting || place.isUnknown || places.contains(place) }

  public mutating func toggle(_ place: RukunTetangga) {
    kept.places = Set(places).symmetricDifference([place]).sorted()
    showsAll = false
  }

  /// `003/001, 004/001 …`: what fits beside other words.
  func names(limit: Int = 3) -> String {
    places.prefix(limit).map(\.description).joined(separator: ", ") + (places.count > limit ? " …" : "")
  }
}

extension Context {
  /// Whether this PC's lists show the record.
  func shows(_ record: RecordRef) -> Bool {
    guard whyNotRead(record) == nil else { return false }
    guard session.round.isRestricting else { return true }
    return registry.rukunTetangga(of: record).map(session.round.takes) ?? true
  }

  /// Whether `shows` leaves anybody out.
  var hidesSome: Bool { session.round.isRestricting || !may(.readPeople) }

  /// How many hits to ask for, so that some remain when those fall away that are not shown.
  func searchLimit(_ usual: Int) -> Int { hidesSome ? usual * 20 : usual }

  /// Nobody was found; on a PC that shows some RT alone, somebody may be known all the same.
  func emptyText(searching text: String) -> String {
    if frozen(searching: text) != nil { return word(.frozenHit) }
    return word(session.round.isRestricting ? .searchEmptyHere : .searchEmpty)
  }

  /// Who has the whole number that was typed and is frozen: that is all a search says of that person.
  func frozen(searching text: String) -> RecordRef? {
    let number = Nik.digits(text)
    guard number.utf8.count == 16 else { return nil }
    return registry.people(nik: number).first(where: registry.isFrozen)
  }

  /// F4 on a list: all, or the chosen RT alone; off where this PC shows everything anyway.
  var roundKey: Availability? {
    guard !session.round.places.isEmpty else { return nil }
    return .named(word(session.round.showsAll ? .keyOwnRT : .keyAllRT))
  }
}

extension Phrase {
  static let searchEmptyHere = Phrase("app.home.searchEmptyHere")
  static let keyAllRT = Phrase("app.key.allRT")
  static let keyOwnRT = Phrase("app.key.ownRT")
}
