// Why two records look like one person, in a sentence: first what agrees, then what they share, then what speaks against it.

extension Likeness {
  /// "nama sama setelah ejaan lama, lahir tanggal dan bulan tertukar; satu RT".
  public func sentence(_ wording: Wording) -> String {
    [reasons, besides].filter { !$0.isEmpty }.map { list in
      list.map { wording[$0] }.joined(separator: ", ")
    }.joined(separator: "; ") + against(wording)
  }

  private var reasons: [Phrase] {
    [Likeness.names[agreement.name], Likeness.numbers[agreement.nik], Likeness.births[agreement.birth]]
      .compactMap { $0 }
  }

  private var besides: [Phrase] {
    var list: [Phrase] = []
    if agreement.shared.contains(.home) { list.append(.likeHome) }
    if agreement.shared.contains(.neighbourhood) { list.append(.likeNeighbourhood) }
    if agreement.shared.contains(.phone) { list.append(.likePhone) }
    return list
  }

  private func against(_ wording: Wording) -> String {
    var list: [Phrase] = []
    if agreement.name == .other { list.append(.likeOtherName) }
    if agreement.nik == .other { list.append(.likeOtherNik) }
    if agreement.birth == .other { list.append(.likeOtherBirth) }
    if agreement.isOtherSex { list.append(.likeOtherSex) }
    guard !list.isEmpty else { return "" }
    return wording.text(.likeBut, ["what": list.map { wording[$0] }.joined(separator: ", ")])
  }

  private static let names: [NameAgreement: Phrase] = [
    .same: .likeName, .title: .likeNameTitle, .spelling: .likeNameSpelling, .shortened: .likeNameShortened,
    .glued: .likeNameGlued, .order: .likeNameOrder, .father: .likeNameFather, .initial: .likeNameInitial,
    .missing: .likeNameMissing, .oldJ: .likeNameOldJ, .slip: .likeNameSlip,
  ]
  private static let numbers: [NumberAgreement: Phrase] = [
    .same: .likeNik, .digit: .likeNikDigit, .swapped: .likeNikSwapped, .serial: .likeNikSerial,
    .turned: .likeNikTurned,
  ]
  private static let births: [BirthAgreement: Phrase] = [
    .same: .likeBirth, .swapped: .likeBirthSwapped, .year: .likeBirthYear, .newYear: .likeBirthNewYear,
    .bothNewYear: .likeBirthBothNewYear,
  ]
}

extension LikenessLevel {
  /// "mungkin sama dengan", as the line beside a field begins; nil where nothing is alike.
  public var words: Phrase? {
    switch self {
    case .none: nil
    case .possibly: .likePossibly
    case .probably: .likeProbably
    case .surely: .likeSurely
    }
  }
}

extension Phrase {
  static let likePossibly = Phrase("like.possibly")
  static let likeProbably = Phrase("like.probably")
  static let likeSurely = Phrase("like.surely")
  static let likeName = Phrase("like.name")
  static let likeNameTitle = Phrase("like.name.title")
  static let likeNameSpelling = Phrase("like.name.spelling")
  static let likeNameShortened = Phrase("like.name.shortened")
  static let likeNameGlued = Phrase("like.name.glued")
  static let likeNameOrder = Phrase("like.name.order")
  static let likeNameFather = Phrase("like.name.father")
  static let likeNameInitial = Phrase("like.name.initial")
  static let likeNameMissing = Phrase("like.name.missing")
  static let likeNameOldJ = Phrase("like.name.oldJ")
  static let likeNameSlip = Phrase("like.name.slip")
  static let likeNik = Phrase("like.nik")
  static let likeNikDigit = Phrase("like.nik.digit")
  static let likeNikSwapped = Phrase("like.nik.swapped")
  static let likeNikTurned = Phrase("like.nik.turned")
  static let likeNikSerial = Phrase("like.nik.serial")
  static let likeBirth = Phrase("like.birth")
  static let likeBirthSwapped = Phrase("like.birth.swapped")
  static let likeBirthYear = Phrase("like.birth.year")
  static let likeBirthNewYear = Phrase("like.birth.newYear")
  static let likeBirthBothNewYear = Phrase("like.birth.bothNewYear")
  static let likeHome = Phrase("like.home")
  static let likeNeighbourhood = Phrase("like.neighbourhood")
  static let likePhone = Phrase("like.phone")
  static let likeBut = Phrase("like.but")
  static let likeOtherName = Phrase("like.other.name")
  static let likeOtherNik = Phrase("like.other.nik")
  static let likeOtherBirth = Phrase("like.other.birth")
  static let likeOtherSex = Phrase("like.other.sex")
}
