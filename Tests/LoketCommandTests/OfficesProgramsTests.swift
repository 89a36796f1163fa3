// `loket report programs --offices`: one programme that several offices took over, counted as the city that announced it does.
import LoketApp
import LoketModel
import LoketRegistry
import ProcessSupport
import Testing

@testable import loket

struct OfficesProgramsTests {
  /// What one office saves, record by record.
  private struct Book {
    var edits: [Edit] = []

    mutating func save(_ kind: RecordKind, _ id: String, _ set: [String: String]) {
      edits.append(
        Edit(on: RecordRef(kind, id), set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }))
    }

    /// P3 as its template has it, but for what the office changed.
    mutating func take(changed: [String: String] = [:]) throws {
      let template = try #require(ProgramTemplate.named("P3"))
      let values = template.values(year: 2020, name: template.name(.indonesian)).merging(changed) { $1 }
      save(.program, template.id(year: 2020), values)
    }

    mutating func open(_ name: String, state: String) {
      save(.trainingClass, name, ["program": "p3-2020", "track": "las", "capacity": "20", "state": state])
    }

    mutating func enrol(_ person: String, _ name: String, _ status: String) {
      save(
        .enrolment, "\(name).\(person)",
        [
          "person": person, "program": "p3-2020", "track": "las", "class": name, "day": "2020-11-02",
          "status": status, "statusDate": "2020-11-20",
        ])
    }
  }

  /// Three offices in a folder. SITI, whom two of them have under one NIK, is in three classes.
  private static func city() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var (first, second, third) = (Book(), Book(), Book())
    try first.take()
    first.save(.person, "a1", ["name": "SITI AMINAH", "nik": "3671014508700003"])
    first.save(.person, "a2", ["name": "BUDI", "nikReason": "notChecked"])
    for (name, state) in [("a.pagi", "completed"), ("a.sore", "completed"), ("a.batal", "cancelled")] {
      first.open(name, state: state)
    }
    first.enrol("a1", "a.pagi", "completed")
    first.enrol("a1", "a.sore", "completed")
    first.enrol("a2", "a.pagi", "attending")
    try second.take()
    second.save(.person, "b1", ["name": "SITI AMINAH", "nik": "3671014508700003"])
    second.save(.person, "b2", ["name": "TONO", "nik": "3671011508690001"])
    second.open("b.pagi", state: "running")
    second.enrol("b1", "b.pagi", "completed")
    second.enrol("b2", "b.pagi", "completed")
    try third.take(changed: ["target": "115", "floor": "100"])
    for (office, book) in [("3671011001", first), ("3671011002", second), ("3671011003", third)] {
      let answers = SetUp(office: office, officeName: "", device: "PC 1", supervisor: "lurah", pin: "246810")
      let made = try FolderSetUp.carryOut(answers, in: folder.file(office), clock: ProgramClock())
      try made.save([Save(by: "lurah", edits: book.edits)], ProgramClock())
      made.journal.close(saving: nil)
    }
    return folder
  }

  private static func report(_ line: [String]) throws -> Outcome {
    try ChildProcess(BuiltPrograms.loket, ["report"] + line, environment: environment()).finish()
  }

  @Test(
    "The city's target stands once, nobody counts twice across classes and offices, and who changed the figure is said")
  func table() throws {
    let city = try Self.city()
    let outcome = try Self.report(["programs", "--offices", city.path, "--date", "01-12-2020"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines.dropFirst() == [
        "BLK di 104 kelurahan: korban PHK · 2020 · Berjalan · 3 kantor",
        "  Target: 2/12.000; kurang 11.998 (600 kelas)",
        "  Batas bawah: 2/10.400; kurang 10.398 (520 kelas)",
        "  2 orang unik dihitung sejak: Selesai pelatihan. 5 penugasan, 0 pendaftaran.",
        "  Kelas yang dijanjikan kurang 1.600 orang dari target: 80 kelas lagi.",
        "  Target perlu 600 kelas; ada 3 kelas, 2 selesai, 60 kursi. 5,77 per kelurahan.",
        "  30 hari sampai 31-12-2020: perlu 2.710 orang tiap minggu.",
        "  Garis rata: 8.086 hari ini; tertinggal 8.084 orang.",
        "  3 orang berbeda mendapat tempat; 1 NIK di lebih dari satu kantor.",
        "                             penugasan     orang  tercapai     kelas    target",
        "3671011001 Sukarasa                  3         2         1       2/2    12.000",
        "3671011002 Sukaasih                  2         2         2       0/1    12.000",
        "3671011003 Tanah Tinggi              0         0         0       0/0      115*",
        "Semua kantor                         5         3         2       2/3    12.000",
        "  * 1 kantor mencatat target, batas bawah, kelas, tenggat atau hitungan lain.",
        "  Yang dipakai di atas: catatan kantor terbanyak.",
      ], "\(outcome.output)")
    #expect(lines.allSatisfy { $0.count <= 78 + city.path.count })
  }

  @Test("JSON and the CSV of all figures say the same")
  func figures() throws {
    let city = try Self.city()
    let json = try Self.report(["programs", "--offices", city.path, "--format", "json"]).output
    for text in [
      "\"missingToTarget\" : 11998", "\"classesMissingToTarget\" : 600", "\"inSeveralOffices\" : 1",
      "\"otherTerms\" : 1",
      "\"hasOtherTerms\" : true", "\"office\" : \"3671011003\"", "\"uncounted\" : [",
    ] {
      #expect(json.contains(text), "\(text) in \(json)")
    }
    let csv = try Self.report(["offices", "--offices", city.path, "--format", "csv"]).output.split(separator: "\n")
    for line in [
      "all,programs/p3-2020/target,12000", "all,programs/p3-2020/offices,3", "all,programs/p3-2020/otherTerms,1",
      "all,programs/p3-2020/enrolments,5", "all,programs/p3-2020/accepted,3", "all,programs/p3-2020/achieved,2",
      "all,programs/p3-2020/inSeveralOffices,1", "all,programs/p3-2020/missingToTarget,11998",
      "all,programs/p3-2020/missingToFloor,10398", "all,programs/p3-2020/classesMissingToTarget,600",
      "3671011002,programs/p3-2020/achieved,2", "3671011003,programs/p3-2020/target,115",
    ] {
      #expect(csv.contains { $0 == line }, "\(line) in \(csv)")
    }
    #expect(try Self.report(["programs", "--offices", city.path, "--format", "csv"]).code == 2)
  }

  @Test("Where no office has a programme that is said")
  func none() throws {
    let folder = try TemporaryFolder()
    let answers = SetUp(office: "3671011001", officeName: "", device: "PC 1", supervisor: "lurah", pin: "246810")
    try FolderSetUp.carryOut(answers, in: folder.file("data"), clock: ProgramClock()).journal.close(saving: nil)
    let outcome = try Self.report(["programs", "--offices", folder.path])
    #expect(outcome.code == 0 && outcome.output.contains("Belum ada program."), "\(outcome.output)\(outcome.errors)")
  }
}
