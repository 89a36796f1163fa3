// A server that answers what a test wants: the ugly things that no good server does.
import Dispatch
import Glibc
import LoketModel
import ProcessSupport
import Synchronization

@testable import LoketSync

final class ScriptedServer: Sendable {
  /// What the server does with one request: its head as it came, and how bytes are sent; false once nobody takes them.
  typealias Script = @Sendable (_ request: String, _ send: ([UInt8]) -> Bool) -> Void

  let port: Int
  private let listening: Int32
  private let seen = Mutex<[String]>([])

  init(_ script: @escaping Script) throws {
    port = try FreePort.find()
    listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = FreePort.loopback(port)
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(listening, raw, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isBound, listen(listening, 16) == 0 else { throw SpawnProblem.start("listen", errno) }
    let asked = listening
    DispatchQueue(label: "scripted").async { [weak self] in
      while true {
        let line = accept(asked, nil, nil)
        guard line >= 0, let self else { return }
        serve(line, script)
      }
    }
  }

  deinit {
    shutdown(listening, Int32(SHUT_RDWR))
    close(listening)
  }

  /// The first lines of all requests.
  var requests: [String] { seen.withLock { $0 } }

  private func serve(_ line: Int32, _ script: Script) {
    defer { close(line) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    var head: [UInt8] = []
    while !head.contains(sequence: "\r\n\r\n") {
      let count = recv(line, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      head += buffer[..<count]
    }
    let text = String(decoding: head, as: UTF8.self)
    seen.withLock { $0.append(String(text.prefix { $0 != "\r\n" })) }
    script(text) { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { send(line, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { return false }
        rest = rest.dropFirst(sent)
      }
      return true
    }
    // What is still on its way here is read, so that the answer is not thrown away there.
    shutdown(line, Int32(SHUT_WR))
    while recv(line, &buffer, buffer.count, 0) > 0 {}
  }

  func carrier(
    _ login: PlaceLogin? = nil, isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws -> WebDAVCarrier {
    try WebDAVCarrier(Carriers.address("dav://127.0.0.1:\(port)/dav"), login: login, isStopped: isStopped)
  }
}

extension [UInt8] {
  fileprivate func contains(sequence text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }

  /// An answer, whole.
  static func answer(_ status: String, _ body: String = "", headers: String = "") -> [UInt8] {
    Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n\(body)".utf8)
  }
}
