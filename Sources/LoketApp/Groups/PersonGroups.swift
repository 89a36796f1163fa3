// The groups on a person's page.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Sheet {
  /// The last joined first; nothing where there are none.
  mutating func groups(of person: String, _ context: Context) {
    let memberships = context.registry.memberships(of: person)
    guard !memberships.isEmpty else { return }
    heading(context.word(.titleGroups))
    for member in memberships {
      let group = member.group.flatMap { context.registry.group($0) }
      let holds = member.holds(on: context.today) && group?.isRunning(on: context.today) != false
      var words = [context.code(.groupRole, member.standing.rawValue), context.code(.businessField, group?.field)]
      if member.leftOn != nil {
        words.append(context.text(.groupLeft, ["date": context.day(member.leftOn)]))
      } else if !holds {
        words.append(context.word(.groupEnded))
      }
      row(
        [
          (context.day(member.joinedOn), 10), (group?.name ?? context.word(.recordUnknown), 30),
          (words.filter { !$0.isEmpty }.joined(separator: ", "), 0),
        ], target: member.group.map { .group($0) }, style: holds ? .value : .dim)
    }
  }
}
