// Which fields records are found by.
import LoketModel

/// The fields by whose value records are found. Those with few values and many records for each lie apart, so that a look
/// for a NIK never walks past ten thousand people on one track.
struct IndexedFields: Sendable {
  static let compiled = IndexedFields(FieldNumbers.compiled)

  /// The place of `deskVisit` in `FieldTable.kinds`.
  static let deskVisits = 15

  enum Place: UInt8 { case nowhere, narrow, wide }

  let nik, household, cardNumber, cards, head: UInt16
  let enrolmentPerson, enrolmentTrack, placementPerson, placementPartner, entryDay, entrySubject: UInt16
  let pairFirst, pairSecond, pairAnswer: UInt16
  let visitHousehold: UInt16
  let deskVisitDay, deskVisitPerson, deskVisitState, entryVisit: UInt16
  let entryAction, entryState, entryPart, approvalEntries: UInt16
  /// Checks that a person accepted, of every kind that has them.
  let accepted: [UInt16]
  let personName, personNickname, personPhone, titleBefore, birthDate, sex, personStanding: UInt16
  let address, rt, rw, hamlet: UInt16
  let enrolmentClass, applicationPerson, applicationWave, certificatePerson, aidPerson, classWave: UInt16
  let referralPerson, referralVacancy, followUpPerson: UInt16
  let grantPerson, checkGrant, paymentGrant: UInt16
  let partnerName, trackName: UInt16
  private let places: [Place]

  init(_ numbers: FieldNumbers) {
    func number(_ kind: Int, _ field: String) -> UInt16 { numbers.key(kind, field).number }
    // The order of `FieldTable.kinds`.
    let (households, people, enrolments, placements, partners, tracks, entries, pairs, visits, approvals) = (
      0, 1, 2, 3, 4, 5, 9, 10, 11, 12
    )
    let deskVisits = IndexedFields.deskVisits
    let (classes, applications, certificates, aids, referrals, followUps) = (22, 24, 25, 27, 30, 34)
    nik = number(people, "nik")
    household = number(people, "household")
    cardNumber = number(households, "familyCardNumber")
    cards = number(households, "cards/*")
    head = number(households, "head")
    enrolmentPerson = number(enrolments, "person")
    enrolmentTrack = number(enrolments, "track")
    placementPerson = number(placements, "person")
    placementPartner = number(placements, "partner")
    entryDay = number(entries, "day")
    entrySubject = number(entries, "subject")
    pairFirst = number(pairs, "first")
    pairSecond = number(pairs, "second")
    pairAnswer = number(pairs, "answer")
    visitHousehold = number(visits, "household")
    deskVisitDay = number(deskVisits, "day")
    deskVisitPerson = number(deskVisits, "person")
    deskVisitState = number(deskVisits, "state")
    entryVisit = number(entries, "visit")
    entryAction = number(entries, "action")
    entryState = number(entries, "state")
    entryPart = number(entries, "part/*")
    approvalEntries = number(approvals, "entries/*")
    accepted = [households, people, placements].map { number($0, "accepted/*") }
    personName = number(people, "name")
    personNickname = number(people, "nickname")
    personPhone = number(people, "phone")
    titleBefore = number(people, "titleBefore")
    birthDate = number(people, "birthDate")
    sex = number(people, "sex")
    personStanding = number(people, "standing")
    address = number(households, "address")
    rt = number(households, "rt")
    rw = number(households, "rw")
    hamlet = number(households, "hamlet")
    enrolmentClass = number(enrolments, "class")
    applicationPerson = number(applications, "person")
    applicationWave = number(applications, "wave")
    certificatePerson = number(certificates, "person")
    aidPerson = number(aids, "person")
    classWave = number(classes, "wave")
    referralPerson = number(referrals, "person")
    referralVacancy = number(referrals, "vacancy")
    followUpPerson = number(followUps, "person")
    func place(of kind: RecordKind) -> Int { FieldTable.kinds.firstIndex { $0.kind == kind } ?? 0 }
    grantPerson = number(place(of: .grant), "person")
    checkGrant = number(place(of: .grantCheck), "grant")
    paymentGrant = number(place(of: .disbursement), "grant")
    partnerName = number(partners, "name")
    trackName = number(tracks, "name")
    var places = [Place](repeating: .nowhere, count: numbers.rows.count)
    for field in [
      nik, household, cardNumber, cards, head, personPhone, enrolmentPerson, placementPerson, entrySubject,
      pairFirst, pairSecond, visitHousehold, deskVisitPerson, entryVisit, approvalEntries, applicationPerson,
      certificatePerson, aidPerson, referralPerson, followUpPerson, grantPerson, checkGrant, paymentGrant,
    ] {
      places[Int(field)] = .narrow
    }
    for field in [
      enrolmentTrack, enrolmentClass, placementPartner, entryDay, birthDate, deskVisitDay, applicationWave, classWave,
      referralVacancy,
    ] {
      places[Int(field)] = .wide
    }
    places[Int(FieldNumbers.unknown)] = .nowhere
    self.places = places
  }

  func place(_ number: UInt16) -> Place { number == FieldNumbers.refs ? .nowhere : places[Int(number)] }
}
