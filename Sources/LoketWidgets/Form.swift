// A form as a value: its fields, what stands in them, where the focus is, and every step that F8 takes back.

/// All that F8 restores.
struct FormState: Hashable, Sendable {
  var sections: [FormSection]
  var values: [String: String]
  /// Values that the program put there and no person has passed yet.
  var proposals: Set<String> = []
  /// Values that the program put there and no person has changed: Enter goes past them.
  var given: Set<String> = []
  var offers: [String: String] = [:]
  var messages: [String: FieldMessage] = [:]
  /// Fields of a list in which a text stands that the list lacks.
  var unmatched: Set<String> = []
  /// Names of values of lookup fields.
  var names: [String: String] = [:]
  /// Fields that have no place now: neither drawn nor entered.
  var hidden: Set<String> = []
  var focus: String
  var line = EditLine()
  var picker: PickList?
}

public struct Form: Equatable, Sendable {
  var state: FormState
  /// The form as it began.
  var start: FormState
  /// Older states, the newest last.
  var steps: [FormState] = []
  /// Keys of one kind in one field are one step.
  var lastEdit: EditKind?
  /// True right after a move by itself: one Enter or Tab of habit is then swallowed.
  var swallowsHabit = false
  /// What the rules said of each field when it was last looked at.
  var judged: [String: FieldMessage] = [:]
  /// The field that was whole when the bar moved on by itself.
  var movedFrom: String?
  /// The field of whole numbers in which somebody typed a comma: the digits behind it are not taken.
  var fraction: String?
  public var texts: FormTexts

  enum EditKind: Hashable, Sendable {
    case typing(String)
    case deleting(String)
    case filtering(String)
  }

  /// - Parameters:
  ///   - values: what stands in the fields at the start, by field id; empty values count as absent.
  ///   - focus: the field to begin in; the first one when nil or unknown.
  public init(
    sections: [FormSection], values: [String: String] = [:], focus: String? = nil, texts: FormTexts = FormTexts()
  ) {
    state = FormState(sections: sections, values: values.filter { !$0.value.isEmpty }, focus: "")
    start = state
    self.texts = texts
    enter(focus.flatMap { spec($0)?.id } ?? specs.first?.id ?? "")
    start = state
  }

  public var sections: [FormSection] { state.sections }
  public var values: [String: String] { state.values }
  public var proposals: Set<String> { state.proposals }
  /// Fields with a value that the program put there and no person changed.
  public var given: Set<String> { state.given }
  public var focus: String { state.focus }
  /// The fields that can be entered, in the order of the keys.
  public var specs: [FieldSpec] {
    let fields = state.sections.flatMap(\.fields)
    return state.hidden.isEmpty ? fields : fields.filter { !state.hidden.contains($0.id) }
  }
  public var focusedSpec: FieldSpec? { spec(state.focus) }
  /// The pick list that is open under the focused field.
  public var picker: PickList? { state.picker }
  /// Fields with a typed text that is in no list; they cannot be saved.
  public var unmatched: Set<String> { state.unmatched }

  public var offers: [String: String] {
    get { state.offers }
    set { adjust { $0.offers = newValue } }
  }
  public var messages: [String: FieldMessage] {
    get { state.messages }
    set { adjust { $0.messages = newValue } }
  }

  /// Fields that the owner takes off the screen for now; what stands in them stays.
  public var hidden: Set<String> {
    get { state.hidden }
    set { adjust { $0.hidden = newValue } }
  }

  public func spec(_ id: String) -> FieldSpec? {
    for section in state.sections {
      if let spec = section.fields.first(where: { $0.id == id }) { return spec }
    }
    return nil
  }

  public func value(_ id: String) -> String { state.values[id] ?? "" }

  /// The value as a person reads it.
  public func display(_ id: String) -> String {
    let value = value(id)
    guard let spec = spec(id) else { return value }
    if case .lookup = spec.input { return state.names[id] ?? value }
    return spec.input.display(value)
  }

  /// Whether anything stands here that did not at the start, a filter that is being typed included.
  public var isChanged: Bool {
    state.values != start.values || state.sections.map(\.id) != start.sections.map(\.id)
      || !(state.picker?.filter.isEmpty ?? true)
  }

  /// The values that differ from the start, by field id; `""` where a value was cleared.
  public var changedValues: [String: String] {
    var changed: [String: String] = [:]
    for id in Set(state.values.keys).union(start.values.keys) where state.values[id] != start.values[id] {
      changed[id] = state.values[id] ?? ""
    }
    return changed
  }

  /// What stands here is stored: F8 ends here from now on.
  public mutating func markSaved() {
    start = state
    steps = []
    lastEdit = nil
  }

  // MARK: Changes by the program

