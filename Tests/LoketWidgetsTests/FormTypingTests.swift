// Typing in a form: replacing, moving on, the one swallowed Enter or Tab, offers, leaving.
import Testing

@testable import LoketWidgets

@Suite struct FormTypingTests {
  let world = SampleForm.world

  @Test("A field that stands aside is passed by Enter and by moves of themselves; Tab and the arrows stop there")
  func aside() {
    var tick = FieldSpec("seen", label: "KK dilihat", input: .tick, width: 3)
    tick.isAside = true
    let fields = [
      FieldSpec("rt", label: "RT", input: .digits(exactly: 3, limit: 3, grouping: []), width: 3), tick,
      FieldSpec("name", label: "Nama", input: .text(limit: 9), width: 9),
    ]
    let form = Form(sections: [FormSection(id: "a", fields: fields)])
    var whole = form
    for digit in "003" { whole.press(.character(digit), world: FormWorld()) }
    #expect(whole.focus == "name")
    var entered = form
    entered.press(.enter, world: FormWorld())
    #expect(entered.focus == "name")
    var tabbed = form
    tabbed.press(.tab, world: FormWorld())
    #expect(tabbed.focus == "seen")
    tabbed.press(.character(" "), world: FormWorld())
    #expect(tabbed.value("seen") == "1")
    var last = Form(sections: [FormSection(id: "a", fields: [fields[0], tick])])
    #expect(last.press(.enter, world: FormWorld()).last == .passedEnd)
  }

  @Test("The first character typed replaces the old value")
  func firstCharacterReplaces() {
    var form = SampleForm.form(["name": "SITI"], focus: "name")
    form.type("B")
    #expect(form.value("name") == "B")
  }

  @Test("An arrow keeps the old value, and what is typed then joins it")
  func arrowKeeps() {
    var form = SampleForm.form(["name": "SITI"], focus: "name")
    form.press(.end)
    form.type("A")
    #expect(form.value("name") == "SITIA")
    form.press(.home, .right)
    form.type("X")
    #expect(form.value("name") == "SXITIA")
  }

  @Test("Backspace keeps the rest of an old value, Delete on an untouched one clears it")
  func deletingAnOldValue() {
    var form = SampleForm.form(["name": "SITI"], focus: "name")
    form.press(.backspace)
    #expect(form.value("name") == "SIT")
    var other = SampleForm.form(["name": "SITI"], focus: "name")
    other.press(.delete)
    #expect(other.value("name") == "")
    #expect(other.values["name"] == nil)
  }

  @Test("A complete RT moves on, and the one Enter right after it is swallowed")
  func enterAfterMoveIsSwallowed() {
    var form = SampleForm.form(focus: "rt")
    form.type("003")
    #expect(form.focus == "rw")
    #expect(form.press(.enter) == [])
    #expect(form.focus == "rw")
    form.press(.enter)
    #expect(form.focus == "phone")
  }

  @Test("Any other key after such a move uses up the swallowing")
  func swallowingIsUsedUp() {
    var form = SampleForm.form(focus: "rt")
    form.type("0031")
    #expect(form.focus == "rw")
    form.press(.enter)
    #expect(form.value("rw") == "001")
    #expect(form.focus == "phone")
  }

  @Test(
    "Tab right after such a move is swallowed as Enter is, whatever the field; the next Tab moves",
    arguments: [
      ("nik", "3376024508680009", "name", "birthDate"), ("birthDate", "05081968", "sex", "relation"),
      ("birthDate", "h", "sex", "relation"), ("sex", "2", "relation", "occupation"), ("rt", "003", "rw", "phone"),
    ])
  func tabAfterMoveIsSwallowed(field: String, typed: String, next: String, afterThat: String) {
    var form = SampleForm.form(focus: field)
    form.type(typed)
    #expect(form.press(.tab) == [])
    #expect(form.focus == next)
    form.press(.tab)
    #expect(form.focus == afterThat)
  }

