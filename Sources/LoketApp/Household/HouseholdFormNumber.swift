// The number with which a registration begins: a NIK or a No. KK, and the one key that puts it where it belongs.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdFormScreen {
  private static let nik = "p0.nik"
  private static let card = "h.familyCardNumber"

  /// A form that begins with a No. KK; the focus is on the NIK, which is asked first.
  static func register(card number: String, _ context: Context) -> HouseholdFormScreen {
    var screen = register(context)
    screen.form.focus(on: card)
    _ = screen.form.press(.paste(number), world: screen.world(context))
    screen.form.focus(on: nik)
    return screen
  }

  /// What F7 does: on the head's NIK and on the No. KK it moves the number to the other field, or brings it from there
  /// where this one is empty. Nil elsewhere.
  func numberAction(_ context: Context) -> Availability? {
    guard isRegistration, form.focus == HouseholdFormScreen.nik || form.focus == HouseholdFormScreen.card else {
      return nil
    }
    guard let isForCard = movesToCard else { return .off(context.word(.numberFirst)) }
    return .named(context.word(isForCard ? .keyToCard : .keyToNik))
  }

  /// Which way the number goes; nil while both fields are empty.
  private var movesToCard: Bool? {
    let (nik, card) = (form.value(HouseholdFormScreen.nik), form.value(HouseholdFormScreen.card))
    if nik.isEmpty || card.isEmpty { return nik.isEmpty && card.isEmpty ? nil : card.isEmpty }
    return form.focus == HouseholdFormScreen.nik
  }

  /// Changes the two numbers over, and takes back what the NIK that was none had offered. One step for F8.
  mutating func moveNumber(_ context: inout Context) {
    guard let isForCard = movesToCard else { return }
    let (nik, card) = (form.value(HouseholdFormScreen.nik), form.value(HouseholdFormScreen.card))
    form.beginStep()
    if let offer = Nik.read(nik)?.offer(relation: "1", on: context.today) {
      for (field, value) in [("p0.birthDate", offer.birthDate?.iso), ("p0.sex", offer.sex)]
      where form.given.contains(field) && form.value(field) == value {
        form.set(field, "")
      }
    }
    form.set(HouseholdFormScreen.nik, card)
    form.set(HouseholdFormScreen.card, nik)
    if !card.isEmpty { form.hidden.insert("p0.nikReason") }
    let world = world(context)
    form.offers[HouseholdFormScreen.nik] = world.offer(form, HouseholdFormScreen.nik)
    form.checkAll(world: world)
    context.keepDraft()
    context.say(.info, isForCard ? .numberIsCard : .numberIsNik)
  }
}

/// The question about sixteen digits that may be either number.
enum NumberDialog {
  static let id = "number"

  static func screen(
    _ reading: NikReading, birthDate: CalendarDate, issued: CalendarDate, _ context: Context
  ) -> DialogScreen {
    let person = [
      "date": birthDate.display, "age": String(birthDate.age(on: context.today)),
      "sex": CodeList.sex.name(of: reading.sex, context.language),
    ]
    return DialogScreen(
      id: id,
      dialog: Dialog(
        title: context.word(.numberTitle),
        text: context.text(.numberText, ["number": Nik.display(reading.digits)]),
        options: [
          Dialog.Option("nik", context.text(.numberNik, person)),
          Dialog.Option("card", context.text(.numberCard, ["date": issued.display])),
        ]), help: Phrase("help.number"))
  }
}

extension Phrase {
  static let numberTitle = Phrase("app.number.title")
  static let numberText = Phrase("app.number.text")
  static let numberNik = Phrase("app.number.nik")
  static let numberCard = Phrase("app.number.card")
  static let numberFirst = Phrase("app.number.first")
  static let numberIsCard = Phrase("app.number.isCard")
  static let numberIsNik = Phrase("app.number.isNik")
  static let numberReadAsCard = Phrase("app.number.readAsCard")
  static let keyToCard = Phrase("app.key.toCard")
  static let keyToNik = Phrase("app.key.toNik")
}
