// Before and after an office has a list of its PCs: whose segments count, what waits, and that everybody agrees.
import LoketJournal
import LoketModel
import LoketRegistry
import Simulation
import Testing

@testable import DiskInMemory
@testable import LoketSync

@Suite struct RosterTests {
  private func replica(_ label: String) throws -> Replica {
    let replica = try Replica(label)
    replica.signing = NamedKeys()
    try replica.stateKey()
    return replica
  }

  private func enrol(_ pc: Replica, on supervisor: Replica) throws {
    let record = RecordRef(.device, pc.journal.device.id)
    try supervisor.save(record, ["enrolled": supervisor.registry.value(record, "key"), "lastRoots": nil])
  }

  private func revoke(_ pc: Replica, on supervisor: Replica) throws {
    let ends = supervisor.journal.ends()[pc.journal.device.id] ?? []
    let roots = ends.isEmpty ? Device.noRoots : ends.sorted().joined(separator: " ")
    try supervisor.save(RecordRef(.device, pc.journal.device.id), ["lastRoots": roots])
  }

  /// An office of two PCs that know each other, the list begun on the first.
  private func office() throws -> (Replica, Replica, MemoryDisk) {
    let (first, second, stick) = (try replica("PC 1"), try replica("PC 2"), MemoryDisk.stick())
    for pc in [second, first] { try pc.sync(with: stick) }
    for pc in [first, second] { try enrol(pc, on: first) }
    for pc in [first, second] { try pc.sync(with: stick) }
    return (first, second, stick)
  }

  @Test("Before there is a list everything of the office's code counts, signed or not")
  func before() throws {
    let (first, stranger, stick) = (try replica("PC 1"), try Replica("PC 9"), MemoryDisk.stick())
    try stranger.save(1, ["name": "SITI"])
    try stranger.sync(with: stick)
    #expect(try first.sync(with: stick).refused.isEmpty)
    #expect(first.value(1, "name") == "SITI" && !first.registry.roster.isAdopted)
  }

