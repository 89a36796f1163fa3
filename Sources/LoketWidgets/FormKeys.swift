// What each key does in a form: typing, moving, taking offers, the one Enter or Tab that is swallowed.

extension Form {
  /// Handles one key; commands (F3, F4, F8 …) come through `run`.
  @discardableResult
  public mutating func press(_ key: Key, world: FormWorld) -> [FormEvent] {
    let swallows = swallowsHabit
    swallowsHabit = false
    if case .character = key {} else { fraction = nil }
    guard let spec = focusedSpec else { return [.notMine] }
    if state.picker != nil { return pressInPicker(key, spec, world) }
    switch key {
    case .enter:
      if state.offers[spec.id] != nil { return takeOffer(spec, world) }
      return swallows ? [] : leaveForward(spec, world)
    // A habit as old as Enter: whoever ends each field with it would otherwise type over the next but one.
    // Where the bar stayed, as no field was left to go to, Tab is meant for it.
    case .tab where swallows && state.focus != movedFrom: return []
    case .tab, .down: return leave(spec, world) + step(by: 1)
    case .backTab, .up: return leave(spec, world) + step(by: -1)
    case .pageDown: return leave(spec, world) + stepSection(by: 1)
    case .pageUp: return leave(spec, world) + stepSection(by: -1)
    case .left, .right, .home, .end:
      _ = state.line.move(key)
      lastEdit = nil
      return []
    case .character(let character): return type(String(character), spec, world)
    case .paste(let text):
      lastEdit = nil
      let events = type(text, spec, world)
      lastEdit = nil
      return events
    case .backspace, .delete: return delete(key, spec, world)
    default: return [.notMine]
    }
  }

  /// Handles a command; those that are no business of a form answer `.notMine`.
  @discardableResult
  public mutating func run(_ command: Command, world: FormWorld) -> [FormEvent] {
    guard let spec = focusedSpec else { return [.notMine] }
    swallowsHabit = false
    switch command {
    case .help: return [.openHelp(spec.id)]
    case .undo: return [undo() ? .undone : .nothingToUndo]
    case .ditto:
      guard spec.takesDitto, let value = world.ditto(spec.id), !value.isEmpty else { return [.nothingToDitto(spec.id)] }
      rememberStep()
      state.picker = nil
      store(value, in: spec)
      state.line = EditLine(spec.input.editText(value), isFresh: true)
      return [.changed(spec.id)] + completed(spec, world)
    case .pick:
      if let picker = state.picker {
        // What was typed into the list is not thrown away by the key that opens it.
        if picker.filter.text.isEmpty { closePicker() }
        return []
      }
      guard openPicker(spec, typed: "", world) else { return [.nothingToPick(spec.id)] }
      return []
    case .back where state.picker != nil:
      closePicker()
      return []
    default: return [.notMine]
    }
  }

  /// Judges every field as on leaving it, without moving: for Simpan.
  public mutating func checkAll(world: FormWorld) {
    for spec in specs { judge(spec, world) }
  }

  /// Takes in what is still being typed, as on leaving the field, and judges every field: the step before Simpan.
  @discardableResult
  public mutating func settle(world: FormWorld) -> [FormEvent] {
    guard let spec = focusedSpec else { return [] }
    let events = state.picker.map { leavePicker($0, spec, world) } ?? leave(spec, world)
    if spec.id == state.focus, state.picker == nil {
      state.line = EditLine(spec.input.editText(value(spec.id)), isFresh: true)
    }
    checkAll(world: world)
    return events
  }

  // MARK: Typing

  private mutating func type(_ typed: String, _ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    switch spec.input {
    case .choice(let choices, let oneKey): return typeChoice(typed, spec, choices, oneKey, world)
    case .lookup:
      let clean = TypedText.clean(typed)
      guard !clean.isEmpty else { return [] }
      _ = openPicker(spec, typed: clean, world)
      return []
    case .tick: return typeTick(typed, spec, world)
    case .date where (typed == "h" || typed == "H") && !world.today.isEmpty:
      rememberStep()
      store(world.today, in: spec)
      state.line = EditLine(spec.input.editText(world.today))
      return [.changed(spec.id)] + completed(spec, world)
    default: return typeText(typed, spec, world)
    }
  }

  private mutating func typeText(_ typed: String, _ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    let replaces = state.line.isFresh
    if fraction == spec.id { return [.refused(spec.id, text: TypedText.clean(typed))] }
    let sifted = spec.input.sift(typed, atStart: replaces || state.line.caret == 0)
    // What follows a comma are no further digits of the whole number before it.
    if spec.input.isWholeNumber, sifted.refused.contains(",") { fraction = spec.id }
    guard !sifted.taken.isEmpty else {
      if sifted.refused.isEmpty { return [] }
      // Whoever types a word and Enter is still in this field.
      (swallowsHabit, movedFrom) = (value(spec.id).isEmpty, nil)
      return [.refused(spec.id, text: sifted.refused)]
    }
    let (line, tooMany) = spec.input.entering(sifted.taken, into: state.line)
    let refused = sifted.refused + tooMany
    var events: [FormEvent] = []
    if line != state.line {
      remember(.typing(spec.id))
      store(line.text, in: spec)
      state.line = line
      events.append(.changed(spec.id))
    }
    if !refused.isEmpty { events.append(.refused(spec.id, text: refused)) }
    guard line.isAtEnd, spec.input.isComplete(line.text), refused.isEmpty else {
      state.offers[spec.id] = world.offer(self, spec.id)
      return events
    }
    settleDate(spec, world)
    return events + completed(spec, world)
  }

