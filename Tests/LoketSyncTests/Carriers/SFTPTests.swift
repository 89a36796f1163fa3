// A real SSH server: whom it knows, whom it does not, and what becomes of an exchange through it.
import LoketModel
import ProcessSupport
import Testing

@testable import LoketSync

@Suite("A server by SFTP", .enabled(if: SecureShellUnderTest.isInstalled), .serialized)
struct SFTPTests {
  private static let path = CarrierPromise.path(1)

  @Test("Two PCs meet there, and a second exchange moves nothing")
  func exchange() throws {
    let server = try SecureShellUnderTest()
    let pcs = try ["PC 1", "PC 2"].map { try Replica($0) }
    for (place, pc) in pcs.enumerated() { try pc.save(place, ["name": "SITI \(place)"]) }
    for pc in [pcs[0], pcs[1], pcs[0]] { try pc.meet(server.carrier()) }
    #expect(pcs[0].registry == pcs[1].registry && pcs[0].registry.lineCount == 2)
    let outcome = try pcs[1].meet(server.carrier())
    #expect(outcome.received.segments.isEmpty && outcome.sent.segments == 0)
  }

  @Test("A server whose key is not known, or is another one than before, gets nothing, and each is said")
  func hostKeys() throws {
    let server = try SecureShellUnderTest()
    let carrier = try server.carrier(known: "nobody")
    #expect(throws: CarrierProblem.unknownHost(carrier.title, server: "-p \(server.port) 127.0.0.1")) {
      try carrier.list()
    }
    #expect(throws: CarrierProblem.changedHost(carrier.title)) { try server.carrier(known: "changed").list() }
  }

  @Test("A key that the server does not know is said, and a server that is gone")
  func refusals() throws {
    let server = try SecureShellUnderTest()
    let carrier = try server.carrier(key: "stranger")
    #expect(throws: CarrierProblem.unauthorised(carrier.title)) { try carrier.list() }
    server.end()
    #expect(throws: CarrierProblem.unreachable(carrier.title)) { try server.carrier().list() }
  }

  @Test("A path that could be read as a command is never one")
  func quoting() throws {
    for path in ["a\nrm b", "a\"b", "a*", "~", "a\\", "#a"] { #expect(SFTPCall.quoted(path) == nil) }
    #expect(SFTPCall.quoted("/a b/(1).jsonl") == "\"/a b/(1).jsonl\"")
  }

  @Test("A listing is read from its end, whatever names stand in its columns")
  func listing() {
    let text = """
      sftp> -ls -lna "a/b"
      drwxr-xr-x    ? 0 0   4096 Nov 22 20:34 a/b/.
      drwxr-xr-x    ? 0 0   4096 Nov 22 20:34 a/b/c
      -rw-r--r--    1 domain users with blanks 12 Nov 22  2025 a/b/x (1).jsonl
      lrwxrwxrwx    1 0 0 12 Nov 22  2025 a/b/link
      -rw-r--r--    1 0 0 99999999999999999999 Nov 22  2025 a/b/far
      nonsense
      sftp> -ls -ln "a/b/x"
      -rw-r--r--    1 0 0 7 Nov 22  2025 a/b/x

      """
    let listed = SFTPEntry.listed(Array(text.utf8))
    #expect(listed["a/b"]?.map(\.path) == ["a/b/c", "a/b/x (1).jsonl"])
    #expect(listed["a/b"]?.map(\.size) == [4096, 12] && listed["a/b"]?.first?.isFolder == true)
    #expect(listed["a/b/x"]?.first?.size == 7)
  }
}
