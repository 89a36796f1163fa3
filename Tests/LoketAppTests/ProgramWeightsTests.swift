// What a programme selects by, changed by keys: weights, tie-break, need points, levels and shares; and who may not.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// From Beranda to the weights of the only programme.
  mutating func openWeights() {
    openPrograms()
    press(.enter, .character("7"))
  }

  /// Opens the form of a row of that screen, counted from 0.
  fileprivate mutating func changeRow(_ row: Int) {
    press(.home)
    for _ in 0..<row { press(.down) }
    press(.enter)
  }
}

@Suite("Weights of a programme by keys")
struct ProgramWeightsTests {
  private let program = RecordRef(.program, Applicants.program)
  private let tieBreakRow = Criterion.allCases.count
  private var employmentRow: Int { tieBreakRow + 1 }

  /// Eight applicants for welding, at the weights of their programme.
  private func desk() -> Desk {
    var desk = Desk.open()
    desk.save(Applicants.welding())
    desk.openWeights()
    return desk
  }

  private func ranking(_ desk: Desk) -> [String] {
    desk.state.registry.ranking(wave: Applicants.wave, track: "las").map(\.id)
  }

  @Test("A weight is typed, its share stands beside it, and the ranking is another after one save")
  func weight() {
    var desk = desk()
    #expect(desk.sees("Cara seleksi: Nilai · jumlah bobot 100"))
    #expect(desk.sees("20%") && desk.sees("40%"))
    #expect(ranking(desk).prefix(2) == [Applicants.application(1), Applicants.application(2)])
    desk.changeRow(0)
    desk.type("200")
    #expect(desk.sees("71,4% dari jumlah 280") && desk.sees("14,3% dari jumlah 280"))
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(Set((desk.saves.last?.edits ?? []).map(\.on.kind)) == [.program, .entry])
    #expect(desk.newest(.entry)["action"] == "settings")
    #expect(desk.state.registry.values(program)["weights/need"] == "200")
    #expect(desk.sees("Bobot seleksi tersimpan") && desk.sees("jumlah bobot 280"))
    #expect(ranking(desk).prefix(2) == [Applicants.application(2), Applicants.application(1)])
    // A criterion without a weight is not used, and nothing else was touched.
    desk.changeRow(1)
    desk.press(.backspace, .backspace, .function(2))
    #expect(desk.state.registry.value(program, "weights/written") == nil)
    #expect(desk.state.registry.value(program, "weights/interview") == "40")
    #expect(desk.state.registry.program(Applicants.program)?.tieBreak == "interview written need")
  }

  @Test("Letters are no weight, and leading noughts are not kept")
  func digits() {
    var desk = desk()
    desk.changeRow(0)
    desk.type("x")
    #expect(desk.sees("\"x\" tidak dapat ditulis di Skor kebutuhan"))
    desk.type("007")
    desk.press(.function(2))
    #expect(desk.state.registry.value(program, "weights/need") == "7")
  }

