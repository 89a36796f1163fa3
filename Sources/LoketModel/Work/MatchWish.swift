// How somebody is judged by what a vacancy asks for: who is left out, and what speaks for the others.

extension MatchWish {
  /// What stands against somebody, whatever the referrals say; nil where nothing does.
  /// - Parameter level: on the track that is asked for, 0 without the skill.
  public func obstacle(_ person: MatchFacts, level: Int) -> MatchObstacle? {
    if !person.flags.contains(.active) { return .notActive }
    if track != nil, level < self.level { return .skill }
    var isUnknown = false
    if bornUntil != 0 || bornAfter != 0 {
      if person.born == 0 {
        isUnknown = true
      } else if bornUntil != 0 && person.born > bornUntil || person.born <= bornAfter {
        return .age
      }
    }
    if sex != 0, person.sex != sex {
      if person.sex != 0 { return .sex }
      isUnknown = true
    }
    if education != 0, person.education < education {
      if person.education != 0 { return .education }
      isUnknown = true
    }
    if isUnknown { return .unknown }
    return person.flags.contains(.working) ? .working : nil
  }

  /// What speaks for somebody against whom nothing stands.
  /// - Parameter standing: on the track that is asked for.
  public func judgement(_ person: MatchFacts, _ standing: SkillStanding?) -> MatchJudgement {
    var judged = MatchJudgement()
    if track != nil, let standing {
      judged.skill = standing.level >= 3 ? .expert : standing.level == 2 ? .skilled : .basic
      judged.evidence =
        switch standing.evidence {
        case .competency: .competency
        case .training: .training
        case .work: .work
        case .statement: .statement
        case nil: .noEvidence
        }
    }
    judged.distance = distance(person)
    judged.equipment = equipment(person)
    if !shifts.isEmpty {
      judged.shift =
        !shifts.isDisjoint(with: person.canWork)
        ? .shiftFits : shifts.isSubset(of: person.cannotWork) ? .shiftClashes : .shiftUnknown
    }
    judged.segment = person.segment
    judged.head = person.flags.contains(.head) ? .head : .member
    return judged
  }

  /// By what both say; an RT or RW that either lacks is no nearness.
  private func distance(_ person: MatchFacts) -> MatchCriterion {
    if isRemote { return .remote }
    if village == 0 || person.village == 0 { return .distanceUnknown }
    if village == person.village {
      if rw == 0 || rw != person.rw { return .sameVillage }
      return rt != 0 && rt == person.rt ? .sameRT : .sameRW
    }
    // PP KK CC VVVV.
    if village / 10_000 == person.village / 10_000 { return .sameDistrict }
    return village / 1_000_000 == person.village / 1_000_000 ? .sameCity : .farther
  }

  private func equipment(_ person: MatchFacts) -> MatchCriterion {
    if devices.isEmpty && internets.isEmpty { return .noEquipmentAsked }
    if has(person.equipment) { return .equipped }
    if allowsHub, has(person.seat) { return .hubSeat }
    let isOpen =
      !devices.isEmpty && !person.equipment.contains(.knowsDevice)
      || !internets.isEmpty && !person.equipment.contains(.knowsInternet)
    // What is known to be lacking is lacking, whatever else is not known.
    let lacksKnown =
      !devices.isEmpty && person.equipment.contains(.knowsDevice) && devices.isDisjoint(with: person.equipment)
      || !internets.isEmpty && person.equipment.contains(.knowsInternet) && internets.isDisjoint(with: person.equipment)
    return isOpen && !lacksKnown ? .equipmentUnknown : .unequipped
  }

  private func has(_ held: Equipment) -> Bool {
    (devices.isEmpty || !devices.isDisjoint(with: held)) && (internets.isEmpty || !internets.isDisjoint(with: held))
  }
}
