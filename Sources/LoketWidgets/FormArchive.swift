// A form as a flat table of texts, so that a draft can be stored and the form found again as it was left.

extension Form {
  /// Values, starting values, proposals, the sections' ids and the focus. Secrets are left out.
  /// A filter that is being typed is kept too.
  public func archive() -> [String: String] {
    var archive: [String: String] = [:]
    let secrets = Set(specs.filter { if case .secret = $0.input { true } else { false } }.map(\.id))
    for (id, value) in state.values where !secrets.contains(id) { archive["value." + id] = value }
    for (id, value) in start.values where !secrets.contains(id) { archive["start." + id] = value }
    for (id, name) in state.names where !secrets.contains(id) { archive["name." + id] = name }
    for id in state.proposals { archive["proposal." + id] = "1" }
    for id in state.given { archive["given." + id] = "1" }
    for id in state.unmatched { archive["unmatched." + id] = "1" }
    archive["sections"] = state.sections.map(\.id).joined(separator: "\n")
    archive["startSections"] = start.sections.map(\.id).joined(separator: "\n")
    archive["focus"] = state.focus
    if let picker = state.picker, !picker.filter.isEmpty { archive["filter"] = picker.filter.text }
    return archive
  }

  /// The ids of the sections that a stored form had, in order.
  public static func sections(inArchive archive: [String: String]) -> [String] {
    archive["sections", default: ""].split(separator: "\n").map(String.init)
  }

  /// The form as it was left. Sections that `section` no longer knows are left out; values of unknown fields stay.
  public init(archive: [String: String], texts: FormTexts = FormTexts(), section: (String) -> FormSection?) {
    let before = archive["startSections", default: ""].split(separator: "\n").compactMap { section(String($0)) }
    self.init(sections: before, values: Form.part("start.", of: archive), focus: archive["focus"], texts: texts)
    let marks = { (prefix: String) in Set(Form.part(prefix, of: archive).keys) }
    state.sections = Form.sections(inArchive: archive).compactMap(section)
    state.values = Form.part("value.", of: archive)
    state.names = Form.part("name.", of: archive)
    state.proposals = marks("proposal.")
    state.given = marks("given.")
    state.unmatched = marks("unmatched.")
    enter(archive["focus"].flatMap { spec($0)?.id } ?? specs.first?.id ?? "")
    start.names = state.names
    if let filter = archive["filter"], let spec = focusedSpec, case .choice(let choices, _) = spec.input {
      state.picker = PickList(choices, filter: filter)
    }
  }

  private static func part(_ prefix: String, of archive: [String: String]) -> [String: String] {
    var part: [String: String] = [:]
    for (key, value) in archive where key.hasPrefix(prefix) { part[String(key.dropFirst(prefix.count))] = value }
    return part
  }
}