  @Test("Days that are each ended with Tab stand in their fields, and a key in between lets Tab move")
  func tabAfterEachDay() {
    let fields = ["a", "b", "c", "d"].map { FieldSpec($0, label: $0, input: .date, width: 10) }
    var form = Form(sections: [FormSection(id: "s", fields: fields)])
    for day in ["01081968", "02081968", "03081968"] {
      form.type(day)
      form.press(.tab)
    }
    #expect(form.values == ["a": "1968-08-01", "b": "1968-08-02", "c": "1968-08-03"])
    #expect(form.focus == "d")
    var other = Form(sections: [FormSection(id: "s", fields: fields)])
    other.type("01081968")
    other.press(.end, .tab)
    #expect(other.focus == "c")
  }

  @Test("An offer in the next field stays open under the Tab that is swallowed")
  func swallowedTabKeepsTheOffer() {
    var form = SampleForm.form(["rt": "001"], focus: "rt")
    form.offers["rw"] = "Enter: 002"
    form.type("003")
    form.press(.tab)
    #expect(form.focus == "rw" && form.offers["rw"] != nil)
  }

  @Test("A complete field that is wrong does not move on, but Enter leaves it all the same")
  func wrongFieldStaysButNeverHolds() {
    var form = SampleForm.form(focus: "rt")
    form.type("000")
    #expect(form.focus == "rt")
    #expect(form.messages["rt"] == FieldMessage(.error, "RT 000 tidak ada"))
    form.press(.enter)
    #expect(form.focus == "rw")
    #expect(form.value("rt") == "000")
  }

  @Test("A short RT gets its zeros on leaving")
  func zerosOnLeaving() {
    var form = SampleForm.form(focus: "rt")
    form.type("7")
    #expect(form.value("rt") == "7")
    let events = form.press(.tab)
    #expect(form.value("rt") == "007")
    #expect(events == [.changed("rt"), .left("rt")])
  }

  @Test("A NIK without an offer moves on at its sixteenth digit")
  func nikMovesOn() {
    var form = SampleForm.form(focus: "nik")
    form.type("337602450868000")
    #expect(form.focus == "nik")
    form.type("9")
    #expect(form.focus == "name")
  }

  @Test("A field with an open offer waits; Enter takes the offer and goes to the next empty field")
  func offerIsTaken() {
    var form = SampleForm.form(["name": "SITI"], focus: "nik")
    form.type("3376024508680003")
    #expect(form.focus == "nik")
    #expect(form.offers["nik"] == "Enter: lahir 05-08-1968, perempuan")
    let events = form.press(.enter)
    #expect(events == [.offerTaken("nik"), .left("nik")])
    #expect(form.value("birthDate") == "1968-08-05")
    #expect(form.value("sex") == "2")
    #expect(form.proposals == ["birthDate", "sex"])
    #expect(form.focus == "relation")
    #expect(form.offers.isEmpty)
  }

  @Test("What an offer filled in is judged at once, so that an age or a doubt stands beside it")
  func takenValuesAreJudged() {
    var world = SampleForm.world
    world.check = { form, field in
      field == "birthDate" && form.value(field) == "1968-08-05" ? FieldMessage(.info, "58 tahun") : nil
    }
    var form = SampleForm.form(focus: "nik")
    form.type("3376024508680003", world: world)
    form.press(.enter, world: world)
    #expect(form.messages["birthDate"] == FieldMessage(.info, "58 tahun"))
  }

  @Test("The Enter that takes an offer is never swallowed")
  func offerEnterIsNotSwallowed() {
    var form = SampleForm.form(["rt": "001"], focus: "rt")
    form.offers["rw"] = "Enter: 002"
    form.type("003")
    #expect(form.focus == "rw")
    #expect(form.press(.enter).first == .offerTaken("rw"))
  }

