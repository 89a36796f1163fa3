// Many offices counted by Loket and by the queries of `Resources/hub`: the same lines, whatever lies in the folder.
import FoundationEssentials
import LoketModel
import LoketRegistry
import ProcessSupport
import Testing

@testable import LoketJournal
@testable import LoketSync

@Suite("Many offices")
struct OfficesTests {
  /// The figures as `loket report offices --format csv` gives them, and what was left out.
  static func report(_ place: String) throws -> (csv: [String], uncounted: [UncountedFile]) {
    let folder = try OfficesFolder(place)
    var report = OfficesReport()
    var uncounted: [UncountedFile] = []
    for office in folder.offices() {
      let (found, others) = folder.segments(of: office)
      let (registry, refused) = OfficeReading.read(found, files: PosixFiles())
      uncounted += others + refused
      report.add(registry, office: office)
    }
    report.finish(uncounted: uncounted.count { $0.isNamed })
    return (report.csv(), uncounted)
  }

  /// Makes a carrier with so many offices of it, each third of single files alone.
  private static func fill(_ folder: TemporaryFolder, offices: Int) throws {
    for number in 0..<offices {
      let office = RandomOffice(number)
      try folder.add(number % 3 == 0 ? office.files : office.packed(seed: UInt64(number), harm: true))
    }
  }

  /// Of thousands of lines those that differ.
  private static func expectEqual(_ engine: [String], _ loket: [String]) {
    let differing = Set(engine).symmetricDifference(loket).sorted()
    #expect(engine == loket, "\(differing.map { (Set(engine).contains($0) ? "engine " : "Loket ") + $0 })")
  }

  @Test(
    "DuckDB counts what Loket counts, whatever two PCs, an erasure or a broken disk left there",
    .enabled(if: Hub.has("duckdb")))
  func duckdb() throws {
    let folder = try TemporaryFolder()
    try Self.fill(folder, offices: 120)
    let csv = try Self.report(folder.path).csv
    try Self.expectEqual(Hub.duckdb(folder.path), csv)
    for figure in OfficesProgramFigure.allCases {
      let start = "all,programs/p3-2020/\(figure.rawValue),"
      #expect(csv.contains { $0.hasPrefix(start) && !$0.hasSuffix(",0") }, "nothing was drawn for \(figure)")
    }
    for start in [
      "groups/culinary/beginner", "groups/livestock/advanced", "groupMembers/culinary/", "grants/asset/gone",
      "grants/capital/", "grantReports/2026-11-20",
    ] {
      #expect(csv.contains { $0.hasPrefix("all,\(start)") }, "nothing was drawn for \(start)")
    }
  }

  @Test(
    "Spark counts what Loket counts, whatever two PCs, an erasure or a broken disk left there",
    .enabled(if: Hub.has("pyspark")), .timeLimit(.minutes(15)))
  func spark() throws {
    let folder = try TemporaryFolder()
    try Self.fill(folder, offices: 24)
    try Self.expectEqual(Hub.spark(folder.path), Self.report(folder.path).csv)
  }

  @Test("A query has the field table's groups and merge kinds, and gives every figure", arguments: ["duckdb", "spark"])
  func rules(_ dialect: String) throws {
    let query = try Hub.query(dialect)
    for field in FieldTable.fields where field.group != field.name || field.merge != .decide {
      let row = "('\(field.kind.rawValue)', '\(field.name)', '\(field.group)', '\(field.merge.rawValue)')"
      #expect(query.contains(row), "\(row)")
    }
    let rows = FieldTable.fields.count { $0.group != $0.name || $0.merge != .decide }
    #expect(query.split(separator: "\n").count { $0.hasPrefix("  ('") && $0.contains("', '") } == rows)
    for figure in OfficeFigure.allCases.map(\.rawValue) + OfficesProgramFigure.allCases.map(\.rawValue) {
      #expect(query.contains("'\(figure)'"), "\(figure)")
    }
  }

  private static func segment(_ number: Int, _ office: String, _ edits: [Edit]) -> DrawnSegment {
    DrawnSegment(
      id: Identifier(high: 5, low: UInt64(number)), device: Identifier(high: 3, low: 1), office: office,
      lines: edits.enumerated().map { DrawnSegment.Line(edit: $1, tick: UInt64($0 + 1)) })
  }

