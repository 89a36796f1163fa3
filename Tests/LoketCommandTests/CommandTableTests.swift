// The table of commands against the parser, the usage lines and both languages.
import LoketModel
import Testing

@testable import loket

struct CommandTableTests {
  @Test("Every command has one row")
  func rows() {
    #expect(CommandTable.rows.map(\.name) == CommandName.allCases)
  }

  @Test("The usage line shows words, options and what may be left out, in the person's language")
  func usage() {
    #expect(
      CommandTable.usage(.importRows, Wording(.indonesian))
        == "loket import BERKAS [--wave GELOMBANG] [--program PROGRAM] [--dry-run] [--format json]")
    #expect(
      CommandTable.usage(.importRows, Wording(.english))
        == "loket import FILE [--wave WAVE] [--program PROGRAMME] [--dry-run] [--format json]")
    #expect(
      CommandTable.usage(.initialise, Wording(.english))
        == "loket init [--office CODE] [--join PLACE] --device NAME --supervisor LOGIN --pin - [--office-name NAME] [--credentials FILE]"
    )
    #expect(CommandTable.usage(.screen, Wording(.english)) == "loket")
  }

  @Test("The help names every command and every option, with nothing left untranslated", arguments: Language.allCases)
  func help(language: Language) {
    let wording = Wording(language)
    let all = HelpCommand.text(about: nil, wording)
    for name in CommandName.allCases {
      #expect(all.contains(CommandTable.usage(name, wording)))
      let one = HelpCommand.text(about: name, wording)
      for option in CommandTable.rule(name).options { #expect(one.contains(option.name)) }
      #expect(!one.contains("command."))
    }
    for option in CommandTable.common { #expect(all.contains(option.name)) }
    #expect(!all.contains("command."))
  }

  @Test("An option means the same wherever it stands: the same name always takes a value or never does")
  func oneMeaning() {
    let options = CommandTable.common + CommandTable.rows.flatMap(\.options)
    for option in options {
      #expect(options.filter { $0.name == option.name }.allSatisfy { ($0.title == nil) == (option.title == nil) })
    }
  }
}