  private mutating func typeTick(_ typed: String, _ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    let isOn: Bool
    switch typed {
    case " ", "x", "X": isOn = value(spec.id).isEmpty
    case "1": isOn = true
    case "0": isOn = false
    default: return [.refused(spec.id, text: TypedText.clean(typed))]
    }
    guard isOn == value(spec.id).isEmpty else { return [] }
    rememberStep()
    store(isOn ? "1" : "", in: spec)
    return [.changed(spec.id)]
  }

  private mutating func delete(_ key: Key, _ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    var line = state.line
    switch spec.input {
    case .choice, .lookup, .tick:
      guard !value(spec.id).isEmpty else { return [] }
    default:
      guard key == .backspace ? line.deleteBackward() : line.deleteForward() else {
        state.line = line
        return []
      }
    }
    remember(.deleting(spec.id))
    state.line = line
    store(line.text, in: spec)
    state.offers[spec.id] = world.offer(self, spec.id)
    return [.changed(spec.id)]
  }

  /// Writes what a person put into a field; it is then neither proposal nor given.
  mutating func store(_ value: String, in spec: FieldSpec) {
    state.values[spec.id] = value.isEmpty ? nil : value
    state.proposals.remove(spec.id)
    state.given.remove(spec.id)
    state.messages[spec.id] = nil
    state.unmatched.remove(spec.id)
    state.names[spec.id] = nil
    state.offers[spec.id] = nil
  }

  // MARK: Leaving

  /// A field of fixed length is whole: it moves on unless it is wrong or an offer is open.
  mutating func completed(_ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    state.offers[spec.id] = world.offer(self, spec.id)
    judge(spec, world)
    guard state.offers[spec.id] == nil, state.messages[spec.id]?.level != .error else { return [] }
    let events = leaveForward(spec, world)
    (swallowsHabit, movedFrom) = (true, spec.id)
    return events
  }

  private mutating func takeOffer(_ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    rememberStep()
    state.offers[spec.id] = nil
    let before = state.values
    world.take(&self, spec.id)
    for filled in specs where state.values[filled.id] != before[filled.id] { judge(filled, world) }
    var events: [FormEvent] = [.offerTaken(spec.id)] + leave(spec, world)
    let after = neighbours(of: spec.id).after
    guard let next = after.first(where: { value($0.id).isEmpty && !$0.isAside }) ?? after.first(where: { !$0.isAside })
    else {
      events.append(.passedEnd)
      return events
    }
    enter(next.id)
    return events
  }

  /// Leaves by Enter or by itself: past what the program filled in, to the next field that wants a person.
  private mutating func leaveForward(_ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    let events = leave(spec, world)
    let after = neighbours(of: spec.id).after
    for passed in after {
      let isPassed = passed.isAside || state.given.contains(passed.id)
      if !isPassed || state.messages[passed.id]?.level == .error {
        enter(passed.id)
        return events
      }
      state.proposals.remove(passed.id)
    }
    lastEdit = nil
    return events + [.passedEnd]
  }

  /// Everything that leaving means; always allowed, whatever stands in the field.
  mutating func leave(_ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    var events: [FormEvent] = []
    if state.offers[spec.id] != nil {
      state.offers[spec.id] = nil
      events.append(.offerDeclined(spec.id))
    }
    state.proposals.remove(spec.id)
    let settled = spec.input.settled(value(spec.id))
    if settled != value(spec.id) {
      remember(.typing(spec.id))
      state.values[spec.id] = settled
      events.append(.changed(spec.id))
    }
    if settleDate(spec, world) { events.append(.changed(spec.id)) }
    judge(spec, world)
    // What was said elsewhere may have been said of both together.
    for other in specs where other.id != spec.id {
      guard let said = state.messages[other.id], said == judged[other.id] else { continue }
      judge(other, world)
    }
    return events + [.left(spec.id)]
  }

  /// Turns a typed day into ISO where it is one; true when that changed the value.
  @discardableResult
  private mutating func settleDate(_ spec: FieldSpec, _ world: FormWorld) -> Bool {
    guard case .date = spec.input, !value(spec.id).isEmpty,
      case .success(let iso) = world.parseDate(spec.input.editText(value(spec.id))), iso != value(spec.id)
    else { return false }
    remember(.typing(spec.id))
    state.values[spec.id] = iso
    if spec.id == state.focus { state.line = EditLine(spec.input.editText(iso)) }
    return true
  }

  /// Says beside the field what is wrong with it: not in its list, no day, or what the program finds.
  private mutating func judge(_ spec: FieldSpec, _ world: FormWorld) {
    if state.unmatched.contains(spec.id) {
      state.messages[spec.id] = FieldMessage(.error, texts.notInList)
    } else if case .date = spec.input, !value(spec.id).isEmpty,
      case .failure(let problem) = world.parseDate(spec.input.editText(value(spec.id)))
    {
      state.messages[spec.id] = FieldMessage(.error, problem.text)
    } else {
      state.messages[spec.id] = world.check(self, spec.id)
    }
    judged[spec.id] = state.messages[spec.id]
  }

  /// Tab and arrows: one field on or back, at the ends they stay.
  mutating func step(by count: Int) -> [FormEvent] {
    let (before, after) = neighbours(of: state.focus)
    if let next = count > 0 ? after.first : before.last { enter(next.id) } else { enter(state.focus) }
    return []
  }

  private mutating func stepSection(by count: Int) -> [FormEvent] {
    let places = state.sections.map { $0.fields.filter { !state.hidden.contains($0.id) } }
    guard let place = state.sections.firstIndex(where: { $0.fields.contains { $0.id == state.focus } }) else {
      return []
    }
    let next = count > 0 ? places[(place + 1)...].first { !$0.isEmpty } : places[..<place].last { !$0.isEmpty }
    if let first = next?.first {
      enter(first.id)
    } else if let end = count > 0 ? places[place].last : places[place].first {
      enter(end.id)
    }
    return []
  }
}
