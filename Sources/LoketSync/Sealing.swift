// What is written on a stick so that only PCs of the office can read it, by `age`: no cipher is written here.
import Glibc
import LoketJournal
import LoketModel

/// Who can seal for others and open what was sealed for a PC. One of the tests' own stands in where no disk is.
public protocol Sealing: Sendable {
  /// To whom others seal what this PC shall read, as `age1…`; made with its secret half where there is none yet.
  func recipient(of device: Identifier) throws(CarrierProblem) -> String
  func seal(_ bytes: [UInt8], to recipients: [String]) throws(CarrierProblem) -> [UInt8]
  /// Nil of what was not sealed for this PC, or is damaged, or is longer than `limit`.
  func open(_ bytes: [UInt8], as device: Identifier, limit: Int) throws(CarrierProblem) -> [UInt8]?
}

/// The program that Debian's age brings.
public struct Age: Sealing {
  private let program: String
  private let keygen: String
  private let kept: KeptSignatures
  public static let places = ["/usr/bin", "/usr/local/bin"]
  private static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

  /// Nil where the program is not installed.
  public init?(keeping kept: KeptSignatures, places: [String] = Age.places) {
    guard let place = places.first(where: { access($0 + "/age", X_OK) == 0 && access($0 + "/age-keygen", X_OK) == 0 })
    else { return nil }
    (program, keygen, self.kept) = (place + "/age", place + "/age-keygen", kept)
  }

  public func recipient(of device: Identifier) throws(CarrierProblem) -> String {
    let read = try call(keygen, ["-y", try identity(of: device)], most: 4096)
    let recipient = String(decoding: read.output.prefix { $0 != 0x0a }, as: UTF8.self)
    guard read.code == 0, Age.isRecipient(recipient) else { throw .signing(String(read.code)) }
    return recipient
  }

  public func seal(_ bytes: [UInt8], to recipients: [String]) throws(CarrierProblem) -> [UInt8] {
    let sealed = try call(
      program, recipients.filter(Age.isRecipient).flatMap { ["-r", $0] }, input: bytes,
      most: bytes.count + bytes.count / 64 + (1 << 16))
    guard sealed.code == 0, !sealed.output.isEmpty else { throw .signing(String(sealed.code)) }
    return sealed.output
  }

  public func open(_ bytes: [UInt8], as device: Identifier, limit: Int) throws(CarrierProblem) -> [UInt8]? {
    let opened = try call(program, ["-d", "-i", try identity(of: device)], input: bytes, most: max(limit, 1 << 13))
    return opened.code == 0 && opened.output.count <= limit ? opened.output : nil
  }

  /// What a PC states may stand on a command line: nothing but its own form.
  public static func isRecipient(_ text: String) -> Bool {
    text.hasPrefix("age1") && text.utf8.count == 62
      && text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) }
  }

  /// Where the secret lies; made where there is none yet.
  private func identity(of device: Identifier) throws(CarrierProblem) -> String {
    let path: String
    do { path = try kept.keyPath(of: device) + ".age" } catch { throw .signing(String(error.code)) }
    guard access(path, F_OK) != 0 else { return path }
    let made = try call(keygen, ["-o", path], most: 4096)
    guard made.code == 0 else { throw .signing(String(made.code)) }
    return path
  }

  private func call(
    _ program: String, _ arguments: [String], input: [UInt8] = [], most: Int
  ) throws(CarrierProblem) -> CalledProgram.Outcome {
    do {
      return try CalledProgram(program, arguments, environment: Age.environment, input: input, most: most).wait()
    } catch { throw .signing(String(error.code)) }
  }
}
