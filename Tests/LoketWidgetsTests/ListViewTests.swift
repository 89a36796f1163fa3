// Lists of any length: only what is seen is asked for; keys, marks, widths.
import Testing

@testable import LoketWidgets

@Suite struct ListViewTests {
  private let columns = [
    ListColumn("Nama", width: 10, grows: 3), ListColumn("RT", width: 3), ListColumn("Alamat", width: 10, grows: 1),
    ListColumn("Jml", width: 4, alignsRight: true, from: 60),
  ]

  private func drawn(_ list: ListView, width: Int = 60, height: Int = 6, asked: inout [Int]) -> Frame {
    var frame = Frame(size: Size(columns: width, rows: height))
    var indices: [Int] = []
    list.draw(
      into: &frame, row: 0, column: 0, width: width, height: height, columns: columns, empty: "Belum ada keluarga"
    ) { index in
      indices.append(index)
      return ListRow(["Nama \(index)", "001", "Jalan \(index)", "\(index)"])
    }
    asked = indices
    return frame
  }

  @Test("A list of 100,000 rows asks for those on the screen alone")
  func asksForWhatIsSeen() {
    var list = ListView(count: 100_000)
    list.fit(rows: 5)
    #expect(list.press(.end) == .moved)
    var asked: [Int] = []
    let frame = drawn(list, asked: &asked)
    #expect(asked == Array(99_995..<100_000))
    #expect(frame.lines[5].hasPrefix("> Nama 99999"))
    #expect(frame.cursor == Position(row: 5, column: 0))
    #expect(frame[5, 3].style == .selected)
  }

  @Test("Columns keep their widths, share what is left, and the last ones go where there is no room")
  func widths() {
    #expect(ListView.widths(columns, room: 27) == [10, 3, 10, 4])
    #expect(ListView.widths(columns, room: 67) == [40, 3, 20, 4])
    #expect(ListView.widths(columns, room: 20) == [10, 3, 7, 0])
    var asked: [Int] = []
    #expect(
      drawn(ListView(count: 2), asked: &asked).lines == [
        "  Nama                            RT  Alamat             Jml",
        "> Nama 0                          001 Jalan 0              0",
        "  Nama 1                          001 Jalan 1              1", "", "", "",
      ])
    #expect(!drawn(ListView(count: 2), width: 50, asked: &asked).lines[0].contains("Jml"))
  }

  @Test("PgUp, PgDn, Home and End move by pages and ends and never leave the list")
  func pages() {
    var list = ListView(count: 50)
    list.fit(rows: 10)
    _ = list.press(.pageDown)
    #expect(list.selected == 10)
    #expect(list.top == 1)
    _ = list.press(.end)
    #expect(list.selected == 49)
    #expect(list.top == 40)
    _ = list.press(.down)
    #expect(list.selected == 49)
    _ = list.press(.pageUp)
    #expect(list.selected == 39)
    #expect(list.top == 39)
    _ = list.press(.home)
    #expect(list.selected == 0 && list.top == 0)
    _ = list.press(.up)
    #expect(list.selected == 0)
    #expect(list.press(.enter) == .opened(0))
    #expect(list.press(.character("x")) == .notMine)
  }

  @Test("Space marks a row and goes to the next; a list without marks leaves space alone")
  func marks() {
    var list = ListView(count: 3, allowsMarks: true)
    #expect(list.press(.character(" ")) == .marked(0))
    _ = list.press(.character(" "))
    _ = list.press(.home)
    _ = list.press(.character(" "))
    #expect(list.marks == [1])
    var asked: [Int] = []
    #expect(drawn(list, asked: &asked).lines[2].hasPrefix(">*Nama 1"))
    list.reload(count: 3)
    #expect(list.marks.isEmpty)
    var plain = ListView(count: 3)
    #expect(plain.press(.character(" ")) == .notMine)
  }

  @Test("An empty list says so, opens nothing, and keeps a cursor")
  func empty() {
    var list = ListView()
    #expect(list.press(.enter) == .notMine)
    _ = list.press(.end)
    #expect(list.selected == 0)
    var asked: [Int] = []
    let frame = drawn(list, asked: &asked)
    #expect(asked.isEmpty)
    #expect(frame.lines[1] == "  Belum ada keluarga")
    #expect(frame.cursor != nil)
  }

  @Test("A list that became shorter keeps its selection inside")
  func shrinking() {
    var list = ListView(count: 100, selected: 99)
    list.reload(count: 10)
    #expect(list.selected == 9)
    list.reload(count: 0)
    #expect(list.selected == 0)
    list.reload(count: 100, selected: 40)
    #expect(list.selected == 40)
  }

  @Test("A cell without content and a cell too many do no harm")
  func unevenRows() {
    var frame = Frame(size: Size(columns: 30, rows: 3))
    let list = ListView(count: 2)
    list.draw(into: &frame, row: 0, column: 0, width: 30, height: 3, columns: columns, empty: "") { index in
      ListRow(index == 0 ? [] : ["a", "b", "c", "d", "e", "f"], style: .dim)
    }
    #expect(frame.lines[2].hasPrefix("  a"))
    #expect(frame[2, 2].style == .dim)
  }
}
