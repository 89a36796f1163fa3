// Afterwards: nothing fails any more, the sticks go round until nothing is new, and then everything is compared.
import DiskInMemory
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

extension Simulation {
  private static let rounds = 12
  /// Not for a person to take off a stick: whose segment it is may yet be enrolled.
  private static let waiting: Set<SegmentRefusal> = [.unsigned, .unknownDevice, .revoked]

  func heal() {
    log("healing")
    for pc in pcs {
      pc.disk.fail(.none)
      pc.close()
      guard begin(pc) else { return }
    }
    // Before all are in the list again one may erase what another may not believe yet.
    guard carryRound(settles: !isSigned) else { return }
    for pc in pcs {
      pc.close()
      // What the next start reads is what was shown.
      let before = pc.registry
      guard begin(pc, useCache: random.chance(500)) else { return }
      if pc.registry != before { violate(.wrong, "\(pc.label) shows something else after a new start") }
    }
    guard outcome.violations.isEmpty, enrolEverybody(), tellApart(), enrolEverybody(), letGo() else { return }
    compare()
  }

  /// Whatever good copies there are came: what is still not believed and never can be supervisors let go, one each.
  private func letGo() -> Bool {
    for pc in pcs where !letGo(pc) { return false }
    guard carryRound() else { return false }
    for pc in pcs {
      guard let left = pc.journal?.refused.all.first(where: \.reason.isFinal) else { continue }
      violate(.wrong, "\(pc.label) keeps \(left.path), which was let go")
    }
    return outcome.violations.isEmpty
  }

  /// A supervisor gives up every file at a PC that nothing can make good.
  func letGo(_ pc: SimulatedPC) -> Bool {
    guard let journal = pc.journal, let day = CalendarDate(iso: "2026-11-22") else { return true }
    let subjects = Set(journal.refused.all.filter(\.reason.isFinal).map(\.subject))
    guard save(pc, pc.registry.planGivingUpCopies(of: subjects, on: day)) else { return false }
    journal.letGoRefused(pc.registry)
    return true
  }

  /// Copies of one disk that both go on take each an id of its own.
  private func tellApart() -> Bool {
    func twins() -> [SimulatedPC] {
      let byDevice = Dictionary(grouping: pcs, by: { $0.journal?.device.id })
      return pcs.filter { (byDevice[$0.journal?.device.id]?.count ?? 0) > 1 }
    }
    let copies = twins()
    if copies.isEmpty { return true }
    for _ in 0..<2 {
      for pc in copies {
        let visit = RecordRef(.deskVisit, random.identifier())
        guard save(pc, [Edit(on: visit, set: [FieldChange("purpose", "1"), FieldChange("name", token())])]) else {
          return false
        }
      }
      guard carryRound() else { return false }
    }
    if let twin = twins().first { violate(.wrong, "\(twin.label) has the id of another PC that saves too") }
    return outcome.violations.isEmpty
  }

  /// Until nothing comes and nothing goes any more.
  /// - Parameter settles: whether it must come to an end.
  func carryRound(settles: Bool = true) -> Bool {
    for round in 0..<(settles ? Simulation.rounds : 3) {
      var isQuiet = true
      for stick in sticks {
        for pc in pcs {
          guard let receipt = exchange(pc, stick) else { return false }
          if receipt.receivedSegments + receipt.edits + receipt.sent.segments + receipt.sent.removed > 0 {
            isQuiet = false
          }
          // What the receipt calls damaged or unfinished a person takes off the stick.
          let damaged = receipt.refused.filter { !Simulation.waiting.contains($0.reason) } + receipt.givenUp
          for path in damaged.map(\.path) + receipt.unfinished.map(\.place) {
            guard stick.disk.bytes("\(SimulatedStick.root)/\(path)") != nil else { continue }
            log("  \(path) is taken off")
            stick.disk.delete("\(SimulatedStick.root)/\(path)")
            isQuiet = false
          }
          judgeQuestions(pc)
          if !outcome.violations.isEmpty { return false }
        }
      }
      log("round \(round) is over")
      if isQuiet { return true }
    }
    if !settles { return true }
    violate(.notConverged, "after \(Simulation.rounds) rounds something still comes or goes")
    return false
  }

  // MARK: Comparing

