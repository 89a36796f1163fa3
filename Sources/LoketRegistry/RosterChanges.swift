// What a supervisor changes in the list of PCs, as edits to be saved.
import LoketModel

extension Registry {
  /// Why a PC cannot be enrolled, taken out, or the list begun.
  public enum RosterRefusal: String, Error, CaseIterable {
    /// It has not stated a key: it never synced with a program that signs.
    case noKey
    /// It counts already, with this key.
    case enrolled
    /// There is no list yet.
    case notBegun
    /// There is one.
    case begun
    /// It was taken out before.
    case closed
    /// Nobody takes out the PC at which he sits.
    case ownPC
    /// A PC does not vouch for itself: another one that is enrolled enrols it.
    case ownEnrolment
    /// No PC has stated a key.
    case nobodySigns
  }

  /// Accepts the key that a PC states now.
  /// - Parameters:
  ///   - stated: what one states whose saves do not count yet.
  ///   - own: the PC at which this is said.
  public func enrolling(
    _ device: Identifier, stating stated: String? = nil, own: Identifier
  ) -> Result<[Edit], RosterRefusal> {
    let member = roster.members[device] ?? Roster.Member()
    // Of one that was taken out before anything of it was here the key is still known.
    let known = member.enrolled.count == 1 ? member.enrolled.first : nil
    guard let key = member.published ?? stated ?? known else { return .failure(.noKey) }
    guard roster.isAdopted else { return .failure(.notBegun) }
    guard member.enrolled != [key] || member.lastRoots != nil else { return .failure(.enrolled) }
    guard device != own else { return .failure(.ownEnrolment) }
    // What counted while it was out counts on, though it may never sign it.
    let counted = (member.lastRoots ?? []).subtracting([Device.noRoots])
    return .success(
      change(device, [FieldChange("enrolled", key), FieldChange("lastRoots", nil)] + vouching(counted)))
  }

  /// Begins the list: every PC that states a key is enrolled, and of every other one what is here counts and no more. What is
  /// here of the enrolled ones counts too: an id that no PC has any more never signs it, and whoever meets it later would
  /// refuse what is believed here.
  /// - Parameters:
  ///   - ends: the roots of each PC's last segments here.
  ///   - left: PCs that are not enrolled although they state a key.
  public func beginningRoster(
    _ ends: [Identifier: Set<String>], without left: Set<Identifier> = []
  ) -> Result<[Edit], RosterRefusal> {
    let roster = roster
    guard !roster.isAdopted else { return .failure(.begun) }
    let keys = roster.members.filter { !left.contains($0.key) }.compactMapValues(\.published)
    guard !keys.isEmpty else { return .failure(.nobodySigns) }
    return .success(
      Set(roster.members.keys).union(ends.keys).sorted().flatMap { device in
        keys[device].map { change(device, [FieldChange("enrolled", $0)] + vouching(ends[device] ?? [])) }
          ?? closing(device, ends[device] ?? [])
      })
  }

  /// Takes a PC out: what is here of it counts, and no more.
  public func takingOut(
    _ device: Identifier, ends: Set<String>, own: Identifier
  ) -> Result<[Edit], RosterRefusal> {
    guard device != own else { return .failure(.ownPC) }
    guard roster.isAdopted else { return .failure(.notBegun) }
    guard roster.members[device]?.lastRoots == nil else { return .failure(.closed) }
    return .success(closing(device, ends))
  }

  private func closing(_ device: Identifier, _ ends: Set<String>) -> [Edit] {
    change(
      device, [FieldChange("lastRoots", ends.isEmpty ? Device.noRoots : ends.sorted().joined(separator: " "))])
  }

  private func vouching(_ ends: Set<String>) -> [FieldChange] {
    ends.sorted().map { FieldChange("vouched/" + $0, "yes") }
  }

  private func change(_ device: Identifier, _ changes: [FieldChange]) -> [Edit] {
    let record = RecordRef(.device, device)
    let basis = basis(record)
    // Where two supervisors said different things at two PCs, one who says it again decides.
    let contested = changes.filter { Set(state(record, $0.field).heads.map(\.value)).count > 1 }
    return plan(changes.filter { !contested.contains($0) }, on: record, basis: basis)
      + contested.map { planDecision($0.field, like: nil, changes: [$0], on: record, basis: basis) }
  }
}
