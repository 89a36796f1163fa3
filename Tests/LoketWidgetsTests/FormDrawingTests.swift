// A form on the screen: its lines, its cursor, messages beside the fields, the list over its neighbours, scrolling.
import Testing

@testable import LoketWidgets

@Suite struct FormDrawingTests {
  let world = SampleForm.world

  private func drawn(_ form: Form, columns: Int = 80, rows: Int = 13) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    form.draw(into: &frame, top: 0, height: rows)
    return frame
  }

  @Test("A form shows labels, values, empty places, messages beside the fields, and the cursor where the next key goes")
  func wholeForm() {
    var form = SampleForm.form(["name": "SITI AMINAH", "rt": "003"])
    form.set("sex", "2", asProposal: true)
    form.type("337602450868")
    form.messages["name"] = FieldMessage(.check, "Nama mirip dengan warga lain")
    let frame = drawn(form)
    #expect(
      frame.lines == [
        " ── Kepala keluarga ───────────────────────────────────────────────────────────",
        " NIK        337602 450868 ____",
        " Nama *     SITI AMINAH_________ ? Nama mirip dengan warga lain",
        " Tgl lahir  __-__-____                  JK Perempuan_",
        " Hubungan   ____________",
        " Pekerjaan  ________________________",
        " ── Alamat ────────────────────────────────────────────────────────────────────",
        " Alamat     ________________________",
        " RT         003                         RW ___",
        " HP         ________________",
        " KK dilihat [ ]",
        "", "",
      ])
    #expect(frame.cursor == Position(row: 1, column: 26))
    #expect(frame[1, 12].style == .focus)
    #expect(frame[2, 12].style == .value)
    #expect(frame[2, 33].style == .check)
    #expect(frame[3, 43].style == .proposal)
  }

  @Test("An open offer stands beside its field")
  func offer() {
    var form = SampleForm.form()
    form.type("3376024508680003")
    #expect(drawn(form).lines[1] == " NIK        337602 450868 0003   › Enter: lahir 05-08-1968, perempuan")
  }

  @Test("A message without room keeps its sign")
  func messageWithoutRoom() {
    var form = SampleForm.form()
    form.messages["rt"] = FieldMessage(.error, "RT 000 tidak ada di kelurahan ini")
    let line = drawn(form, columns: 44).lines[8]
    #expect(line.hasPrefix(" RT         ___ !"))
  }

  @Test("The list of a field lies below it, with codes, and its filter stands in the field")
  func listBelow() {
    var form = SampleForm.form(focus: "occupation")
    form.type("tuk")
    let frame = drawn(form)
    #expect(
      Array(frame.lines[5...9]) == [
        " Pekerjaan  tuk_____________________",
        " ── Alamat ┌───────────────────────────┐───────────────────────────────────────",
        " Alamat    │ 29 Tukang Las/Pandai Besi │",
        " RT        │ 30 Tukang Jahit           │RW ___",
        " HP        └───────────────────────────┘",
      ])
    #expect(frame[7, 14].style == .selected)
    #expect(frame.cursor == Position(row: 5, column: 15))
  }

  @Test("A list near the lower edge lies above its field, and one without a find says so")
  func listAbove() {
    let fields = (1...6).map { FieldSpec("f\($0)", label: "F\($0)", input: .text(limit: 9), width: 9) }
    let last = FieldSpec("p", label: "P", input: .choice(SampleForm.trades, oneKey: false), width: 20)
    var form = Form(
      sections: [FormSection(id: "a", fields: fields + [last])], focus: "p",
      texts: FormTexts(nothingFound: "Tidak ditemukan"))
    form.type("qqq")
    let frame = drawn(form, rows: 8)
    #expect(frame.lines[4].contains("Tidak ditemukan"))
    #expect(frame.lines[6].hasPrefix(" P  qqq"))
    #expect(frame.cursor?.row == 6)
  }

  @Test("The focused field is always seen, however many fields there are and however low the screen")
  func scrolling() {
    let sections = (0..<12).map { section in
      FormSection(
        id: "s\(section)", title: "Bagian \(section)",
        fields: (0..<6).map { FieldSpec("s\(section)f\($0)", label: "F\($0)", input: .text(limit: 9), width: 9) })
    }
    for height in [1, 2, 3, 5, 20, 90] {
      var form = Form(sections: sections)
      for _ in 0..<72 {
        var frame = Frame(size: Size(columns: 80, rows: height + 2))
        form.draw(into: &frame, top: 1, height: height)
        let cursor = frame.cursor
        #expect(cursor != nil)
        #expect((1...height).contains(cursor?.row ?? -1))
        #expect(frame.lines[0] == "" && frame.lines[height + 1] == "")
        form.press(.tab)
      }
    }
  }

  @Test("Steps to the next field seldom scroll")
  func scrollingIsRare() {
    let fields = (0..<60).map { FieldSpec("f\($0)", label: "F\($0)", input: .text(limit: 9), width: 9) }
    let layout = FormLayout([FormSection(id: "a", fields: fields)], columns: 80)
    let tops = fields.map { layout.firstRow(showing: $0.id, height: 20) }
    #expect(Set(tops).count <= 6)
    #expect(tops == tops.sorted())
  }

  @Test("Whatever is typed, on whatever size, the cursor stands inside the field", arguments: 1...6)
  func cursorStaysInside(seed: Int) {
    var dice = Dice(seed: UInt64(seed) &+ 77)
    let letters = Array("abc 漢字e\u{301}👍🏽\u{E9}\u{0E33}0123456789")
    for columns in [1, 7, 40, 80, 100] {
      var form = SampleForm.form()
      for _ in 0..<150 {
        switch dice.roll(8) {
        case 0: form.press([.left, .right, .home, .end, .tab, .up, .backspace][dice.roll(7)])
        case 1: form.run(.pick, world: world)
        default: form.press(.character(letters[dice.roll(letters.count)]))
        }
        let frame = drawn(form, columns: columns, rows: 9)
        let cursor = frame.cursor
        #expect(cursor != nil)
        #expect((0..<9).contains(cursor?.row ?? -1))
        if columns >= 40 {
          let place = FormLayout(form.sections, columns: columns).place(of: form.focus)
          let start = place?.value ?? 0
          let inside = start..<(start + (place?.width ?? 0))
          #expect(inside.contains(cursor?.column ?? -1))
        }
      }
    }
  }

  @Test("A wide terminal moves the second column, a place can be named by row and column")
  func places() {
    let section = FormSection(
      id: "a",
      fields: [
        FieldSpec("x", label: "X", input: .text(limit: 5), width: 5, place: .at(row: 2, column: 1)),
        FieldSpec("y", label: "Y", input: .text(limit: 5), width: 5, place: .at(row: 0, column: 0)),
      ])
    let layout = FormLayout([section], columns: 120)
    #expect(layout.place(of: "x")?.row == 2)
    #expect(layout.place(of: "x")?.column == 60)
    #expect(layout.place(of: "y")?.column == 1)
    #expect(layout.rows == 3)
  }
}