  private static func put(_ bytes: [UInt8], _ segment: DrawnSegment, _ suffix: String, in folder: TemporaryFolder)
    throws
  {
    let pair = folder.file("loket1/\(segment.office)/\(segment.device)/\(segment.id.description.prefix(2))")
    try FileManager.default.createDirectory(atPath: pair, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: "\(pair)/\(segment.id)\(suffix)"))
  }

  private static func citizen(_ number: UInt64, _ set: [String: String]) -> Edit {
    Edit(
      on: RecordRef(.person, Identifier(high: 7, low: number)),
      set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
  }

  @Test("Who stands in two offices is one person; no NIK and frozen data count apart, a void record counts nowhere")
  func people() throws {
    let folder = try TemporaryFolder()
    var void = Self.citizen(4, [:])
    void.void = .reason("ganda")
    let offices = [
      Self.segment(
        1, "3376020001",
        [
          Self.citizen(1, ["nik": "3376020101010001"]),
          Self.citizen(2, ["name": "SITI A.", "birthDate": "1990-01-02"]),
          Self.citizen(3, ["nik": "3376020101010003", "frozen": "2026-11-22"]), void,
        ]),
      Self.segment(
        2, "3376020002",
        [
          Self.citizen(1, ["nik": "3376020101010001"]),
          Self.citizen(2, ["name": "siti a", "birthDate": "1990-01-02"]),
          Self.citizen(3, ["nik": "3376020101010003"]), Self.citizen(5, ["nik": "3376020101010001"]),
        ]),
    ]
    for office in offices { try Self.put(office.written().bytes, office, ".jsonl", in: folder) }
    let report = try Self.report(folder.path)
    let all = report.csv.filter { $0.hasPrefix("all,") }
    for line in [
      "people,7", "frozen,1", "withNik,4", "withoutNik,2", "distinctNik,2", "inSeveralOffices,1", "withoutNikAlike,1",
      "persons,5", "uncounted,0",
    ] {
      #expect(all.contains("all,\(line)"), "\(line) of \(all)")
    }
    #expect(report.csv.contains("3376020002,persons,3") && report.uncounted.isEmpty)
  }

  @Test("A damaged, an unfinished and a wrongly named file count in nothing, are named, and stop nobody")
  func refused() throws {
    let folder = try TemporaryFolder()
    let good = Self.segment(1, "3376020001", [Self.citizen(1, ["nik": "3376020101010001"])])
    try Self.put(good.written().bytes, good, ".jsonl", in: folder)
    for (number, harm) in ["damaged", "unsealed", "misnamed", "unsealed"].enumerated() {
      let segment = Self.segment(number + 2, "3376020001", [Self.citizen(UInt64(number) + 2, ["name": "SITI"])])
      let elsewhere = DrawnSegment(
        id: segment.id, device: segment.device, office: "9999999999", lines: segment.lines)
      var bytes = (number == 2 ? elsewhere : segment).written().bytes
      if number == 0 { bytes[bytes.count / 2] ^= 1 }
      if number == 1 { bytes.removeLast(3) }
      try Self.put(bytes, segment, number == 3 ? ".jsonl.part" : ".jsonl", in: folder)
      let report = try Self.report(folder.path)
      #expect(report.uncounted.contains { $0.path.contains("\(segment.id)") && $0.reason.rawValue == harm }, "\(harm)")
      #expect(report.csv.contains("all,people,1") && report.csv.contains("all,uncounted,\(min(number + 1, 3))"))
    }
  }

  @Test("A copy counts once, and nobody suppresses a save by a file in which it is blank")
  func copies() throws {
    let folder = try TemporaryFolder()
    let office = Self.segment(
      1, "3376020001", [Self.citizen(1, ["nik": "3376020101010001"]), Self.citizen(2, ["name": "SITI"])])
    let (bytes, hashes, _) = office.written()
    let blank = try #require(BlankLine.blank(bytes, [hashes[0]])?.bytes)
    try Self.put(blank, office, ".e1.jsonl", in: folder)
    #expect(try Self.report(folder.path).csv.contains("all,people,1"))
    for suffix in [".jsonl", " (1).jsonl"] {
      try Self.put(bytes, office, suffix, in: folder)
      let report = try Self.report(folder.path)
      #expect(report.csv.contains("all,people,2") && report.csv.contains("all,withNik,1") && report.uncounted.isEmpty)
    }
  }
}

/// The engines of a city, where they are installed.
enum Hub {
  private static let folder = String(#filePath.split(separator: "/Tests/")[0]) + "/Resources/hub"
  static func query(_ dialect: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(dialect).sql")), as: UTF8.self)
  }

  static func has(_ module: String) -> Bool {
    guard let child = try? run("import \(module)") else { return false }
    return child.finish().code == 0
  }

  /// In the python3 that the person at this terminal would start.
  private static func run(_ program: String) throws -> ChildProcess {
    try ChildProcess(BuiltPrograms.system("env") ?? "env", ["python3", "-c", program], environment: environment())
  }

  private static func python(_ program: String) throws -> [String] {
    let child = try run(program)
    let outcome = child.finish(within: 800)
    guard outcome.code == 0 else { throw Failed(errors: outcome.errors) }
    return outcome.output.split(separator: "\n").map(String.init)
  }

  struct Failed: Error { let errors: String }

  static func duckdb(_ place: String) throws -> [String] {
    try ["office,figure,count"]
      + python(
        """
        import duckdb
        duckdb.execute("SET VARIABLE offices = '\(place)'")
        for row in duckdb.execute(open("\(folder)/duckdb.sql").read()).fetchall(): print(*row, sep=",")
        """)
  }

  static func spark(_ place: String) throws -> [String] {
    let work = try TemporaryFolder()
    return try ["office,figure,count"]
      + python(
        """
        import os, pyspark, subprocess, sys
        program = os.path.join(os.path.dirname(pyspark.__file__), "bin", "spark-sql")
        sys.exit(subprocess.run([program, "--hivevar", "offices=\(place)", "-f", "\(folder)/spark.sql"], cwd="\(work.path)",
          stderr=subprocess.DEVNULL).returncode)
        """
      ).filter { $0.contains(",") }
  }
}
