// The selection as it is seen, as files in Tests/Frames/Selection; the minutes of a large wave on paper.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of the selection")
struct SelectionFramesTests {
  private let files = FrameFiles(group: "Selection")

  struct Shot: Sendable, CustomTestStringConvertible {
    let name: String
    var language = Language.indonesian
    let desk: @Sendable (Language) -> Desk
    var testDescription: String { name }
  }

  private static func pressed(_ desk: Desk, _ keys: [Key]) -> Desk {
    var desk = desk
    for key in keys { desk.press(key) }
    return desk
  }

  static let shots: [Shot] = [
    Shot(name: "selection before") { Desk.atSelection(language: $0) },
    Shot(name: "selection before en", language: .english) { Desk.atSelection(language: $0) },
    Shot(name: "selection actions") { pressed(.atSelection(isJudged: false, language: $0), [.function(7)]) },
    Shot(name: "scores") { pressed(.atSelection(isJudged: false, language: $0), [.character("1"), .character("6")]) },
    Shot(name: "scores en", language: .english) {
      pressed(.atSelection(isJudged: false, language: $0), [.character("1"), .character("6")])
    },
    Shot(name: "seed") { pressed(.atSelection(language: $0), [.character("2")]) },
    Shot(name: "declare") { desk in
      var desk = Desk.atSelection(language: desk)
      desk.press(.character("2"), .function(2), .character("3"))
      return desk
    },
    Shot(name: "declare en", language: .english) { language in
      var desk = Desk.atSelection(language: language)
      desk.press(.character("2"), .function(2), .character("3"))
      return desk
    },
    Shot(name: "selection declared") { pressed(.declared(language: $0), [.home, .down, .down, .down, .down]) },
    Shot(name: "selection declared en", language: .english) { pressed(.declared(language: $0), [.home]) },
    Shot(name: "decline") { language in
      var desk = Desk.declared(language: language)
      desk.press(.home, .character("4"), .down, .down, .down, .character("4"), .home, .character("5"))
      return desk
    },
    Shot(name: "rank") { pressed(.declared(language: $0), [.end, .character("8")]) },
    Shot(name: "minutes") { pressed(.declared(language: $0), [.character("0")]) },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: Shot) {
    #expect(files.difference(shot.desk(shot.language).frame.pictured, shot.name) == nil)
  }

  @Test("No file of a screen that is gone is left")
  func strays() {
    let sheets = Language.allCases.map { "minutes paper \($0.rawValue)" }
    #expect(files.strays(besides: Self.shots.map(\.name) + sheets) == [])
  }

  // MARK: Minutes

  private func sheet(_ desk: Desk, lines: Int = 60) throws -> PaperSheet {
    let minutes = SelectionMinutes(wave: Applicants.wave, track: "las", Context(desk.state, world: nil))
    return PaperSheet(
      try PaperTemplate.compiled(SelectionMinutes.template), minutes.values, PaperFormat(lines: lines),
      desk.state.wording)
  }

  @Test("The minutes say how it was judged and drawn, who was set apart, and who waits", arguments: Language.allCases)
  func minutes(_ language: Language) throws {
    var desk = Desk.declared(language: language)
    desk.press(.end, .character("8"))
    desk.type("2")
    desk.press(.enter)
    desk.type("difabel, prioritas program")
    desk.press(.function(2))
    desk.save([
      Edit(
        on: RecordRef(.application, Applicants.application(3)),
        set: [FieldChange("override/age", "lulusan terbaik tahun lalu")])
    ])
    let sheet = try sheet(desk)
    let pictured = sheet.text.split(separator: "\u{0c}", omittingEmptySubsequences: false)
      .joined(separator: String(repeating: "^", count: 20) + " form feed\n")
    #expect(files.difference(pictured, "minutes paper \(language.rawValue)") == nil)
    #expect(sheet.text.contains("printf '%s' 'PEKALONGAN-2026:"))
  }

  @Test("647 applicants with names of 60 letters: no row is broken by a page, and each page has its titles")
  func large() throws {
    var desk = Desk.open()
    desk.save(
      Applicants.office(classes: [("las", 160)])
        + (1...647).flatMap { number in
          let name = "\(1000 + number) " + String(repeating: "NAMA ", count: 11)
          return Applicants.applicant(
            number, name: String(name.prefix(60)), written: (number * 37) % 101, interview: (number * 59) % 101)
        })
    let registry = desk.state.registry
    let pool = registry.pool(wave: Applicants.wave, track: "las")
    desk.save(registry.seedEdits(wave: Applicants.wave, seed: "S", on: desk.state.today))
    desk.save(desk.state.registry.declarationEdits(pool, on: desk.state.today))
    for lines in [60, 66] {
      let sheet = try sheet(desk, lines: lines)
      #expect(sheet.pages.allSatisfy { $0.count <= lines && $0.allSatisfy { $0.count <= 80 } })
      let tables = sheet.pages.filter { page in page.contains { $0.hasSuffix("Terpilih") || $0.contains(" Cadangan ") }
      }
      #expect(tables.count > 20)
      #expect(tables.allSatisfy { page in page.contains { $0.contains("Nama") && $0.contains("Nilai") } })
      // A row of two lines stands on one page: each page has as many first lines as seconds.
      for page in tables {
        let table = page.drop { !$0.contains("Keterangan") }.prefix { !$0.contains("UNDIAN") }
        let first = table.count { $0.contains("NAMA") && $0.contains(",") }
        let second = table.count { $0.contains("NAMA") && !$0.contains(",") }
        #expect(first == second)
      }
      let seated = sheet.pages.joined().count { $0.hasSuffix("Terpilih") }
      #expect(seated == 160)
      #expect(sheet.pages.joined().contains { $0.contains("Cadangan 487") })
    }
  }
}
