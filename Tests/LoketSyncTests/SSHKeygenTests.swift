// The program that signs, called for real: what it made is good for one key, one statement and nothing else.
import Glibc
import LoketJournal
import LoketModel
import Testing

@testable import LoketSync

/// A data folder on the disk, taken away at the end.
func withDataFolder(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/loket-keys-XXXXXX".utf8CString)
  let path = String(cString: try #require(mkdtemp(&template)))
  defer {
    for name in ["keys", "signatures"] {
      for file in (try? PosixFiles().list("\(path)/\(name)")) ?? [] { unlink("\(path)/\(name)/\(file)") }
      rmdir("\(path)/\(name)")
    }
    rmdir(path)
  }
  try body(path)
}

@Suite("Signatures by ssh-keygen", .enabled(if: SSHKeygen.places.contains { access($0, X_OK) == 0 }))
struct SSHKeygenTests {
  private func withKeys(_ body: (SSHKeygen) throws -> Void) throws {
    try withDataFolder { path in try body(try #require(SSHKeygen(keeping: KeptSignatures(in: path)))) }
  }

  private let first = Identifier(high: 1, low: 1)
  private let second = Identifier(high: 1, low: 2)

  @Test func aSignatureIsGoodForItsKeyAndItsStatementAlone() throws {
    try withKeys { keygen in
      let (mine, other) = (try keygen.publicKey(of: first), try keygen.publicKey(of: second))
      #expect(mine.hasPrefix("ssh-ed25519 ") && mine != other)
      #expect(try keygen.publicKey(of: first) == mine)
      let statement = Statement.of(second, root: String(repeating: "a", count: 64))
      let signature = try keygen.sign(statement, as: first)
      #expect(try keygen.verify(statement, signature, key: mine))
      #expect(try !keygen.verify(statement, signature, key: other))
      #expect(try !keygen.verify(statement + "b", signature, key: mine))
      var changed = signature
      changed[120] ^= 1
      #expect(try !keygen.verify(statement, changed, key: mine))
      #expect(try !keygen.verify(statement, [], key: mine))
    }
  }

  @Test func aKeyThatBringsOptionsOrOtherLinesIsNone() throws {
    try withKeys { keygen in
      let mine = try keygen.publicKey(of: first)
      let signature = try keygen.sign("satu", as: first)
      for key in [
        "", "ssh-ed25519", "x\n* \(mine)", "cert-authority \(mine)", "\(mine)\npc \(mine)", "ssh-ed25519 \"\"",
      ] {
        #expect(try !keygen.verify("satu", signature, key: key))
      }
    }
  }

  @Test func thePrivateKeyIsForItsOwnerAlone() throws {
    try withKeys { keygen in
      _ = try keygen.publicKey(of: first)
      let path = try keygen.kept.keyPath(of: first)
      #expect(try PosixFiles().information(path)?.permissions == 0o600)
    }
  }

  @Test func withoutTheProgramNobodySigns() {
    #expect(SSHKeygen(keeping: KeptSignatures(in: "/nowhere"), places: ["/nowhere/ssh-keygen"]) == nil)
  }
}
