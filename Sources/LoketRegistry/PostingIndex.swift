// Finds the records that hold a value: by NIK, by household, by track, by day.

/// One record under one value. 12 bytes.
struct Posting {
  var hash: UInt32
  var row: UInt32
  var next: UInt32
}

/// Records by the hash of a field and a value. It only grows: who asks compares with what the record shows now.
struct PostingIndex: Sendable {
  var buckets: [UInt32] = []
  var postings: [Posting] = []

  static func hash(_ number: UInt16, _ value: UnsafeRawBufferPointer) -> UInt32 {
    let mixed = HashTable.mix(NameSet.hash(value), UInt64(number))
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  mutating func insert(_ hash: UInt32, row: UInt32) {
    if postings.count >= buckets.count { grow() }
    let bucket = Int(hash) & (buckets.count - 1)
    postings.append(Posting(hash: hash, row: row, next: buckets[bucket]))
    buckets[bucket] = UInt32(postings.count - 1)
  }

  private mutating func grow() {
    buckets = [UInt32](repeating: none, count: max(16, buckets.count * 2))
    for place in postings.indices {
      let bucket = Int(postings[place].hash) & (buckets.count - 1)
      postings[place].next = buckets[bucket]
      buckets[bucket] = UInt32(place)
    }
  }

  /// The rows under this hash, each once, in the order of their numbers.
  func rows(_ hash: UInt32) -> [UInt32] {
    if buckets.isEmpty { return [] }
    var rows: [UInt32] = []
    var at = buckets[Int(hash) & (buckets.count - 1)]
    while at != none {
      let posting = postings[Int(at)]
      if posting.hash == hash { rows.append(posting.row) }
      at = posting.next
    }
    if rows.count < 2 { return rows }
    rows.sort()
    var last = none
    return rows.filter { row in
      defer { last = row }
      return row != last
    }
  }
}

/// The fields by whose value records are found. Those with few values and many records for each lie apart, so that a look
/// for a NIK never walks past ten thousand people on one track.
struct IndexedFields: Sendable {
  static let compiled = IndexedFields(FieldNumbers.compiled)

  enum Place: UInt8 { case nowhere, narrow, wide }

  let nik, household, cardNumber, cards, head: UInt16
  let enrolmentPerson, enrolmentTrack, placementPerson, placementPartner, entryDay, entrySubject: UInt16
  let personName, personNickname, personPhone, titleBefore: UInt16
  let address, rt, rw, hamlet: UInt16
  let partnerName, trackName: UInt16
  private let places: [Place]

  init(_ numbers: FieldNumbers) {
    func number(_ kind: Int, _ field: String) -> UInt16 { numbers.key(kind, field).number }
    // The order of `FieldTable.kinds`.
    let (households, people, enrolments, placements, partners, tracks, entries) = (0, 1, 2, 3, 4, 5, 9)
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
    personName = number(people, "name")
    personNickname = number(people, "nickname")
    personPhone = number(people, "phone")
    titleBefore = number(people, "titleBefore")
    address = number(households, "address")
    rt = number(households, "rt")
    rw = number(households, "rw")
    hamlet = number(households, "hamlet")
    partnerName = number(partners, "name")
    trackName = number(tracks, "name")
    var places = [Place](repeating: .nowhere, count: numbers.rows.count)
    for field in [nik, household, cardNumber, cards, head, enrolmentPerson, placementPerson, entrySubject] {
      places[Int(field)] = .narrow
    }
    for field in [enrolmentTrack, placementPartner, entryDay] { places[Int(field)] = .wide }
    places[Int(FieldNumbers.unknown)] = .nowhere
    self.places = places
  }

  func place(_ number: UInt16) -> Place { number == FieldNumbers.refs ? .nowhere : places[Int(number)] }
}
