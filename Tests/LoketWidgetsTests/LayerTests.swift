// Dialogs, action menus, pagers, the search line and bars.
import Testing

@testable import LoketWidgets

@Suite struct LayerTests {
  private func leaving() -> Dialog {
    Dialog(
      title: "Belum disimpan", text: "Formulir ini sudah diubah. Draf sudah ada di disk.",
      options: [
        .init("continue", "Lanjut"), .init("park", "Simpan draf"), .init("discard", "Buang", destroys: true),
      ])
  }

  @Test("Enter takes the safe answer, which stands first")
  func enterIsSafe() {
    var dialog = leaving()
    #expect(dialog.press(.enter) == .chosen("continue"))
    #expect(dialog.press(.down) == .stayed)
    #expect(dialog.press(.enter) == .chosen("park"))
  }

  @Test("Neither Enter nor a digit destroys: the bar does not reach such an answer, its owner takes it with Urung")
  func enterNeverDestroys() {
    var dialog = leaving()
    for _ in 0..<5 { _ = dialog.press(.down) }
    #expect(dialog.press(.enter) == .chosen("park"))
    #expect(dialog.press(.character("3")) == .stayed)
    #expect(dialog.destroying?.id == "discard")
    var only = Dialog(title: "", text: "", options: [.init("erase", "Hapus", destroys: true)])
    #expect(only.press(.enter) == .stayed)
    #expect(only.press(.character("1")) == .stayed)
  }

  @Test("Esc closes, other letters and pastes do nothing, function keys are handed on")
  func otherKeys() {
    var dialog = leaving()
    #expect(dialog.press(.escape) == .closed)
    #expect(dialog.press(.character("x")) == .stayed)
    #expect(dialog.press(.character("9")) == .stayed)
    #expect(dialog.press(.paste("3")) == .stayed)
    #expect(dialog.press(.function(1)) == .notMine)
    var notice = Dialog(title: "Info", text: "Selesai.")
    #expect(notice.press(.enter) == .closed)
  }