  /// Puts `value` into a field. A proposal is drawn as one until a person passes it, and goes back together with the
  /// step that caused it. `name` is what a lookup field shows for the value. Enter passes what was put in, unless it
  /// `isAsked`: a proposal about which a person is to think.
  public mutating func set(
    _ id: String, _ value: String, asProposal: Bool = false, name: String? = nil, isAsked: Bool = false
  ) {
    guard spec(id) != nil, value != self.value(id) || name != nil else { return }
    if !isUntouched, steps.isEmpty || losesTypedText(id) { rememberStep() }
    let line = id == state.focus ? spec(id).map { EditLine($0.input.editText(value), isFresh: true) } : nil
    adjust { state in
      if let line { state.line = line }
      state.values[id] = value.isEmpty ? nil : value
      state.names[id] = name
      state.unmatched.remove(id)
      state.messages[id] = nil
      if value.isEmpty {
        state.proposals.remove(id)
        state.given.remove(id)
      } else {
        if isAsked { state.given.remove(id) } else { state.given.insert(id) }
        if asProposal { state.proposals.insert(id) } else { state.proposals.remove(id) }
      }
    }
  }

  /// Adds a section at the end, or before `next`.
  public mutating func append(_ section: FormSection, values: [String: String] = [:], before next: String? = nil) {
    rememberStep()
    let place = next.flatMap { id in state.sections.firstIndex { $0.id == id } } ?? state.sections.count
    state.sections.insert(section, at: place)
    for (id, value) in values where !value.isEmpty { state.values[id] = value }
  }

  /// Takes a section away with all that stands in it; F8 brings it back.
  public mutating func remove(section id: String) {
    guard let place = state.sections.firstIndex(where: { $0.id == id }) else { return }
    rememberStep()
    let gone = state.sections.remove(at: place)
    for field in gone.fields {
      state.values[field.id] = nil
      state.messages[field.id] = nil
      state.offers[field.id] = nil
      state.names[field.id] = nil
      state.proposals.remove(field.id)
      state.given.remove(field.id)
      state.unmatched.remove(field.id)
    }
    if gone.fields.contains(where: { $0.id == state.focus }) {
      let sections = state.sections[..<place]
      enter(sections.last?.fields.last?.id ?? state.sections.first?.fields.first?.id ?? "")
    }
  }

  /// Changes what a field is (its label, its choices) without touching what stands in it.
  public mutating func replace(_ spec: FieldSpec) {
    adjust { state in
      for section in state.sections.indices {
        for field in state.sections[section].fields.indices where state.sections[section].fields[field].id == spec.id {
          state.sections[section].fields[field] = spec
        }
      }
    }
  }

  /// A comma was typed there, and what follows it is not taken.
  public func isBehindComma(_ field: String) -> Bool { fraction == field }

  // MARK: Steps

  /// Takes the last step back; at the first step the form is again exactly as it began. False when it is so already.
  @discardableResult
  public mutating func undo() -> Bool {
    lastEdit = nil
    (swallowsHabit, movedFrom, fraction, judged) = (false, nil, nil, [:])
    if let step = steps.popLast() {
      state = step
      return true
    }
    guard state != start else { return false }
    state = start
    return true
  }

  /// Every state that F8 could bring back, the oldest first, as values by field id.
  public var undoValues: [[String: String]] { steps.map(\.values) }

  /// Makes what the program sets from here on a step of its own.
  public mutating func beginStep() { rememberStep() }

  mutating func remember() { steps.append(state) }

  mutating func rememberStep() {
    remember()
    lastEdit = nil
  }

  /// Remembers the state unless the key goes on with what the last one did.
  mutating func remember(_ kind: EditKind) {
    if lastEdit != kind { remember() }
    lastEdit = kind
  }

  /// Whether a change of this field by the program would drop a text that no step holds.
  private func losesTypedText(_ id: String) -> Bool {
    guard let value = state.values[id], !state.given.contains(id), let step = steps.last else { return false }
    return step.values[id] != value
  }

  private var isUntouched: Bool { steps.isEmpty && state == start }

  /// A change that is no step of its own; before the first key it belongs to the start.
  private mutating func adjust(_ change: (inout FormState) -> Void) {
    let wasUntouched = isUntouched
    change(&state)
    if wasUntouched { start = state }
  }

  // MARK: Focus

  /// Goes to a field without asking anything, as when the person comes back from an error list.
  public mutating func focus(on id: String) {
    guard spec(id) != nil else { return }
    if state.picker != nil { closePicker() }
    enter(id)
  }

  /// Goes to the first field with an error; false when there is none.
  @discardableResult
  public mutating func jumpToFirstError() -> Bool {
    for spec in specs where state.messages[spec.id]?.level == .error {
      focus(on: spec.id)
      return true
    }
    return false
  }

  /// The fields that can be entered before and after `id`, which may itself be hidden.
  func neighbours(of id: String) -> (before: [FieldSpec], after: [FieldSpec]) {
    let fields = state.sections.flatMap(\.fields)
    guard let place = fields.firstIndex(where: { $0.id == id }) else { return ([], []) }
    let isShown = { (spec: FieldSpec) in !state.hidden.contains(spec.id) }
    return (fields[..<place].filter(isShown), fields[(place + 1)...].filter(isShown))
  }

  mutating func enter(_ id: String) {
    state.focus = id
    state.picker = nil
    state.line = EditLine(spec(id)?.input.editText(value(id)) ?? "", isFresh: true)
    lastEdit = nil
  }
}
