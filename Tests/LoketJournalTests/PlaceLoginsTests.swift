// Users and passwords of servers: kept on this PC for its owner's eyes, and nowhere else.
import LoketModel
import Testing

@testable import DiskInMemory
@testable import LoketJournal

@Suite("Logins of servers")
struct PlaceLoginsTests {
  private let disk = MemoryDisk()
  private var logins: PlaceLogins { PlaceLogins(folder: DataFolder("/data", disk)) }

  private func address(_ text: String) throws -> PlaceAddress { try PlaceAddress(text) }

  @Test("Each place has its own login, the newest, whoever the address names")
  func kept() throws {
    disk.put("/data/device.json", [])
    let (first, second) = (PlaceLogin(user: "a", password: "satu:\"\\"), PlaceLogin(user: "b", password: "dua"))
    for login in [second, first] { try logins.keep(#require(login), for: address("davs://kota.go.id/loket")) }
    try logins.keep(#require(second), for: address("davs://kota.go.id/lain"))
    #expect(try logins.login(of: address("davs://c@Kota.go.id/loket/")) == first)
    #expect(try logins.login(of: address("davs://kota.go.id/lain")) == second)
    #expect(try logins.login(of: address("dav://kota.go.id/loket")) == nil)
    #expect(try disk.information("/data/credentials.json")?.permissions == 0o600)
  }

  @Test("A file that others may read is refused, and so is one that says nobody's name")
  func refused() throws {
    disk.put("/rahasia", Array("a:b\n".utf8))
    try disk.setPermissions("/rahasia", 0o640)
    #expect(throws: JournalError.passwordOpen("/rahasia")) { try PlaceLogins.login(in: "/rahasia", files: disk) }
    try disk.setPermissions("/rahasia", 0o600)
    #expect(try PlaceLogins.login(in: "/rahasia", files: disk) == PlaceLogin(user: "a", password: "b"))
    disk.put("/kosong", Array("a\n".utf8))
    try disk.setPermissions("/kosong", 0o600)
    for path in ["/kosong", "/tiada"] {
      #expect(throws: JournalError.noLogin(path)) { try PlaceLogins.login(in: path, files: disk) }
    }
  }

  @Test("No backup holds it")
  func backup() { #expect(!BackupNames.isOurs("credentials.json")) }
}
