// From the answers of a small form of a class to what is wrong with them, and to the one save that says them.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What was answered about a class.
struct ClassAnswers {
  let task: ClassTask
  let trainingClass: String
  let basis: Basis
  /// Stored values by the form's field id.
  let values: [String: String]
  /// Field ids whose value is not what it was.
  let changed: Set<String>

  private var record: RecordRef { RecordRef(.trainingClass, trainingClass) }
  subscript(_ field: String) -> String? { values["c.\(field)"] }

  // MARK: Sessions

  /// The sessions that the answers ask for; empty while they are not whole.
  var sessions: [ClassSession] { plan?.sessions ?? [] }

  private var plan: SessionPlan? {
    guard let first = self["first"].flatMap({ CalendarDate(iso: $0) }),
      let starts = self["starts"].flatMap({ DayTime(typed: $0) }),
      let ends = self["ends"].flatMap({ DayTime(typed: $0) }), let count = self["count"].flatMap({ Int($0) })
    else { return nil }
    let days: Set<Int>? =
      switch self["days"] {
      case "mondayFriday": Set(1...5)
      case "mondaySaturday": Set(1...6)
      case "everyDay": Set(1...7)
      case "weekly": [first.weekday]
      default: nil
      }
    return days.map { SessionPlan(first: first, weekdays: $0, starts: starts, ends: ends, count: count) }
  }

  private func sessionFindings(_ context: Context) -> [FormInHand.Remark] {
    for field in ["starts", "ends"] where self[field].map({ DayTime(typed: $0) == nil }) ?? false {
      return [remark(field, .error, Message(.sessionHour))]
    }
    guard let plan else { return [] }
    guard plan.starts < plan.ends else { return [remark("ends", .error, Message(.sessionOrder))] }
    guard (1...SessionPlan.most).contains(self["count"].flatMap({ Int($0) }) ?? 0) else {
      return [remark("count", .error, Message(.sessionCount, ["most": String(SessionPlan.most)]))]
    }
    let registry = context.registry
    guard let found = registry.trainingClass(trainingClass) else { return [] }
    let own = registry.sessions(ofClass: trainingClass)
    if let twice = sessions.first(where: { session in own.contains { $0.overlaps(session) } }) {
      return [remark("first", .error, Message(.sessionTwice, ["session": twice.display]))]
    }
    if found.usesRoom, let clash = registry.clash(room: found.room, sessions, besides: record) {
      return [remark("first", .error, clash.message)]
    }
    guard let last = sessions.last, let ends = found.ends.flatMap({ CalendarDate(iso: $0) }), last.day > ends else {
      return []
    }
    return [
      remark("count", .check, Message(.sessionsBeyondEnd, ["last": last.day.display, "ends": ends.display]))
    ]
  }

  // MARK: Certificates

  /// The certificates that the answers make: whom each is for, and what it says.
  func certificates(_ context: Context) -> [(participant: Participant, values: [String: String])] {
    let series = self["number"].flatMap { NumberSeries($0) }
    let found = context.registry.trainingClass(trainingClass)
    let people = task.graduates(trainingClass, context)
    return people.enumerated().compactMap { place, participant in
      var values: [String: String] = ["kind": task.rawValue, "enrolment": participant.id]
      values["person"] = participant.enrolment.person
      values["track"] = participant.enrolment.track ?? found?.track
      for field in ["issuer", "issued", "expires"] { values[field] = self[field] }
      if task == .training {
        values["number"] = people.count == 1 ? self["number"] : series?.number(place)
      } else {
        guard let result = self.values["p.result/\(participant.id)"] else { return nil }
        values["scheme"] = self["scheme"]
        values["result"] = result
        values["number"] = self.values["p.number/\(participant.id)"]
        if result == "BK" { values["expires"] = nil }
      }
      return (participant, values)
    }
  }

