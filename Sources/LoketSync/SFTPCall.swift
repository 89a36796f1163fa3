// Commands to a server through `sftp`: many in one call, since each call signs in anew. Keys and known servers are those of
// this PC's user; nothing is ever asked, and nothing goes to a server whose key is not known.
import Glibc
import LoketModel

struct SFTPCall {
  let place: PlaceAddress
  /// How the server is reached, in words of `sftp`.
  let way: [String]
  let isStopped: @Sendable () -> Bool

  private static let paths = ["/usr/bin/sftp", "/bin/sftp"]

  init(_ place: PlaceAddress, way: [String]?, isStopped: @escaping @Sendable () -> Bool) {
    self.place = place
    self.isStopped = isStopped
    let target = (place.user.map { $0 + "@" } ?? "") + place.host
    self.way =
      way ?? [
        "StrictHostKeyChecking=yes", "ConnectTimeout=10", "ServerAliveInterval=10", "ServerAliveCountMax=3",
      ].flatMap { ["-o", $0] } + ["-P", String(place.port ?? 22), target]
  }

  /// What it listed, by the path of each `ls`.
  struct Answer {
    fileprivate(set) var listed: [String: [SFTPEntry]] = [:]
    /// What it complained of.
    fileprivate(set) var said = ""
    /// More came than may.
    fileprivate(set) var isTooMuch = false
  }

  /// - Parameters:
  ///   - lines: commands below the place's folder; one that begins with `-` may fail.
  ///   - files: what they find at `/dev/fd/3` and so on.
  ///   - limit: bytes that these may grow to, together.
  func answer(_ lines: [String], files: [MemoryFile] = [], limit: Int = .max) throws(CarrierProblem) -> Answer {
    guard let path = SFTPCall.paths.first(where: { access($0, X_OK) == 0 }) else {
      throw .toolMissing("sftp", package: "openssh-client")
    }
    guard let folder = SFTPCall.quoted("/" + place.parts.joined(separator: "/")) else { throw .badAddress(place.text) }
    var surroundings = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    for name in ["HOME", "USER", "SSH_AUTH_SOCK"] {
      if let value = getenv(name) { surroundings[name] = String(cString: value) }
    }
    var answer = Answer()
    let outcome: CalledProgram.Outcome
    do {
      // What is put there is for those who use the place, not for every user of the server.
      for file in files { fchmod(file.descriptor, 0o660) }
      outcome = try CalledProgram(
        path, ["-b", "-", "-o", "BatchMode=yes"] + way, environment: surroundings,
        input: Array((["cd " + folder] + lines).map { $0 + "\n" }.joined().utf8), files: files, most: 64 << 20
      ).wait {
        answer.isTooMuch = limit < .max && files.reduce(0) { $0 + $1.size } > limit
        return isStopped() || answer.isTooMuch
      }
    } catch { throw .failed(place.key, code: error.code) }
    if isStopped() { throw .stopped }
    answer.said = outcome.said
    guard outcome.code == 0 || answer.isTooMuch else { throw problem(outcome) }
    answer.listed = SFTPEntry.listed(outcome.output)
    return answer
  }

  private func problem(_ outcome: CalledProgram.Outcome) -> CarrierProblem {
    let said = outcome.said
    if said.contains("IDENTIFICATION HAS CHANGED") { return .changedHost(place.key) }
    if said.contains("Host key verification failed") {
      let server = (place.port.map { "-p \($0) " } ?? "") + (place.user.map { $0 + "@" } ?? "") + place.host
      return .unknownHost(place.key, server: server)
    }
    if said.contains("Permission denied (") || said.contains("Too many authentication failures") {
      return .unauthorised(place.key)
    }
    let isReached = outcome.output.starts(with: Array("sftp> ".utf8))
    guard isReached else { return .unreachable(place.key) }
    if outcome.code != 1 || said.contains("onnection") { return .cutOff(place.key) }
    return said.contains("Permission denied") ? .readOnly(place.key) : .absent(place.key)
  }

  /// A path as a word of a command; nil of one that could be read as anything else.
  static func quoted(_ path: String) -> String? {
    let isPlain = path.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x7f && !"\"\\*?[]{}'~#`".utf8.contains(byte)
    }
    return isPlain ? "\"\(path)\"" : nil
  }
}

/// One line of a listing.
struct SFTPEntry: Hashable {
  let path: String
  let isFolder: Bool
  let size: Int

  var name: Substring { path.split(separator: "/").last ?? "" }

  /// Every `ls` repeats its command; the lines below it are its own: mode, …, size, month, day, time or year, path.
  static func listed(_ output: [UInt8]) -> [String: [SFTPEntry]] {
    var listed: [String: [SFTPEntry]] = [:]
    var folder: String?
    for bytes in output.split(separator: 0x0a) {
      let line = String(decoding: bytes, as: UTF8.self)
      if line.hasPrefix("sftp> ") {
        let words = line.split(separator: "\"", omittingEmptySubsequences: false)
        folder = line.hasPrefix("sftp> -ls ") && words.count == 3 ? String(words[1]) : nil
      } else if let folder, let entry = SFTPEntry(line, under: folder) {
        listed[folder, default: []].append(entry)
      }
    }
    return listed
  }

  /// Of a folder the names below it, of a file its own.
  private init?(_ line: String, under folder: String) {
    guard let place = line.firstRange(of: " " + folder + "/") ?? line.lastRange(of: " " + folder) else { return nil }
    let words = line[..<place.lowerBound].split(separator: " ")
    guard words.count >= 5, let size = Int(words[words.count - 4]), size >= 0 else { return nil }
    path = String(line[line.index(after: place.lowerBound)...])
    guard words[0].hasPrefix("d") || words[0].hasPrefix("-") else { return nil }
    isFolder = words[0].hasPrefix("d")
    self.size = size
    guard name != ".", name != ".." else { return nil }
  }
}

extension String {
  /// Where it ends with this.
  fileprivate func lastRange(of ending: String) -> Range<String.Index>? {
    hasSuffix(ending) ? index(endIndex, offsetBy: -ending.count)..<endIndex : nil
  }
}
