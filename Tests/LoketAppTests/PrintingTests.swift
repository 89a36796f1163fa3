import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// The way from a household to paper, by keys.
@Suite("Printing")
struct PrintingTests {
  private func onReceipt(_ language: Language = .indonesian) -> Desk {
    var desk = Desk.withSample(language: language)
    desk.open(HouseholdScreen(household: Sample.budiHome))
    desk.press(.character("9"))
    return desk
  }

  @Test("The page of a household shows the receipt before it is printed, and Esc prints nothing")
  func preview() {
    var desk = onReceipt()
    #expect(desk.sees("TANDA TERIMA PENDAFTARAN") && desk.sees("KELURAHAN MINTARAGEN"))
    desk.press(.pageDown)
    #expect(desk.sees("SITI NUR'AINI"))
    desk.press(.escape)
    #expect(desk.prints.isEmpty)
    #expect(desk.state.layers.last is HouseholdScreen)
  }

  @Test("Enter and F2 print with a trace of who, whom and how many, and come back to where it was asked")
  func prints() {
    for key in [Key.enter, .function(2)] {
      var desk = onReceipt()
      desk.press(key)
      #expect(desk.prints.count == 1)
      let trace = TraceLine(.printed, on: RecordRef(.household, Sample.budiHome), count: 3, by: "lurah")
      #expect(desk.prints.first?.trace == trace)
      #expect(desk.prints.first?.isFileOnly == false)
      #expect(desk.state.layers.last is HouseholdScreen)
      #expect(desk.sees("Printer sudah menerima"))
      // The effect alone carries the trace: nothing can leave before it.
      #expect(!desk.effects.contains(.trace(trace)))
    }
  }

  @Test("F7 and 2 write a file only, and the place is said; a printer's refusal says why and where the sheet is")
  func files() {
    var desk = onReceipt()
    desk.press(.function(7), .character("2"))
    #expect(desk.prints.first?.isFileOnly == true)
    #expect(desk.sees("print/tanda-terima.txt"))
    desk.printOutcome = .kept(path: "~/print/a.txt", why: Message(Phrase("print.why.noProgram")))
    desk.press(.character("9"), .enter)
    #expect(desk.sees("belum punya sistem cetak") && desk.sees("~/print/a.txt"))
    desk.printOutcome = .failed(Message(Phrase("file.diskReadOnly"), ["path": "jejak", "code": "30"]))
    desk.press(.character("9"), .enter)
    #expect(desk.sees("Tidak dicetak"))
  }

  @Test(
    "The receipt of a sync says what came, from whom and up to when; a look has none, and it leaves no trace of a person"
  )
  func syncReceipt() {
    var desk = Desk.open()
    desk.openSync()
    desk.press(.function(7), .character("8"))
    #expect(desk.state.layers.last is ActionsScreen && desk.sees("belum ada sinkron dengan tempat ini"))
    desk.press(.escape)
    var plan = SyncState.done
    plan.isPlan = true
    desk.happen(.sync(.stick { $0.report = plan }))
    desk.press(.function(7), .character("8"))
    #expect(desk.state.layers.last is ActionsScreen)
    desk.press(.escape)
    desk.happen(.sync(.stick { $0.report = SyncState.done }))
    desk.press(.function(7), .character("8"))
    #expect(desk.sees("TANDA TERIMA SINKRON") && desk.sees("/media/lurah/STIK") && desk.sees("Aman dicabut"))
    #expect(desk.sees("PC 2: 120 catatan, terakhir 22-11-2026 08:41"))
    desk.press(.enter)
    #expect(desk.prints.count == 1 && desk.prints.first?.trace == nil)
    #expect(desk.state.layers.last is SyncScreen)
  }

