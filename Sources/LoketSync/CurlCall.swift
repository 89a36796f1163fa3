// Requests to a WebDAV server through `curl`: all of them in one call and over one connection; addresses, user and password
// go in on its standard input, never on a command line, in its surroundings or in a file.
import CGlibc
import Glibc
import LoketModel

struct CurlRequest {
  let method: String
  /// The whole address, encoded.
  let url: String
  var headers: [String] = []
  var range: String?
  /// What is sent as a file.
  var body: [UInt8]?
  /// What is sent as a question.
  var question: String?
}

/// What one request came to.
struct CurlAnswer {
  /// HTTP's number; 0 where no answer came.
  let code: Int
  /// curl's own number: 0 where the whole answer came.
  let failure: Int32
  let body: [UInt8]
}

struct CurlCall {
  let place: PlaceAddress
  let login: PlaceLogin?
  let isStopped: @Sendable () -> Bool

  /// Requests of one call: each has a file in memory at most, and there are numbers for so many.
  static let most = 56
  private static let paths = ["/usr/bin/curl", "/bin/curl"]

  /// Answers in the order of the requests; fewer where it ended too early, with what ended it in the last.
  /// - Parameter limit: bytes of all answers together.
  func answers(to requests: [CurlRequest], limit: Int) throws(CarrierProblem) -> [CurlAnswer] {
    guard let path = CurlCall.paths.first(where: { access($0, X_OK) == 0 }) else {
      throw .toolMissing("curl", package: "curl")
    }
    var random = [UInt8](repeating: 0, count: 16)
    guard loket_random(&random, random.count) == 0 else { throw .failed(place.text, code: errno) }
    // Nobody outside knows it: no answer can hold it.
    let boundary = "\n" + random.map { String($0, radix: 16) }.joined(separator: "-") + " "
    var files: [MemoryFile] = []
    let outcome: CalledProgram.Outcome
    do {
      var sections: [String] = []
      for request in requests {
        if let body = request.body { files.append(try MemoryFile(body)) }
        sections.append(section(request, boundary, upload: request.body == nil ? nil : files.count + 2))
      }
      outcome = try CalledProgram(
        path, ["-q", "-K", "-"], environment: ["LC_ALL": "C"],
        input: Array(("fail-early\nsilent\n" + sections.joined(separator: "next\n")).utf8), files: files,
        most: limit + 256 * requests.count + 8192
      ).wait(isStopped: isStopped)
    } catch { throw .failed(place.text, code: error.code) }
    if isStopped() { throw .stopped }
    var answers = CurlCall.split(outcome.output, at: Array(boundary.utf8))
    if outcome.code != 0, answers.last?.failure ?? 0 == 0 {
      answers.append(CurlAnswer(code: 0, failure: outcome.code, body: []))
    }
    return answers
  }

  private func section(_ request: CurlRequest, _ boundary: String, upload: Int?) -> String {
    var lines = [
      ("url", request.url), ("request", request.method), ("proto", place.way == .encrypted ? "=https" : "=http"),
      ("connect-timeout", "10"), ("speed-limit", "1"), ("speed-time", "30"),
      ("write-out", boundary + "%{http_code} %{exitcode}\n"),
    ]
    if let login { lines.append(("user", login.user + ":" + login.password)) }
    if let range = request.range { lines.append(("range", range)) }
    if let question = request.question { lines.append(("data-raw", question)) }
    lines += request.headers.map { ("header", $0) }
    if let upload { lines.append(("upload-file", "/dev/fd/\(upload)")) }
    return "globoff\npath-as-is\nbasic\nhttp1.1\n"
      + lines.map { "\($0) = \"\(CurlCall.escaped($1))\"\n" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  private static func split(_ output: [UInt8], at boundary: [UInt8]) -> [CurlAnswer] {
    var answers: [CurlAnswer] = []
    output.withUnsafeBytes { raw in
      var start = 0
      while let base = raw.baseAddress,
        let found = loket_memmem(base + start, raw.count - start, boundary, boundary.count)
      {
        let mark = found - base
        let line = raw[(mark + boundary.count)...].prefix { $0 != 0x0a }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count == 2, let code = Int(words[0]), let failure = Int32(words[1]) else { return }
        answers.append(CurlAnswer(code: code, failure: failure, body: Array(raw[start..<mark])))
        start = min(line.endIndex + 1, raw.count)
      }
    }
    return answers
  }

  /// What a failure of curl means of a place.
  static func problem(_ failure: Int32, _ place: String) -> CarrierProblem {
    switch failure {
    case 5, 6, 7, 28: .unreachable(place)
    case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91: .untrusted(place)
    case 3, 26, 27, 43: .failed(place, code: failure)
    default: .cutOff(place)
    }
  }
}