  @Test("The tie-break is the criteria in their order by their digits; one twice is refused")
  func tieBreak() {
    var desk = desk()
    #expect(desk.sees("Wawancara, Tes tertulis"))
    desk.changeRow(tieBreakRow)
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.sees("sudah di atas: ganti atau hapus"))
    #expect(desk.state.registry.program(Applicants.program)?.tieBreak == "interview written need")
    desk.type("3")
    desk.press(.function(2))
    #expect(desk.state.registry.program(Applicants.program)?.tieBreak == "written interview need")
    desk.changeRow(tieBreakRow)
    desk.press(.down, .backspace, .function(2))
    #expect(desk.state.registry.program(Applicants.program)?.tieBreak == "written need")
  }

  @Test("The history says a tie-break in words, that of a programme and that of a declaration")
  func tieBreakInWords() {
    let context = Context(desk().state, world: nil)
    #expect(
      FieldWords.value(.program, "tieBreak", "interview need", context) == "Wawancara, Skor kebutuhan, lalu undian")
    #expect(FieldWords.value(.wave, "tieBreak/las", "order draw", context) == "Urutan pendaftaran, lalu undian")
    #expect(FieldWords.value(.wave, "tieBreak/las", "draw", context) == "undian")
  }

  @Test("Need points are changed, added and taken away by the codes of their field; what is out of range is refused")
  func points() {
    var desk = desk()
    #expect(desk.sees("Poin: Keadaan kerja") && desk.sees("Korban PHK 40"))
    desk.changeRow(employmentRow)
    desk.type("101")
    desk.press(.function(2))
    #expect(desk.sees("\"101\" di luar batas: ketik -100 sampai 100"))
    #expect(desk.state.registry.value(program, "points/employment.notWorking") == "30")
    desk.type("banyak")
    desk.press(.tab)
    #expect(desk.sees("\"bany\" di luar batas"))
    desk.press(.backTab)
    desk.type("-10")
    desk.press(.tab)
    desk.type("0")
    desk.press(.tab)
    desk.type("5")
    desk.press(.function(2))
    let values = desk.state.registry.values(program)
    #expect(values["points/employment.notWorking"] == "-10")
    #expect(values["points/employment.laidOff"] == nil)
    #expect(values["points/employment.working"] == "5")
    // Relation 1 gives 30: head of the household, not working.
    #expect(desk.state.registry.need(of: Applicants.person(1), program: Applicants.program).points == 20)
  }

  @Test("A selection by score needs a weight; where it goes by order the screen says that weights do not count")
  func method() {
    var desk = Desk.open()
    desk.takeTemplate(0)
    desk.press(.character("7"))
    #expect(desk.sees("baru dipakai bila cara seleksinya Nilai"))
    desk.press(.enter, .backTab)
    #expect(desk.sees("bobot tidak dihitung"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.sees("perlu sedikitnya satu bobot"))
    desk.type("100")
    desk.press(.function(2))
    let program = desk.state.registry.programs().first
    #expect(program?.selection == "score")
    #expect(program.flatMap { desk.state.registry.value(RecordRef(.program, $0.id), "weights/need") } == "100")
    #expect(!desk.sees("baru dipakai"))
  }

  @Test("What was declared stays as it was, and the screen says so before anything is changed")
  func declared() {
    var desk = Desk.declared()
    let pool = desk.state.registry.pool(wave: Applicants.wave, track: "las")
    let before = desk.state.registry.standings(of: pool)
    desk.openWeights()
    #expect(desk.sees("hanya untuk penetapan berikutnya"))
    desk.changeRow(0)
    #expect(desk.sees("hanya untuk penetapan berikutnya"))
    desk.type("900")
    desk.press(.function(2))
    #expect(desk.state.registry.value(program, "weights/need") == "900")
    #expect(desk.state.registry.standings(of: pool) == before)
  }

  @Test("A clerk sees what counts and changes nothing, with the reason")
  func clerk() {
    var desk = desk()
    desk.save([
      Edit(
        on: RecordRef(.account, "ani"),
        set: [FieldChange("name", "ANI"), FieldChange("role", "clerk"), FieldChange("active", "yes")])
    ])
    desk.state.session.account = "ani"
    desk.press(.home, .enter)
    #expect(desk.sees("Hanya untuk"))
    #expect(desk.state.layers.last is ProgramWeightsScreen)
  }

  @Test("What was typed is taken back by F8, and comes back from its draft")
  func draft() throws {
    var desk = desk()
    desk.changeRow(0)
    desk.type("77")
    desk.press(.function(8))
    #expect(desk.sees("20% dari jumlah 100"))
    desk.type("60")
    desk.press(.tab)
    desk.press(.escape)
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.character("2"))
    let draft = try #require(desk.drafts.values.first { $0.kind == ProgramNumbersScreen.draftKind })
    let screen = try #require(ProgramNumbersScreen.resume(draft, Context(desk.state, world: nil)))
    desk.open(screen)
    desk.press(.home)
    #expect(desk.sees("42,9% dari jumlah 140"))
    desk.press(.function(2))
    #expect(desk.state.registry.value(program, "weights/need") == "60")
    for numbers in [ProgramNumbers.weights, .points("employment"), .tracks, .segments] {
      #expect(ProgramNumbers(archive: numbers.archive) == numbers)
    }
    #expect(ProgramNumbers(archive: "points") == nil)
  }

  @Test("Tracks get their level and segments their share; a cleared one no longer takes part")
  func ladder() {
    var desk = Desk.open()
    desk.takeTemplate(4)
    desk.press(.character("7"), .end, .enter)
    desk.type("40")
    desk.press(.tab)
    desk.type("200")
    desk.press(.function(2))
    #expect(desk.sees("\"200\" di luar batas: ketik 0 sampai 100"))
    desk.type("60")
    desk.press(.tab, .backspace, .function(2))
    let program = RecordRef(.program, desk.state.registry.programs().first?.id ?? "")
    let segments = desk.state.registry.elements(program, "segments").sorted { $0.element < $1.element }
    #expect(segments.map { "\($0.element) \($0.value)" } == ["public 60", "workforce 40"])
    desk.press(.end, .up, .enter)
    let form = (desk.state.layers.last as? ProgramNumbersScreen)?.hand.form
    #expect(form?.value("n.tracks/talenta-digital") == "2")
    desk.type("0")
    desk.press(.function(2))
    #expect(desk.sees("\"0\" di luar batas: ketik 1 sampai 9"))
    desk.type("4")
    desk.press(.function(2))
    #expect(desk.state.registry.elements(program, "tracks").count == 4)
  }
}