  private func certificateFindings(_ context: Context) -> [FormInHand.Remark] {
    let all = certificates(context)
    if task == .competency, let field = firstWithoutResult(context) {
      let finding = Finding(rule: "competency.none", field: "result", level: .error, message: Message(.resultNone))
      return [FormInHand.Remark(field: field, finding: finding)]
    }
    if task == .training, all.count > 1, let number = self["number"], NumberSeries(number) == nil {
      return [remark("number", .error, Message(.numberNoSeries))]
    }
    var remarks: [FormInHand.Remark] = []
    var known: [String: String] = [:]
    for certificate in context.registry.certificates() where certificate.issuer == self["issuer"] {
      guard let number = certificate.number else { continue }
      known[NameKey.fold(number)] = certificate.person.flatMap { context.registry.person($0)?.name } ?? ""
    }
    for (participant, values) in all {
      let subject = RuleSubject(
        kind: .certificate, values: values, today: context.today, officeVillage: context.session.office,
        regions: context.regions)
      for finding in Rules.findings(for: subject) {
        let own = task == .competency && ["number", "result"].contains(finding.field)
        let field = own ? "p.\(finding.field)/\(participant.id)" : "c.\(finding.field)"
        let isSaid = remarks.contains { $0.field == field && $0.finding.rule == finding.rule }
        if !isSaid { remarks.append(FormInHand.Remark(field: field, finding: finding)) }
      }
      guard let number = values["number"] else { continue }
      if let holder = known[NameKey.fold(number)] {
        let field = task == .competency ? "p.number/\(participant.id)" : "c.number"
        let message = Message(.numberTaken, ["number": number, "name": holder])
        remarks.append(
          FormInHand.Remark(
            field: field,
            finding: Finding(rule: "certificate.twice", field: "number", level: .error, message: message)))
      }
      known[NameKey.fold(number)] = participant.name
    }
    return remarks
  }

  /// The first who has a number and no result; where nobody has either, the first of all. Nil where nothing is missing.
  private func firstWithoutResult(_ context: Context) -> String? {
    let people = task.graduates(trainingClass, context).map(\.id)
    let open = people.filter { values["p.result/\($0)"] == nil }
    let first = open.first { values["p.number/\($0)"] != nil } ?? (open.count == people.count ? open.first : nil)
    return first.map { "p.result/\($0)" }
  }

  // MARK: Modules

  /// What is finished has a title, and a day that has come.
  private func moduleFindings(_ context: Context) -> [FormInHand.Remark] {
    values.keys.filter { $0.hasPrefix("c.taught/") }.sorted().compactMap { field in
      let title = "title/" + field.dropFirst("c.taught/".count)
      if self[title] == nil { return remark(title, .error, Message(.moduleUntitled)) }
      guard let day = values[field].flatMap({ CalendarDate(iso: $0) }), day > context.today else { return nil }
      let words = ["date": day.display, "today": context.today.display]
      return remark(RecordForm.fieldName(field), .error, Message(.moduleAhead, words))
    }
  }

  // MARK: Completion

  /// Sessions of the class that have no roll: nobody's attendance counts them.
  func sessionsWithoutRoll(_ context: Context) -> (open: Int, all: Int) {
    let sessions = context.registry.sessions(ofClass: trainingClass)
    return (sessions.count { context.registry.marks(ofClass: trainingClass, $0) == nil }, sessions.count)
  }

  private func completionFindings(_ context: Context) -> [FormInHand.Remark] {
    if self["reason"] == nil, task.finishing(trainingClass, context).contains(where: { !$0.reaches }) {
      return [remark("reason", .error, Message(.completionReason))]
    }
    let sessions = sessionsWithoutRoll(context)
    guard sessions.open > 0 else { return [] }
    let words = ["open": String(sessions.open), "count": String(sessions.all)]
    return [remark("date", .check, Message(.completionNoRoll, words))]
  }

  // MARK: What is wrong

