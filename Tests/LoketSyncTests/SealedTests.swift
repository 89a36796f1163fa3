// An encrypted stick: only PCs of the office read it, and the exchange on it is the same.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketSync

/// Seals by turning the bytes round behind the names of those who may read.
struct NamedReaders: Sealing {
  func recipient(of device: Identifier) -> String { device.description }
  func seal(_ bytes: [UInt8], to recipients: [String]) -> [UInt8] {
    Array(recipients.joined(separator: ",").utf8) + [0x0a] + bytes.map { ~$0 }
  }
  func open(_ bytes: [UInt8], as device: Identifier, limit: Int) -> [UInt8]? {
    guard let end = bytes.firstIndex(of: 0x0a),
      String(decoding: bytes[..<end], as: UTF8.self).split(separator: ",").contains(Substring(device.description)),
      bytes.count - end - 1 <= limit
    else { return nil }
    return bytes[(end + 1)...].map { ~$0 }
  }
}

@Suite("An encrypted stick")
struct SealedTests {
  private func sync(_ pc: Replica, with stick: MemoryDisk, to readers: [Replica]) throws -> ExchangeReceipt {
    let journal = pc.journal
    let carrier = SealedCarrier(
      try FolderCarrier("/stick", beside: Replica.data, files: stick), sealing: NamedReaders(),
      as: journal.device.id, to: Set(readers.map { $0.journal.device.id.description }),
      held: try journal.holdings(pc.registry))
    return try Exchange(with: carrier, of: journal.device, staging: journal.staging, signing: nil)
      .carryOut(journal, into: &pc.registry)
  }

  @Test("PCs that may read come to the same data, and nothing of it can be read on the stick")
  func same() throws {
    let pcs = [try Replica("PC 1"), try Replica("PC 2")]
    let stick = MemoryDisk.stick()
    for (number, pc) in pcs.enumerated() { try pc.save(number, ["name": "RAHASIA \(number)"]) }
    for pc in pcs + pcs { #expect(try sync(pc, with: stick, to: pcs).problem == nil) }
    for pc in pcs { #expect(pc.value(0, "name") == "RAHASIA 0" && pc.value(1, "name") == "RAHASIA 1") }
    for path in stick.files(under: "/stick") {
      #expect(!String(decoding: try #require(stick.bytes(path)), as: UTF8.self).contains("RAHASIA"))
    }
    let last = try sync(pcs[0], with: stick, to: pcs)
    #expect(last.sent.segments == 0 && last.edits == 0 && last.refused.isEmpty)
  }

  @Test("A PC that joined the readers later is given everything anew; a stranger reads nothing and is told so")
  func later() throws {
    let pcs = [try Replica("PC 1"), try Replica("PC 2")]
    let stick = MemoryDisk.stick()
    try pcs[0].save(1, ["name": "SITI"])
    _ = try sync(pcs[0], with: stick, to: [pcs[0]])
    let refused = try sync(pcs[1], with: stick, to: pcs)
    #expect(pcs[1].value(1, "name") == nil && refused.refused.map(\.reason) == [.unreadable])
    #expect(try sync(pcs[0], with: stick, to: pcs).sent.segments > 0)
    _ = try sync(pcs[1], with: stick, to: pcs)
    #expect(pcs[1].value(1, "name") == "SITI")
  }

  @Test("What lies there open is read all the same")
  func open() throws {
    let pcs = [try Replica("PC 1"), try Replica("PC 2")]
    let stick = MemoryDisk.stick()
    try pcs[0].save(1, ["name": "SITI"])
    try pcs[0].sync(with: stick)
    _ = try sync(pcs[1], with: stick, to: pcs)
    #expect(pcs[1].value(1, "name") == "SITI")
  }

  @Test("A sealed file whose bytes were changed is refused and costs no other")
  func damaged() throws {
    let pcs = [try Replica("PC 1"), try Replica("PC 2")]
    let stick = MemoryDisk.stick()
    for number in 1...2 {
      try pcs[0].save(number, ["name": "ORANG \(number)"])
      _ = try sync(pcs[0], with: stick, to: pcs)
    }
    let path = try #require(stick.files(under: "/stick").first { $0.hasSuffix(".age") })
    var bytes = try #require(stick.bytes(path))
    bytes[bytes.count - 300] ^= 1
    stick.put(path, bytes)
    let receipt = try sync(pcs[1], with: stick, to: pcs)
    #expect(receipt.refused.count == 1)
    #expect([1, 2].contains { pcs[1].value($0, "name") == "ORANG \($0)" })
  }
}

@Suite("Sealing by age", .enabled(if: Age.places.contains { access($0 + "/age", X_OK) == 0 }))
struct AgeTests {
  @Test func onlyWhoItWasSealedForOpensIt() throws {
    try withDataFolder { path in
      let age = try #require(Age(keeping: KeptSignatures(in: path)))
      let (first, second) = (Identifier(high: 1, low: 1), Identifier(high: 1, low: 2))
      let recipient = try age.recipient(of: first)
      #expect(Age.isRecipient(recipient))
      #expect(try age.recipient(of: first) == recipient)
      let content = [UInt8](repeating: 0x41, count: 200_000)
      let sealed = try age.seal(content, to: [recipient])
      #expect(try age.open(sealed, as: first, limit: content.count) == content)
      #expect(try age.open(sealed, as: first, limit: content.count - 1) == nil)
      #expect(try age.open(sealed, as: second, limit: content.count) == nil)
      var changed = sealed
      changed[sealed.count - 9] ^= 1
      #expect(try age.open(changed, as: first, limit: content.count) == nil)
      #expect(try PosixFiles().information(KeptSignatures(in: path).keyPath(of: first) + ".age")?.permissions == 0o600)
    }
  }

  @Test func whatIsNoRecipientNeverReachesACommandLine() {
    for text in ["", "-i/etc/passwd", "age1", "age1" + String(repeating: "-", count: 58), "ssh-ed25519 AAAA"] {
      #expect(!Age.isRecipient(text))
    }
  }
}
