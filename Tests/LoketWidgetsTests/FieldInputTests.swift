// Days, numbers, phones, secrets: typed, pasted, drawn, stored.
import Testing

@testable import LoketWidgets

@Suite struct FieldInputTests {
  let world = SampleForm.world

  @Test(
    "A day may be typed with dashes, slashes or none, and is stored as ISO",
    arguments: ["05081968", "5/8/1968", "05-08-1968", "5.8.1968"])
  func typedDays(typed: String) {
    var form = SampleForm.form(focus: "birthDate")
    form.type(typed)
    #expect(form.value("birthDate") == "1968-08-05")
    #expect(form.display("birthDate") == "05-08-1968")
    #expect(form.focus == "sex")
  }

  @Test(
    "A time may be typed with a colon, a point or none, shows its colon and moves on when it is whole",
    arguments: ["0830", "08:30", "08.30"])
  func typedTimes(typed: String) {
    var form = times()
    form.type(typed)
    #expect(form.value("starts") == "0830" && form.display("starts") == "08:30")
    #expect(form.focus == "ends")
  }

  @Test(
    "A bare hour gets its minutes on leaving, and a short time its zero",
    arguments: [("8", "0800"), ("14", "1400"), ("830", "0830"), ("8:30", "0830")])
  func shortTimes(typed: String, stored: String) {
    var form = times()
    form.type(typed)
    #expect(form.focus == "starts")
    form.press(.enter)
    #expect(form.value("starts") == stored && form.focus == "ends")
  }

  private func times() -> Form {
    let fields = ["starts", "ends"].map { FieldSpec($0, label: $0, input: .time, width: 5) }
    return Form(sections: [FormSection(id: "s", fields: fields)])
  }

  @Test("In a day field h is today")
  func today() {
    var form = SampleForm.form(focus: "birthDate")
    form.type("h")
    #expect(form.value("birthDate") == "2026-11-22")
    #expect(form.focus == "sex")
  }

  @Test("h after some digits replaces them, and F8 brings them back")
  func todayAfterDigits() {
    var form = SampleForm.form(focus: "birthDate")
    form.type("05h")
    #expect(form.value("birthDate") == "2026-11-22")
    form.undo()
    #expect(form.value("birthDate") == "05")
  }

  @Test("A day that does not exist stays as typed, says so, and is never held")
  func impossibleDay() {
    var form = SampleForm.form(focus: "birthDate")
    form.type("30021990")
    #expect(form.focus == "birthDate")
    #expect(form.value("birthDate") == "30021990")
    #expect(form.messages["birthDate"] == FieldMessage(.error, "bukan tanggal"))
    form.press(.enter)
    #expect(form.focus == "sex")
    #expect(form.value("birthDate") == "30021990")
  }

  @Test("Half a day is kept as typed and called wrong on leaving")
  func halfADay() {
    var form = SampleForm.form(focus: "birthDate")
    form.type("0508")
    form.press(.tab)
    #expect(form.value("birthDate") == "0508")
    #expect(form.messages["birthDate"]?.level == .error)
  }

  @Test("A stored day is edited as its digits: one Backspace takes the last figure of the year")
  func editingADay() {
    var form = SampleForm.form(["birthDate": "1968-08-05"], focus: "birthDate")
    form.press(.backspace)
    #expect(form.value("birthDate") == "0508196")
    form.type("9")
    #expect(form.value("birthDate") == "1969-08-05")
  }

  @Test("Dashes in days and spaces in NIK are drawn and never stored")
  func masks() {
    let nik = Input.digits(exactly: 16, limit: 16, grouping: [6, 6, 4])
    #expect(nik.display("3376024508680003") == "337602 450868 0003")
    #expect(Input.digits(exactly: 16, limit: 16, grouping: [4, 4, 4, 4]).display("33760245") == "3376 0245")
    #expect(Input.date.display("1968-08-05") == "05-08-1968")
    #expect(Input.date.display("0508") == "05-08")
    #expect(Input.date.display("5/8/19") == "5/8/19")
    #expect(nik.blanks(after: 0) == "______ ______ ____")
    #expect(nik.blanks(after: 6) == " ______ ____")
    #expect(nik.blanks(after: 16) == "")
    #expect(Input.date.blanks(after: 3) == "_-____")
  }

