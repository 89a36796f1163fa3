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
struct SettingsScreen: Screen {
  init(_ context: Context) {}
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
