// The programmes of an office, with what belongs to them, as screens and reports read them.
import LoketModel

extension Registry {
  public func program(_ id: String) -> OfficeProgram? { view(.program, id) { OfficeProgram(id: $0, values: $1) } }
  public func wave(_ id: String) -> Wave? { view(.wave, id) { Wave(id: $0, values: $1) } }
  public func trainingClass(_ id: String) -> TrainingClass? {
    view(.trainingClass, id) { TrainingClass(id: $0, values: $1) }
  }
  public func application(_ id: String) -> Application? { view(.application, id) { Application(id: $0, values: $1) } }
  public func certificate(_ id: String) -> Certificate? { view(.certificate, id) { Certificate(id: $0, values: $1) } }
  public func event(_ id: String) -> ProgramEvent? { view(.event, id) { ProgramEvent(id: $0, values: $1) } }
  public func aid(_ id: String) -> Aid? { view(.aid, id) { Aid(id: $0, values: $1) } }

  /// Every programme, the newest year first, then by name.
  public func programs() -> [OfficeProgram] {
    views(rareRows(.program)) { OfficeProgram(id: $0, values: $1) }.sorted { left, right in
      let years = (left.year ?? "", right.year ?? "")
      if years.0 != years.1 { return years.0 > years.1 }
      return (left.name ?? "", left.id) < (right.name ?? "", right.id)
    }
  }

  /// The waves of a programme, the first to open first.
  public func waves(of program: String) -> [Wave] {
    views(rareRows(.wave)) { Wave(id: $0, values: $1) }.filter { $0.program == program }.sorted { left, right in
      (left.opens ?? "", left.name ?? "", left.id) < (right.opens ?? "", right.name ?? "", right.id)
    }
  }

  /// Every class that is not void, by its beginning, then by its name.
  public func trainingClasses() -> [TrainingClass] { Registry.inOrder(views(rareRows(.trainingClass), Registry.make)) }

  public func classes(ofWave wave: String) -> [TrainingClass] {
    Registry.inOrder(views(showing(indexed.classWave, wave), Registry.make))
  }

  public func classes(ofProgram program: String) -> [TrainingClass] {
    trainingClasses().filter { $0.program == program }
  }

  private static func make(_ id: String, _ values: (String) -> String?) -> TrainingClass {
    TrainingClass(id: id, values: values)
  }

  private static func inOrder(_ classes: [TrainingClass]) -> [TrainingClass] {
    classes.sorted { left, right in
      (left.starts ?? "9999", left.name ?? "", left.id) < (right.starts ?? "9999", right.name ?? "", right.id)
    }
  }

  /// The applications of a wave in the order of their days, on one day in that in which they were saved: what the
  /// criterion `order` goes by. Frozen people are left out.
  public func applications(inWave wave: String) -> [Application] {
    everyApplication(inWave: wave).filter { !isFrozen(person: $0.person) }
  }

  func everyApplication(inWave wave: String) -> [Application] {
    inApplicationOrder(showing(indexed.applicationWave, wave))
  }

  public func applications(of person: String) -> [Application] {
    inApplicationOrder(showing(indexed.applicationPerson, person))
  }

  private func inApplicationOrder(_ rows: [UInt32]) -> [Application] {
    views(inOrder(rows)) { Application(id: $0, values: $1) }.enumerated().sorted { left, right in
      (left.element.day ?? "", left.offset) < (right.element.day ?? "", right.offset)
    }.map(\.element)
  }

  /// Who is in a class: assigned or further, whether still there or not. Frozen people are left out.
  public func enrolments(inClass trainingClass: String) -> [Enrolment] {
    views(inOrder(showing(indexed.enrolmentClass, trainingClass))) { Enrolment(id: $0, values: $1) }
      .filter { !isFrozen(person: $0.person) }
  }

  /// A person's certificates, the first first.
  public func certificates(of person: String) -> [Certificate] {
    views(inOrder(showing(indexed.certificatePerson, person))) { Certificate(id: $0, values: $1) }.sorted {
      ($0.issued ?? "", $0.id) < ($1.issued ?? "", $1.id)
    }
  }

  public func aids(of person: String) -> [Aid] {
    views(inOrder(showing(indexed.aidPerson, person))) { Aid(id: $0, values: $1) }
  }

  /// Every event, the latest first.
  public func events() -> [ProgramEvent] {
    views(rareRows(.event)) { ProgramEvent(id: $0, values: $1) }.sorted {
      ($0.date ?? "", $0.id) > ($1.date ?? "", $1.id)
    }
  }

  /// The whole number of an element: `number(program, "weights", "written")`.
  public func number(_ record: RecordRef, _ set: String, _ element: String) -> Int? {
    value(record, "\(set)/\(element)").flatMap { Int($0) }
  }
}
