// Real servers for the carriers: each with a configuration, a folder and a port of its own, gone with the test.
import FoundationEssentials
import Glibc
import Synchronization

public enum FreePort {
  private static let last = Atomic<Int>(Int(getpid()) * 97)

  /// A port of the loopback that nobody listens at, and that no other test is given.
  public static func find() throws -> Int {
    for _ in 0..<200 {
      let port = 20_000 + last.add(1, ordering: .relaxed).newValue % 12_000
      let trying = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(trying) }
      var address = loopback(port)
      let isFree = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
          bind(trying, raw, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if isFree { return port }
    }
    throw SpawnProblem.start("bind", errno)
  }

  public static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  /// Waits until somebody listens there; false where nobody does in time.
  public static func isOpen(_ port: Int) -> Bool {
    let deadline = milliseconds() + patience * 1000
    while milliseconds() < deadline {
      let asking = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(asking) }
      var address = loopback(port)
      let isThere = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
          connect(asking, raw, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if isThere { return true }
      poll(nil, 0, 20)
    }
    return false
  }
}

extension TemporaryFolder {
  public func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  /// Empty where there is none.
  public func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: file(name)))) ?? Data(), as: UTF8.self)
  }
}

/// Apache with `mod_dav` and Basic authentication.
public final class ApacheUnderTest {
  static let program = "/usr/sbin/apache2"
  public static var isInstalled: Bool { access(program, X_OK) == 0 && access("/usr/bin/curl", X_OK) == 0 }
  public static let user = "loket"
  public static let password = "pa\"s\\s w#rd: ö"

  public let port: Int
  /// Where the place's files lie on its disk.
  public let files: String
  private let folder: TemporaryFolder
  private let process: ChildProcess

  public init(listsAll: Bool = false) throws {
    folder = try TemporaryFolder()
    port = try FreePort.find()
    files = folder.file("dav")
    for path in [files, folder.file("locks")] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    // Started by root it gives up what it may, and must still reach its folder.
    if geteuid() == 0, let user = getpwnam("www-data") {
      chmod(folder.path, 0o711)
      for path in [files, folder.file("locks")] { chown(path, user.pointee.pw_uid, user.pointee.pw_gid) }
    }
    // SHA-1 of the password above, as htpasswd -s writes it.
    try folder.write("users", "loket:{SHA}dKWR6WvRx7FIwh0u8HwXQaM6Q24=\n")
    let modules = ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "dav", "dav_fs"]
    try folder.write(
      "conf",
      modules.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so\n" }.joined() + """
        ServerName localhost
        Listen 127.0.0.1:\(port)
        User www-data
        Group www-data
        PidFile \(folder.file("pid"))
        ErrorLog \(folder.file("errors"))
        LogFormat "%r %>s" plain
        CustomLog \(folder.file("requests")) plain
        DocumentRoot \(folder.file("dav"))
        DavLockDB \(folder.file("locks/db"))
        <Location "/">
          Dav On
          DavDepthInfinity \(listsAll ? "On" : "Off")
          AuthType Basic
          AuthName loket
          AuthUserFile \(folder.file("users"))
          Require valid-user
        </Location>

        """)
    process = try ChildProcess(
      ApacheUnderTest.program, ["-X", "-f", folder.file("conf")], environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
    guard FreePort.isOpen(port) else { throw SpawnProblem.start("apache2", 0) }
  }

  /// What it was asked, a line each.
  public var requests: [String] {
    folder.text("requests").split(separator: "\n").map(String.init)
  }

  /// Waits until what it was asked satisfies `condition`: Apache writes a line after whoever asked has the answer.
  public func wasAsked(_ condition: ([String]) -> Bool) -> Bool {
    let deadline = milliseconds() + patience * 1000
    while !condition(requests) {
      guard milliseconds() < deadline else { return false }
      poll(nil, 0, 10)
    }
    return true
  }

  /// Sends half of a file as `PUT`, and cuts the line.
  public func cutPut(_ path: String, claiming length: Int, sending sent: Int) throws {
    let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(line) }
    var address = FreePort.loopback(port)
    let isThere = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        connect(line, raw, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isThere else { throw SpawnProblem.start("connect", errno) }
    // The login of above, in base64.
    let head =
      "PUT \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(length)\r\n"
      + "Authorization: Basic bG9rZXQ6cGEic1xzIHcjcmQ6IMO2\r\nIf-None-Match: *\r\n\r\n"
    let bytes = Array(head.utf8) + [UInt8](repeating: 0x61, count: sent)
    bytes.withUnsafeBytes { _ = send(line, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  public func end() {
    process.signal(SIGKILL)
    _ = process.finish()
  }
}
