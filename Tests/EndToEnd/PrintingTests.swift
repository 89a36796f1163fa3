// Paper in a real terminal: the trace is on the disk before the printer gets a byte, and without a printer there is a file.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct PrintingTests {
  /// An office whose printing system is this script.
  private func office(printer script: String?) throws -> Office {
    let office = try Office()
    var program = office.folder.file("tidak-ada")
    if let script {
      program = try office.file("lp", "#!/bin/sh\n\(script)\n")
      chmod(program, 0o700)
    }
    let settings = """
      {"isFileOnly": false, "kind": "sheets", "name": "LX310", "pitch": 10, "program": "\(program)", "usesFormFeed": true}
      """
    try Data(settings.utf8).write(to: URL(filePath: office.data + "/printer.json"))
    return office
  }

  /// Registers somebody by keys and asks for the receipt. Ends on the preview.
  private func previewed(_ office: Office) throws -> TerminalUnderTest {
    let terminal = try office.terminal()
    try office.beginFamily(terminal)
    try terminal.type("SITI AMINAH")
    try terminal.wait(for: "SITI AMINAH")
    try terminal.press("F2")
    try terminal.wait(for: "Tersimpan: SITI AMINAH")
    try terminal.type("2")
    try terminal.wait(for: "TANDA TERIMA PENDAFTARAN")
    return terminal
  }

  private func traces(_ office: Office) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: office.data).filter { $0.hasSuffix(".jsonl") }.flatMap {
      try office.text(of: "\(office.data)/\($0)").split(separator: "\n").map(String.init)
    }.filter { $0.contains("\"act\":\"printed\"") }
  }

  private func kept(_ office: Office) throws -> [String] {
    let folder = office.data + "/print"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
  }

  @Test("The printer gets the sheet on its standard input, the trace being on the disk by then")
  func traceFirst() throws {
    let place = try TemporaryFolder()
    // At its first moment the printer looks whether the trace is there.
    let office = try office(
      printer:
        "grep -rl '\"act\":\"printed\"' \"$HOME/data\" > \(place.file("trace")); echo \"$@\" > \(place.file("words")); cat > \(place.file("sheet.part")); mv \(place.file("sheet.part")) \(place.file("sheet"))"
    )
    let terminal = try previewed(office)
    try terminal.press("Enter")
    try terminal.wait(for: "Printer sudah menerima")
    let sheet = try office.text(of: place.file("sheet"))
    #expect(sheet.contains("SITI AMINAH") && sheet.contains("337602******0003"))
    #expect(!sheet.contains("3376024508680003"))
    #expect(try office.text(of: place.file("words")).contains("-d LX310 -o cpi=10"))
    #expect(try !office.text(of: place.file("words")).contains("SITI"))
    let found = try traces(office)
    #expect(found.count == 1)
    #expect(found.first?.contains("\"on\":\"household/") == true)
    #expect(try kept(office) == [])
  }

  @Test("Killed while the printer has the first byte and no more, the trace stands")
  func killed() throws {
    let place = try TemporaryFolder()
    let office = try office(
      printer:
        "head -c 1 > \(place.file("byte.part")); mv \(place.file("byte.part")) \(place.file("byte")); exec sleep 60")
    let terminal = try previewed(office)
    try terminal.press("Enter")
    try terminal.wait(for: "the first byte at the printer") { _ in
      FileManager.default.fileExists(atPath: place.file("byte"))
    }
    try terminal.cutPower()
    #expect(try traces(office).count == 1)
  }

  @Test("A printer that takes its time holds up nobody: the next citizen is typed meanwhile")
  func slow() throws {
    let place = try TemporaryFolder()
    let office = try office(
      printer: "cat > /dev/null; while [ ! -e \(place.file("go")) ]; do sleep 0.05; done")
    let terminal = try previewed(office)
    try terminal.press("Enter")
    try terminal.wait(for: "Mengirim ke printer")
    try terminal.press("F6")
    try terminal.wait(for: "Kepala keluarga")
    try terminal.press("Down")
    try terminal.type("SLAMET")
    try terminal.wait(for: "SLAMET")
    try Data().write(to: URL(filePath: place.file("go")))
    try terminal.wait(for: "Printer sudah menerima")
    #expect(try terminal.screen().contains("SLAMET"))
  }

  @Test(
    "Without a printing system, or where it refuses, the sheet is a file of its owner alone and the screen says where")
  func files() throws {
    for (script, sentence) in [
      (nil, "belum punya sistem cetak"),
      ("cat > /dev/null; echo 'lp: Error - no default destination available.' >&2; exit 1", "Belum ada printer bawaan"),
      ("cat > /dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1", "tidak mengenal printer LX310"),
    ] as [(String?, String)] {
      let office = try office(printer: script)
      let terminal = try previewed(office)
      try terminal.press("Enter")
      try terminal.wait(for: sentence)
      let path = try #require(try kept(office).first)
      #expect(path.contains("/tanda-terima-") && path.hasSuffix(".txt"))
      #expect(try office.text(of: path).contains("SITI AMINAH"))
      var found = stat()
      #expect(stat(path, &found) == 0 && found.st_mode & 0o777 == 0o600)
      #expect(try traces(office).count == 1)
      #expect(try terminal.screen().description.contains("tanda-terima-"))
    }
  }

  @Test(
    "A command prints the receipt of a No. KK as text and leaves a trace; the blank form shows nobody and leaves none")
  func command() throws {
    let office = try Office()
    let table = try office.file(
      "warga.csv", "no_kk,nik,nama,kk_level\n3376021203150007,3376024508680003,SITI AMINAH,1\n")
    #expect(try office.loket(["import", table]).code == 0)
    let blank = try office.loket(["print", "blank", "--lang", "en"])
    #expect(blank.code == 0 && blank.output.contains("HOUSEHOLD FORM"))
    #expect(try traces(office) == [])
    let receipt = try office.loket(
      ["print", "receipt", "3376021203150007", "--as", "lurah", "--pin", "-"], input: "246810\n")
    #expect(receipt.code == 0)
    #expect(receipt.output.contains("SITI AMINAH") && receipt.output.contains("337602******0007"))
    #expect(try traces(office).count == 1)
    for wrong in [["print", "receipt"], ["print", "receipt", "123"], ["print", "paper"]] {
      #expect(try office.loket(wrong).code == 2)
    }
    #expect(try traces(office).count == 1)
  }
}
