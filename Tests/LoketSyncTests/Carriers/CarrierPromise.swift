// What every carrier promises, written once and tried on each.
import LoketJournal
import LoketModel
import Testing

@testable import LoketSync

enum CarrierPromise: String, CaseIterable, CustomTestStringConvertible {
  case emptyListsNothing = "An empty place lists nothing"
  case whatIsPutIsThere = "What is put is listed with its size, and reads back"
  case sameAgainIsEnough = "The same put again is enough"
  case nothingIsReplaced = "Another content under a name is refused, and nothing is replaced"
  case severalInOneGo = "Of several in one go each has an answer of its own"
  case longerIsTooLarge = "A file longer than the limit is refused"
  case absentIsSaid = "A file that is not there is said, and stops no other"
  case onlyThatIsRemoved = "What is taken away is that file alone"
  case oddNamesAreHarmless = "Odd names are listed, and harm nobody"
  case halfAFileIsNamed = "What is still being written is named so, or not seen"
  case anEarlierCutIsNoHindrance = "What an earlier cut left does not stand in the way"
  case aFileForAFolder = "A file where a folder should be ends in a problem, and stays"
  case endsAreTheirs = "The start and the end of a file are its own"
  case packsComeAndGo = "Packs come and go, and an erasure reaches into them"
  case aPlaceThatIsGone = "A place that is gone is said at every call"
  case stopEndsIt = "A stop ends what would take its time"

  var testDescription: String { rawValue }

  static func path(_ number: UInt64) -> String {
    let id = Identifier(high: number << 56, low: number).description
    return "loket1/\(office)/\(Identifier(high: 1, low: 1))/\(id.prefix(2))/\(id).jsonl"
  }

