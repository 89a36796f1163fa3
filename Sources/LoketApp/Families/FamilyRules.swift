// What the form of a family event proposes and what the rules say of its answers.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What a rule says, beside which field, and of which record.
struct FamilyFinding: Hashable, Sendable {
  let field: String
  let finding: Finding
  let record: RecordRef
  let name: String
}

extension FamilyEventScreen {
  // MARK: Proposals

  /// Fills what follows from the answers, never over something that a person typed, and takes away what has no place now.
  mutating func propose(_ context: Context) {
    let before = answers(context)
    restrict(before, context)
    if before.needsHead { propose("o.head", headProposal(before)) }
    if case .split(let person) = event,
      let founder = before.goers.first(where: { $0.id == person }) ?? before.goers.first
    {
      propose("n.head", before.founder == nil || hand.form.given.contains("n.head") ? founder.id : nil)
    }
    let answers = answers(context)
    for person in answers.members {
      if let head = answers.newHead, person.id != head.id {
        propose("r.\(person.id)", answers.proposal(for: person, to: head))
      }
      if let founder = answers.founder, person.id != founder.id {
        propose("q.\(person.id)", answers.proposal(for: person, to: founder))
      }
    }
    if case .head = event {
      propose("k.marital", answers.fate == "died" ? "4" : answers.fate == "divorced" ? "3" : nil)
    }
    hand.form.hidden = FamilyLayout.hidden(self.answers(context))
  }

  /// Nil takes back what was proposed before.
  private mutating func propose(_ id: String, _ value: String?) {
    guard hand.form.spec(id) != nil, hand.form.value(id).isEmpty || hand.form.given.contains(id) else { return }
    hand.form.set(id, value ?? "", asProposal: true)
  }

  /// The selected member, else the husband or wife, else nobody: a person says who.
  private func headProposal(_ answers: FamilyAnswers) -> String? {
    if case .head(_, let person?) = event, answers.candidates.contains(where: { $0.id == person }) { return person }
    if let spouse = answers.spouse, answers.candidates.contains(where: { $0.id == spouse.id }) { return spouse.id }
    return answers.candidates.count == 1 ? answers.candidates[0].id : nil
  }

  /// Only who stays can be head of those that stay, only who goes of those that go.
  private mutating func restrict(_ answers: FamilyAnswers, _ context: Context) {
    let lists: [(String, [Person], Phrase)] = [
      ("o.head", answers.candidates, .familyNewHead), ("n.head", answers.goers, .familyFounder),
    ]
    for (id, people, label) in lists where hand.form.spec(id) != nil {
      hand.form.replace(FamilyLayout.member(id, people, label, context))
      let chosen = hand.form.value(id)
      if !chosen.isEmpty, !people.contains(where: { $0.id == chosen }) { hand.form.set(id, "", asProposal: true) }
    }
  }

  // MARK: Rules

  func message(for id: String, in form: Form, _ context: Context) -> FieldMessage? {
    guard !form.value(id).isEmpty else { return nil }
    if id == "e.date" { return dateMessage(form.value(id), context) }
    let worst = findings(FamilyAnswers(event, form, context), context).filter { $0.field == id }
      .max { $0.finding.level < $1.finding.level }
    return worst.map { RecordForm.fieldMessage($0.finding, context.wording) }
  }

  private func dateMessage(_ iso: String, _ context: Context) -> FieldMessage? {
    guard let date = CalendarDate(iso: iso) else { return nil }
    if date > context.today { return FieldMessage(.error, context.word(.changeDateAhead)) }
    let answers = answers(context)
    let born = answers.members.first { $0.id == answers.oldHead }?.birthDate.flatMap { CalendarDate(iso: $0) }
    guard case .head = event, let born, date < born else { return nil }
    return FieldMessage(.error, context.text(.changeDateBefore, ["date": born.display]))
  }

  /// Everything the rules say of the cards, the heads and the relations that this would make.
  func findings(_ answers: FamilyAnswers, _ context: Context) -> [FamilyFinding] {
    var all: [FamilyFinding] = []
    let old = event.household(context).map { RecordRef(.household, $0) }
    if let old, answers.newHead != nil { all += cardFindings("o.card", of: old, answers, context) }
    if answers.founder != nil {
      all += cardFindings("n.card", of: RecordRef(.household, newHousehold), answers, context)
    }
    for (id, head) in [("o.head", answers.newHead), ("n.head", answers.founder)] {
      if let head { all += relationFindings(id, head, relation: "1", head: nil, context) }
    }
    for person in answers.related where person.isActive {
      all += relationFindings(
        "r.\(person.id)", person, relation: answers.form.value("r.\(person.id)"), head: answers.newHead, context)
    }
    let there = event.target.flatMap { context.registry.head(of: $0) } ?? answers.founder
    for person in answers.relatedThere {
      all += relationFindings(
        "q.\(person.id)", person, relation: answers.form.value("q.\(person.id)"), head: there, context)
    }
    return all
  }

  private func cardFindings(
    _ id: String, of household: RecordRef, _ answers: FamilyAnswers, _ context: Context
  ) -> [FamilyFinding] {
    let card = answers.form.value(id)
    guard !card.isEmpty else { return [] }
    var values = context.registry.values(household)
    values["familyCardNumber"] = card
    var subject = RuleSubject(
      kind: .household, values: values, changed: ["familyCardNumber"], today: context.today,
      officeVillage: context.session.office, regions: context.regions)
    subject.cardHolder = CardHolders.name(card, besides: household.id, context)
    var found = Rules.findings(for: subject, field: "familyCardNumber")
    if answers.form.value("o.card") == answers.form.value("n.card") {
      let message = Message(.familySameCard)
      found.append(Finding(rule: "family.sameCard", field: "familyCardNumber", level: .error, message: message))
    }
    let name = Voiding.headName(of: household.id, context) ?? answers.founder?.name ?? ""
    return found.map { FamilyFinding(field: id, finding: $0, record: household, name: name) }
  }

  /// Judged as if the person were this to that head.
  private func relationFindings(
    _ id: String, _ person: Person, relation: String, head: Person?, _ context: Context
  ) -> [FamilyFinding] {
    guard !relation.isEmpty else { return [] }
    let record = RecordRef(.person, person.id)
    var values = context.registry.values(record)
    values["relation"] = relation == "1" ? nil : relation
    let subject = RuleSubject(
      values: values, changed: ["relation"], isHead: relation == "1", today: context.today,
      headBirthDate: head?.birthDate.flatMap { CalendarDate(iso: $0) }, headSex: head?.sex, regions: context.regions)
    return Rules.findings(for: subject).filter { $0.rule.hasPrefix("relation.") }.map {
      FamilyFinding(field: id, finding: $0, record: record, name: person.name ?? "")
    }
  }
}

/// Who has a card number already.
enum CardHolders {
  /// The head of another household with this number, present or earlier; voided ones do not count.
  static func name(_ card: String, besides household: String, _ context: Context) -> String? {
    let other = context.registry.households(cardNumber: card).last {
      $0.id != household && !context.registry.isVoid($0)
    }
    return other.map { context.registry.head(of: $0.id)?.name ?? card }
  }
}

extension Phrase {
  static let familySameCard = Phrase("app.family.sameCard")
}