  @Test("Any other move declines the offer")
  func otherMoveDeclines() {
    var form = SampleForm.form(focus: "nik")
    form.type("3376024508680003")
    let events = form.press(.tab)
    #expect(events == [.offerDeclined("nik"), .left("nik")])
    #expect(form.value("birthDate") == "")
    #expect(form.focus == "name")
    #expect(form.offers.isEmpty)
  }

  @Test("Enter goes past what was proposed and thereby confirms it; Tab stops at each")
  func proposalsArePassed() {
    var form = SampleForm.form(focus: "nik")
    form.type("3376024508680003")
    form.press(.enter)
    #expect(form.focus == "name")
    form.type("SITI")
    form.press(.enter)
    #expect(form.focus == "relation")
    #expect(form.proposals.isEmpty)
    #expect(form.value("sex") == "2")
    var other = SampleForm.form(focus: "name")
    other.set("birthDate", "1968-08-05", asProposal: true)
    other.type("SITI")
    other.press(.tab)
    #expect(other.focus == "birthDate")
    #expect(other.proposals == ["birthDate"])
    other.press(.tab)
    #expect(other.proposals.isEmpty)
  }

  @Test("Enter on the last field says that the end was passed, and stays there")
  func passingTheEnd() {
    var form = SampleForm.form(focus: "seen")
    #expect(form.press(.enter) == [.left("seen"), .passedEnd])
    #expect(form.focus == "seen")
  }

  @Test("Where a whole field is followed by none that is empty, the bar stays and the next Tab goes on")
  func tabAfterStaying() {
    let choices = [Choice(code: "1", name: "Surat"), Choice(code: "2", name: "Lisan")]
    var aside = FieldSpec("until", label: "Sampai", input: .date, width: 10)
    aside.isAside = true
    let how = FieldSpec("how", label: "Cara", input: .choice(choices, oneKey: true), width: 10)
    var form = Form(sections: [FormSection(id: "a", fields: [how, aside])])
    #expect(form.press(.character("1"), world: FormWorld()).last == .passedEnd && form.focus == "how")
    form.press(.tab, world: FormWorld())
    #expect(form.focus == "until" && form.value("how") == "1")
  }

  @Test("Digits behind a comma are not taken as digits of the whole number, typed or pasted")
  func comma() {
    let price = FieldSpec("price", label: "Harga", input: .digits(exactly: nil, limit: 9, grouping: []), width: 9)
    let next = FieldSpec("next", label: "Nama", input: .text(limit: 9), width: 9)
    let form = Form(sections: [FormSection(id: "a", fields: [price, next])])
    var typed = form
    for character in "150.000,50" { typed.press(.character(character), world: FormWorld()) }
    #expect(typed.value("price") == "150000" && typed.isBehindComma("price"))
    typed.press(.backspace, world: FormWorld())
    typed.press(.character("5"), world: FormWorld())
    #expect(typed.value("price") == "150005", "backspace took the last of the whole number, and typing goes on")
    var pasted = form
    #expect(pasted.press(.paste("150.000,00"), world: FormWorld()).contains(.refused("price", text: ",00")))
    #expect(pasted.value("price") == "150000")
    pasted.press(.tab, world: FormWorld())
    #expect(pasted.focus == "next")
  }

  @Test("Whoever types a word into a number's field is still there after one Enter or Tab")
  func wordInNumber() {
    let number = FieldSpec("posts", label: "Jumlah", input: .digits(exactly: nil, limit: 4, grouping: []), width: 4)
    let next = FieldSpec("other", label: "Pagi", input: .digits(exactly: nil, limit: 4, grouping: []), width: 4)
    for key in [Key.enter, .tab] {
      var form = Form(sections: [FormSection(id: "a", fields: [number, next])])
      for character in "lima" { form.press(.character(character), world: FormWorld()) }
      form.press(key, world: FormWorld())
      #expect(form.focus == "posts")
      form.press(.character("5"), world: FormWorld())
      form.press(key, world: FormWorld())
      #expect(form.focus == "other" && form.value("posts") == "5")
    }
  }

