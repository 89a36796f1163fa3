// Drafts: a form stored as a table of texts and found again as it was left.
import Testing

@testable import LoketWidgets

@Suite struct FormArchiveTests {
  private func section(_ id: String) -> FormSection? {
    if id == "m1" {
      return FormSection(
        id: "m1", fields: [FieldSpec("m1.name", label: "Nama", input: .text(limit: 20), width: 20)])
    }
    return SampleForm.sections.first { $0.id == id }
  }

  @Test("A form comes back with its values, added sections, proposals, focus, and what it began with")
  func comesBack() {
    var form = SampleForm.form(["name": "SITI"], focus: "nik")
    form.type("3376024508680003")
    form.press(.enter)
    form.append(FormSection(id: "m1", fields: section("m1")?.fields ?? []))
    form.focus(on: "m1.name")
    form.type("BUDI")
    var back = Form(archive: form.archive(), section: section)
    #expect(back.values == form.values)
    #expect(back.sections.map(\.id) == ["head", "address", "m1"])
    #expect(back.proposals == form.proposals)
    #expect(back.focus == "m1.name")
    #expect(back.isChanged)
    #expect(back.changedValues == form.changedValues)
    back.undo()
    #expect(back.values == ["name": "SITI"])
    #expect(back.sections.map(\.id) == ["head", "address"])
  }

  @Test("Half a day, a text that is in no list and a filter that is being typed are in it")
  func unfinishedTyping() {
    var form = SampleForm.form(focus: "birthDate")
    form.type("0508")
    form.focus(on: "occupation")
    form.type("astronaut")
    form.press(.tab)
    form.focus(on: "relation")
    form.type("men")
    let back = Form(archive: form.archive(), section: section)
    #expect(back.value("birthDate") == "0508")
    #expect(back.value("occupation") == "astronaut")
    #expect(back.unmatched == ["occupation"])
    #expect(back.picker?.filter.text == "men")
  }

  @Test("An archive from nowhere, with unknown sections or none, is an empty form and no trap")
  func foreignArchives() {
    var form = Form(archive: ["sections": "x\ny", "focus": "z", "value.q": "1"], section: section)
    #expect(form.specs.isEmpty)
    #expect(form.press(.enter) == [.notMine])
    #expect(form.run(.pick, world: SampleForm.world) == [.notMine])
    var frame = Frame(size: Size(columns: 40, rows: 4))
    form.draw(into: &frame, top: 0, height: 4)
    #expect(frame.lines == ["", "", "", ""])
    #expect(Form(archive: [:], section: section).values.isEmpty)
  }

  @Test("A form that nobody touched comes back untouched")
  func untouched() {
    let form = SampleForm.form(["name": "SITI"], focus: "rt")
    let back = Form(archive: form.archive(), section: section)
    #expect(back.focus == "rt")
    #expect(!back.isChanged)
    #expect(back.value("name") == "SITI")
  }
}