  func remarks(_ context: Context) -> [FormInHand.Remark] {
    switch task {
    case .sessions: sessionFindings(context)
    case .training, .competency: certificateFindings(context)
    case .modules: moduleFindings(context)
    case .completion: completionFindings(context)
    }
  }

  private func remark(_ field: String, _ level: Level, _ message: Message) -> FormInHand.Remark {
    FormInHand.Remark(
      field: "c.\(field)",
      finding: Finding(rule: "\(task.rawValue).\(field)", field: field, level: level, message: message))
  }

  // MARK: The save

  func edits(_ context: Context) -> [Edit] {
    switch task {
    case .sessions:
      return planned(sessions.map { FieldChange("sessions/\($0.id)", $0.ends.stored) }, context)
    case .modules:
      return planned(
        changed.sorted().compactMap { field in
          let name = RecordForm.fieldName(field)
          if name.hasPrefix("title/") { return FieldChange("modules/" + name.dropFirst(6), values[field]) }
          return name.hasPrefix("taught/") ? FieldChange(name, values[field]) : nil
        }, context)
    case .completion: return completing(context)
    case .training, .competency:
      return certificates(context).flatMap { participant, values -> [Edit] in
        let record = certificate(of: participant, context)
        let set = (values.merging(["day": context.workDay.iso]) { $1 }).sorted { $0.key < $1.key }
          .map { FieldChange($0.key, $0.value) }
        return context.registry.plan(set, on: record, basis: context.registry.basis(record))
          + [context.entry("certificate", about: record)]
      }
    }
  }

  /// Two PCs that write the certificate of one course write one record; a test can be taken again.
  private func certificate(of participant: Participant, _ context: Context) -> RecordRef {
    guard task == .training else { return RecordRef(.certificate, context.newIdentifier()) }
    let digits = SHA256.digest(Array("certificate \(participant.id)".utf8)).description.prefix(32)
    return RecordRef(.certificate, String(digits))
  }

  /// A class that is put together is a setting: nobody waits to approve it.
  private func planned(_ changes: [FieldChange], _ context: Context) -> [Edit] {
    let edits = context.registry.plan(changes, on: record, basis: basis)
    return edits.isEmpty ? [] : edits + [context.entry("settings", about: record)]
  }

  private func completing(_ context: Context) -> [Edit] {
    let registry = context.registry
    let date = self["date"] ?? context.today.iso
    let people = task.finishing(trainingClass, context).flatMap { row -> [Edit] in
      let enrolment = RecordRef(.enrolment, row.participant.id)
      let reason = row.reaches ? nil : self["reason"]
      let changes = [
        FieldChange("status", row.reaches ? "completed" : "dropped"), FieldChange("statusDate", date),
        FieldChange("statusReason", reason),
      ]
      guard let person = row.participant.enrolment.person else { return [] }
      return registry.plan(changes, on: enrolment, basis: registry.basis(enrolment))
        + [
          context.entry(
            row.reaches ? "complete" : "drop", about: RecordRef(.person, person), reason: reason,
            summary: row.participant.enrolment.track)
        ]
    }
    let state = [
      FieldChange("state", "completed"), FieldChange("stateDate", date), FieldChange("stateReason", nil),
    ]
    return people + registry.plan(state, on: record, basis: basis)
  }
}

extension Phrase {
  static let sessionHour = Phrase("app.session.hour")
  static let sessionOrder = Phrase("app.session.order")
  static let sessionCount = Phrase("app.session.count")
  static let sessionTwice = Phrase("app.session.twice")
  static let sessionsBeyondEnd = Phrase("app.session.beyondEnd")
  static let numberNoSeries = Phrase("app.certificate.noSeries")
  static let numberTaken = Phrase("app.certificate.taken")
  static let moduleUntitled = Phrase("app.module.untitled")
  static let moduleAhead = Phrase("app.module.ahead")
  static let resultNone = Phrase("app.certificate.resultNone")
  static let completionNoRoll = Phrase("app.completion.noRoll")
  static let completionReason = Phrase("app.completion.reason")
}