  @Test("A pasted NIK loses its spaces, dashes and line end, and moves on like a typed one")
  func pastedNik() {
    var form = SampleForm.form(focus: "nik")
    form.press(.paste(" 337602-450868 0009\n"))
    #expect(form.value("nik") == "3376024508680009")
    #expect(form.focus == "name")
  }

  @Test("A pasted number with a figure too many is not cut in silence")
  func pastedTooLong() {
    var form = SampleForm.form(focus: "nik")
    form.press(.paste("33760245086800091"))
    #expect(form.value("nik") == "33760245086800091")
    form.press(.tab)
    #expect(form.messages["nik"]?.text == "NIK harus 16 angka")
    var rt = SampleForm.form(focus: "rt")
    #expect(rt.press(.paste("0011")).contains(.refused("rt", text: "1")))
  }

  @Test("Line ends and tabs in a paste are spaces of the text, never keys; signs that steer are gone")
  func pastedText() {
    var form = SampleForm.form(focus: "name")
    form.press(.paste("SITI\n\tAMINAH\u{202E}\u{1B}\u{200B}"))
    #expect(form.value("name") == "SITI AMINAH")
    #expect(form.focus == "name")
  }

  @Test("A paste is one step for F8")
  func pasteIsOneStep() {
    var form = SampleForm.form(["name": "SITI"], focus: "name")
    form.press(.end)
    form.type(" A")
    form.press(.paste("MINAH"))
    form.type("X")
    #expect(form.value("name") == "SITI AMINAHX")
    form.undo()
    #expect(form.value("name") == "SITI AMINAH")
    form.undo()
    #expect(form.value("name") == "SITI A")
    form.undo()
    #expect(form.value("name") == "SITI")
  }

  @Test("A phone keeps its digits and a plus at the start alone")
  func phone() {
    var form = SampleForm.form(focus: "phone")
    form.press(.paste("+62 812-3456 (789)"))
    #expect(form.value("phone") == "+628123456789")
    let events = form.type("+")
    #expect(events == [.refused("phone", text: "+")])
  }

  @Test("A secret is drawn as dots and kept out of the archive")
  func secret() {
    var form = Form(sections: [
      FormSection(id: "a", fields: [FieldSpec("pin", label: "PIN", input: .secret(limit: 8), width: 8)])
    ])
    form.type("246810")
    var frame = Frame(size: Size(columns: 40, rows: 3))
    form.draw(into: &frame, top: 0, height: 3)
    #expect(frame.text(row: 0).contains("······"))
    #expect(!frame.text(row: 0).contains("2"))
    #expect(!form.archive().values.contains("246810"))
  }

  @Test("The caret goes by whole characters: a letter with marks, a wide one, an emoji are one step each")
  func wholeCharacters() {
    var line = EditLine("e\u{301}漢👍🏽z")
    #expect(line.characters.count == 4)
    _ = line.move(.left)
    _ = line.deleteBackward()
    #expect(line.text == "e\u{301}漢z")
    _ = line.deleteBackward()
    _ = line.deleteBackward()
    #expect(line.text == "z")
    #expect(line.caret == 0)
  }

  @Test("A mark typed by itself joins the letter before it and takes no place of the limit")
  func markJoins() {
    var form = Form(sections: [
      FormSection(id: "a", fields: [FieldSpec("n", label: "N", input: .text(limit: 2), width: 4)])
    ])
    form.type("ae", world: world)
    form.press(.character("\u{301}"), world: world)
    #expect(form.value("n") == "ae\u{301}")
    #expect(form.type("x", world: world) == [.refused("n", text: "x")])
    for _ in 0..<20 { form.press(.character("\u{301}"), world: world) }
    #expect(form.value("n").unicodeScalars.count <= 2 + TypedText.mostScalars)
  }

  @Test("A long text scrolls inside its field, the caret always in sight")
  func scrollingInside() {
    var line = EditLine("JALAN MELATI BARAT DUA PULUH")
    #expect(line.window(width: 10).text == "DUA PULUH")
    #expect(line.window(width: 10).caret == 9)
    _ = line.move(.home)
    #expect(line.window(width: 10).text == "JALAN MELA")
    #expect(line.window(width: 10).caret == 0)
    for width in 1...40 {
      for _ in 0..<40 {
        _ = line.move(.right)
        let shown = line.window(width: width)
        #expect(shown.caret >= 0 && shown.caret < max(width, 1))
        #expect(TextWidth.of(shown.text) <= width)
      }
      _ = line.move(.home)
    }
  }
}
