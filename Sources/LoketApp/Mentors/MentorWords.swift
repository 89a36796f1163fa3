// How mentors, their visits and what became of the businesses are said.
import LoketModel
import LoketRegistry
import LoketWidgets

/// A visit in the list of calls: the chair's telephone, who goes there, and how the last one went.
struct VisitLine: Equatable, Sendable {
  var phone = ""
  var mentors = ""
  var last = ""
}

enum MentorWords {
  static func name(_ expert: String?, _ context: Context) -> String {
    expert.map { ConflictItems.name(RecordRef(.expert, $0), context) } ?? ""
  }

  static func names(_ one: MentoredGroup, _ context: Context) -> String {
    one.mentorships.map { name($0.mentor, context) }.joined(separator: ", ")
  }

  /// "2 kelompok, 20 orang"; empty where the mentor has none.
  static func load(_ load: Caseload, _ context: Context) -> String {
    guard !load.groups.isEmpty else { return "" }
    return context.text(
      .mentorLoad, ["groups": Figures.grouped(load.groups.count), "people": Figures.grouped(load.people)])
  }

  /// What a visit found, in a word: running, stopped, or nobody met.
  static func state(_ visit: MentorVisit?, _ context: Context) -> String {
    guard let visit else { return context.word(.visitNone) }
    guard visit.isMet else { return context.code(.visitOutcome, visit.outcome) }
    return context.word(visit.running == "yes" ? .visitRunning : .visitStopped)
  }

  static func rupiah(_ value: String?) -> String { value.flatMap { Int($0) }.map { "Rp \($0.grouped)" } ?? "" }

  /// How the visits stand in the list of calls, by group: one look at all groups, not one at every line that is drawn.
  static func visitLines(_ context: Context) -> [String: VisitLine] {
    let groups = GroupBook(context.registry, day: context.today)
    let book = MentorBook(context.registry, groups, day: context.today)
    return book.running.filter { $0.next != nil }.reduce(into: [:]) { lines, one in
      let chair = groups.standing(one.id).members.first { $0.role == .chair }
      let phone = chair.flatMap { context.registry.person($0.id)?.phone }.map(context.phone)
      let mentors = names(one, context)
      lines[one.id] = VisitLine(
        phone: phone ?? context.word(.followUpNoPhone),
        mentors: mentors.isEmpty ? context.word(.mentorNobody) : mentors,
        last: one.lastVisit == nil ? "" : state(one.lastVisit, context))
    }
  }

  /// The totals above the list of mentors.
  static func total(of book: MentorBook, _ context: Context) -> String {
    let mentors = book.caseloads.values.filter { !$0.groups.isEmpty }
    return context.text(
      .mentorsTotal,
      [
        "mentors": Figures.grouped(mentors.count), "groups": Figures.grouped(book.running.count - book.alone.count),
        "due": Figures.grouped(book.due.count), "alone": Figures.grouped(book.alone.count),
      ])
  }
}

extension Phrase {
  static let mentorLoad = Phrase("app.mentor.load")
  static let mentorNobody = Phrase("app.mentor.nobody")
  static let mentorsTotal = Phrase("app.mentors.total")
  static let visitNone = Phrase("app.visit.none")
  static let visitRunning = Phrase("app.visit.running")
  static let visitStopped = Phrase("app.visit.stopped")
}
