// `loket backup` while somebody saves, `loket restore` into an empty folder, and `loket regions`, on real files.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct BackupTests {
  @Test(
    "A backup taken while an import saves is restored elsewhere: check is clean, and the export is a whole beginning")
  func whileSaving() throws {
    let office = try Office()
    let first = try office.file("satu.csv", OpenSIDFile.text(families: 40))
    #expect(try office.loket(["import", first]).code == 0)
    let second = try office.file("dua.csv", OpenSIDFile.text(families: 3000))
    let clerk = try office.start(["import", second])
    let file = office.folder.file("cadangan.tar")
    let backup = try office.loket(["backup", file])
    #expect(backup.code == 0, "\(backup.errors)")
    #expect(clerk.finish().code == 0)
    let target = office.folder.file("lain")
    let restored = try office.loket(["restore", file, "--data", target])
    #expect(restored.code == 0, "\(restored.errors)")
    #expect(try office.loket(["check", "--data", target]).code == 0)
    let people = try office.loket(["export", "people", "--data", target]).output.split(whereSeparator: \.isNewline)
    #expect(people.count >= 81)
    var found = stat()
    #expect(stat(file, &found) == 0 && found.st_mode & 0o777 == 0o600)
  }

  @Test("Restored into an empty folder, the export is the same to the byte; a cut file changes nothing")
  func identical() throws {
    let office = try Office()
    let table = try office.file("warga.csv", OpenSIDFile.text(families: 60))
    #expect(try office.loket(["import", table]).code == 0)
    let before = try office.loket(["export", "people", "--format", "jsonl"]).output
    let file = office.folder.file("cadangan.tar")
    #expect(try office.loket(["backup", file]).code == 0)
    let target = office.folder.file("baru")
    #expect(try office.loket(["restore", file, "--data", target]).code == 0)
    #expect(try office.loket(["export", "people", "--format", "jsonl", "--data", target]).output == before)
    let bytes = try Data(contentsOf: URL(filePath: file))
    let cut = office.folder.file("potong.tar")
    try bytes.prefix(bytes.count - 3000).write(to: URL(filePath: cut))
    let refused = try office.loket(["restore", cut, "--data", target])
    #expect(refused.code == 2)
    #expect(refused.errors.contains("terpotong"))
    #expect(try office.loket(["export", "people", "--format", "jsonl", "--data", target]).output == before)
    #expect(try office.loket(["restore", table, "--data", target]).code == 2)
    // Once more over what is there: the old folder is kept beside it.
    #expect(try office.loket(["restore", file, "--data", target]).output.contains(".before-"))
  }

  @Test("Any tar reads a backup, and sha256sum agrees with every member")
  func otherTools() throws {
    let office = try Office()
    let file = office.folder.file("cadangan.tar")
    #expect(try office.loket(["backup", file]).code == 0)
    let script = "cd '\(office.folder.path)' && tar xf cadangan.tar && sha256sum -c --quiet loket/SHA256SUMS"
    let outcome = try ChildProcess("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"]).finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test("A table of regions is taken in before the set-up, bad rows are told, and a village is found")
  func regions() throws {
    let office = try Office()
    let table = try office.file(
      "wilayah.csv",
      "kode,nama\n33,Jawa Tengah\n33.01,Kabupaten Cilacap\n33.01.01,Kedungreja\n33.01.01.2001,Tambakreja\n33.7,X\n")
    let new = office.folder.file("baru")
    let outcome = try office.loket(["regions", "import", table, "--data", new])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("33.7"))
    let found = try office.loket(["regions", "find", "tambakr", "--data", new])
    #expect(found.output.contains("33.01.01.2001  Tambakreja, Kedungreja, Kabupaten Cilacap"))
    let line = ["init", "--office", "33.01.01.2001", "--device", "PC 1", "--supervisor", "lurah", "--pin", "-"]
    let made = try office.loket(line + ["--data", new], input: "246810\n")
    #expect(made.code == 0)
    #expect(made.output.contains("Tambakreja"))
    #expect(try office.loket(["regions", "import", "/dev/null", "--data", new]).code == 2)
  }
}
