import LoketModel
import LoketWidgets
import Testing

@testable import LoketApp

/// Sixteen digits typed on Beranda that nobody has: what opens, and how a mistake costs one key.
@Suite("An unknown number on Beranda")
struct TypedNumberTests {
  @Test("The NIK of a woman, or of a man who cannot have a card from his birthday, opens the form as NIK")
  func plainNik() {
    for nik in ["3376024508690003", "3376021203650001", "3376025203080001"] {
      var desk = Desk.open()
      desk.type(nik)
      #expect(desk.form.value("p0.nik") == nik)
      #expect(desk.form.offers["p0.nik"] != nil)
    }
  }

  @Test("A number whose holder would be younger than 15 is a No. KK, and the NIK is asked next")
  func plainCard() {
    var desk = Desk.open()
    desk.type("3376021203150007")
    #expect(desk.form.value("h.familyCardNumber") == "3376021203150007")
    #expect(desk.form.focus == "p0.nik")
    #expect(desk.sees("Dibaca sebagai No. KK"))
    // The Enter that a scanner sends behind the number does nothing.
    desk.press(.enter)
    #expect(desk.form.focus == "p0.nik")
    desk.press(.escape, .character("2"))
    #expect(desk.drafts.values.contains { $0.values.values.contains("3376021203150007") })
  }

  @Test("A birth date of a head that may be a day of issue too is asked; Enter and 1 are the NIK, 2 is the card")
  func asked() {
    for (key, field) in [(Key.enter, "p0.nik"), (.character("1"), "p0.nik"), (.character("2"), "h.familyCardNumber")] {
      var desk = Desk.open()
      desk.type("3376021203080001")
      #expect(desk.sees("lahir 12-03-2008 (18 tahun)"))
      #expect(desk.sees("kartu terbit 12-03-2008"))
      desk.press(key)
      #expect(desk.form.value(field) == "3376021203080001")
      #expect(desk.form.focus == "p0.nik")
    }
  }

  @Test("Esc from the question goes back to the search with its digits, and Enter asks again")
  func notNow() {
    var desk = Desk.open()
    desk.type("3376021203080001")
    desk.press(.escape)
    #expect(desk.sees("3376021203080001"))
    #expect(desk.state.layers.count == 1)
    desk.press(.enter)
    #expect(desk.sees("kartu terbit"))
  }

  @Test("F7 moves a No. KK out of the NIK with what the NIK had offered, and F8 brings it all back")
  func moved() {
    var desk = Desk.open()
    desk.type("3376021203080001")
    desk.press(.character("1"), .enter)
    #expect(desk.form.value("p0.birthDate") == "2008-03-12")
    desk.press(.backTab)
    #expect(desk.sees("F7 No.KK"))
    let before = desk.form.values
    desk.press(.function(7))
    #expect(desk.form.value("p0.nik") == "")
    #expect(desk.form.value("p0.birthDate") == "")
    #expect(desk.form.value("p0.sex") == "")
    #expect(desk.form.value("h.familyCardNumber") == "3376021203080001")
    desk.press(.function(8))
    #expect(desk.form.values == before)
  }

  @Test("A number that was read as No. KK by mistake is a NIK by one key, where the form opens")
  func oneKey() {
    var desk = Desk.open()
    desk.type("3376021203150007")
    #expect(desk.sees("F7 NIK"))
    desk.press(.function(7))
    #expect(desk.form.value("p0.nik") == "3376021203150007")
    #expect(desk.form.value("h.familyCardNumber") == "")
    #expect(desk.form.offers["p0.nik"] != nil)
    desk.press(.function(7))
    #expect(desk.form.value("h.familyCardNumber") == "3376021203150007")
  }

  @Test("F7 on the No. KK moves it to the NIK, whose offer stands at once; two numbers change places")
  func movedBack() {
    var desk = Desk.open()
    desk.type("3376021203150007")
    while desk.form.focus != "h.familyCardNumber" { desk.press(.tab) }
    desk.press(.function(7))
    #expect(desk.form.value("p0.nik") == "3376021203150007")
    #expect(desk.form.value("h.familyCardNumber") == "")
    #expect(desk.form.offers["p0.nik"] != nil)
    desk.press(.function(8))
    while desk.form.focus != "p0.nik" { desk.press(.backTab) }
    desk.type("3376024508690003")
    desk.press(.function(7))
    #expect(desk.form.value("p0.nik") == "3376021203150007")
    #expect(desk.form.value("h.familyCardNumber") == "3376024508690003")
  }

  @Test("The number of a parked registration goes on with it, instead of beginning a second one")
  func parked() {
    for (number, keys) in [("3376024508690003", [Key.enter]), ("3376021203080001", [.character("2"), .tab, .tab])] {
      var desk = Desk.open()
      desk.type(number)
      for key in keys { desk.press(key) }
      desk.type("SITI")
      desk.press(.enter, .escape, .character("2"))
      desk.type(number)
      #expect(desk.form.value("p0.name") == "SITI")
      #expect(desk.sees("Dilanjutkan dari draf 22-11-2026 09:00"))
      #expect(desk.drafts.count == 1)
    }
  }

  @Test("Elsewhere in the form F7 does nothing, and on an empty number it says why")
  func elsewhere() {
    var desk = Desk.open()
    desk.press(.function(6), .function(7))
    #expect(desk.sees("Isi nomornya dahulu"))
    desk.press(.tab, .function(7))
    #expect(!desk.screen.contains("F7"))
  }
}
