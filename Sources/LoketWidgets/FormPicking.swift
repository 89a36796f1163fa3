// The pick list under a field: F4 or typing opens it, Enter takes, Esc keeps the old value.

extension Form {
  /// Opens the list of the focused field with `typed` as its filter; false when the field has none.
  mutating func openPicker(_ spec: FieldSpec, typed: String, _ world: FormWorld) -> Bool {
    let picker: PickList
    switch spec.input {
    case .choice(let choices, _):
      picker = PickList(choices, selecting: typed.isEmpty ? value(spec.id) : "", filter: typed)
    case .lookup:
      picker = PickList(world.find(spec.id, typed), selecting: value(spec.id), filter: typed, isLookedUp: true)
    default: return false
    }
    remember(.filtering(spec.id))
    state.picker = picker
    return true
  }

  /// Closes the list; a filter that was typed stays in the step before.
  mutating func closePicker() {
    if let picker = state.picker, !picker.filter.isEmpty { rememberStep() }
    state.picker = nil
    lastEdit = nil
  }

  mutating func typeChoice(
    _ typed: String, _ spec: FieldSpec, _ choices: [Choice], _ oneKey: Bool, _ world: FormWorld
  ) -> [FormEvent] {
    let clean = TypedText.clean(typed)
    guard !clean.isEmpty else { return [] }
    if oneKey, let choice = choices.oneKey(clean) {
      rememberStep()
      return take(choice, spec) + completed(spec, world)
    }
    _ = openPicker(spec, typed: clean, world)
    return []
  }

  mutating func pressInPicker(_ key: Key, _ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    guard var picker = state.picker else { return [] }
    switch key {
    case .tab, .backTab: return leavePicker(picker, spec, world) + step(by: key == .tab ? 1 : -1)
    // Where nothing is found, nothing can be chosen: arrows leave the field as Tab does, and the text stays.
    case .up where picker.matches.isEmpty: return leavePicker(picker, spec, world) + step(by: -1)
    case .down where picker.matches.isEmpty: return leavePicker(picker, spec, world) + step(by: 1)
    case .enter where picker.matches.isEmpty: return [.nothingFound(spec.id)]
    default: break
    }
    let outcome = picker.press(key)
    switch outcome {
    case .closed:
      closePicker()
      return []
    case .notMine: return [.notMine]
    case .stayed:
      state.picker = picker
      return []
    case .taken(let choice):
      rememberStep()
      let events = take(choice, spec)
      // Enter took it: this move is the person's own, nothing is swallowed after it.
      let moved = completed(spec, world)
      swallowsHabit = false
      return events + moved
    case .filtered(let filter):
      if case .choice(let choices, true) = spec.input, isTyping(key), let choice = choices.oneKey(filter) {
        rememberStep()
        return take(choice, spec) + completed(spec, world)
      }
      if case .lookup = spec.input { picker.replace(world.find(spec.id, filter)) }
      remember(isTyping(key) ? .filtering(spec.id) : .deleting(spec.id))
      state.picker = picker
      return []
    }
  }

  private func isTyping(_ key: Key) -> Bool {
    if case .character = key { return true }
    return false
  }

  private mutating func take(_ choice: Choice, _ spec: FieldSpec) -> [FormEvent] {
    state.picker = nil
    store(choice.code, in: spec)
    if case .lookup = spec.input { state.names[spec.id] = choice.name }
    return [.picked(field: spec.id, code: choice.code), .changed(spec.id)]
  }

  /// Tab out of an open list takes what the filter found; a text that finds nothing stays in the field as it was typed.
  mutating func leavePicker(_ picker: PickList, _ spec: FieldSpec, _ world: FormWorld) -> [FormEvent] {
    guard !picker.filter.isEmpty else {
      closePicker()
      return leave(spec, world)
    }
    rememberStep()
    if let choice = picker.selectedChoice {
      return take(choice, spec) + leave(spec, world)
    }
    state.picker = nil
    store(picker.filter.text, in: spec)
    state.unmatched.insert(spec.id)
    return [.changed(spec.id)] + leave(spec, world)
  }
}
