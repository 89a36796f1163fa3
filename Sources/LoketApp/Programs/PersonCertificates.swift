// The certificates on a person's page, and the form of one: what a course here led to, and what was brought from elsewhere.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Sheet {
  mutating func certificates(of person: String, _ context: Context) {
    let certificates = context.registry.certificates(of: person)
    heading(context.word(.certificatesTitle), empty: certificates.isEmpty ? context.word(.noneYet) : nil)
    for certificate in certificates {
      let isOver = certificate.expires.flatMap { CalendarDate(iso: $0) }.map { $0 < context.today } ?? false
      let expires = certificate.expires.map {
        context.text(isOver ? .certificateExpired : .certificateExpires, ["date": context.day($0)])
      }
      let words = [
        certificate.number ?? "", context.code(.competence, certificate.result), certificate.scheme ?? "",
        certificate.issuer ?? "", expires ?? "",
      ]
      row(
        [
          (context.day(certificate.issued), 10), (context.code(.certificateKind, certificate.kind), 23),
          (words.filter { !$0.isEmpty }.joined(separator: ", "), 0),
        ], target: .certificate(certificate.id), style: isOver ? .dim : .value)
    }
  }
}

extension Context {
  /// - Parameter id: the certificate that is corrected; nil: one that the person brought.
  mutating func openCertificate(_ id: String?, of person: String) {
    guard let setting = SettingKind.of(.certificate) else { return }
    if let why = setting.refusal(self) ?? Actions.closed(RecordRef(.person, person), self) { return say(.info, why) }
    open(SettingFormScreen(setting, id: id, given: ["person": person, "day": workDay.iso], self))
  }
}

extension Phrase {
  static let certificatesTitle = Phrase("app.person.certificates")
  static let certificateExpires = Phrase("app.certificate.expires")
  static let certificateExpired = Phrase("app.certificate.expired")
  static let actionCertificate = Phrase("app.action.certificate")
}
