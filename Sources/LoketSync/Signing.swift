// Signatures over segments, made and verified by `ssh-keygen -Y`: no cipher and no key format is written here.
import Glibc
import LoketJournal
import LoketModel

/// Who can sign for a PC and verify others. One of the tests' own stands in where no disk is.
public protocol Signing: Sendable {
  /// The public key of a PC's id, as `ssh-ed25519 AAAA…`; made with its private half where there is none yet.
  func publicKey(of device: Identifier) throws(CarrierProblem) -> String
  func sign(_ statement: String, as device: Identifier) throws(CarrierProblem) -> [UInt8]
  /// Whether the private half of a PC's key is here: of an id that this folder had before, it may be.
  func canSign(as device: Identifier) -> Bool
  /// Whether the signature over the statement is one of this key.
  func verify(_ statement: String, _ signature: [UInt8], key: String) throws(CarrierProblem) -> Bool
}

public enum Statement {
  /// What is signed: not the bytes of the file, which a lawful erasure changes.
  public static func of(_ segment: Identifier, root: String) -> String { "loket1 \(segment) \(root)" }
}

/// The program that Debian's openssh-client brings.
public struct SSHKeygen: Signing {
  private let program: String
  let kept: KeptSignatures
  public static let places = ["/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen"]
  /// What the signatures are for, so that one made for something else says nothing here.
  private static let purpose = "loket"
  private static let longest = 1 << 14

  /// Nil where the program is not installed.
  public init?(keeping kept: KeptSignatures, places: [String] = SSHKeygen.places) {
    guard let program = places.first(where: { access($0, X_OK) == 0 }) else { return nil }
    (self.program, self.kept) = (program, kept)
  }

  public func publicKey(of device: Identifier) throws(CarrierProblem) -> String {
    let read = try call(["-y", "-P", "", "-f", try key(of: device)])
    let words = String(decoding: read.output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard read.code == 0, words.count >= 2 else { throw .signing(brief(read.said)) }
    return "\(words[0]) \(words[1])"
  }

  public func canSign(as device: Identifier) -> Bool {
    (try? kept.keyPath(of: device)).map { access($0, F_OK) == 0 } ?? false
  }

  public func sign(_ statement: String, as device: Identifier) throws(CarrierProblem) -> [UInt8] {
    let signed = try call(
      ["-Y", "sign", "-f", try key(of: device), "-n", SSHKeygen.purpose], input: Array(statement.utf8))
    guard signed.code == 0, !signed.output.isEmpty else { throw .signing(brief(signed.said)) }
    return signed.output
  }

  public func verify(_ statement: String, _ signature: [UInt8], key: String) throws(CarrierProblem) -> Bool {
    // Both come from elsewhere: a key of two words and nothing of the options that such a file may hold.
    let words = key.split(separator: " ")
    guard words.count == 2, words[0] == "ssh-ed25519", words[1].utf8.allSatisfy(SSHKeygen.isBase64) else {
      return false
    }
    let verified: CalledProgram.Outcome
    do throws(CallFailure) {
      let allowed = try MemoryFile(Array("pc \(key)\n".utf8))
      verified = try CalledProgram(
        program, ["-Y", "verify", "-f", "/dev/fd/3", "-I", "pc", "-n", SSHKeygen.purpose, "-s", "/dev/fd/4"],
        environment: SSHKeygen.environment, input: Array(statement.utf8), files: [allowed, try MemoryFile(signature)]
      ).wait()
    } catch { throw .signing(String(error.code)) }
    return verified.code == 0
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// Where the private key lies; made where there is none yet.
  private func key(of device: Identifier) throws(CarrierProblem) -> String {
    let path: String
    do { path = try kept.keyPath(of: device) } catch { throw .signing(String(error.code)) }
    guard access(path, F_OK) != 0 else { return path }
    let made = try call(["-q", "-t", "ed25519", "-N", "", "-C", "loket", "-f", path])
    guard made.code == 0 else { throw .signing(brief(made.said)) }
    return path
  }

  private static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

  private func call(_ arguments: [String], input: [UInt8] = []) throws(CarrierProblem) -> CalledProgram.Outcome {
    do {
      return try CalledProgram(
        program, arguments, environment: SSHKeygen.environment, input: input, most: SSHKeygen.longest
      ).wait()
    } catch { throw .signing(String(error.code)) }
  }

  private func brief(_ said: String) -> String {
    TextFilter.clean(String(said.split(whereSeparator: \.isNewline).last?.prefix(60) ?? ""))
  }
}
