// The exchange with other PCs in words: what a person reads on Sinkron, the most urgent first.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The exchange in words.
enum SyncWords {
  /// - Parameter place: as it stands in the field: what is known of another one is not shown.
  static func lines(_ devices: [DeviceStanding], at place: String, _ context: Context) -> [(String, Style)] {
    let state = context.session.sync
    var lines = underWay(place, context)
    let isOfPlace = state.lastPlace.isEmpty || state.lastPlace == place
    if let problem = state.problem, isOfPlace { lines.append(("! " + context.wording.text(problem), .error)) }
    let report = state.report.flatMap { $0.place == place ? $0 : nil }
    if let report { lines += self.lines(report, context) }
    if !state.isRunning {
      let said =
        state.unsent == 0
        ? context.word(.syncNothingUnsent) : context.text(.syncUnsent, ["count": String(state.unsent)])
      lines.append((said, .plain))
    }
    lines += guarded(place, context)
    if let doubt = signatures(context) { lines.append((context.word(doubt), .error)) }
    if let report, !report.origins.isEmpty {
      lines += [("", .plain), (context.word(.syncFrom), .title)] + origins(report, context).map { ($0, .plain) }
    }
    let heard = heard(devices, context)
    return heard.isEmpty
      ? lines : lines + [("", .plain), (context.word(.syncHeard), .title)] + heard.map { ($0, .plain) }
  }

  static func origins(_ report: SyncState.Report, _ context: Context) -> [String] {
    report.origins.map { origin in
      context.text(
        .syncOrigin, ["device": origin.device, "edits": String(origin.edits), "latest": origin.latest])
    }
  }

  private static func underWay(_ place: String, _ context: Context) -> [(String, Style)] {
    guard let progress = context.session.sync.progress else { return [] }
    let slots = [
      "step": context.word(progress.step), "done": kibibytes(progress.done), "total": kibibytes(progress.total),
    ]
    // Before the first listing nobody knows how much it will be.
    let words = progress.total > 0 ? context.text(.syncProgress, slots) : "\(context.word(progress.step))..."
    let said: (String, Style) = (words, .title)
    return PlaceAddress.isMeant(by: place) ? [said] : [said, (context.word(.syncKeepIn), .error)]
  }

  /// Who was heard from, and when; this PC knows of itself.
  static func heard(_ devices: [DeviceStanding], _ context: Context) -> [String] {
    devices.filter { $0.device != context.session.deviceID }.map { device in
      let heard = device.latest.map { "\($0.date.display) \($0.time)" } ?? context.word(.syncNeverHeard)
      return context.text(.syncDevice, ["device": name(of: device.device, context), "heard": heard])
    }
  }

  /// By the saves that count, else as the PC calls itself, else the beginning of its id.
  static func name(of device: Identifier, _ context: Context) -> String {
    context.registry.value(RecordRef(.device, device), "label")
      ?? context.session.sync.applicants.first { $0.device == device }?.label
      ?? context.text(.syncUnnamed, ["id": String(device.description.prefix(8))])
  }

  /// Who can read what lies at the place; nothing before somebody has said how it is written there.
  private static func guarded(_ place: String, _ context: Context) -> [(String, Style)] {
    let state = context.session.sync
    if PlaceAddress.isMeant(by: place) { return [(context.word(.syncServerOpen), .error)] }
    let sealedThere = state.looked?.place == place && state.looked?.isSealed == true
    guard let known = state.place(place), known.isAllowed else {
      return sealedThere ? [(context.word(state.canSeal ? .syncSealedHere : .syncSealedNeedsAge), .plain)] : []
    }
    guard known.isSealed else {
      return [(context.word(.syncUnencrypted), .error)] + (sealedThere ? [(context.word(.syncSealedToo), .error)] : [])
    }
    let names = context.registry.readers(office: context.session.office).cannot.map(\.name).joined(separator: ", ")
    return [(context.word(.syncSealed), .plain)]
      + (names.isEmpty ? [] : [(context.text(.syncSealedNotFor, ["devices": names]), .error)])
  }

  /// What should be known of signatures: that nobody checks them, or that this PC's are not wanted.
  private static func signatures(_ context: Context) -> Phrase? {
    if !context.session.sync.canSign { return .syncCannotSign }
    switch context.registry.roster.standing(of: context.session.deviceID) {
    case .open: return .syncUnsigned
    case .enrolled: return nil
    case .unknown: return .syncNotEnrolled
    case .closed: return .syncTakenOut
    }
  }

  static func lines(_ report: SyncState.Report, _ context: Context) -> [(String, Style)] {
    let slots = [
      "place": report.place, "in": String(report.receivedParts), "inSize": kibibytes(report.receivedBytes),
      "edits": String(report.edits), "out": String(report.sentParts), "outSize": kibibytes(report.sentBytes),
    ]
    let time = report.at.map { "\($0.date.display) \($0.time)" } ?? ""
    let head = context.text(report.isPlan ? .syncLookedAt : .syncDoneAt, slots.merging(["time": time]) { $1 })
    var lines: [(String, Style)] = [(head, .title)]
    if report.isPlan {
      lines.append((context.text(.syncWould, slots), .plain))
    } else {
      lines.append((context.text(.syncCame, slots), .plain))
      lines.append((context.text(.syncWent, slots), .plain))
    }
    if report.isSafe {
      lines.append((context.text(PlaceAddress.isMeant(by: report.place) ? .syncStored : .syncSafe, slots), .title))
    }
    // All that wait, as line 22 counts them: those of earlier times were judged again.
    let held = max(report.isPlan ? 0 : report.refused, context.session.sync.refused.count)
    if held > 0 { lines.append((context.text(.syncRefused, ["count": String(held)]), .error)) }
    if report.givenUp > 0 { lines.append((context.text(.syncGivenUp, ["count": String(report.givenUp)]), .plain)) }
    if report.conflicts > 0 {
      lines.append((context.text(.syncConflicts, ["count": String(report.conflicts)]), .error))
    }
    if report.unfinished > 0 {
      lines.append((context.text(.syncUnfinished, ["count": String(report.unfinished)]), .plain))
    }
    if report.otherOffices > 0 {
      lines.append((context.text(.syncOthers, ["count": String(report.otherOffices)]), .plain))
    }
    return lines
  }

