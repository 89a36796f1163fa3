// The screens of work as a terminal without colours shows them: bold, reverse and underlined, in Tests/Frames/Mono.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp
@testable import LoketTerminal

@Suite("Frames without colours")
struct MonoFramesTests {
  private let files = FrameFiles(group: "Mono")

  struct Shot: Sendable, CustomTestStringConvertible {
    let name: String
    let desk: @Sendable () -> Desk
    var testDescription: String { name }
  }

  private static func taken(
    _ names: [String], of shots: [RecordFramesTests.Shot], at desk: @escaping @Sendable () -> Desk
  ) -> [Shot] {
    shots.filter { names.contains($0.name) }.map { shot in
      Shot(name: shot.name) {
        var desk = desk()
        shot.play(&desk)
        return desk
      }
    }
  }

  static let shots: [Shot] =
    taken(["coverage", "means", "hub"], of: WorkFramesTests.shots) { .open() }
    + taken(["due", "all", "figures"], of: FollowUpFramesTests.shots) { .atFollowUps() }
    + taken(["funnel"], of: ReportFramesTests.shots) { .atReports() }
    + taken(["crafts", "producer"], of: CraftFramesTests.shots) { .atCrafts() }
    + VacancyFramesTests.shots.filter { shot in
      ["candidates", "vacancy", "vacancy disputed", "vacancies of a person"].contains(shot.name)
    }.map { shot in
      Shot(name: shot.name) {
        var desk = Desk.withVacancy()
        shot.desk(&desk)
        return desk
      }
    }

  /// Plain, bold, reverse, both, underlined.
  private static func letter(_ style: Style) -> Character {
    let look = ColourScheme.mono.look(style)
    if look.isUnderlined { return "U" }
    if look.isReverse { return look.isBold ? "X" : "R" }
    return look.isBold ? "B" : "·"
  }

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: Shot) {
    #expect(files.difference(shot.desk().frame.pictured(Self.letter), shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(Self.shots.count == 13)
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