  @Test("A move by itself out of the last field into a new section still swallows one Enter")
  func swallowingReachesANewSection() {
    let field = { (id: String) in
      FieldSpec(id, label: "RT", input: .digits(exactly: 3, limit: 3, grouping: []), width: 3)
    }
    var form = Form(sections: [FormSection(id: "a", fields: [field("a")])])
    #expect(form.type("001").suffix(2) == [.left("a"), .passedEnd])
    form.append(FormSection(id: "b", fields: [field("b"), field("c")]))
    form.focus(on: "b")
    form.press(.enter)
    #expect(form.focus == "b")
    form.press(.enter)
    #expect(form.focus == "c")
  }

  @Test("Arrows up and down and Shift-Tab go through all fields and stay at the ends")
  func movingThroughFields() {
    var form = SampleForm.form()
    form.press(.up)
    #expect(form.focus == "nik")
    form.press(.down, .tab)
    #expect(form.focus == "birthDate")
    form.press(.backTab)
    #expect(form.focus == "name")
    form.press(.pageDown)
    #expect(form.focus == "address")
    form.press(.pageUp)
    #expect(form.focus == "nik")
  }

  @Test("Leaving an empty required field is allowed and says what is missing; the first error is found for Simpan")
  func errorsAreFound() {
    var form = SampleForm.form(focus: "name")
    form.press(.tab, .tab, .tab)
    #expect(form.messages["name"]?.text == "Nama belum diisi")
    let found = form.jumpToFirstError()
    #expect(found)
    #expect(form.focus == "name")
    form.type("SITI")
    form.press(.enter)
    #expect(form.messages["name"] == nil)
    let foundAgain = form.jumpToFirstError()
    #expect(!foundAgain)
  }

  @Test("Letters in a number are refused and named, spaces and dashes are dropped without a word")
  func digitsOnly() {
    var form = SampleForm.form(focus: "nik")
    #expect(form.type("3") == [.changed("nik")])
    #expect(form.type("x") == [.refused("nik", text: "x")])
    #expect(form.type(" -") == [])
    #expect(form.value("nik") == "3")
  }

  @Test("In the middle of a full number a digit replaces the one that stands there")
  func overwritingADigit() {
    var form = SampleForm.form(["rt": "003"], focus: "rt")
    form.press(.home)
    form.type("1")
    #expect(form.value("rt") == "103")
    #expect(form.focus == "rt")
  }

  @Test("F3 puts in the value of the record before and moves on; where there is none it says so")
  func ditto() {
    var form = SampleForm.form(focus: "address")
    let events = form.run(.ditto, world: world)
    #expect(events == [.changed("address"), .left("address")])
    #expect(form.value("address") == "JL MELATI 4")
    #expect(form.focus == "rt")
    var other = SampleForm.form(focus: "name")
    #expect(other.run(.ditto, world: world) == [.nothingToDitto("name")])
    #expect(other.focus == "name")
  }

  @Test("A tick turns over with space, and 1 and 0 say what it shall be")
  func ticking() {
    var form = SampleForm.form(focus: "seen")
    form.type(" ")
    #expect(form.value("seen") == "1")
    form.type(" ")
    #expect(form.value("seen") == "")
    form.type("1")
    form.type("1")
    #expect(form.value("seen") == "1")
    form.type("0")
    #expect(form.value("seen") == "")
  }

  @Test("Keys that a form does not know are handed on")
  func unknownKeys() {
    var form = SampleForm.form()
    #expect(form.press(.escape) == [.notMine])
    #expect(form.press(.function(5)) == [.notMine])
    #expect(form.run(.save, world: world) == [.notMine])
    #expect(form.run(.help, world: world) == [.openHelp("nik")])
  }
}
