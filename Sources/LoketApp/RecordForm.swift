// What the forms of records share: the world a form asks, its message, and how its values become fields of a record.
import LoketModel
import LoketRegistry
import LoketWidgets

enum RecordForm {
  /// Words that the toolkit shows inside a form.
  static func texts(_ context: Context) -> FormTexts {
    FormTexts(notInList: context.word(.notInList), nothingFound: context.word(.nothingFound))
  }

  /// A world with this day, this office's previous values and the villages; checks and offers are the screen's own.
  static func world(_ context: Context) -> FormWorld {
    let today = context.today
    let wording = context.wording
    let previous = context.previous
    return FormWorld(
      today: today.iso,
      parseDate: { typed in
        switch CalendarDate.typed(typed, today: today) {
        case .success(let date): .success(date.iso)
        case .failure(let problem): .failure(FieldProblem(wording.text(problem.message)))
        }
      },
      ditto: { previous[fieldName($0)] },
      find: { field, typed in Lookups.choices(fieldName(field), matching: typed, context) })
  }

  /// The name of the record's field behind the form's id `section.field`.
  static func fieldName(_ id: String) -> String {
    id.split(separator: ".", maxSplits: 1).last.map(String.init) ?? id
  }

  /// Says on line 22 what happened to a key that the form could not use.
  static func report(_ events: [FormEvent], _ form: Form, _ context: inout Context) {
    for event in events {
      switch event {
      case .refused(let id, let text):
        let field = form.spec(id)?.label ?? ""
        if case .text(let limit)? = form.spec(id)?.input, form.value(id).count >= limit {
          context.say(.check, .textCut, ["field": field, "limit": String(limit), "count": String(text.count)])
        } else if case .digits(nil, _, _, _)? = form.spec(id)?.input, text.contains(",") || form.isBehindComma(id) {
          context.say(.check, .wholeNumber, ["field": field])
        } else {
          context.say(.info, .characterRefused, ["text": text, "field": field])
        }
      case .nothingToUndo: context.say(.info, .nothingToUndo)
      case .nothingToDitto: context.say(.info, .nothingToDitto)
      case .nothingFound: context.say(.info, .pickNothingFound)
      case .nothingToPick: context.say(.info, .nothingToPick)
      case .left: context.keepDraft()
      default: continue
      }
    }
    if context.isSilent, let message = form.messages[form.focus] { context.say(message.level, message.text) }
  }

  /// The stored form of what stands in a field; the empty text becomes nil.
  static func stored(_ name: String, _ typed: String, today: CalendarDate) -> String? {
    let clean = TextFilter.clean(typed).trimmed
    guard !clean.isEmpty else { return nil }
    switch name {
    case "phone":
      if case .success(let number) = PhoneNumber.normalise(clean) { return number }
      return clean
    case "letter": return clean.uppercased()
    case "papersSeen": return clean == "1" ? today.iso : clean
    default: return clean
    }
  }

  /// What a form shows for a stored value.
  static func shown(_ name: String, _ stored: String) -> String {
    switch name {
    case "papersSeen": stored.isEmpty ? "" : "1"
    case "phone": PhoneNumber.display(stored)
    default: stored
    }
  }

  /// A message of the model as the toolkit draws it.
  static func fieldMessage(_ finding: Finding, _ wording: Wording) -> FieldMessage {
    let level: MessageLevel =
      switch finding.level {
      case .error: .error
      case .check: .check
      case .info: .info
      }
    return FieldMessage(level, wording.text(finding.message))
  }
}

extension String {
  /// Without the blanks at both ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension Phrase {
  static let notInList = Phrase("app.form.notInList")
  static let nothingFound = Phrase("app.form.nothingFound")
  static let pickNothingFound = Phrase("app.form.pickNothingFound")
  static let wholeNumber = Phrase("app.form.wholeNumber")
  static let characterRefused = Phrase("app.form.refused")
  static let textCut = Phrase("app.form.cut")
  static let nothingToUndo = Phrase("app.form.nothingToUndo")
  static let nothingToDitto = Phrase("app.form.nothingToDitto")
  static let dittoNotHere = Phrase("app.form.dittoNotHere")
  static let nothingToPick = Phrase("app.form.nothingToPick")
}
