// Fields that have no place for now, and the step before Simpan.
import Testing

@testable import LoketWidgets

@Suite struct FormHiddenTests {
  let world = SampleForm.world

  @Test("A hidden field is neither drawn nor entered, and keeps what stands in it")
  func hiddenIsPassed() {
    var form = SampleForm.form(["birthDate": "1968-08-05"], focus: "name")
    form.hidden = ["birthDate"]
    form.press(.tab)
    #expect(form.focus == "sex")
    form.press(.backTab)
    #expect(form.focus == "name")
    form.type("SITI")
    form.press(.enter)
    #expect(form.focus == "sex")
    #expect(form.value("birthDate") == "1968-08-05")
    var frame = Frame(size: Size(columns: 80, rows: 12))
    form.draw(into: &frame, top: 0, height: 12)
    #expect(!frame.lines.contains { $0.contains("Tgl lahir") })
    #expect(frame.lines[3] == "                                        JK __________")
  }

  @Test("A person in a field that gets hidden is not stuck there")
  func hiddenUnderTheFocus() {
    for key in [Key.tab, .enter, .backTab, .pageDown, .pageUp] {
      var form = SampleForm.form(focus: "birthDate")
      form.hidden = ["birthDate"]
      form.press(key)
      #expect(form.focus != "birthDate")
    }
  }

  @Test("Hiding all fields of a section hides its title, and PgDn goes past it")
  func hiddenSection() {
    var form = SampleForm.form()
    form.append(FormSection(id: "m", title: "Anggota", fields: [FieldSpec("m.n", label: "N", input: .tick, width: 3)]))
    form.hidden = Set(SampleForm.sections[1].fields.map(\.id))
    form.press(.pageDown)
    #expect(form.focus == "m.n")
    var frame = Frame(size: Size(columns: 80, rows: 12))
    form.draw(into: &frame, top: 0, height: 12)
    #expect(!frame.lines.contains { $0.contains("Alamat") })
  }

  @Test("Before Simpan the field being typed is settled: zeros, days, the found choice; and every field is judged")
  func settling() {
    var form = SampleForm.form(focus: "rt")
    form.type("7")
    form.settle(world: world)
    #expect(form.value("rt") == "007")
    #expect(form.focus == "rt")
    #expect(form.messages["name"]?.level == .error)
    form.type("8")
    #expect(form.value("rt") == "8")
    form.focus(on: "occupation")
    form.type("juru")
    form.settle(world: world)
    #expect(form.value("occupation") == "46")
    #expect(form.picker == nil)
  }
}
