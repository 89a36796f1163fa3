// A mapped table of regions that another program cuts: whoever looks something up goes on.
import LoketModel
import Testing

@testable import LoketJournal

@Suite struct RegionFileTests {
  /// A data folder with a table of a few thousand villages, so that it takes many pages.
  private func folder() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try Journal.create(folder.path, office: "3376021005", label: "PC 1")
    let rows = (1...6000).map { (code: "33.01.01.\(1000 + $0)", name: "KARANG MULYA \($0)") }
    try RegionFile.write(Regions.compiled.joined(with: rows), in: folder.path)
    return folder
  }

  @Test("Cut to nothing or to some pages while it is mapped, a table gives no names and no end of the program")
  func cutWhileMapped() throws {
    for length in [0, 4096, 40_000] {
      let folder = try folder()
      let table = RegionFile.table(in: folder.path)
      #expect(table.path("33.01.01.1005").hasPrefix("KARANG MULYA 5"))
      try PosixFiles.cut(folder.path + "/regions/table", to: length)
      // Every byte is asked for: names that are gone are their codes, and what is whole stays.
      for number in 1...6000 {
        let path = table.path("33.01.01.\(1000 + number)")
        #expect(path.hasPrefix("KARANG MULYA \(number)") || path.hasPrefix("33.01.01"))
      }
      #expect(table.villages(matching: "mulya 59", limit: 9).allSatisfy { !$0.name.contains("\0") })
      _ = table.villages(matching: "3301", limit: 50)
      _ = table.count(.village)
      #expect(!table.isSound)
      // The next start takes the compiled table and says so.
      #expect(RegionFile.table(in: folder.path).path("33.76.02.1005").hasPrefix("Mintaragen"))
      #expect(RegionFile.notices(in: folder.path).map(\.kind) == [.brokenRegions])
    }
  }

  @Test("A table with a changed byte is told by whoever reads all of it; a whole one and none are not")
  func damaged() throws {
    let folder = try folder()
    #expect(RegionFile.notices(in: folder.path, reads: true) == [])
    var bytes = try folder.read("regions/table")
    bytes[bytes.count - 5] ^= 1
    try folder.write("regions/table", bytes)
    #expect(RegionFile.notices(in: folder.path) == [])
    #expect(RegionFile.notices(in: folder.path, reads: true).map(\.kind) == [.brokenRegions])
    #expect(RegionFile.notices(in: TemporaryFolder().path, reads: true) == [])
  }
}

extension PosixFiles {
  fileprivate static func cut(_ path: String, to length: Int) throws {
    let files = PosixFiles()
    let file = try files.open(path, .change)
    defer { files.close(file) }
    try files.truncate(file, to: length)
  }
}
