import LoketModel
import LoketRegistry
import LoketWidgets

struct HouseholdListScreen: Screen {
  init(_ context: Context) {}
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
struct HouseholdScreen: Screen {
  let household: String
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
struct PersonScreen: Screen {
  let person: String
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
struct TrackListScreen: Screen {
  init(_ context: Context) {}
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
struct AssignmentScreen: Screen {
  init(people: [String], _ context: Context) {}
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
struct PlacementScreen: Screen {
  static let draftKind = "placement"
  static func resume(_ draft: Draft, _ context: Context) -> PlacementScreen? { nil }
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
struct SettingsScreen: Screen {
  init(_ context: Context) {}
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
