// F8 again and again: every step back, to the form exactly as it began; whatever was typed is somewhere.
import Testing

@testable import LoketWidgets

/// A small generator of our own, so that a failing stream can be repeated by its seed.
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(sides))
  }
}

@Suite struct FormUndoTests {
  let world = SampleForm.world

  @Test("Letters typed in one go are one step, deleting them is another")
  func stepsAreRuns() {
    var form = SampleForm.form(["name": "SITI"], focus: "name")
    form.type("BUDI")
    form.press(.backspace, .backspace)
    #expect(form.value("name") == "BU")
    form.run(.undo, world: world)
    #expect(form.value("name") == "BUDI")
    form.run(.undo, world: world)
    #expect(form.value("name") == "SITI")
    #expect(form.run(.undo, world: world) == [.nothingToUndo])
  }

  @Test("What the program filled in goes back together with the key that caused it")
  func proposalsGoBackTogether() {
    var form = SampleForm.form(focus: "nik")
    form.type("3376024508680003")
    form.press(.enter)
    #expect(form.value("sex") == "2")
    form.undo()
    #expect(form.value("sex") == "")
    #expect(form.value("birthDate") == "")
    #expect(form.value("nik") == "3376024508680003")
    #expect(form.offers["nik"] != nil)
    #expect(form.focus == "nik")
  }

  @Test("Adding and removing a section are steps, and what stood in it comes back")
  func sectionsComeBack() {
    let member = FormSection(
      id: "m1", title: "Anggota 1", fields: [FieldSpec("m1.name", label: "Nama", input: .text(limit: 20), width: 20)])
    var form = SampleForm.form()
    let began = form
    form.append(member)
    form.focus(on: "m1.name")
    form.type("BUDI")
    form.remove(section: "m1")
    #expect(form.spec("m1.name") == nil)
    #expect(form.value("m1.name") == "")
    #expect(form.focus == "seen")
    form.undo()
    #expect(form.value("m1.name") == "BUDI")
    #expect(form.focus == "m1.name")
    while form.undo() {}
    #expect(form == began)
  }

  @Test("Proposals set before the first key belong to the start")
  func proposalsAtTheStart() {
    var form = SampleForm.form()
    form.set("rt", "003", asProposal: true)
    #expect(!form.isChanged)
    let undone = form.undo()
    #expect(!undone)
    form.type("3")
    #expect(form.isChanged)
    while form.undo() {}
    #expect(form.value("rt") == "003")
    #expect(form.proposals == ["rt"])
    #expect(!form.isChanged)
  }

  @Test("A program that changes what a person typed makes a step of it, so that the typed text comes back")
  func programNeverDropsTypedText() {
    var form = SampleForm.form(focus: "name")
    form.type("siti")
    form.set("name", "SITI AMINAH")
    #expect(form.value("name") == "SITI AMINAH")
    form.undo()
    #expect(form.value("name") == "siti")
  }

  @Test("What is saved is the new start")
  func savedIsTheStart() {
    var form = SampleForm.form(focus: "name")
    form.type("SITI")
    #expect(form.changedValues == ["name": "SITI"])
    form.markSaved()
    #expect(!form.isChanged)
    let undone = form.undo()
    #expect(!undone)
    #expect(form.value("name") == "SITI")
  }

  @Test("Thousands of random keys never trap, and F8 to the start gives the form as it began", arguments: 1...12)
  func randomKeysAndBack(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    var form = SampleForm.form(["name": "SITI", "birthDate": "1968-08-05", "occupation": "30", "rt": "001"])
    form.set("rw", "002", asProposal: true)
    let began = form
    var members = 0
    for _ in 0..<1_500 {
      // What a program sets in an untouched form belongs to its start, so the stream presses a key there first.
      if form == began { form.press(.tab) }
      randomStep(&form, &dice, &members)
      #expect(form.spec(form.focus) != nil)
    }
    var undone = 0
    while form.undo() { undone += 1 }
    #expect(undone > 0)
    #expect(form == began)
  }