  @Test("A dialog stands in the middle with its text wrapped, its answers numbered and the cursor on the safe one")
  func dialogDrawn() {
    var frame = Frame(size: Size(columns: 56, rows: 12))
    leaving().draw(into: &frame, top: 0, height: 12)
    #expect(
      frame.lines == [
        "",
        "  ┌─ Belum disimpan ─────────────────────────────────┐",
        "  │                                                  │",
        "  │  Formulir ini sudah diubah. Draf sudah ada di    │",
        "  │  disk.                                           │",
        "  │                                                  │",
        "  │  1  Lanjut                                       │",
        "  │  2  Simpan draf                                  │",
        "  │  F8 Buang                                        │",
        "  │                                                  │",
        "  └──────────────────────────────────────────────────┘",
        "",
      ])
    #expect(frame.cursor == Position(row: 6, column: 5))
    #expect(frame[6, 6].style == .selected)
  }

  @Test("Where a dialog has little room its answers are still seen", arguments: 5...9)
  func dialogInLittleRoom(height: Int) {
    var frame = Frame(size: Size(columns: 40, rows: height))
    let long = Array(repeating: "panjang sekali", count: 30).joined(separator: " ")
    Dialog(title: "T", text: long, options: [.init("a", "Lanjut"), .init("b", "Buang", destroys: true)])
      .draw(into: &frame, top: 0, height: height)
    #expect(frame.lines.contains { $0.contains("1  Lanjut") })
    #expect(frame.lines.contains { $0.contains("F8 Buang") })
  }

  @Test("A menu longer than the screen says in its border that there is more")
  func longMenu() {
    var menu = ActionMenu(title: "Menu", actions: (1...9).map { ActionMenu.Action("\($0)", "Tempat \($0)") })
    let border = { (menu: ActionMenu, row: Int) -> String in
      var frame = Frame(size: Size(columns: 40, rows: 8))
      menu.draw(into: &frame, top: 0, height: 8)
      return frame.lines[row]
    }
    #expect(!border(menu, 0).contains("…") && border(menu, 7).contains(" … "))
    _ = menu.press(.end)
    #expect(border(menu, 0).contains(" … ") && !border(menu, 7).contains("…"))
  }

  private let actions = ActionMenu(
    title: "Tindakan",
    actions: [
      .init("place", "Tempatkan", why: "belum ditugaskan"), .init("assign", "Tugaskan"), .init("void", "Batalkan"),
    ])

  @Test("An action runs by its number; one that is off says why")
  func actionsByNumber() {
    var menu = actions
    #expect(menu.press(.character("2")) == .chosen("assign"))
    #expect(menu.press(.character("1")) == .refused("belum ditugaskan"))
    #expect(menu.press(.character("7")) == .stayed)
    #expect(menu.outcome(of: 3) == .chosen("void"))
    #expect(menu.press(.enter) == .chosen("assign"))
    _ = menu.press(.up)
    #expect(menu.press(.enter) == .refused("belum ditugaskan"))
    _ = menu.press(.up)
    #expect(menu.press(.enter) == .chosen("void"), "up from the first one is the last")
    _ = menu.press(.down)
    #expect(menu.press(.enter) == .refused("belum ditugaskan"), "and down from there the first again")
    #expect(menu.press(.paste("2")) == .stayed)
    #expect(menu.press(.escape) == .closed)
    #expect(menu.press(.function(7)) == .notMine)
  }

  @Test("The menu shows numbers, words and the reason of what is off")
  func actionsDrawn() {
    var frame = Frame(size: Size(columns: 50, rows: 6))
    actions.draw(into: &frame, top: 0, height: 6)
    #expect(
      frame.lines == [
        "              ┌─ Tindakan ──────────────────────┐",
        "              │ 1 Tempatkan — belum ditugaskan  │",
        "              │ 2 Tugaskan                      │",
        "              │ 3 Batalkan                      │",
        "              └─────────────────────────────────┘", "",
      ])
    #expect(frame[1, 18].style == .keyOff)
    #expect(frame.cursor == Position(row: 2, column: 16))
  }

  @Test("A pager wraps its text, scrolls by lines and pages, stops at the ends, and shows that there is more")
  func pager() {
    var pager = TextPager(title: "Bantuan", text: (1...9).map { "Baris \($0)" }.joined(separator: "\n"))
    #expect(pager.press(.pageDown, width: 20, height: 4) == .moved)
    #expect(pager.top == 3)
    _ = pager.press(.end, width: 20, height: 4)
    _ = pager.press(.down, width: 20, height: 4)
    #expect(pager.top == 5)
    var frame = Frame(size: Size(columns: 22, rows: 4))
    pager.draw(into: &frame, row: 0, column: 0, width: 20, height: 4)
    #expect(frame.lines == ["Baris 6             ^", "Baris 7", "Baris 8", "Baris 9"])
    _ = pager.press(.home, width: 20, height: 4)
    #expect(pager.top == 0)
    _ = pager.press(.up, width: 20, height: 4)
    #expect(pager.top == 0)
    #expect(pager.press(.escape, width: 20, height: 4) == .closed)
  }

  @Test("A search line tells every change, sifts what is pasted, and leaves the list's keys alone")
  func searching() {
    var search = SearchBox()
    #expect(search.press(.end) == .notMine)
    #expect(search.press(.character("s")) == .changed("s"))
    #expect(search.press(.paste("iti\n")) == .changed("siti "))
    #expect(search.press(.backspace) == .changed("siti"))
    #expect(search.press(.left) == .stayed)
    #expect(search.press(.home) == .stayed)
    #expect(search.press(.down) == .notMine)
    #expect(search.press(.enter) == .submitted("siti"))
    _ = search.press(.paste(String(repeating: "x", count: 5_000)))
    #expect(search.text.count == SearchBox.longest)
    var old = SearchBox("siti", isFresh: true)
    #expect(old.press(.character("b")) == .changed("b"))
    var frame = Frame(size: Size(columns: 20, rows: 1))
    SearchBox("ab").draw(into: &frame, row: 0, column: 0, width: 20, label: "Cari")
    #expect(frame.lines[0] == "Cari ab_____________")
    #expect(frame.cursor == Position(row: 0, column: 7))
  }

  @Test("Bars stand in line with their figures; something is never drawn as nothing, less than all never as all")
  func bars() {
    var frame = Frame(size: Size(columns: 40, rows: 2))
    let bars = [
      Bar(label: "Las", value: 5, total: 16, figures: "5 / 16"),
      Bar(label: "Menjahit", value: 16, total: 16, figures: "16 / 16"),
      Bar(label: "Barista", value: 0, total: 0, figures: "0"),
    ]
    Bars.draw(bars, into: &frame, row: 0, column: 0, width: 40, height: 2)
    #expect(
      frame.lines == [
        "Las      ███████················  5 / 16", "Menjahit ███████████████████████ 16 / 16",
      ])
    #expect(Bars.blocks(value: 1, total: 10_000, width: 10) == "▌")
    #expect(Bars.blocks(value: 9_999, total: 10_000, width: 4) == "███▌")
    #expect(Bars.blocks(value: 30, total: 10, width: 4) == "████")
    #expect(Bars.blocks(value: 0, total: 10, width: 4) == "")
    #expect(Bars.blocks(value: 1, total: 0, width: 4) == "")
    #expect(Bars.blocks(value: Int.max, total: Int.max - 1, width: 4) == "████")
  }

  @Test("A pick list as a layer shows its filter, the choices with notes, and how many there are")
  func pickLayer() {
    let list = PickList(SampleForm.trades, filter: "m")
    var frame = Frame(size: Size(columns: 40, rows: 5))
    list.drawWhole(into: &frame, row: 0, column: 0, width: 40, height: 5, label: "Jalur", empty: "-")
    #expect(frame.lines[0] == "Jalur m_________________________________")
    #expect(frame.lines[2] == "│ 46 Juru Masak              tata boga │")
    #expect(frame.cursor == Position(row: 0, column: 7))
  }

  @Test("Nothing here traps on a screen of one cell, or of none to spare")
  func tinyScreens() {
    for size in [Size(columns: 1, rows: 1), Size(columns: 5, rows: 2), Size(columns: 9, rows: 4)] {
      var frame = Frame(size: size)
      var form = SampleForm.form(focus: "occupation")
      form.type("tuk")
      for height in -1...5 {
        form.draw(into: &frame, top: 0, height: height)
        leaving().draw(into: &frame, top: 0, height: height)
        actions.draw(into: &frame, top: 0, height: height)
        TextPager(title: "", text: "a b c").draw(into: &frame, row: 0, column: 0, width: height, height: height)
        SearchBox("abc").draw(into: &frame, row: 0, column: 0, width: height, label: "Cari")
        Bars.draw(
          [Bar(label: "a", value: 1, total: 2, figures: "1")], into: &frame, row: 0, column: 0, width: height,
          height: height)
        ListView(count: 3).draw(
          into: &frame, row: 0, column: 0, width: height, height: height, columns: [ListColumn("a", width: 3)],
          empty: "kosong"
        ) { _ in ListRow(["x"]) }
        PickList(SampleForm.trades).drawWhole(
          into: &frame, row: 0, column: 0, width: height, height: height, label: "Jalur", empty: "")
      }
      #expect(frame.size == size)
    }
  }
}
