// The key table: which key is which command, what the bottom line shows and what the help says.
import Testing

@testable import LoketWidgets

@Suite("Key table")
struct KeyTableTests {
  static let words: [Command: String] = [
    .help: "Bantuan", .save: "Simpan", .ditto: "Sama", .pick: "Pilih", .find: "Cari", .new: "Baru",
    .actions: "Tindakan", .undo: "Urung", .back: "Kembali", .menu: "Menu",
  ]
  static let all = Dictionary(uniqueKeysWithValues: Command.allCases.map { ($0, Availability.on) })

  private func text(_ labels: [KeyLabel]) -> String { labels.map { $0.key + " " + $0.words }.joined(separator: " ") }

  @Test(
    "Each command has its function key and its twin",
    arguments: [
      (Command.help, 1, Key.control("g")), (.save, 2, .control("s")), (.ditto, 3, .control("d")),
      (.pick, 4, .control("p")), (.find, 5, .control("f")), (.new, 6, .control("n")), (.actions, 7, .control("t")),
      (.undo, 8, .control("u")), (.back, 9, .escape), (.menu, 10, .control("q")),
    ])
  func keys(command: Command, number: Int, twin: Key) {
    #expect(KeyTable.command(for: .function(number)) == command)
    #expect(KeyTable.command(for: twin) == command)
  }

  @Test("No letter and no editing key is a command")
  func noLetters() {
    for key: Key in [.character("g"), .character("h"), .enter, .tab, .backspace, .control("c"), .paste("s")] {
      #expect(KeyTable.command(for: key) == nil)
    }
    #expect(Set(KeyTable.rows.map(\.command)) == Set(Command.allCases))
    #expect(Set(KeyTable.rows.map(\.rank)).count == KeyTable.rows.count)
  }

  @Test("The bottom line shows what is on, in the order of the keyboard, under the name that it has here")
  func line() {
    var available = Self.all
    available[.find] = .off(nil)
    available[.new] = .off("Formulir belum disimpan")
    available[.save] = .named("Simpan draf")
    available[.actions] = nil
    let table = KeyTable(words: Self.words, available: available, extra: [KeyLabel(key: "Enter", words: "Buka")])
    #expect(
      text(table.line(columns: 200))
        == "Enter Buka F1 Bantuan F2 Simpan draf F3 Sama F4 Pilih F8 Urung F9 Kembali F10 Menu")
  }

  @Test("A line that is too narrow loses its least important keys first, the way back last")
  func narrow() {
    let table = KeyTable(words: Self.words, available: Self.all)
    #expect(
      text(table.line(columns: 78))
        == "F1 Bantuan F2 Simpan F4 Pilih F5 Cari F6 Baru F7 Tindakan F8 Urung F9 Kembali")
    #expect(text(table.line(columns: 21)) == "F2 Simpan F9 Kembali")
    #expect(text(table.line(columns: 10)) == "F9 Kembali")
    #expect(table.line(columns: 3).isEmpty)
  }

  @Test("The help lists every key, and says why one is off")
  func help() {
    let table = KeyTable(
      words: Self.words, available: [.help: .on, .save: .off("Belum ada yang diisi"), .back: .named("Tutup")])
    let rows = table.help
    #expect(rows.count == 11)
    #expect(rows[1].why == "Belum ada yang diisi")
    #expect(!rows[1].isOn)
    #expect(rows[0].isOn && rows[0].why == nil)
    #expect(rows[8].words == "Tutup")
    #expect(rows[8].row.twinName == "Esc")
    #expect(!rows[2].isOn && rows[2].why == nil)
  }
}
