// Pick lists in a form: opening by typing and by F4, one-key codes, Esc, texts that no list has.
import Testing

@testable import LoketWidgets

@Suite struct FormPickingTests {
  let world = SampleForm.world

  @Test("Typing opens the list with the letters as its filter, Enter takes and goes on")
  func typingOpens() {
    var form = SampleForm.form(focus: "occupation")
    form.type("jah")
    #expect(form.picker?.filter.text == "jah")
    #expect(form.picker?.selectedChoice?.code == "30")
    let events = form.press(.enter)
    #expect(
      events == [.picked(field: "occupation", code: "30"), .changed("occupation"), .left("occupation")])
    #expect(form.value("occupation") == "30")
    #expect(form.display("occupation") == "Tukang Jahit")
    #expect(form.focus == "address")
  }

  @Test("The Enter that takes from a list is the person's own, so the next Enter is not swallowed")
  func nothingIsSwallowedAfterTaking() {
    var form = SampleForm.form(focus: "occupation")
    form.type("jah")
    form.press(.enter, .enter)
    #expect(form.focus == "rt")
  }

  @Test("Esc keeps the old value, and F8 brings the typed filter back")
  func escapeKeepsTheOld() {
    var form = SampleForm.form(["occupation": "89"], focus: "occupation")
    form.type("las")
    #expect(form.press(.escape) == [])
    #expect(form.picker == nil)
    #expect(form.value("occupation") == "89")
    #expect(form.focus == "occupation")
    _ = form.run(.undo, world: world)
    #expect(form.picker?.filter.text == "las")
  }

  @Test("F4 over what was typed into the list throws none of it away")
  func pickKeepsTyped() {
    var form = SampleForm.form(focus: "occupation")
    form.type("jah")
    _ = form.run(.pick, world: world)
    #expect(form.picker?.filter.text == "jah")
    form.press(.enter)
    #expect(form.value("occupation") == "30")
  }

  @Test("F4 opens the list on the value that stands there, F4 or F9 closes it")
  func pickCommand() {
    var form = SampleForm.form(["occupation": "46"], focus: "occupation")
    #expect(form.run(.pick, world: world) == [])
    #expect(form.picker?.selectedChoice?.code == "46")
    form.press(.down, .enter)
    #expect(form.value("occupation") == "89")
    form.focus(on: "occupation")
    _ = form.run(.pick, world: world)
    #expect(form.run(.back, world: world) == [])
    #expect(form.picker == nil)
    #expect(form.run(.back, world: world) == [.notMine])
    form.focus(on: "name")
    #expect(form.run(.pick, world: world) == [.nothingToPick("name")])
  }

  @Test("A short official list takes its code in one key and moves on; one Enter after it is swallowed")
  func oneKey() {
    var form = SampleForm.form(focus: "relation")
    let events = form.type("4")
    #expect(events == [.picked(field: "relation", code: "4"), .changed("relation"), .left("relation")])
    #expect(form.focus == "occupation")
    #expect(form.press(.enter) == [])
    #expect(form.focus == "occupation")
  }

  @Test("0 stands for 10, and 11 is typed in full")
  func tenAndEleven() {
    var form = SampleForm.form(focus: "relation")
    form.type("0")
    #expect(form.value("relation") == "10")
    var other = SampleForm.form(focus: "relation")
    other.type("1")
    #expect(other.focus == "relation")
    other.type("1")
    #expect(other.value("relation") == "11")
    #expect(other.focus == "occupation")
  }

  @Test("In a list with 1 and 10 but no 11, the key 1 is taken at once")
  func oneBesideTen() {
    let education = (1...10).map { Choice(code: "\($0)", name: "Tingkat \($0)") }
    #expect(education.oneKey("1")?.code == "1")
    #expect(education.oneKey("0")?.code == "10")
    let relation = (1...11).map { Choice(code: "\($0)", name: "Hubungan \($0)") }
    #expect(relation.oneKey("1") == nil)
    #expect(relation.oneKey("11")?.code == "11")
    #expect(relation.oneKey("2")?.code == "2")
  }

  @Test("A word of one letter is a one-key code too, when one choice alone has it")
  func oneLetter() {
    var form = SampleForm.form(focus: "sex")
    form.type("P")
    #expect(form.value("sex") == "2")
    #expect(form.focus == "relation")
  }

  @Test("Tab out of an open list takes what the filter found")
  func tabTakes() {
    var form = SampleForm.form(focus: "occupation")
    form.type("jur")
    form.press(.tab)
    #expect(form.value("occupation") == "46")
    #expect(form.focus == "address")
  }

  @Test("A text that is in no list stays as typed, is called wrong, and is there when the person comes back")
  func unmatchedTextStays() {
    var form = SampleForm.form(focus: "occupation")
    form.type("astronaut")
    form.press(.enter)
    #expect(form.focus == "occupation")
    form.press(.tab)
    #expect(form.focus == "address")
    #expect(form.value("occupation") == "astronaut")
    #expect(form.unmatched == ["occupation"])
    #expect(form.messages["occupation"] == FieldMessage(.error, "Tidak ada dalam daftar"))
    form.focus(on: "occupation")
    form.type("juru")
    form.press(.enter)
    #expect(form.unmatched.isEmpty)
    #expect(form.messages["occupation"] == nil)
  }

  @Test(
    "Where nothing is found the arrows leave the field as Tab does, and the text stays", arguments: [Key.up, .down])
  func arrowsLeave(_ arrow: Key) {
    var form = SampleForm.form(focus: "occupation")
    form.type("astronaut")
    form.press(arrow)
    #expect(form.focus == (arrow == .down ? "address" : "relation"))
    #expect(form.value("occupation") == "astronaut")
    #expect(form.messages["occupation"]?.level == .error)
  }

  @Test("Enter on a list that holds nothing says so")
  func enterOnNothing() {
    var form = SampleForm.form(focus: "occupation")
    form.type("astronaut")
    #expect(form.press(.enter) == [.nothingFound("occupation")])
  }

  @Test("A list shows official numbers, and no code that only the program knows")
  func codesShown() {
    for (codes, isShown) in [(["1", "10"], true), (["yes", "no"], false)] {
      let list = PickList([Choice(code: codes[0], name: "Satu"), Choice(code: codes[1], name: "Dua")])
      var frame = Frame(size: Size(columns: 80, rows: 24))
      list.draw(into: &frame, row: 1, column: 1, width: 30, height: 6, empty: "-")
      #expect((2...3).contains { frame.text(row: $0).contains(codes[1]) } == isShown)
    }
  }

  @Test("The box of an empty list is as wide as its words")
  func emptyBox() {
    var form = SampleForm.form(focus: "sex")
    form.type("zz")
    var frame = Frame(size: Size(columns: 80, rows: 24))
    form.draw(into: &frame, top: 1, height: 20)
    #expect((0..<24).contains { frame.text(row: $0).contains("Tidak ditemukan") })
  }

  @Test("Backspace on an empty filter closes the list, on a closed list it clears the value")
  func backspaceInLists() {
    var form = SampleForm.form(["occupation": "46"], focus: "occupation")
    form.type("z")
    form.press(.backspace, .backspace)
    #expect(form.picker == nil)
    #expect(form.value("occupation") == "46")
    form.press(.backspace)
    #expect(form.value("occupation") == "")
  }

  @Test("A paste becomes the filter, its line end no key")
  func pasteFilters() {
    var form = SampleForm.form(focus: "occupation")
    form.press(.paste("Tukang\nJahit"))
    #expect(form.picker?.filter.text == "Tukang Jahit")
    #expect(form.picker?.selectedChoice?.code == "30")
    #expect(form.focus == "occupation")
  }

  @Test("A lookup field asks outside for every filter and shows the name of what was taken")
  func lookup() {
    let asked = [
      "k": [Choice(code: "3376021001", name: "Kejambon"), Choice(code: "3376011005", name: "Kraton")],
      "kr": [Choice(code: "3376011005", name: "Kraton")],
    ]
    let world = FormWorld(find: { field, typed in field == "village" ? asked[typed] ?? [] : [] })
    var form = Form(sections: [
      FormSection(
        id: "a",
        fields: [
          FieldSpec("village", label: "Kelurahan", input: .lookup, width: 20),
          FieldSpec("note", label: "Catatan", input: .text(limit: 10), width: 10),
        ])
    ])
    form.type("k", world: world)
    #expect(form.picker?.matches.count == 2)
    form.type("r", world: world)
    #expect(form.picker?.matches.count == 1)
    form.press(.enter, world: world)
    #expect(form.value("village") == "3376011005")
    #expect(form.display("village") == "Kraton")
    #expect(form.focus == "note")
  }

  @Test("Found by prefix first, then word starts, then anywhere; codes and other words count")
  func order() {
    let choices = [
      Choice(code: "1", name: "Kepala batang"), Choice(code: "2", name: "Sepatu bata"), Choice(code: "3", name: "Batu"),
      Choice(code: "4", name: "Obat"), Choice(code: "5", name: "Kayu", words: ["bakar"]),
    ]
    #expect(choices.matching("bat").map { choices[$0].code } == ["3", "1", "2", "4"])
    #expect(choices.matching("ka ba").map { choices[$0].code } == ["5"])
    #expect(choices.matching("BAKAR").map { choices[$0].code } == ["5"])
    #expect(choices.matching("4").map { choices[$0].code } == ["4"])
    #expect(choices.matching("").count == 5)
    #expect(choices.matching("zzz").isEmpty)
  }

  @Test("Keys move in the list and stop at its ends")
  func movingInList() {
    var list = PickList((0..<100).map { Choice(code: "\($0)", name: "Nama \($0)") })
    _ = list.press(.up)
    #expect(list.selected == 0)
    _ = list.press(.pageDown)
    #expect(list.selected == 8)
    _ = list.press(.end)
    #expect(list.selectedChoice?.code == "99")
    _ = list.press(.down)
    #expect(list.selected == 99)
    _ = list.press(.home)
    #expect(list.selected == 0)
    #expect(list.press(.function(2)) == .notMine)
    #expect(list.press(.escape) == .closed)
  }
}
