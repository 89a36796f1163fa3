// Why somebody cannot join a group or take an office of it, in words; the same for keys and for files.
import LoketModel

extension Phrase {
  static let groupRefuseEnded = Phrase("group.refuse.ended")
  static let groupRefuseGone = Phrase("group.refuse.gone")
  static let groupRefuseStanding = Phrase("group.refuse.standing")
  static let groupRefuseAge = Phrase("group.refuse.age")
  static let groupRefuseAlready = Phrase("group.refuse.already")
  static let groupRefuseSingle = Phrase("group.refuse.single")
  static let groupRefuseElsewhere = Phrase("group.refuse.elsewhere")
  static let groupRefuseQuota = Phrase("group.refuse.quota")
  static let groupRefuseOffice = Phrase("group.refuse.office")
}

/// One rule of who may join: adding one is a row.
struct GroupRule: Sendable {
  /// Where the rule comes from; what Loket proposes says so.
  let source: String
  /// Nil where the rule has nothing against it.
  let refusal: @Sendable (GroupWish) -> Message?

  /// In the order in which they are asked: the first that refuses is said.
  static let table: [GroupRule] = [
    GroupRule(source: "DOMAIN §5: standing") { wish in
      guard let person = wish.registry.person(wish.person), !wish.registry.isVoid(RecordRef(.person, wish.person))
      else {
        return Message(.groupRefuseGone)
      }
      guard !person.isActive else { return nil }
      let standing = CodeList.standing.name(of: person.standing ?? "", wish.language)
      return Message(.groupRefuseStanding, ["standing": standing])
    },
    GroupRule(source: "UU 13/2003 art. 68, 69") { wish in
      let born = wish.registry.person(wish.person)?.birthDate.flatMap { CalendarDate(iso: $0) }
      guard let age = born?.age(on: wish.day), age < Rules.leastWorkingAge else { return nil }
      return Message(.groupRefuseAge, ["age": String(age), "least": String(Rules.leastWorkingAge)])
    },
    GroupRule(source: "Proposed by Loket: a group that ended takes nobody in") { wish in
      wish.group.isRunning(on: wish.day) && !wish.registry.isVoid(RecordRef(.group, wish.group.id))
        ? nil : Message(.groupRefuseEnded)
    },
    GroupRule(source: "DOMAIN §1, P4: kelompok") { wish in
      wish.standing.everybody.contains { $0.id == wish.person } ? Message(.groupRefuseAlready) : nil
    },
    GroupRule(source: "Issue 8: a business of one is one person's") { wish in
      wish.group.isSingle && !wish.standing.everybody.isEmpty
        ? Message(.groupRefuseSingle, ["name": wish.names(wish.standing.everybody)]) : nil
    },
    GroupRule(source: "Proposed by Loket: one group of a programme at a time, so that nobody counts twice") { wish in
      wish.book.groups(of: wish.person, in: wish.group.program).first.map {
        Message(.groupRefuseElsewhere, ["group": $0.name ?? ""])
      }
    },
    GroupRule(source: "DOMAIN §1, P4: cap of 100") { wish in
      guard let program = wish.group.program, let quota = wish.book.quotas[program] else { return nil }
      let taken = wish.book.people[program]?.count ?? 0
      guard taken >= quota else { return nil }
      return Message(
        .groupRefuseQuota,
        [
          "taken": String(taken), "quota": String(quota), "number": String(taken + 1),
          "program": wish.registry.program(program)?.name ?? "",
        ])
    },
  ]
}

/// Somebody who is to join a group.
struct GroupWish {
  let person: String
  let group: Group
  let day: CalendarDate
  let book: GroupBook
  let registry: Registry
  let language: Language

  var standing: GroupStanding { book.standing(group.id) }

  func names(_ people: [GroupPerson]) -> String {
    people.map { registry.person($0.id)?.name ?? "" }.joined(separator: ", ")
  }
}

extension GroupBook {
  /// Why this person cannot join that group today; nil where nothing is against it.
  /// - Parameter person: a record of the person, joined or not.
  public func refusal(
    of person: String, joining group: Group, on day: CalendarDate, in registry: Registry, _ language: Language
  ) -> Message? {
    let shown = registry.shownRecord(RecordRef(.person, person)).id
    let wish = GroupWish(person: shown, group: group, day: day, book: self, registry: registry, language: language)
    return GroupRule.table.lazy.compactMap { $0.refusal(wish) }.first
  }

  /// Who has the office already; nil where it is free, or is no office.
  public func refusal(
    of person: String, taking role: GroupRole, of group: String, in registry: Registry, _ language: Language
  ) -> Message? {
    guard role.isOffice, let holder = standing(group).holders(of: role).first(where: { $0.id != person }) else {
      return nil
    }
    return Message(
      .groupRefuseOffice,
      [
        "role": CodeList.groupRole.name(of: role.rawValue, language).lowercased(),
        "name": registry.person(holder.id)?.name ?? "",
      ])
  }
}