  @Test("No sheet for a person to take home shows a whole NIK, a whole No. KK or a telephone number")
  func masked() throws {
    let desk = onReceipt()
    let text = try #require(desk.state.layers.last as? PaperScreen).sheet.text
    for whole in ["3376020508680001", "3376024508690003", Sample.card, Sample.oldCard, "81234567890"] {
      #expect(!text.contains(whole))
    }
    #expect(text.contains("337602******0001") && text.contains("337602******0007"))
  }

  @Test("The blank form is printed from the menu, shows nobody and leaves no trace")
  func blank() {
    var desk = Desk.open()
    desk.open(.blankForm)
    desk.press(.enter)
    #expect(desk.prints.count == 1)
    #expect(desk.prints.first?.trace == nil)
    #expect(desk.prints.first?.file == "formulir-kosong")
  }

  @Test("The printer of this PC is set up without a save, and the next sheet is laid out for it")
  func settings() {
    var desk = Desk.withSample()
    let saves = desk.saves.count
    desk.press(.function(10), .character("6"), .character("7"))
    desk.type("LX310")
    desk.press(.enter)
    desk.type("22")
    desk.press(.function(2))
    #expect(desk.saves.count == saves)
    let printer = desk.state.session.printer
    #expect(printer.name == "LX310" && printer.kind == .dotMatrix && printer.pitch == 12)
    desk.goHome()
    desk.open(.blankForm)
    desk.press(.enter)
    #expect(desk.prints.first?.sheet.format == PaperFormat(columns: 96, lines: 66, letters: .ascii))
    #expect(desk.prints.first?.printer == printer)
  }

  @Test("A printer's name that could be read as something else, and a page of too few lines, are refused")
  func wrongSettings() {
    for (field, text) in [(0, "-o raw"), (3, "12")] {
      var desk = Desk.withSample()
      desk.press(.function(10), .character("6"), .character("7"))
      for _ in 0..<field { desk.press(.tab) }
      desk.type(text)
      desk.press(.function(2))
      #expect(desk.state.session.printer == PrinterSettings())
      #expect(desk.state.layers.last is PrinterScreen)
    }
  }

  @Test(
    "Every slot that a template declares is filled by what gathers its values, and no other",
    arguments: Language.allCases)
  func slots(_ language: Language) throws {
    let source = PaperTests.source(language)
    let receipt = try #require(Receipt(of: Crowd.home, source)).values
    for (name, values) in [(Receipt.template, receipt), (BlankForm.template, BlankForm.values(source))] {
      let template = try PaperTemplate.compiled(name)
      #expect(Set(values.texts.keys).isSuperset(of: template.slots), "\(name)")
      #expect(Set(values.rows.keys) == Set(template.lists.keys), "\(name)")
      for (list, rows) in values.rows {
        for row in rows { #expect(Set(row.keys) == template.lists[list], "\(name) \(list)") }
      }
    }
  }

  @Test("A receipt bears its entry's number of the day by the PC that saved it, and the clerk who did")
  func reference() throws {
    var clerk = Clerk()
    clerk.typeHead()
    clerk.key(.function(2))
    if clerk.desk.state.layers.last is ChecksScreen { clerk.key(.function(2)) }
    clerk.code("2")
    let entry = try #require(clerk.desk.saves.last?.edits.first { $0.on.kind == .entry })
    #expect(clerk.desk.sees("A-1 (\(entry.on.id.prefix(8)))"))
  }

  @Test("Pengaturan says how many sheets lie as files and since when, one more after each that no printer took")
  func sheets() {
    var desk = Desk.open()
    func look() {
      desk.press(.function(10), .character("6"), .character("7"))
    }
    look()
    #expect(desk.sees("Tidak ada lembar yang tersimpan"))
    desk.goHome()
    (desk.state.session.sheets, desk.state.session.sheetDays) = ([CalendarDate(iso: "2026-11-02")!], 30)
    desk.happen(.printed(.filed(path: "print/x.txt")))
    desk.happen(.printed(.sent))
    look()
    #expect(desk.sees("tersimpan 2 lembar"))
    #expect(desk.sees("tertua 02-11-2026"))
  }
}
