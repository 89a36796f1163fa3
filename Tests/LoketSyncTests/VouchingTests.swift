// What vouches for segments on its way: torn signatures, ids that a PC had before, files that go astray, and an office of which
// no enrolled PC is left.
import LoketModel
import LoketRegistry
import Simulation
import Testing

@testable import DiskInMemory
@testable import LoketJournal
@testable import LoketSync

@Suite struct VouchingTests {
  private func replica(_ label: String, disk: MemoryDisk = MemoryDisk()) throws -> Replica {
    let replica = try Replica(label, disk: disk)
    replica.signing = NamedKeys()
    return replica
  }

  private func enrol(_ pc: Replica, on supervisor: Replica) throws {
    try enrol(pc.journal.device.id, on: supervisor)
  }

  private func enrol(_ device: Identifier, on supervisor: Replica) throws {
    let stated = supervisor.journal.refused.applicants.first { $0.device == device }?.key
    try supervisor.save(
      try supervisor.registry.enrolling(device, stating: stated, own: supervisor.journal.device.id).get())
  }

  /// Two PCs that know each other, the list begun on the first.
  private func office() throws -> (Replica, Replica, MemoryDisk) {
    let (first, second, stick) = (try replica("PC 1"), try replica("PC 2"), MemoryDisk.stick())
    for pc in [second, first] {
      try pc.stateKey()
      try pc.sync(with: stick)
    }
    try first.save(try first.registry.beginningRoster(first.journal.ends()).get())
    for pc in [first, second] { try pc.sync(with: stick) }
    return (first, second, stick)
  }

  /// As a power cut leaves files that were not synced.
  private func tear(_ disk: MemoryDisk, under root: String, empty: Bool) {
    for path in disk.files(under: root) where path.hasSuffix(".sig") {
      disk.replaceBytes(path, [UInt8](repeating: 0, count: empty ? 0 : disk.bytes(path)?.count ?? 0))
    }
  }

  @Test("A signature that a power cut left torn where it was made is made anew", arguments: [false, true])
  func tornAtHome(isEmpty: Bool) throws {
    let (first, second, stick) = try office()
    try second.save(1, ["name": "SITI"])
    try second.sync(with: MemoryDisk.stick())
    tear(second.disk, under: Replica.data, empty: isEmpty)
    try second.sync(with: stick)
    try first.sync(with: stick)
    #expect(first.value(1, "name") == "SITI" && first.journal.refused.all.isEmpty)
  }

  @Test("Beside a torn signature on a stick a good one is put, and found there", arguments: [false, true])
  func tornOnStick(isEmpty: Bool) throws {
    let (first, second, stick) = try office()
    try second.save(1, ["name": "SITI"])
    try second.sync(with: stick)
    tear(stick, under: "/stick", empty: isEmpty)
    #expect(try first.sync(with: stick).refused.map(\.reason) == [.unsigned])
    try second.sync(with: stick)
    try first.sync(with: stick)
    #expect(first.value(1, "name") == "SITI" && first.journal.refused.all.isEmpty)
    // Once: what lies there then is good.
    let files = stick.files(under: "/stick")
    for pc in [second, first] { try pc.sync(with: stick) }
    #expect(stick.files(under: "/stick") == files)
  }

  @Test("A torn signature that a PC keeps gives way to the good one when the key is known", arguments: [false, true])
  func tornOnTheWay(isEmpty: Bool) throws {
    let (first, _, stick) = try office()
    let third = try replica("PC 3")
    try third.stateKey()
    try third.save(1, ["name": "SITI"])
    try third.sync(with: stick)
    try first.sync(with: stick)
    tear(first.disk, under: Replica.data, empty: isEmpty)
    try enrol(third, on: first)
    for _ in 1...2 { try first.sync(with: stick) }
    #expect(first.value(1, "name") == "SITI" && first.journal.refused.all.isEmpty)
  }

  @Test("One file that goes astray costs only itself: what was written before it is signed too")
  func astray() throws {
    let (first, second, stick) = try office()
    let gone = try second.save(2, ["name": "BUDI"]).segment
    let again = try second.again()
    try again.save(1, ["name": "SITI"])
    let last = try #require(again.registry.lines(of: person(1)).first).segment
    try again.sync(with: stick)
    for path in stick.segments where path.contains(last.description) { stick.delete(path) }
    try first.sync(with: stick)
    #expect(gone != last && first.value(2, "name") == "BUDI" && first.journal.refused.all.isEmpty)
  }

