// The long lists that fields look things up in while a person types: villages, partners, tracks.
import LoketModel
import LoketRegistry
import LoketWidgets

enum Lookups {
  /// Rows in an open pick list at most.
  private static let limit = 50

  static func choices(_ field: String, matching typed: String, _ context: Context) -> [Choice] {
    switch field {
    case "village": villages(typed, context)
    case "partner", "offTaker": partners(typed, context)
    case "program": programs(typed, context)
    case "group": groups(typed, context)
    case "area": areas(typed, context)
    case "mentor": mentors(typed, context)
    case "track": tracks(typed, context)
    default: []
    }
  }

  /// What a producer offers.
  static func products(of producer: String, matching typed: String, _ context: Context) -> [Choice] {
    let all = context.registry.products(of: producer).map { product in
      Choice(code: product.id, name: product.name ?? product.id, note: context.code(.productKind, product.kind))
    }
    return all.matching(typed).map { all[$0] }
  }

  /// The name under which a stored value is shown; the value itself where nothing knows it.
  static func name(_ field: String, _ value: String, _ context: Context) -> String {
    switch field {
    case "village": villageName(value, context.regions)
    case "partner", "offTaker": context.registry.partner(value)?.name ?? value
    case "program": context.registry.program(value)?.name ?? value
    case "group": context.registry.group(value)?.name ?? value
    case "area": context.registry.area(value)?.name ?? value
    case "mentor": context.registry.mentorName(value) ?? value
    case "product": context.registry.product(value)?.name ?? value
    case "track": allTracks(context).name(of: value, context.language)
    default: value
    }
  }

  static func villageName(_ code: String, _ regions: Regions) -> String { regions.region(code)?.name ?? code }

  /// The tracks of Loket and those of this office.
  static func allTracks(_ context: Context) -> Tracks {
    context.registry.tracks
  }

  /// Those near this office first: most households come from around the corner.
  private static func villages(_ typed: String, _ context: Context) -> [Choice] {
    context.regions.villages(matching: typed, near: context.session.office, limit: limit).map { region in
      Choice(
        code: region.digits, name: region.name, words: region.aliases, note: context.regions.path(region.code))
    }
  }

  private static func partners(_ typed: String, _ context: Context) -> [Choice] {
    let all = context.registry.all(.partner).compactMap { context.registry.partner($0.id) }
      .filter { $0.active != "no" }
      .map { Choice(code: $0.id, name: $0.name ?? $0.id, note: $0.sector ?? "") }
      .sorted { $0.name < $1.name }
    return all.matching(typed).prefix(limit).map { all[$0] }
  }

  /// Those that still run, the newest first.
  private static func programs(_ typed: String, _ context: Context) -> [Choice] {
    let all = context.registry.programs().filter { $0.state != "closed" }
      .map { Choice(code: $0.id, name: $0.name ?? $0.id, note: $0.year ?? "") }
    return all.matching(typed).prefix(limit).map { all[$0] }
  }

  private static func areas(_ typed: String, _ context: Context) -> [Choice] {
    let all = context.registry.areas().map { Choice(code: $0.id, name: $0.name ?? $0.id, note: $0.note ?? "") }
    return all.matching(typed).prefix(limit).map { all[$0] }
  }

  private static func groups(_ typed: String, _ context: Context) -> [Choice] {
    let all = context.registry.businessGroups().map {
      Choice(code: $0.id, name: $0.name ?? $0.id, note: context.code(.businessField, $0.field))
    }
    return all.matching(typed).prefix(limit).map { all[$0] }
  }

  /// Experts who may be asked, each with the groups that the expert stands by.
  private static func mentors(_ typed: String, _ context: Context) -> [Choice] {
    let book = MentorBook(context.registry, day: context.today)
    let all = context.registry.experts().filter { $0.active != "no" }.map { expert in
      let load = MentorWords.load(book.caseloads[expert.id] ?? Caseload(), context)
      return Choice(
        code: expert.id, name: expert.name ?? expert.id,
        note: [expert.agency ?? "", load].filter { !$0.isEmpty }.joined(separator: ", "))
    }
    return all.matching(typed).prefix(limit).map { all[$0] }
  }

  private static func tracks(_ typed: String, _ context: Context) -> [Choice] {
    let tracks = allTracks(context)
    let found = typed.isEmpty ? tracks.all.filter(\.isActive) : tracks.matching(typed, context.language)
    return found.map { track($0, context) }
  }

  static func track(_ track: Track, _ context: Context) -> Choice {
    Choice(
      code: track.code, name: track.name(context.language), words: track.words.split(separator: " ").map(String.init),
      note: CodeList.trackField.name(of: track.field, context.language))
  }
}
