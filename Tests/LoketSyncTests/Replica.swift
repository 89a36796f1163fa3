// A PC of an office on a disk in memory, with its journal and its register, as the program has them.
import LoketJournal
import LoketModel
import LoketRegistry
import Testing

@testable import DiskInMemory
@testable import LoketSync

let office = "3376021005"
/// 22 November 2030: after any build of this program.
let noon = Timestamp(seconds: 1_921_579_200, offsetMinutes: 420)

func person(_ number: Int) -> RecordRef { RecordRef(.person, Identifier(high: 0xabc, low: UInt64(number))) }

final class Replica {
  let disk: MemoryDisk
  let label: String
  var journal: Journal
  var registry = Registry()
  var notices: [Notice] = []
  static let data = "/data"
  /// Who signs for it; nil: nobody.
  var signing: (any Signing)?

  /// Segments that it joins at leaving.
  let fullPack: Int

  init(_ label: String, disk: MemoryDisk = MemoryDisk(), fullPack: Int = Pack.full) throws {
    (self.disk, self.label, self.fullPack) = (disk, label, fullPack)
    if try Journal.presence(Replica.data, files: disk) != .ready {
      try Journal.create(Replica.data, office: office, label: label, files: disk)
    }
    journal = try Journal.open(Replica.data, mode: .write, files: disk, fullPack: fullPack).journal
    notices = try journal.load(into: &registry).notices
  }

  /// What is on the disk, begun anew by a new run.
  func again() throws -> Replica {
    journal.close(saving: registry)
    let next = try Replica(label, disk: disk, fullPack: fullPack)
    next.signing = signing
    return next
  }

  @discardableResult
  func save(_ number: Int, _ set: [String: String]) throws -> LineRef { try save(person(number), set) }

  @discardableResult
  func save(_ record: RecordRef, _ set: [String: String?]) throws -> LineRef {
    let changes = set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
    return try save(registry.plan(changes, on: record, basis: registry.basis(record)))[0].line
  }

  @discardableResult
  func save(_ edits: [Edit]) throws -> [SavedLine] {
    if edits.isEmpty { return [] }
    let lines = try journal.write(Save(by: label, edits: edits), now: noon, clock: .ok)
    for line in lines {
      registry.apply(
        line.edit, at: line.line, tick: line.tick, stamp: line.stamp, clock: line.clock, by: line.by,
        device: line.device)
    }
    return lines
  }

  func value(_ number: Int, _ field: String) -> String? { registry.value(person(number), field) }
  func heads(_ number: Int, _ field: String) -> Set<String?> {
    Set(registry.state(person(number), field).heads.map(\.value))
  }

  struct Outcome {
    var received: Received
    var sent: Sent
    var taken: TakeReport
  }

  /// A whole exchange: look, receive, take over, look again at what is here, send.
  @discardableResult
  func exchange(
    with stick: MemoryDisk, at place: String = "/stick", isStopped: @escaping @Sendable () -> Bool = { false }
  )
    throws -> Outcome
  {
    try meet(FolderCarrier(place, beside: Replica.data, files: stick), isStopped: isStopped)
  }

  @discardableResult
  func meet(
    _ carrier: any Carrier, isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws -> Outcome {
    let exchange = Exchange(
      with: carrier, of: journal.device, staging: journal.staging, signing: signing, isStopped: isStopped)
    let inventory = try exchange.look(against: journal.holdings(registry))
    let received = try exchange.receive(inventory, ceiling: journal.tickCeiling, roster: registry.roster)
    let taken = try journal.take(received, into: &registry)
    notices += taken.notices
    var sent = Sent()
    let offer = try exchange.look(against: journal.holdings(registry), after: inventory)
    try exchange.send(offer, roster: registry.roster, counting: &sent)
    return Outcome(received: received, sent: sent, taken: taken)
  }
}

extension Replica {
  /// A whole exchange as the command has it, with the list of PCs looked at on the way.
  @discardableResult
  func sync(with stick: MemoryDisk) throws -> ExchangeReceipt {
    let carrier = try FolderCarrier("/stick", beside: Replica.data, files: stick)
    return try Exchange(with: carrier, of: journal.device, staging: journal.staging, signing: signing)
      .carryOut(journal, into: &registry)
  }

  /// The PC states the keys with which it signs, as the program does before an exchange.
  func stateKey() throws {
    try save(OwnKeys.unstated(by: journal.device, try #require(signing), registry))
  }
}

/// A PC that gave what it has to a stick: one segment, with a person for each of its edits.
struct Giver {
  let pc: Replica
  let stick = MemoryDisk.stick()
  /// Where the segment lies.
  let path: String
  let whole: [UInt8]

  init(_ names: String...) throws {
    pc = try Replica("PC 1")
    for (number, name) in names.enumerated() { try pc.save(number + 1, ["name": name]) }
    try pc.exchange(with: stick)
    path = try #require(stick.segments.first)
    whole = try #require(stick.bytes(path))
  }
}

extension MemoryDisk {
  /// An empty stick, mounted at `/stick`.
  static func stick() -> MemoryDisk {
    let disk = MemoryDisk()
    disk.put("/stick/BACA.txt", Array("x".utf8))
    return disk
  }

  var segments: [String] { files(under: "/stick").filter { $0.hasSuffix(".jsonl") } }
}
