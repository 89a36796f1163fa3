// Offices whose segments lie in packs: the same figures as of single files, and of a broken pack what is whole.
import FoundationEssentials
import LoketModel
import LoketRegistry
import ProcessSupport
import Testing

@testable import LoketJournal
@testable import LoketSync

extension TemporaryFolder {
  /// Writes files below a carrier's `loket1`.
  func add(_ files: [String: [UInt8]]) throws {
    for (path, bytes) in files {
      let full = file("loket1/\(path)")
      try FileManager.default.createDirectory(
        atPath: String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]), withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: full))
    }
  }
}

@Suite("Many offices in packs")
struct PackedOfficesTests {
  @Test("An office in packs is the same office: each record, each figure, each reason why a segment does not count")
  func same() throws {
    var packs = 0
    for number in 0..<20 {
      let office = RandomOffice(number)
      let (single, joined) = (try TemporaryFolder(), try TemporaryFolder())
      let files = office.packed(seed: UInt64(number), harm: false)
      packs += files.keys.count { $0.hasSuffix(Pack.ending) }
      try single.add(office.files)
      try joined.add(files)
      let registries = try [single, joined].map { folder in
        OfficeReading.read(try OfficesFolder(folder.path).segments(of: office.code).found, files: PosixFiles()).0
      }
      #expect(registries[0] == registries[1], "office \(number)")
      let reports = try [single, joined].map { try OfficesTests.report($0.path) }
      #expect(reports[0].csv == reports[1].csv, "office \(number)")
      let reasons = reports.map { $0.uncounted.map(\.reason.rawValue).sorted() }
      #expect(reasons[0] == reasons[1], "office \(number)")
    }
    #expect(packs > 20)
  }

  @Test(
    "A broken pack is one file that does not count; a broken segment in a whole pack is one, and the others count",
    arguments: PackHarm.allCases)
  func broken(_ harm: PackHarm) throws {
    let segments = (1...3).map { number in
      DrawnSegment(
        id: Identifier(high: 5, low: UInt64(number)), device: Identifier(high: 3, low: 1), office: "3376020001",
        lines: [
          DrawnSegment.Line(
            edit: Edit(
              on: RecordRef(.person, Identifier(high: 7, low: UInt64(number))),
              set: [FieldChange("name", "SITI ÁMINAH")]),
            tick: UInt64(number))
        ])
    }
    let pack = try #require(
      DrawnPack(
        segments.map { ($0.id, $0.written().bytes) }, device: segments[0].device, office: segments[0].office))
    let whole = try TemporaryFolder()
    try whole.add(["3376020001/\(pack.file().path)": pack.file().bytes])
    #expect(try OfficesTests.report(whole.path).csv.contains("all,people,3"))
    let folder = try TemporaryFolder()
    let (path, bytes) = pack.file(harm)
    try folder.add(["3376020001/\(path)": bytes])
    let report = try OfficesTests.report(folder.path)
    #expect(report.csv.contains("all,people,\(harm.isPack ? 2 : 0)") && report.csv.contains("all,uncounted,1"))
    #expect(report.uncounted.map(\.reason) == [.damaged])
    let shown = "\(folder.path)/loket1/3376020001/\(path)" + (harm.isPack ? " \(segments[1].id)" : "")
    #expect(report.uncounted.map(\.path) == [shown])
  }
}
