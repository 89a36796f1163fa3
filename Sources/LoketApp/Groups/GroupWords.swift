// How groups are said: how full their programme is, who has an office, and what must be decided.
import LoketModel
import LoketRegistry

enum GroupWords {
  static func names(_ people: [GroupPerson], _ context: Context) -> String {
    people.map { context.registry.person($0.id)?.name ?? "" }.joined(separator: ", ")
  }

  /// "10 kelompok, 100 orang", and how many of them wait for a decision.
  static func total(of book: GroupBook, _ context: Context) -> String {
    let running = book.groups.filter { $0.isRunning(on: context.today) }
    let people = Set(running.flatMap { book.standing($0.id).everybody.map(\.id) })
    let troubled = running.count { !book.troubles(of: $0).isEmpty }
    let slots = [
      "count": Figures.grouped(running.count), "people": Figures.grouped(people.count),
      "troubled": Figures.grouped(troubled),
    ]
    return context.text(troubled > 0 ? .groupsTroubled : .groupsTotal, slots)
  }

  /// The programme with its people and its quota.
  static func program(_ program: String?, _ book: GroupBook, _ context: Context) -> String {
    guard let program else { return "" }
    let name = context.registry.program(program)?.name ?? context.word(.recordUnknown)
    return "\(name): \(fill(of: program, book, context))"
  }

  /// "23 dari 100 orang".
  static func fill(of program: String, _ book: GroupBook, _ context: Context) -> String {
    let taken = Figures.grouped(book.people[program]?.count ?? 0)
    guard let quota = book.quotas[program] else { return context.text(.groupsUnlimited, ["taken": taken]) }
    return context.text(.groupsFill, ["taken": taken, "quota": Figures.grouped(quota)])
  }

  /// What must be decided, with names and the way out.
  static func trouble(_ trouble: GroupTrouble, of group: Group, _ book: GroupBook, _ context: Context) -> String {
    let standing = book.standing(group.id)
    let surplus = book.surplus(of: group.program)
    let people: [GroupPerson] =
      switch trouble {
      case .chairs: standing.holders(of: .chair)
      case .treasurers: standing.holders(of: .treasurer)
      case .several: standing.everybody
      case .pastQuota: standing.everybody.filter { surplus.contains($0.id) }
      case .elsewhere: standing.everybody.filter { book.groups(of: $0.id, in: group.program).count > 1 }
      }
    return context.text(
      trouble.whole, ["names": names(people, context), "count": Figures.grouped(people.count)])
  }
}

extension GroupTrouble {
  /// In a list.
  var short: Phrase { Phrase("app.group.trouble.\(rawValue)") }
  /// On the group's page, with what to do.
  var whole: Phrase { Phrase("app.group.decide.\(rawValue)") }
}

extension Phrase {
  static let groupsTotal = Phrase("app.groups.total")
  static let groupsTroubled = Phrase("app.groups.troubled")
  static let groupsFill = Phrase("app.groups.fill")
  static let groupsUnlimited = Phrase("app.groups.unlimited")
}
