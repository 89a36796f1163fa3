// The command line: what it may say, where its options may stand, and the one sentence when it is wrong.
import LoketModel
import Testing

@testable import loket

struct ArgumentsTests {
  @Test("No word at all opens the screen")
  func nothing() throws {
    #expect(try Arguments.parse([]) == Arguments(command: .screen, words: [], options: [:]))
    #expect(try Arguments.parse(["--data", "/d"]).options == ["--data": "/d"])
  }

  @Test("Options stand before or after the command, with a space or an equals sign")
  func places() throws {
    let expected = Arguments(
      command: .export, words: ["people"], options: ["--data": "/d", "--format": "json", "--masked": ""])
    for line in [
      ["--data", "/d", "export", "people", "--format", "json", "--masked"],
      ["export", "--masked", "--format=json", "people", "--data=/d"],
      ["--format", "json", "--masked", "--data=/d", "export", "people"],
    ] {
      #expect(try Arguments.parse(line) == expected)
    }
  }

  @Test("A value may begin with one dash or hold an equals sign; after -- a word may look like an option")
  func oddValues() throws {
    let line = [
      "init", "--office", "33.76.02.1005", "--device", "PC=1", "--supervisor", "lurah", "--pin", "-",
    ]
    let arguments = try Arguments.parse(line)
    #expect(arguments["--pin"] == "-")
    #expect(arguments["--device"] == "PC=1")
    #expect(try Arguments.parse(["import", "--", "--odd.csv"]).words == ["--odd.csv"])
  }

  @Test(
    "A wrong line is named in one sentence, in both languages",
    arguments: [
      (["imprt", "a.csv"], "command.wrong.command"),
      (["import"], "command.wrong.wordMissing"),
      (["import", "a.csv", "b.csv"], "command.wrong.word"),
      (["import", "a.csv", "--masked"], "command.wrong.option"),
      (["import", "a.csv", "-x"], "command.wrong.option"),
      (["import", "a.csv", "--dry-run", "--dry-run"], "command.wrong.optionTwice"),
      (["import", "a.csv", "--dry-run=yes"], "command.wrong.optionAlone"),
      (["import", "a.csv", "--data"], "command.wrong.valueMissing"),
      (["import", "a.csv", "--data="], "command.wrong.valueMissing"),
      (["import", "a.csv", "--data", "--dry-run"], "command.wrong.valueMissing"),
      (["init", "--office", "3376021005"], "command.wrong.optionMissing"),
      (["generate", "--households", "many"], "command.wrong.number"),
      (["generate", "--households", "0"], "command.wrong.number"),
      (["generate", "--households", "99999999999999999999"], "command.wrong.number"),
      (["export", "cats"], "command.wrong.choice"),
      (["--lang", "fr"], "command.wrong.choice"),
      (["report", "daily", "--date", "2026-02-30"], "command.wrong.day"),
      (["--clock", "yesterday"], "command.wrong.moment"),
      (["init", "--pin", "246810"], "command.wrong.pin"),
    ])
  func wrong(line: [String], phrase: String) throws {
    let problem = #expect(throws: WrongArguments.self) { try Arguments.parse(line) }
    let message = try #require(problem).message
    #expect(message.phrase.rawValue == phrase)
    for language in Language.allCases {
      let text = Wording(language).text(message)
      #expect(text != phrase && !text.contains("{"), "\(language): \(text)")
    }
  }

  @Test(
    "A day is written as on the screen or as ISO, its year in full",
    arguments: ["22-11-2026", "2026-11-22", "22/11/2026", "22.11.2026", "22112026", "22 nov 2026"])
  func days(_ typed: String) throws {
    let arguments = try Arguments.parse(["report", "daily", "--date", typed])
    #expect(arguments.day("--date") == CalendarDate(year: 2026, month: 11, day: 22))
  }

  @Test(
    "A day with a short year, without a month or out of the calendar is refused",
    arguments: [
      "22-11-26", "221126", "h", "22-11", "2026", "30-02-2026", "22-13-2026", "2026-11-22-1",
    ])
  func noDays(_ typed: String) {
    #expect(throws: WrongArguments.self) { try Arguments.parse(["report", "daily", "--date", typed]) }
  }

  @Test("The usage line says how a date is written", arguments: [Language.indonesian, .english])
  func dayUsage(_ language: Language) {
    let usage = CommandTable.usage(.report, Wording(language))
    #expect(usage.contains(language == .english ? "--date DD-MM-YYYY" : "--date TGL-BLN-TAHUN"))
  }

  @Test("Help is reached by its command and by --help, anywhere on the line")
  func help() throws {
    #expect(try Arguments.parse(["help"]) == Arguments(command: .help, words: [], options: [:]))
    #expect(try Arguments.parse(["help", "import"]).words == ["import"])
    #expect(try Arguments.parse(["import", "--help"]) == Arguments(command: .help, words: ["import"], options: [:]))
    #expect(try Arguments.parse(["-h"]).command == .help)
    #expect(try Arguments.parse(["--version", "--lang", "en"]).command == .version)
  }

  @Test("The language is heeded even where the rest of the line is wrong")
  func language() {
    #expect(Arguments.language(of: ["imprt", "--lang=en"]) == .english)
    #expect(Arguments.language(of: ["--lang", "en", "imprt"]) == .english)
    #expect(Arguments.language(of: ["--lang", "fr"]) == .indonesian)
  }
}