  private static func kibibytes(_ bytes: Int) -> String { String((bytes + 1023) >> 10) }
}

extension Phrase {
  static let keySync = Phrase("key.sync")
  static let syncTitle = Phrase("app.sync.title")
  static let syncPlace = Phrase("app.sync.place")
  static let syncPlaceHint = Phrase("app.sync.placeHint")
  static let syncPlaceForm = Phrase("app.sync.placeForm")
  static let syncNothingFound = Phrase("app.sync.nothingFound")
  static let syncNotInDemo = Phrase("app.sync.notInDemo")
  static let syncRunning = Phrase("app.sync.running")
  static let syncNotRunning = Phrase("app.sync.notRunning")
  static let syncCompare = Phrase("app.sync.compare")
  static let syncStop = Phrase("app.sync.stop")
  static let syncRefusedCount = Phrase("app.sync.refusedCount")
  static let syncNothingRefused = Phrase("app.sync.nothingRefused")
  static let syncNeedsSupervisor = Phrase("app.sync.needsSupervisor")
  static let syncUnencryptedTitle = Phrase("app.sync.unencryptedTitle")
  static let syncUnencryptedText = Phrase("app.sync.unencryptedText")
  static let syncNotYet = Phrase("app.sync.notYet")
  static let syncWriteThere = Phrase("app.sync.writeThere")
  static let syncProgress = Phrase("app.sync.progress")
  static let syncNothingUnsent = Phrase("app.sync.nothingUnsent")
  static let syncUnsent = Phrase("app.sync.unsent")
  static let syncUnencrypted = Phrase("app.sync.unencrypted")
  static let syncSealThere = Phrase("app.sync.sealThere")
  static let syncSealed = Phrase("app.sync.sealed")
  static let syncSealedNotFor = Phrase("app.sync.sealedNotFor")
  static let syncCannotSign = Phrase("app.sync.cannotSign")
  static let syncUnsigned = Phrase("app.sync.unsigned")
  static let syncNotEnrolled = Phrase("app.sync.notEnrolled")
  static let syncTakenOut = Phrase("app.sync.takenOut")
  static let syncHeard = Phrase("app.sync.heard")
  static let syncUnnamed = Phrase("app.sync.unnamed")
  static let syncNeverHeard = Phrase("app.sync.neverHeard")
  static let syncThisPC = Phrase("app.sync.thisPC")
  static let syncDevice = Phrase("app.sync.device")
  static let syncWould = Phrase("app.sync.would")
  static let syncCame = Phrase("app.sync.came")
  static let syncOrigin = Phrase("app.sync.origin")
  static let syncWent = Phrase("app.sync.went")
  static let syncUnfinished = Phrase("app.sync.unfinished")
  static let syncOthers = Phrase("app.sync.others")
  static let syncRefused = Phrase("app.sync.refused")
  static let syncGivenUp = Phrase("app.sync.givenUp")
  static let syncStored = Phrase("app.sync.stored")
  static let syncServerTitle = Phrase("app.sync.serverTitle")
  static let syncServerText = Phrase("app.sync.serverText")
  static let syncServerOpen = Phrase("app.sync.serverOpen")
  static let syncNoPassword = Phrase("app.sync.noPassword")
  static let syncLogin = Phrase("app.sync.login")
  static let syncNoLogin = Phrase("app.sync.noLogin")
  static let syncSafe = Phrase("app.sync.safe")
  static let syncFieldEnd = Phrase("app.sync.fieldEnd")
  static let syncBusy = Phrase("app.sync.busy")
  static let syncWriteOpen = Phrase("app.sync.writeOpen")
  static let syncPlain = Phrase("app.sync.plain")
  static let syncPlainTitle = Phrase("app.sync.plainTitle")
  static let syncPlainText = Phrase("app.sync.plainText")
  static let syncPlainNow = Phrase("app.sync.plainNow")
  static let syncIsMounted = Phrase("app.sync.isMounted")
  static let syncSealFolders = Phrase("app.sync.sealFolders")
  static let syncSealAsked = Phrase("app.sync.sealAsked")
  static let syncNoAge = Phrase("app.sync.noAge")
  static let syncSealsNow = Phrase("app.sync.sealsNow")
  static let syncOpenNow = Phrase("app.sync.openNow")
  static let syncSealedTitle = Phrase("app.sync.sealedTitle")
  static let syncSealedText = Phrase("app.sync.sealedText")
  static let syncSealedNoAge = Phrase("app.sync.sealedNoAge")
  static let syncSealedHere = Phrase("app.sync.sealedHere")
  static let syncSealedNeedsAge = Phrase("app.sync.sealedNeedsAge")
  static let syncSealedToo = Phrase("app.sync.sealedToo")
  static let syncFrom = Phrase("app.sync.from")
  static let syncKeepIn = Phrase("app.sync.keepIn")
  static let syncLookedAt = Phrase("app.sync.lookedAt")
  static let syncDoneAt = Phrase("app.sync.doneAt")
  static let syncConflicts = Phrase("app.sync.conflicts")
}