  @Test("What a PC wrote under an id of which nobody ever heard comes in, though it has a new one when it first syncs")
  func neverHeard() throws {
    let (first, second, stick) = try office()
    let before = try replica("PC 3")
    try before.save(1, ["name": "SITI"])
    before.journal.close(saving: before.registry)
    try before.disk.makeFolder("/backup")
    _ = try Backup(Replica.data, files: before.disk).write(to: "/backup/loket.tar", made: noon)
    _ = try Restore(Replica.data, files: before.disk).carryOut(
      "/backup/loket.tar", stamp: "2030-11-22-1200", acceptsDamage: false)
    let third = try replica("PC 3", disk: before.disk)
    #expect(third.journal.device.id != before.journal.device.id)
    try third.stateKey()
    try third.sync(with: stick)
    #expect(third.value(1, "name") == "SITI", "its own work does not vanish from its own screen")
    try first.sync(with: stick)
    try enrol(third, on: first)
    try first.sync(with: stick)
    // The new id spoke for the old one.
    try enrol(before.journal.device.id, on: first)
    for pc in [first, second] { try pc.sync(with: stick) }
    for pc in [first, second] { #expect(pc.value(1, "name") == "SITI" && pc.journal.refused.all.isEmpty) }
  }

  @Test("What counted unsigned when the list was begun counts everywhere, though no PC has its id any more")
  func neverSigned() throws {
    let (gone, stick) = (try replica("PC 3"), MemoryDisk.stick())
    try gone.stateKey()
    try gone.save(1, ["name": "SITI"])
    try gone.sync(with: stick)
    // The stick went before the signature was on it, and then the disk did.
    for path in stick.files(under: "/stick") where path.hasSuffix(".sig") { stick.delete(path) }
    let (first, second) = (try replica("PC 1"), try replica("PC 2"))
    try first.stateKey()
    try first.sync(with: stick)
    try first.save(try first.registry.beginningRoster(first.journal.ends()).get())
    for pc in [first, second, first] { try pc.sync(with: stick) }
    for pc in [first, second] { #expect(pc.value(1, "name") == "SITI" && pc.journal.refused.all.isEmpty) }
    // Nothing that came later does.
    let late = try Replica("PC 3", disk: gone.disk.copy())
    try late.save(2, ["name": "BUDI"])
    try late.sync(with: stick)
    #expect(try second.sync(with: stick).refused.map(\.reason) == [.unsigned])
    #expect(second.value(1, "name") == "SITI" && second.value(2, "name") == nil)
  }

  @Test("A list of which the first segment lost its signature stands: it does not take itself away, again and again")
  func unsignedList() throws {
    let (first, second, stick) = (try replica("PC 1"), try replica("PC 2"), MemoryDisk.stick())
    try first.stateKey()
    try first.save(try first.registry.beginningRoster(first.journal.ends()).get())
    try first.save(1, ["name": "SITI"])
    try first.sync(with: stick)
    for path in stick.files(under: "/stick") where path.hasSuffix(".sig") { stick.delete(path) }
    #expect(try second.sync(with: stick).receivedSegments == 1)
    for _ in 1...2 {
      #expect(second.value(1, "name") == "SITI" && second.registry.roster.isAdopted)
      #expect(second.journal.refused.all.isEmpty)
      #expect(try second.sync(with: stick).receivedSegments == 0)
    }
    // Under a list that counts nothing unsigned comes in, whoever it enrols.
    let stranger = try Replica("PC 1", disk: first.disk.copy())
    try stranger.save(RecordRef(.device, Identifier(high: 7, low: 7)), ["enrolled": "ssh-ed25519 A"])
    try stranger.sync(with: stick)
    #expect(try second.sync(with: stick).refused.map(\.reason) == [.unsigned])
    #expect(second.registry.roster.members[Identifier(high: 7, low: 7)] == nil)
  }

  @Test(
    "The PC that began the list, of which another heard half, is put in there by the key that it stated",
    arguments: 1...8 as ClosedRange<UInt64>)
  func halfAList(chance: UInt64) throws {
    let (disk, stick) = (MemoryDisk(), MemoryDisk.stick())
    // The ids decide in which order its files lie in quarantine.
    disk.chance = chance
    let first = try replica("PC 1", disk: disk)
    let second = try replica("PC 2")
    for pc in [first, second] {
      try pc.stateKey()
      try pc.sync(with: stick)
    }
    let own = first.journal.device.id
    let begun = try first.registry.beginningRoster(first.journal.ends()).get()
    let beginning = try #require(try first.save(begun).first).line.segment
    try first.sync(with: stick)
    // The next segment names the second PC; the one before it goes astray on its way there.
    try enrol(second, on: first)
    try first.save(1, ["name": "SITI"])
    try first.sync(with: stick)
    for path in stick.segments where path.contains(beginning.description) { stick.delete(path) }
    try second.sync(with: stick)
    #expect(second.registry.roster.members[own] == nil && second.registry.roster.isAdopted)
    for pc in [first, second] { try pc.sync(with: stick) }
    #expect(
      second.journal.refused.applicants
        == [Applicant(device: own, label: nil, letter: nil, key: NamedKeys().publicKey(of: own))])
    try enrol(first, on: second)
    for pc in [second, first, second] { try pc.sync(with: stick) }
    for pc in [first, second] { #expect(pc.value(1, "name") == "SITI" && pc.journal.refused.all.isEmpty) }
    #expect(first.registry == second.registry)
  }

  @Test("What counted of a PC while it was out of the list counts on when it is in again, signed or not")
  func putInAgain() throws {
    let (first, _, stick) = try office()
    let third = try Replica("PC 3")
    try third.save(1, ["name": "SITI"])
    let device = third.journal.device.id
    let roots = try #require(try third.journal.holdings(third.registry).first { !$0.name.isTrace }).root
    try first.save(RecordRef(.device, device), ["enrolled": "ssh-ed25519 A", "lastRoots": roots])
    try third.sync(with: stick)
    try first.sync(with: stick)
    #expect(first.value(1, "name") == "SITI")
    try first.save(try first.registry.enrolling(device, own: first.journal.device.id).get())
    try first.sync(with: stick)
    let fourth = try replica("PC 4")
    try fourth.sync(with: stick)
    for pc in [first, fourth] { #expect(pc.value(1, "name") == "SITI" && pc.journal.refused.all.isEmpty) }
  }

  @Test("For an id that another PC goes on with nobody else speaks")
  func spokenFor() throws {
    let (first, _, _) = try office()
    let copy = try replica("PC 1", disk: first.disk.copy())
    var device = copy.journal.device
    device.earlier = [device.id]
    device.id = Identifier(high: 9, low: 9)
    let edits = try OwnKeys.unstated(by: device, NamedKeys(), copy.registry)
    #expect(edits.map(\.on) == [RecordRef(.device, device.id)])
  }

  @Test("Where no enrolled PC is left the supervisors at the PCs let each other in, and nobody else")
  func nobodyLeft() throws {
    let (_, _, stick) = try office()
    let (third, fourth, stranger) = (try replica("PC 3"), try replica("PC 4"), try replica("PC 9"))
    for (number, pc) in [third, fourth, stranger].enumerated() {
      try pc.stateKey()
      try pc.save(number + 1, ["name": pc.label])
      try pc.sync(with: stick)
    }
    for pc in [third, fourth] { try pc.sync(with: stick) }
    #expect(fourth.value(1, "name") == nil)
    // One word is not enough: the fourth PC goes by what was said at it.
    try enrol(fourth, on: third)
    for pc in [third, fourth] { try pc.sync(with: stick) }
    #expect(third.value(2, "name") == "PC 4" && fourth.value(1, "name") == nil)
    try enrol(third, on: fourth)
    for pc in [fourth, third, fourth] { try pc.sync(with: stick) }
    for pc in [third, fourth] {
      #expect((1...3).map { pc.value($0, "name") } == ["PC 3", "PC 4", nil])
      #expect(pc.journal.refused.all.map(\.reason) == [.unknownDevice])
    }
  }

  @Test("A PC over which two supervisors disagree is enrolled again by one word")
  func contested() throws {
    let (first, second, stick) = try office()
    let device = Identifier(high: 7, low: 7)
    let record = RecordRef(.device, device)
    try first.save(record, ["enrolled": "ssh-ed25519 A", "lastRoots": Device.noRoots])
    for pc in [first, second] { try pc.sync(with: stick) }
    // One puts it in again, and has saved more than the other, who does too, and takes it out once more.
    for number in 1...3 { try first.save(number, ["name": "SITI"]) }
    try first.save(try first.registry.enrolling(device, own: first.journal.device.id).get())
    try second.save(try second.registry.enrolling(device, own: second.journal.device.id).get())
    try second.save(try second.registry.takingOut(device, ends: [], own: second.journal.device.id).get())
    for pc in [first, second, first] { try pc.sync(with: stick) }
    for pc in [first, second] { #expect(pc.registry.state(record, "lastRoots").status == .conflict) }
    try first.save(try first.registry.enrolling(device, own: first.journal.device.id).get())
    #expect(first.registry.roster.standing(of: device) == .enrolled(keys: ["ssh-ed25519 A"]))
  }

  @Test("A form that somebody blanked hides no key of a PC that waits: the good form takes its place in quarantine")
  func blankedApplicant() throws {
    let (first, _, stick) = try office()
    let third = try replica("PC 3")
    try third.stateKey()
    try third.sync(with: stick)
    let path = try #require(stick.segments.first { $0.contains(third.journal.device.id.description) })
    let whole = try #require(stick.bytes(path))
    stick.replaceBytes(path, try #require(blanked(whole)))
    try first.sync(with: stick)
    #expect(first.journal.refused.applicants.isEmpty && first.journal.refused.all.count == 1)
    stick.replaceBytes(path, whole)
    try first.sync(with: stick)
    #expect(first.journal.refused.applicants.map(\.device) == [third.journal.device.id])
    #expect(first.journal.refused.all.count == 1)
  }

  /// With the first edit blank, as an erasure would leave it.
  private func blanked(_ bytes: [UInt8]) -> [UInt8]? {
    var lines = bytes.split(separator: 0x0a).map(Array.init)
    guard lines.count > 2 else { return nil }
    let hash = Array(lines[1].suffix(34).dropLast(2))
    lines[1] = LineWriter.erased(n: 1, tick: 1, isLast: true, hash: hash)
    return Array(lines.joined(separator: [0x0a])) + [0x0a]
  }
}
