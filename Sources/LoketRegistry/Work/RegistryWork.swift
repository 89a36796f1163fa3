// Themes, vacancies, referrals, work hubs, experts, calls and crafts as screens and reports read them.
import LoketModel

extension Registry {
  public func theme(_ id: String) -> Theme? { view(.theme, id) { Theme(id: $0, values: $1) } }
  public func vacancy(_ id: String) -> Vacancy? { view(.vacancy, id) { Vacancy(id: $0, values: $1) } }
  public func referral(_ id: String) -> Referral? {
    view(.referral, id) { Referral(id: $0, values: $1) }.map(asPlaced)
  }
  public func workHub(_ id: String) -> WorkHub? { view(.workHub, id) { WorkHub(id: $0, values: $1) } }
  public func expert(_ id: String) -> Expert? { view(.expert, id) { Expert(id: $0, values: $1) } }
  public func followUp(_ id: String) -> FollowUp? { view(.followUp, id) { FollowUp(id: $0, values: $1) } }
  public func producer(_ id: String) -> Producer? { view(.producer, id) { Producer(id: $0, values: $1) } }
  public func product(_ id: String) -> Product? { view(.product, id) { Product(id: $0, values: $1) } }

  /// Every theme, by village, then by its beginning.
  public func themes() -> [Theme] {
    views(rareRows(.theme)) { Theme(id: $0, values: $1) }.sorted {
      ($0.village ?? "", $0.starts ?? "", $0.id) < ($1.village ?? "", $1.starts ?? "", $1.id)
    }
  }

  /// Every vacancy, the newest first.
  public func vacancies() -> [Vacancy] {
    views(rareRows(.vacancy)) { Vacancy(id: $0, values: $1) }.sorted {
      ($0.opened ?? "", $0.title ?? "", $0.id) > ($1.opened ?? "", $1.title ?? "", $1.id)
    }
  }

  /// Who was sent to a vacancy, in the order of the saves. Frozen people are left out.
  public func referrals(to vacancy: String) -> [Referral] {
    everyReferral(to: vacancy).filter { !isFrozen(person: $0.person) }
  }

  /// The same with whoever's data rest: for counting posts, never for a list.
  func everyReferral(to vacancy: String) -> [Referral] {
    views(inOrder(showing(indexed.referralVacancy, vacancy))) { Referral(id: $0, values: $1) }.map(asPlaced)
  }

  public func referrals(of person: String) -> [Referral] {
    views(inOrder(showing(indexed.referralPerson, person))) { Referral(id: $0, values: $1) }.map(asPlaced)
  }

  public func workHubs() -> [WorkHub] {
    views(rareRows(.workHub)) { WorkHub(id: $0, values: $1) }.sorted { ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id) }
  }

  /// Who has or had a seat in a work hub. Frozen people are left out.
  public func seats(in hub: String) -> [HubSeat] {
    views(rareRows(.hubSeat)) { HubSeat(id: $0, values: $1) }.filter { $0.hub == hub && !isFrozen(person: $0.person) }
  }

  public func experts() -> [Expert] {
    views(rareRows(.expert)) { Expert(id: $0, values: $1) }.filter { !isFrozen(person: $0.person) }
      .sorted { ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id) }
  }

  /// The calls about a person, the first first.
  public func followUps(of person: String) -> [FollowUp] {
    views(inOrder(showing(indexed.followUpPerson, person))) { FollowUp(id: $0, values: $1) }.enumerated()
      .sorted { ($0.element.date ?? "", $0.offset) < ($1.element.date ?? "", $1.offset) }.map(\.element)
  }

  /// Every producer whose data do not rest, by name.
  public func producers() -> [Producer] {
    views(rareRows(.producer)) { Producer(id: $0, values: $1) }.filter { !isFrozen(person: $0.person) }
      .sorted { ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id) }
  }

  public func products(of producer: String) -> [Product] {
    views(rareRows(.product)) { Product(id: $0, values: $1) }.filter { $0.producer == producer }
      .sorted { ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id) }
  }
}
