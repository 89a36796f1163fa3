// Register sertifikat: every certificate by name or number, of one kind, or those that expire soon.
import LoketModel
import LoketRegistry
import LoketWidgets

struct CertificateListScreen: Screen {
  /// What is listed.
  enum Scope: String, CaseIterable {
    case all, training, competency, expiring

    var words: Phrase {
      switch self {
      case .all: Phrase("app.certificates.all")
      case .training: Phrase("app.certificates.training")
      case .competency: Phrase("app.certificates.competency")
      case .expiring: Phrase("app.certificates.expiring")
      }
    }
  }

  /// Soon enough for a letter and another test.
  static let soon = 90

  private var scope = Scope.all
  private var rows = SearchedRows<Certificate>()
  private var isTraced = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleCertificates) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .actions: .named(context.word(.keyFilter))]
  }
  func hint(_ context: Context) -> String { context.word(.hintCertificates) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.certificates")) }

  private mutating func load(_ context: Context) {
    let (registry, scope) = (context.registry, scope)
    let listed = registry.certificates().filter {
      CertificateListScreen.belongs($0, to: scope, today: context.today)
    }
    rows.load(listed) { [$0.person.flatMap { registry.person($0)?.name }, $0.number, $0.issuer] }
  }

  /// Whether it is listed: one that has expired is no longer one that does soon.
  static func belongs(_ certificate: Certificate, to scope: Scope, today: CalendarDate) -> Bool {
    switch scope {
    case .all: return true
    case .training, .competency: return certificate.kind == scope.rawValue
    case .expiring:
      guard let expires = certificate.expires.flatMap({ CalendarDate(iso: $0) }) else { return false }
      return (0...soon).contains(today.days(until: expires))
    }
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("certificate"), count: rows.shown.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 3, context) {
    case .opened(let certificate):
      if let person = certificate.person { context.open(PersonScreen(person: person)) }
    case .nothing: context.say(.info, .certificatesNone)
    case .handled: return
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions:
      context.open(
        ActionsScreen(
          menu: ActionMenu(
            title: context.word(.keyFilter),
            actions: Scope.allCases.map { ActionMenu.Action($0.rawValue, context.word($0.words)) })))
    case .find: context.goHome()
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("actions", let option) = answer, let chosen = Scope(rawValue: option) else { return }
    scope = chosen
    load(context)
    rows.selectFirst()
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      context.text(
        .certificatesFound, ["scope": context.word(scope.words), "count": Figures.grouped(rows.shown.count)]),
      row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    rows.draw(
      into: &frame, area,
      columns: [
        ListColumn(context.word(.columnName), width: 20, grows: 2),
        ListColumn(context.word(.columnCertificate), width: 20, grows: 1),
        ListColumn(context.word(.columnKind), width: 11), ListColumn(context.word(.columnIssued), width: 10),
        ListColumn(context.word(.columnExpires), width: 10),
        ListColumn(context.word(.columnIssuer), width: 24, from: 110),
      ], empty: context.word(.certificatesNone), placeholder: context.word(.certificatesSearch), context
    ) { certificate in
      let expires = certificate.expires.flatMap { CalendarDate(iso: $0) }
      let kind = context.word(certificate.kind == "competency" ? .kindCompetency : .kindTraining)
      return ListRow(
        [
          certificate.person.flatMap { context.registry.person($0)?.name } ?? "", certificate.number ?? "",
          [kind, certificate.result ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
          context.day(certificate.issued), expires?.display ?? "", certificate.issuer ?? "",
        ], style: expires.map { $0 < context.today } ?? false ? .dim : .plain)
    }
  }
}

extension Phrase {
  static let titleCertificates = Phrase("app.title.certificates")
  static let hintCertificates = Phrase("app.hint.certificates")
  static let certificatesSearch = Phrase("app.certificates.search")
  static let certificatesFound = Phrase("app.certificates.found")
  static let certificatesNone = Phrase("app.certificates.none")
  static let columnCertificate = Phrase("app.column.certificate")
  static let columnKind = Phrase("app.column.kind")
  static let columnIssued = Phrase("app.column.issued")
  static let columnExpires = Phrase("app.column.expires")
  static let columnIssuer = Phrase("app.column.issuer")
  static let kindTraining = Phrase("app.certificates.kindTraining")
  static let kindCompetency = Phrase("app.certificates.kindCompetency")
}