  @Test("No field ever holds: from whatever was typed, Tab goes on and Shift-Tab back", arguments: 1...6)
  func nothingHolds(seed: Int) {
    var dice = Dice(seed: UInt64(seed) &+ 500)
    var form = SampleForm.form()
    var members = 0
    for step in 0..<600 {
      randomStep(&form, &dice, &members)
      guard step % 5 == 0 else { continue }
      let ids = form.specs.map(\.id)
      let place = ids.firstIndex(of: form.focus) ?? 0
      var onward = form
      // Right after a move by itself the first Tab is swallowed.
      if onward.swallowsHabit { onward.press(.tab) }
      onward.press(.tab)
      #expect(onward.focus == ids[min(place + 1, ids.count - 1)])
      var back = form
      back.press(.backTab)
      #expect(back.focus == ids[max(place - 1, 0)])
    }
  }

  private func randomStep(_ form: inout Form, _ dice: inout Dice, _ members: inout Int) {
    switch dice.roll(40) {
    case 0: form.run(.undo, world: world)
    case 1: form.run(.pick, world: world)
    case 2: form.run(.ditto, world: world)
    case 3: form.press(.paste(["33760245\n", "SITI\tAMINAH", "05-08-1968", "\u{301}漢👍🏽", "", "+62 8"][dice.roll(6)]))
    case 4:
      members += 1
      let fields = [FieldSpec("m\(members).name", label: "Nama", input: .text(limit: 9), width: 9)]
      form.append(FormSection(id: "m\(members)", fields: fields))
    case 5: form.remove(section: "m\(dice.roll(members + 1))")
    case 6: form.set(["sex", "rt", "name"][dice.roll(3)], ["1", "", "9"][dice.roll(3)], asProposal: dice.roll(2) == 0)
    case 7: form.focus(on: form.specs[dice.roll(form.specs.count)].id)
    case 8: form.checkAll(world: world)
    case 9: form.jumpToFirstError()
    case 10: form.offers["name"] = dice.roll(2) == 0 ? "Enter: ?" : nil
    case 11...20:
      let keys: [Key] = [
        .enter, .tab, .backTab, .up, .down, .left, .right, .home, .end, .backspace, .delete, .escape, .pageUp,
        .pageDown, .unknown, .function(3), .control("x"),
      ]
      form.press(keys[dice.roll(keys.count)])
    default:
      let letters = Array("0123456789abcABC h/-é\u{301}漢👍")
      form.press(.character(letters[dice.roll(letters.count)]))
    }
  }

  @Test("Whatever a field took is in a value, in a step of F8 or in the open filter", arguments: 1...8)
  func typedTextIsNeverLost(seed: Int) {
    var dice = Dice(seed: UInt64(seed) &+ 1_000)
    var form = SampleForm.form()
    var typed: [Character] = []
    let other: [Key] = [
      .enter, .tab, .backTab, .up, .down, .left, .home, .end, .backspace, .delete, .escape, .pageDown,
    ]
    // Every sign is typed once only, so that finding it proves that this very key was kept.
    var next: UInt32 = 0x4E00
    for _ in 0..<2_000 {
      switch dice.roll(5) {
      case 4: form.focus(on: form.specs[dice.roll(form.specs.count)].id)
      case 0: form.press(other[dice.roll(other.count)])
      case 1 where dice.roll(8) == 0: form.run([.pick, .ditto, .back][dice.roll(3)], world: world)
      default:
        guard let scalar = Unicode.Scalar(next) else { continue }
        next += 1
        let character = Character(scalar)
        let events = form.press(.character(character))
        let isRefused = events.contains { if case .refused = $0 { true } else { false } }
        if !isRefused { typed.append(character) }
      }
    }
    var kept: Set<Character> = []
    for state in form.steps + [form.state] {
      for value in state.values.values { kept.formUnion(value) }
      kept.formUnion(state.picker?.filter.text ?? "")
    }
    #expect(typed.count > 100)
    #expect(typed.filter { !kept.contains($0) } == [])
  }
}
