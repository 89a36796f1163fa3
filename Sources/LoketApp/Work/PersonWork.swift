// What a person's page says of work to come: the shifts that the person can work, and the vacancies to which one was sent.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Sheet {
  /// "Sif kerja: Pagi ya · Malam tidak"; nothing while nobody asked.
  mutating func shifts(of person: RecordRef, _ context: Context) {
    let known = Dictionary(context.registry.elements(person, "shifts").map { ($0.element, $0.value) }) { $1 }
    guard !known.isEmpty else { return }
    let words = CodeList.workShift.codes.compactMap { code in
      known[code.code].map { "\(code.name(context.language)) \(context.code(.yesNo, $0).lowercased())" }
    }
    pair((context.word(.personShifts), words.joined(separator: " · ")))
  }

  /// The vacancies to which a person was sent, the last first; nothing where there are none.
  mutating func referrals(of person: String, _ context: Context) {
    let referrals = context.registry.referrals(of: person)
    guard !referrals.isEmpty else { return }
    heading(context.word(.referralsTitle))
    for referral in referrals.reversed() {
      let vacancy = referral.vacancy.flatMap { context.registry.vacancy($0) }
      let words = [
        context.code(.referralStatus, referral.standing),
        context.registry.isHiringVoided(referral.id) ? context.word(.referralHiringVoided) : "",
        context.code(.referralReason, referral.statusReason),
        context.code(.workShift, referral.shift),
      ]
      row(
        [
          (context.day(referral.freed ?? referral.statusDate), 10),
          (vacancy.map { VacancyWords.name($0, context) } ?? context.word(.recordUnknown), 30),
          (words.filter { !$0.isEmpty }.joined(separator: ", "), 0),
        ], target: referral.vacancy.map { .vacancy($0) }, style: referral.isOpen ? .value : .dim)
    }
  }
}

extension Phrase {
  static let personShifts = Phrase("person.shifts")
  static let referralHiringVoided = Phrase("referral.hiringVoided")
  static let referralsTitle = Phrase("person.referrals")
}
