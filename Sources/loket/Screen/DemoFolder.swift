// The demo: an office full of made-up people in a folder of its own, gone when the screen closes.
import FoundationEssentials
import Glibc
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

/// A class, because the folder goes when the last one lets go.
final class DemoFolder {
  /// How many households a demo shows, unless it is told otherwise.
  static let households = 200

  let path: String
  let accounts = SampleOffice.accounts.map { DemoAccount(login: $0.login, pin: $0.pin) }

  /// Nil when the system's folder for temporary files takes nothing.
  init?() {
    let base = Surroundings.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(base)/loket-demo-\(String(repeating: "X", count: 6))".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = template.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { String(cString: $0) } ?? base }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension ScreenProgram {
  func openDemo(households: Int) -> [Event] {
    guard let folder = DemoFolder() else { return [.openFailed(Message(.commandDemoNoFolder))] }
    do {
      let data = try SampleOffice.setUp(folder.path, clock: clock)
      let terminal = terminal
      let progress = StartProgress(surroundings.wording)
      try SampleOffice.fill(data, households: households, seed: 1, clock: clock) { done in
        progress.show(.commandGenerateProgress, done, of: households, on: terminal)
      }
      demo = folder
      return [opened(data)]
    } catch {
      return [.openFailed(error.message)]
    }
  }
}

extension Phrase {
  static let commandDemoNoFolder = Phrase("command.demo.noFolder")
}
