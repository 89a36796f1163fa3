// What a WebDAV server may do to us, and what it costs: real ones and bad ones.
import FoundationEssentials
import Glibc
import LoketJournal
import LoketModel
import ProcessSupport
import Testing

@testable import LoketSync

@Suite("A WebDAV server", .enabled(if: ApacheUnderTest.isInstalled))
struct WebDAVTests {
  private static let path = CarrierPromise.path(1)
  private static let multistatus = "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">"

  private static func response(_ href: String, size: Int?) -> String {
    "<D:response><D:href>\(href)</D:href><D:propstat><D:prop>"
      + (size.map { "<D:resourcetype/><D:getcontentlength>\($0)</D:getcontentlength>" }
        ?? "<D:resourcetype><D:collection/></D:resourcetype>") + "</D:prop></D:propstat></D:response>"
  }

  @Test("A wrong password, none at all, and a folder that is not there are each said")
  func refusals() throws {
    let server = try ApacheUnderTest()
    let title = "dav://127.0.0.1:\(server.port)"
    #expect(throws: CarrierProblem.unauthorised(title)) {
      try server.carrier(PlaceLogin(user: "loket", password: "salah")).list()
    }
    #expect(throws: CarrierProblem.loginMissing(title)) { try server.carrier(nil).list() }
    #expect(throws: CarrierProblem.absent(title + "/tiada")) { try server.carrier(path: "/tiada").list() }
    #expect(throws: CarrierProblem.absent(title + "/tiada")) {
      try server.carrier(path: "/tiada").put([CarrierLoad(path: Self.path, bytes: [1])])
    }
    server.end()
    #expect(throws: CarrierProblem.unreachable(title)) { try server.carrier().list() }
  }

  @Test("A password goes over an open way to this PC alone, and none stands in an address")
  func openWays() throws {
    let login = PlaceLogin(user: "a", password: "b")
    for address in ["dav://data.kota.go.id/x", "http://10.0.0.1", "dav://127.evil.example/"] {
      let place = try Carriers.address(address)
      #expect(throws: CarrierProblem.plainPassword(place.key)) { try WebDAVCarrier(place, login: login) }
    }
    for address in ["davs://data.kota.go.id/x", "dav://127.0.0.9:81", "http://localhost", "dav://[::1]:8080/a"] {
      _ = try WebDAVCarrier(Carriers.address(address), login: login)
    }
    #expect(throws: CarrierProblem.passwordInAddress) { try Carriers.address("davs://a:b@kota.go.id/x") }
  }

  @Test("Two PCs meet there; a second exchange asks a few questions and moves nothing")
  func exchange() throws {
    let server = try ApacheUnderTest()
    let pcs = try ["PC 1", "PC 2"].map { try Replica($0) }
    for (place, pc) in pcs.enumerated() {
      for number in 0..<5 { try pc.save(place * 10 + number, ["name": "SITI \(number)"]) }
    }
    for pc in pcs + pcs { try pc.meet(server.carrier()) }
    #expect(pcs[0].registry == pcs[1].registry && pcs[0].registry.lineCount == 10)
    let before = server.requests.count
    let outcome = try pcs[0].meet(server.carrier())
    #expect(outcome.received.segments.isEmpty && outcome.sent.segments == 0)
    #expect(server.requests[before...].allSatisfy { $0.hasPrefix("PROPFIND") })
  }

  @Test("A copy under a strange name is asked for its end alone, and not read again where it is known")
  func copies() throws {
    let server = try ApacheUnderTest()
    let pc = try Replica("PC 1")
    try pc.save(1, ["name": "SITI"])
    try pc.meet(server.carrier())
    let path = try #require(try server.carrier().list().first?.path)
    let whole = try server.carrier().read(path, limit: 1 << 20)
    try Data(whole).write(to: URL(fileURLWithPath: server.files + "/" + path.dropLast(6) + " (1).jsonl"))
    let before = server.requests.count
    let inventory = try Exchange(
      with: server.carrier(), of: pc.journal.device, staging: pc.journal.staging, signing: pc.signing
    )
    .look(against: pc.journal.holdings(pc.registry))
    #expect(inventory.wanted.isEmpty && inventory.offered.isEmpty)
    #expect(server.wasAsked { $0[before...].last?.hasSuffix("206") == true })
  }

  @Test("A PUT that is cut leaves nothing that anybody reads, and the next exchange heals it")
  func cut() throws {
    let server = try ApacheUnderTest()
    let bytes = [UInt8](repeating: 0x61, count: 4 << 20)
    try server.carrier().put(Self.path, Array("x".utf8))
    let other = Self.path.replacing("1.jsonl", with: "f.jsonl")
    try server.cutPut("/" + other, claiming: bytes.count, sending: bytes.count / 2)
    #expect(try server.carrier().list().map(\.path).filter { $0.hasSuffix(".jsonl") } == [Self.path])
    try server.carrier().put(other, bytes)
    #expect(try server.carrier().read(other, limit: 8 << 20) == bytes)
  }

  @Test(
    "Answers that are none: each ends in a problem",
    arguments: [
      "500 Internal Server Error", "302 Found", "423 Locked", "200 OK", "207 Multi-Status",
    ])
  func answers(status: String) throws {
    let server = try ScriptedServer { _, send in
      _ = send(.answer(status, "<html>", headers: "Location: http://elsewhere.example/\r\n"))
    }
    #expect(throws: CarrierProblem.self) { try server.carrier().list() }
    #expect(throws: CarrierProblem.self) {
      try server.carrier().put([CarrierLoad(path: Self.path, bytes: [1])])[0].get()
    }
    #expect(server.requests.allSatisfy { $0.contains(" /dav") })
  }

  @Test("A full server is said to be full")
  func full() throws {
    let server = try ScriptedServer { request, send in
      _ = send(.answer(request.hasPrefix("PUT") ? "507 Insufficient Storage" : "201 Created"))
    }
    let carrier = try server.carrier()
    #expect(throws: CarrierProblem.full(carrier.title)) { try carrier.put(Self.path, [1]) }
  }

  @Test("What reads back otherwise than it was put does not count")
  func lying() throws {
    let server = try ScriptedServer { request, send in
      _ = send(.answer(request.hasPrefix("GET") ? "200 OK" : "201 Created", "other"))
    }
    let carrier = try server.carrier()
    #expect(throws: CarrierProblem.differs(carrier.title)) { try carrier.put(Self.path, [1]) }
  }

  @Test("A line that ends in the middle of an answer is no answer")
  func half() throws {
    let server = try ScriptedServer { _, send in
      _ = send(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".utf8))
    }
    let carrier = try server.carrier()
    #expect(throws: CarrierProblem.cutOff(carrier.title)) { try carrier.read(Self.path, limit: 100) }
  }

  @Test("A body without an end fills no memory")
  func endless() throws {
    let server = try ScriptedServer { _, send in
      guard send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)) else { return }
      let piece = [UInt8](repeating: 0x20, count: 1 << 20)
      for _ in 0..<1024 where !send(piece) { return }
    }
    let carrier = try server.carrier()
    #expect(throws: CarrierProblem.tooLarge(Self.path)) { try carrier.read(Self.path, limit: 1 << 20) }
  }

  @Test("Names that lead out of the place, or to another one, are not listed")
  func names() throws {
    let body =
      Self.multistatus
      + [
        "/dav/loket1/", "/dav/loket1/../../etc/passwd", "/dav/loket1/%2e%2e/x.jsonl", "/dav/loket1/a%2fb.jsonl",
        "/other/loket1/x.jsonl", "/dav/x.jsonl", "dav/loket1/x.jsonl", "/dav/loket1/%zz.jsonl",
        "http://elsewhere.example/dav/loket1/ok%20(1).jsonl",
      ].map { Self.response($0, size: 5) }.joined() + Self.response("/dav/loket1/", size: nil) + "</D:multistatus>"
    let server = try ScriptedServer { _, send in _ = send(.answer("207 Multi-Status", body)) }
    #expect(try server.carrier().list() == [CarrierFile(path: "loket1/ok (1).jsonl", size: 5)])
    #expect(server.requests.count == 1)
  }

  @Test("A server that sends folders without end is left after a while")
  func deep() throws {
    let server = try ScriptedServer { request, send in
      let path = String(request.split(separator: " ")[1])
      _ = send(
        .answer(
          "207 Multi-Status", Self.multistatus + Self.response(path + "a/", size: nil) + "</D:multistatus>"))
    }
    #expect(try server.carrier().list().isEmpty)
    #expect(server.requests.count < 10)
  }

  @Test("A stop ends a server that sends nothing at all")
  func silent() throws {
    let server = try ScriptedServer { _, send in
      guard send(Array("HTTP/1.1 207 Multi-Status\r\n\r\n".utf8)) else { return }
      while send([0x20]) { poll(nil, 0, 50) }
    }
    let asked = Counter()
    let carrier = try server.carrier(isStopped: { asked.next() > 3 })
    #expect(throws: CarrierProblem.stopped) { try carrier.list() }
  }
}
