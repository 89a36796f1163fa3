import LoketModel
import LoketRegistry
import LoketWidgets

struct SettingsScreen: Screen {
  init(_ context: Context) {}
  func title(_ context: Context) -> String { "" }
  func render(into frame: inout Frame, _ area: Area, _ context: Context) {}
}
