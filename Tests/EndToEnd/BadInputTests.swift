// What people give a program by mistake: each a sentence with what to do, and the exit code that says of which kind.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct BadInputTests {
  private func expectOneSentence(_ outcome: Outcome, _ code: Int32, _ part: String) {
    #expect(outcome.code == code)
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  @Test("A file that is missing, a folder, a picture")
  func files() throws {
    let office = try Office()
    expectOneSentence(try office.loket(["import", office.folder.file("x.csv")]), 2, "tidak ada")
    expectOneSentence(try office.loket(["import", office.folder.path]), 2, "adalah folder")
    let picture = try office.file("foto.csv", "\u{7f}ELF\u{0}\u{1}\u{2}\u{0}\u{0}\u{0}")
    expectOneSentence(try office.loket(["import", picture]), 2, "bukan teks")
    let other = try office.file("lain.csv", "merk,warna\nA,merah\n")
    expectOneSentence(try office.loket(["import", other]), 2, "lain.csv")
  }

  @Test("A data folder that is a file, that is not set up, that others may write")
  func folders() throws {
    let office = try Office()
    let file = try office.file("berkas", "x")
    expectOneSentence(try office.loket(["check", "--data", file]), 2, "folder")
    expectOneSentence(try office.loket(["check", "--data", office.folder.file("kosong")]), 2, "kosong")
    #expect(chmod(office.data, 0o777) == 0)
    expectOneSentence(try office.loket(["check"]), 2, office.data)
  }

  @Test("A folder with other files in it is not taken for data")
  func others() throws {
    let office = try Office()
    let line = ["--office", "3376021005", "--device", "PC 1", "--supervisor", "lurah", "--pin", "-"]
    let outcome = try office.loket(["init", "--data", office.folder.path] + line, input: "246810\n")
    expectOneSentence(outcome, 2, "berisi berkas lain")
  }

  @Test("Wrong answers to the set-up: the code, the PC's name, the login, the PIN; nothing is made")
  func setUp() throws {
    let office = try Office()
    func initialise(_ code: String, _ device: String, _ login: String, _ pin: String) throws -> Outcome {
      let line = ["--office", code, "--device", device, "--supervisor", login, "--pin", "-"]
      return try office.loket(["init", "--data", office.folder.file("baru")] + line, input: pin)
    }
    expectOneSentence(try initialise("33.76", "PC 1", "lurah", "246810\n"), 2, "33.76")
    expectOneSentence(try initialise("3376021005", " ", "lurah", "246810\n"), 2, "PC")
    expectOneSentence(try initialise("3376021005", "PC 1", "Pak Lurah", "246810\n"), 2, "login")
    expectOneSentence(try initialise("3376021005", "PC 1", "lurah", ""), 2, "PIN")
    expectOneSentence(try initialise("3376021005", "PC 1", "lurah", "111111\n"), 2, "PIN")
    #expect(!FileManager.default.fileExists(atPath: office.folder.file("baru")))
  }

  @Test("A village that the table lacks is taken with a warning, and without one when it is named")
  func unknownVillage() throws {
    let office = try Office()
    func initialise(_ folder: String, _ more: [String]) throws -> Outcome {
      let line = ["--office", "9471019999", "--device", "PC 1", "--supervisor", "lurah", "--pin", "-"] + more
      return try office.loket(["init", "--data", office.folder.file(folder)] + line, input: "246810\n")
    }
    let warned = try initialise("satu", [])
    #expect(warned.code == 0 && warned.errors.contains("94.71.01.9999"))
    let named = try initialise("dua", ["--office-name", "Desa Baru"])
    #expect(named.code == 0 && named.errors == "" && named.output.contains("Desa Baru"))
    #expect(named.output.contains("loket --data \(office.folder.file("dua"))"), "the way in names the folder again")
  }

  @Test("One flipped bit in a sealed segment: check names the file and its line, and ends with 1")
  func damage() throws {
    let office = try Office()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(office.data)/journal")
    let segment = "\(office.data)/journal/\(try #require(paths.first { $0.hasSuffix(".jsonl") }))"
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: segment)))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(filePath: segment))
    let outcome = try office.loket(["check"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("baris rusak"))
    #expect(outcome.errors == "")
  }
}
