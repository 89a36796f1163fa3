// A WebDAV server as a carrier: a plain Apache with `mod_dav` is the city's. Few requests, in few calls; what was put counts
// once it was read back.
import LoketJournal
import LoketModel
import Synchronization

/// A class, because it remembers the folders that it saw or made.
public final class WebDAVCarrier: Carrier {
  public let title: String
  private let place: PlaceAddress
  private let top: String
  private let curl: CurlCall
  private let folders = Mutex<Set<String>>([])
  /// Files that are looked at.
  private static let most = 200_000
  /// Bytes of a listing.
  private static let longestListing = 96 << 20
  /// Bytes of an answer that nobody reads.
  private static let small = 65_536
  /// Entries are asked for these two alone.
  private static let question =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\"><D:prop><D:resourcetype/>"
    + "<D:getcontentlength/></D:prop></D:propfind>"

  /// - Parameters:
  ///   - office: whose segments alone are listed; nil for those of all.
  ///   - login: goes over an open way only to this PC itself.
  public init(
    _ place: PlaceAddress, office: String? = nil, login: PlaceLogin?,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws(CarrierProblem) {
    guard login == nil || place.way == .encrypted || place.isThisPC else { throw .plainPassword(place.key) }
    self.place = place
    title = place.key
    top = CarrierPath.top + (office.map { "/" + $0 } ?? "")
    curl = CurlCall(place: place, login: login, isStopped: isStopped)
  }

  public var together: Int { CurlCall.most / 2 }

  private func url(_ path: String) -> String {
    (place.way == .encrypted ? "https://" : "http://") + place.server + place.path
      + path.split(separator: "/").map { "/" + PlaceAddress.encode(String($0)) }.joined()
  }

  // MARK: Reading

  /// Everything at once where the server allows it; else folder by folder, many in one call.
  public func list() throws(CarrierProblem) -> [CarrierFile] {
    var found: [CarrierFile] = []
    var waiting = [top]
    var seen: Set<String> = [top]
    var depth = "infinity"
    while !waiting.isEmpty, found.count < WebDAVCarrier.most {
      let asked = Array(waiting.prefix(depth == "infinity" ? 1 : together))
      let answers = try ask(
        asked.map { find($0, depth) }, limit: WebDAVCarrier.longestListing)
      if depth == "infinity", answers[0].code == 403 {
        depth = "1"
        continue
      }
      waiting.removeFirst(asked.count)
      for (folder, answer) in zip(asked, answers) {
        if answer.code == 404, folder != top { continue }
        if answer.code == 404 {
          try lookForPlace()
          return []
        }
        guard answer.code == 207 else { throw refusal(answer.code) }
        guard let entries = DAVListing.entries(answer.body, base: place.parts) else { throw .unclear(title) }
        waiting += take(entries, under: folder, &found, &seen)
      }
    }
    folders.withLock { $0.formUnion(seen) }
    return found
  }

  /// - Returns: folders of which nothing is known yet.
  private func take(
    _ entries: [DAVEntry], under folder: String, _ found: inout [CarrierFile], _ seen: inout Set<String>
  ) -> [String] {
    let above = folder.split(separator: "/").map(String.init)
    var (inner, opened): ([String], Set<String>) = ([], [])
    for entry in entries where entry.parts.count > above.count && entry.parts.starts(with: above) {
      let path = entry.parts.joined(separator: "/")
      opened.insert(entry.parts.dropLast().joined(separator: "/"))
      if !entry.isFolder {
        found.append(CarrierFile(path: path, size: entry.size))
      } else if entry.parts.count <= 6, seen.insert(path).inserted {
        inner.append(path)
      }
    }
    return inner.filter { !opened.contains($0) }
  }

  /// Where nothing of ours lies yet, the place itself must be there.
  private func lookForPlace() throws(CarrierProblem) {
    let answer = try ask([find("", "0")], limit: WebDAVCarrier.small)[0]
    if answer.code == 404 { throw .absent(title) }
    guard answer.code == 207 else { throw refusal(answer.code) }
  }

  private func find(_ path: String, _ depth: String) -> CurlRequest {
    CurlRequest(
      method: "PROPFIND", url: url(path) + "/",
      headers: ["Depth: " + depth, "Content-Type: application/xml"],
      question: WebDAVCarrier.question)
  }

  public func read(_ path: String, limit: Int) throws(CarrierProblem) -> [UInt8] {
    let answers = try curl.answers(to: [CurlRequest(method: "GET", url: url(path))], limit: limit)
    // More than is wanted: the call was ended.
    guard let answer = answers.first, answer.failure < 128 else { throw .tooLarge(path) }
    return try contents(answer, path, limit).get()
  }

  public func read(_ paths: [String], limit: Int) throws(CarrierProblem) -> [Result<[UInt8], CarrierProblem>] {
    guard !paths.isEmpty else { return [] }
    let requests = paths.map { CurlRequest(method: "GET", url: url($0)) }
    let answers = try curl.answers(to: requests, limit: min(limit * paths.count, 3 * CarrierGo.bytes))
    guard answers.count == paths.count, answers.allSatisfy({ $0.failure == 0 }) else {
      // Whose fault it was is seen one by one.
      return paths.map { path in Result { () throws(CarrierProblem) in try read(path, limit: limit) } }
    }
    return zip(paths, answers).map { contents($1, $0, limit) }
  }

  private func contents(_ answer: CurlAnswer, _ path: String, _ limit: Int) -> Result<[UInt8], CarrierProblem> {
    guard answer.failure == 0 else { return .failure(CurlCall.problem(answer.failure, title)) }
    switch answer.code {
    case 200 where answer.body.count <= limit: return .success(answer.body)
    case 200: return .failure(.tooLarge(path))
    case 404, 410: return .failure(.failed(path, code: Int32(answer.code)))
    default: return .failure(refusal(answer.code))
    }
  }

  public func tail(_ file: CarrierFile, length: Int) throws(CarrierProblem) -> [UInt8]? {
    try tails([file], length: length)[0]
  }

  public func tails(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    try pieces(files, "-\(length)", length)
  }

  public func heads(_ files: [CarrierFile], length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    try pieces(files, "0-\(length - 1)", length)
  }

  private func pieces(_ files: [CarrierFile], _ range: String, _ length: Int) throws(CarrierProblem) -> [[UInt8]?] {
    let requests = files.map { CurlRequest(method: "GET", url: url($0.path), range: range) }
    let answers = try curl.answers(to: requests, limit: WebDAVCarrier.small + files.count * length)
    // A server that sends whole files instead, or none: a piece cannot be had without the rest.
    return files.indices.map { place in
      guard place < answers.count, answers[place].failure == 0, answers[place].code == 206,
        answers[place].body.count <= length
      else { return nil }
      return answers[place].body
    }
  }

  public func room() throws(CarrierProblem) -> UInt64? { nil }

  // MARK: Writing

  public func put(_ path: String, _ bytes: [UInt8]) throws(CarrierProblem) {
    try put([CarrierLoad(path: path, bytes: bytes)])[0].get()
  }

  /// Never over another, and read back from the server before it counts. What was cut off, the server keeps to itself.
  public func put(_ files: [CarrierLoad]) throws(CarrierProblem) -> [Result<Void, CarrierProblem>] {
    try makeFolders(for: files.map(\.path))
    var requests: [CurlRequest] = []
    for file in files {
      let address = url(file.path)
      requests.append(
        CurlRequest(method: "PUT", url: address, headers: ["If-None-Match: *"], body: file.bytes))
      requests.append(CurlRequest(method: "GET", url: address))
    }
    let most = files.reduce(0) { $0 + $1.bytes.count + WebDAVCarrier.small }
    let answers = try ask(requests, limit: 2 * most)
    return files.indices.map { place in
      judge(answers[2 * place].code, answers[2 * place + 1], files[place])
    }
  }

  private func judge(_ code: Int, _ back: CurlAnswer, _ file: CarrierLoad) -> Result<Void, CarrierProblem> {
    switch code {
    case 200, 201, 204:
      guard back.code == 200 else { return .failure(refusal(back.code)) }
      return back.body == file.bytes ? .success(()) : .failure(.differs(title))
    case 412:
      return back.code == 200 && back.body == file.bytes ? .success(()) : .failure(.occupied(title + "/" + file.path))
    default: return .failure(refusal(code))
    }
  }

  private func makeFolders(for paths: [String]) throws(CarrierProblem) {
    let known = folders.withLock { $0 }
    var needed: [String] = []
    for path in paths {
      let parts = path.split(separator: "/").dropLast()
      for count in 1...max(parts.count, 1) {
        let folder = parts.prefix(count).joined(separator: "/")
        if !folder.isEmpty, !known.contains(folder), !needed.contains(folder) { needed.append(folder) }
      }
    }
    while !needed.isEmpty {
      let some = Array(needed.prefix(CurlCall.most))
      let answers = try ask(
        some.map { CurlRequest(method: "MKCOL", url: url($0) + "/") }, limit: some.count * WebDAVCarrier.small)
      // 405: it is there already.
      for code in answers.map(\.code) where code != 201 && code != 405 {
        throw code == 409 ? .absent(title) : refusal(code)
      }
      folders.withLock { $0.formUnion(some) }
      needed.removeFirst(some.count)
    }
  }

  public func remove(_ path: String) throws(CarrierProblem) {
    let code = try ask([CurlRequest(method: "DELETE", url: url(path))], limit: WebDAVCarrier.small)[0].code
    guard [200, 202, 204, 404].contains(code) else { throw refusal(code) }
  }

  /// What was read back lies on the server.
  public func settle() throws(CarrierProblem) {}

  // MARK: The server's answers

  /// One answer for each, or what ended them.
  private func ask(_ requests: [CurlRequest], limit: Int) throws(CarrierProblem) -> [CurlAnswer] {
    let answers = try curl.answers(to: requests, limit: limit)
    if let failed = answers.first(where: { $0.failure != 0 }) { throw CurlCall.problem(failed.failure, title) }
    guard answers.count == requests.count else { throw .cutOff(title) }
    return answers
  }

  private func refusal(_ code: Int) -> CarrierProblem {
    switch code {
    case 401: curl.login == nil ? .loginMissing(title) : .unauthorised(title)
    case 403, 405: .readOnly(title)
    case 413, 507: .full(title)
    default: .answered(title, code: code)
    }
  }
}