  private func compare() {
    guard let first = pcs.first else { return }
    let files = segmentFiles(first)
    let looks = segmentFiles(first, "/access")
    for pc in pcs.dropFirst() {
      let others = segmentFiles(pc)
      if segmentFiles(pc, "/access") != looks {
        violate(.notConverged, "\(first.label) and \(pc.label) hold another trace of looks")
      }
      if others != files {
        violate(.notConverged, "\(first.label) and \(pc.label) hold other segments: \(difference(files, others))")
      }
      if pc.registry != first.registry { violate(.notConverged, "\(first.label) and \(pc.label) show other things") }
    }
    var (full, blank): (Set<LineRef>, Set<LineRef>) = ([], [])
    for bytes in files.keys {
      guard let text = SegmentText(bytes) else {
        violate(.wrong, "\(first.label) holds a segment that cannot be read")
        continue
      }
      full.formUnion(text.lines.map(\.ref))
      blank.formUnion(text.blanks)
    }
    compareLines(first, full, blank)
    // A blank that nobody lists is as good as missing: it replaces nothing.
    let listed = Set(first.registry.erasedLines.map(\.line))
    let reference = Reference(ledger, full: full, blank: blank.intersection(listed))
    for pc in pcs {
      if let difference = reference.firstDifference(pc.registry) { violate(.wrong, "\(pc.label): \(difference)") }
    }
    findErased(first.registry)
  }

  /// Each content, and how many files have it: names may differ where a copy of a disk went its own way.
  private func segmentFiles(_ pc: SimulatedPC, _ folder: String = "/journal") -> [[UInt8]: Int] {
    var files: [[UInt8]: Int] = [:]
    // Half a file that a failing disk left is no segment: nobody reads it, and the next erasure takes it away.
    for path in pc.disk.files(under: SimulatedPC.data + folder) where path.hasSuffix(".jsonl") {
      for segment in SegmentText.parts(of: pc.disk.bytes(path) ?? []) { files[segment, default: 0] += 1 }
    }
    return files
  }

  private func difference(_ left: [[UInt8]: Int], _ right: [[UInt8]: Int]) -> String {
    let all = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
    return all.map { bytes in
      "\(SegmentText(bytes).map { "\($0.segment): \($0.lines.count) lines, \($0.blanks.count) blank" } ?? "?") \(left[bytes] ?? 0)/\(right[bytes] ?? 0)"
    }.sorted().joined(separator: "; ")
  }

  /// Every acknowledged line that somebody held all the while is there as it was saved, or was erased.
  private func compareLines(_ pc: SimulatedPC, _ full: Set<LineRef>, _ blank: Set<LineRef>) {
    let listed = Set(pc.registry.erasedLines.map(\.line))
    for line in ledger.acknowledged.subtracting(ledger.lost).sorted() {
      if full.contains(line) || blank.contains(line) && listed.contains(line) { continue }
      violate(.silentLoss, "\(describe(line)) is \(blank.contains(line) ? "blank and listed nowhere" : "gone")")
    }
    if !pc.registry.unlistedBlanks.isEmpty {
      let safe = pc.registry.unlistedBlanks.filter { !ledger.lost.contains($0) && ledger.acknowledged.contains($0) }
      if let first = safe.first { violate(.silentLoss, "\(describe(first)) stays suppressed") }
    }
  }

  // MARK: What was erased

  private func findErased(_ registry: Registry) {
    let records = Set(registry.erasureRecords().flatMap { registry.erasedRecords(by: $0) })
    guard !records.isEmpty else { return }
    var words: Set<String> = []
    for record in records {
      for line in ledger.byRecord[record] ?? [] {
        for change in ledger.lines[line]?.edit?.set ?? [] { words.formUnion(Simulation.tokens(in: change.value ?? "")) }
      }
      if registry.exists(record) { violate(.erasedBack, "\(record) is in the register again") }
    }
    // What a decision gave somebody who stays, while the two were one, is that person's own.
    for (record, lines) in ledger.byRecord where record.kind == .person && !records.contains(record) {
      for line in lines {
        for change in ledger.lines[line]?.edit?.set ?? [] { words.subtract(Simulation.tokens(in: change.value ?? "")) }
      }
    }
    for (place, disk) in pcs.map({ ($0.label, $0.disk) }) + sticks.map({ ("stick \($0.number)", $0.disk) }) {
      // A backup is out of reach of whoever syncs.
      for path in disk.files() where !path.hasPrefix("/backup") {
        guard let bytes = disk.bytes(path) else { continue }
        for word in Simulation.tokens(in: String(decoding: bytes, as: UTF8.self)) where words.contains(word) {
          violate(.erasedBack, "\(word) stands in \(path) of \(place)")
          break
        }
      }
    }
  }

  /// Every value of ours in a text: `Q000123Z`.
  static func tokens(in text: String) -> Set<String> {
    var found: Set<String> = []
    let bytes = Array(text.utf8)
    guard bytes.count >= 8 else { return found }
    for start in 0...bytes.count - 8 where bytes[start] == 0x51 && bytes[start + 7] == 0x5a {
      if bytes[start + 1..<start + 7].allSatisfy({ (0x30...0x39).contains($0) }) {
        found.insert(String(decoding: bytes[start..<start + 8], as: UTF8.self))
      }
    }
    return found
  }
}