  func check(_ stand: CarrierStand) throws {
    let carrier = stand.carrier
    let (path, other) = (Self.path(1), Self.path(2))
    let bytes = Array("{\"a\":1}\n".utf8)
    switch self {
    case .emptyListsNothing:
      #expect(try carrier.list().isEmpty)
    case .whatIsPutIsThere:
      let large = [UInt8](repeating: 0x61, count: 3 << 20)
      try carrier.put(path, bytes)
      try carrier.put(other, large)
      let listed = Set(try carrier.list())
      #expect(listed == [CarrierFile(path: path, size: bytes.count), CarrierFile(path: other, size: large.count)])
      #expect(try carrier.read(path, limit: 100) == bytes && carrier.read(other, limit: 4 << 20) == large)
      #expect(stand.bytes(path) == bytes && stand.bytes(other) == large)
      try carrier.settle()
    case .sameAgainIsEnough:
      for _ in 0..<2 { try carrier.put(path, bytes) }
      #expect(try carrier.list().count == 1)
    case .nothingIsReplaced:
      try carrier.put(path, bytes)
      for content in [bytes + bytes, Array("{\"a\":2}\n".utf8), []] {
        #expect { try carrier.put(path, content) } throws: { error in
          if case CarrierProblem.occupied = error { true } else { false }
        }
      }
      #expect(stand.bytes(path) == bytes)
    case .severalInOneGo:
      try stand.plant(other, Array("x".utf8))
      let loads = (1...40).map { CarrierLoad(path: Self.path($0), bytes: Array("\($0)\n".utf8)) }
      var answers: [Result<Void, CarrierProblem>] = []
      for go in carrier.goes(loads, size: \.bytes.count) { answers += try carrier.put(Array(go)) }
      #expect(answers.count == 40)
      for (place, answer) in answers.enumerated() { #expect((try? answer.get()) != nil || place == 1) }
      let back = try carrier.goes(loads, size: \.bytes.count).flatMap { try carrier.read($0.map(\.path), limit: 9) }
      for (load, answer) in zip(loads, back) {
        #expect(try answer.get() == (load.path == other ? Array("x".utf8) : load.bytes))
      }
    case .longerIsTooLarge:
      try carrier.put(path, bytes)
      try stand.plant(other, [UInt8](repeating: 0x20, count: 60_000))
      #expect(try carrier.read(path, limit: bytes.count) == bytes)
      #expect(throws: CarrierProblem.self) { try carrier.read(path, limit: bytes.count - 1) }
      let both = try carrier.read([path, other], limit: 100)
      #expect(try both[0].get() == bytes)
      #expect { try both[1].get() } throws: { error in
        if case CarrierProblem.tooLarge = error { true } else { false }
      }
    case .absentIsSaid:
      try carrier.put(path, bytes)
      let both = try carrier.read([other, path], limit: 100)
      #expect(throws: CarrierProblem.self) { try both[0].get() }
      #expect(try both[1].get() == bytes)
    case .onlyThatIsRemoved:
      for place in [path, other] { try carrier.put(place, bytes) }
      try carrier.remove(path)
      #expect(stand.bytes(path) == nil && stand.bytes(other) == bytes)
    case .oddNamesAreHarmless:
      let folder = String(path.dropLast(38))
      let odd = ["x (1).jsonl", "a&b<c>.jsonl", "%2e%2e.jsonl", "kÿ.txt", "#?;=.txt", "-rf.jsonl", "q\"'.jsonl"]
      for name in odd { try stand.plant(folder + name, bytes) }
      try stand.plant("luar.jsonl", bytes)
      let listed = try carrier.list()
      #expect(listed.allSatisfy { $0.path.hasPrefix("loket1/") } && listed.count == odd.count)
      #expect(try carrier.read(folder + odd[0], limit: 100) == bytes)
      for file in listed { _ = try carrier.read([file.path], limit: 100) }
      #expect(stand.bytes("luar.jsonl") == bytes)
    case .halfAFileIsNamed:
      try stand.plant(path + ".part", bytes)
      #expect(try carrier.list().allSatisfy { CarrierPath.isUnfinished($0.path) })
    case .anEarlierCutIsNoHindrance:
      try stand.plant(path + ".part", bytes + bytes)
      try carrier.put(path, bytes)
      #expect(stand.bytes(path) == bytes)
    case .aFileForAFolder:
      try stand.plant("loket1/\(office)", bytes)
      #expect(throws: (any Error).self) { try carrier.put([CarrierLoad(path: path, bytes: bytes)])[0].get() }
      #expect(stand.bytes("loket1/\(office)") == bytes)
    case .endsAreTheirs:
      try carrier.put(path, Array("0123456789".utf8))
      for length in [4, 100] {
        let tail = try carrier.tail(CarrierFile(path: path, size: 10), length: length)
        #expect(tail == nil || tail == Array("0123456789".utf8.suffix(length)))
        let head = try carrier.heads([CarrierFile(path: path, size: 10)], length: length)[0]
        #expect(head == nil || head == Array("0123456789".utf8.prefix(length)))
      }
    case .packsComeAndGo:
      let first = try worked("PC 1", 0..<7)
      #expect(try first.meet(carrier).sent.segments == 7)
      let second = try Replica("PC 2", fullPack: 3)
      #expect(try second.meet(carrier).received.segments.count == 7 && second.value(6, "name") == "ORANG 6")
      try second.erase(1)
      try second.meet(carrier)
      let third = try Replica("PC 3", fullPack: 3)
      try third.meet(carrier)
      #expect(third.value(1, "name") == nil && third.value(2, "name") == "ORANG 2")
    case .aPlaceThatIsGone:
      try carrier.put(path, bytes)
      try stand.vanish()
      #expect(throws: CarrierProblem.self) { try carrier.list() }
      #expect(throws: CarrierProblem.self) { try carrier.read(path, limit: 100) }
      #expect(throws: CarrierProblem.self) { try carrier.put(other, bytes) }
    case .stopEndsIt:
      guard stand.carrier.together > 1 else { return }
      #expect(throws: CarrierProblem.stopped) { try stand.stopping.list() }
      #expect(throws: CarrierProblem.stopped) { try stand.stopping.put([CarrierLoad(path: path, bytes: bytes)]) }
    }
  }
}