  @Test("With a list the segments of a PC that nobody enrolled wait, and come in when it is enrolled")
  func unknown() throws {
    let (first, second, stick) = try office()
    let third = try replica("PC 3")
    try third.save(1, ["name": "SITI"])
    try third.sync(with: stick)
    #expect(try first.sync(with: stick).refused.map(\.reason) == [.unknownDevice])
    #expect(first.value(1, "name") == nil && first.journal.refused.all.map(\.reason) == [.unknownDevice])
    // A supervisor compared the keys on both screens.
    let record = RecordRef(.device, third.journal.device.id)
    try first.save(record, ["enrolled": try #require(try third.signing?.publicKey(of: third.journal.device.id))])
    try first.sync(with: stick)
    #expect(first.value(1, "name") == "SITI" && first.journal.refused.all.isEmpty)
    // On the second PC the enrolment comes with the same stick as the segments.
    try second.sync(with: stick)
    #expect(second.value(1, "name") == "SITI" && second.journal.refused.all.isEmpty)
  }

  @Test("What a PC wrote last before it took a new id, because its disk was copied, is signed all the same")
  func copied() throws {
    let (first, second, stick) = try office()
    try second.save(1, ["name": "SITI"])
    let copy = try Replica("PC 2", disk: second.disk.copy())
    copy.signing = NamedKeys()
    // Both go on with the segment that was open, so that one name has two contents.
    try second.save(2, ["name": "BUDI"])
    try copy.save(3, ["name": "ANI"])
    for pc in [copy, second, copy, second, first] { try pc.sync(with: stick) }
    #expect(copy.journal.device.id != second.journal.device.id)
    for pc in [second, copy] {
      try pc.stateKey()
      try pc.sync(with: stick)
    }
    try first.sync(with: stick)
    for pc in [second, copy] where !first.registry.roster.readers.keys.contains(pc.journal.device.id) {
      let record = RecordRef(.device, pc.journal.device.id)
      try first.save(record, ["enrolled": NamedKeys().publicKey(of: pc.journal.device.id), "lastRoots": nil])
    }
    for pc in [first, second, copy, first, second, copy] { try pc.sync(with: stick) }
    for pc in [first, second, copy] {
      #expect((1...3).map { pc.value($0, "name") } == ["SITI", "BUDI", "ANI"], "\(pc.label)")
      #expect(pc.journal.refused.all.isEmpty, "\(pc.label)")
    }
  }

  @Test("A PC that was taken out before anything of it came is put in again by the key that is known of it")
  func takenOutUnheard() throws {
    let (first, _, _) = try office()
    let device = Identifier(high: 7, low: 7)
    try first.save(RecordRef(.device, device), ["enrolled": "ssh-ed25519 A", "lastRoots": Device.noRoots])
    let again = try first.registry.enrolling(device, own: first.journal.device.id).get()
    #expect(again.flatMap(\.set).contains(FieldChange("lastRoots", nil)))
  }

  @Test("A segment that waits in quarantine can still be believed after somebody in it was erased")
  func erasedInQuarantine() throws {
    let (first, second, stick) = try office()
    let third = try replica("PC 3")
    try third.save(1, ["name": "NAMA YANG DIHAPUS"])
    try third.save(2, ["name": "SITI"])
    try third.sync(with: stick)
    try second.save(1, ["birthPlace": "TEGAL"])
    try second.sync(with: stick)
    try first.sync(with: stick)
    #expect(first.journal.refused.all.count == 1)
    // The list names the line that waits, as that of a PC would which believed it.
    let line = try #require(third.registry.lines(of: person(1)).first)
    try third.erase(1)
    let erased = try #require(third.registry.erasedLines.first { $0.line == line })
    try first.erase(1)
    try first.save(RecordRef(.erasure, Identifier(high: 0xe, low: 1)), ["lines/\(erased.line)": erased.value])
    try first.sync(with: stick)
    // What was laid ready for another look goes when the program is left.
    #expect(first.disk.holding("NAMA YANG DIHAPUS").allSatisfy { $0.contains("/incoming/") })
    #expect(first.journal.refused.all.count == 1)
    for path in stick.segments { stick.delete(path) }
    let record = RecordRef(.device, third.journal.device.id)
    try first.save(record, ["enrolled": NamedKeys().publicKey(of: third.journal.device.id)])
    try first.sync(with: stick)
    #expect(first.value(2, "name") == "SITI")
  }

  @Test("With a list a segment without a signature waits; the signature over a later one vouches for it")
  func unsigned() throws {
    let (first, second, stick) = try office()
    second.signing = nil
    try second.save(1, ["name": "SITI"])
    try second.sync(with: stick)
    #expect(try first.sync(with: stick).refused.map(\.reason) == [.unsigned])
    second.signing = NamedKeys()
    try second.save(2, ["name": "BUDI"])
    try second.sync(with: stick)
    try first.sync(with: stick)
    #expect(first.value(1, "name") == "SITI" && first.value(2, "name") == "BUDI")
    #expect(first.journal.refused.all.isEmpty)
  }

  @Test("Where nothing can verify, what is signed waits with that reason")
  func unverifiable() throws {
    let (first, second, stick) = try office()
    try second.save(1, ["name": "SITI"])
    try second.sync(with: stick)
    first.signing = nil
    #expect(try first.sync(with: stick).refused.map(\.reason) == [.unverifiable])
    first.signing = NamedKeys()
    try first.sync(with: stick)
    #expect(first.value(1, "name") == "SITI")
  }

  @Test("A forger who writes under the id of an enrolled PC is not believed, and costs nobody anything")
  func forged() throws {
    let (first, second, stick) = try office()
    // A copy of the second PC's disk without its keys.
    let forger = try Replica("PC 2", disk: second.disk.copy())
    try forger.save(1, ["name": "PALSU"])
    try forger.sync(with: stick)
    try second.save(2, ["name": "BUDI"])
    try second.sync(with: stick)
    try first.sync(with: stick)
    #expect(first.value(1, "name") == nil && first.value(2, "name") == "BUDI")
    #expect(Set(first.journal.refused.all.map(\.reason)) == [.unsigned])
  }

  @Test("A PC that is taken out counts up to where it was known; what it writes later waits everywhere")
  func revoked() throws {
    let (first, second, stick) = try office()
    try second.save(1, ["name": "SITI"])
    try second.sync(with: stick)
    try first.sync(with: stick)
    let third = try replica("PC 3")
    try third.sync(with: stick)
    try first.save(
      RecordRef(.device, third.journal.device.id),
      ["enrolled": try #require(try third.signing?.publicKey(of: third.journal.device.id))])
    try revoke(second, on: first)
    let other = MemoryDisk.stick()
    // The thief goes on, and a third PC hears of it before it hears of the revocation.
    try second.save(1, ["name": "DICURI"])
    try second.sync(with: other)
    try third.sync(with: stick)
    try third.sync(with: other)
    #expect(third.value(1, "name") == "DICURI")
    try first.sync(with: stick)
    try third.sync(with: stick)
    #expect(third.value(1, "name") == "SITI" && third.journal.refused.all.map(\.reason) == [.revoked])
    try first.sync(with: other)
    #expect(first.value(1, "name") == "SITI" && first.journal.refused.all.map(\.reason) == [.revoked])
    // Found again: enrolled once more, everything it wrote counts.
    try first.save(RecordRef(.device, second.journal.device.id), ["lastRoots": nil])
    for pc in [first, third] { try pc.sync(with: stick) }
    #expect(first.value(1, "name") == "DICURI" && third.value(1, "name") == "DICURI")
  }

  @Test("A PC that hears of the list for the first time believes only what the list vouches for, in the same exchange")
  func joins() throws {
    let (first, second, stick) = try office()
    let forger = try Replica("PC 2", disk: second.disk.copy())
    try forger.save(1, ["name": "PALSU"])
    let stranger = try Replica("PC 9")
    try stranger.save(3, ["name": "ASING"])
    for pc in [forger, stranger] { try pc.sync(with: stick) }
    try second.save(2, ["name": "BUDI"])
    try second.sync(with: stick)
    let third = try replica("PC 3")
    try third.sync(with: stick)
    #expect(third.value(1, "name") == nil && third.value(2, "name") == "BUDI" && third.value(3, "name") == nil)
    #expect(Set(third.journal.refused.all.map(\.reason)) == [.unsigned, .unknownDevice])
    _ = first
  }

  @Test("Signatures travel with what they are over, through a PC that did not make them")
  func relayed() throws {
    let (first, second, stick) = try office()
    try second.save(1, ["name": "SITI"])
    try second.sync(with: stick)
    try first.sync(with: stick)
    let other = MemoryDisk.stick()
    try first.sync(with: other)
    let third = try replica("PC 3")
    try third.sync(with: other)
    #expect(third.value(1, "name") == "SITI" && third.journal.refused.all.isEmpty)
  }
}
