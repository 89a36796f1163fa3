// A real SSH server of a test's own: its keys, its configuration and its port lie in the test's folder.
import FoundationEssentials
import Glibc
import ProcessSupport

@testable import LoketSync

final class SecureShellUnderTest {
  static let files = "/usr/lib/openssh/sftp-server"
  private static let program = "/usr/sbin/sshd"
  static var hasFiles: Bool { access(files, X_OK) == 0 && access("/usr/bin/sftp", X_OK) == 0 }
  static var isInstalled: Bool { hasFiles && access(program, X_OK) == 0 }

  let port: Int
  /// Where the place's files lie.
  let place: String
  private let folder: TemporaryFolder
  private let process: ChildProcess

  init() throws {
    folder = try TemporaryFolder()
    port = try FreePort.find()
    place = folder.file("place")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    for name in ["host", "other", "user", "stranger"] {
      let made = try ChildProcess(
        "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.file(name)], environment: [:]
      ).finish()
      guard made.code == 0 else { throw SpawnProblem.start("ssh-keygen", made.code) }
    }
    for (name, key) in [("known", "host"), ("changed", "other")] {
      try folder.write(name, "[127.0.0.1]:\(port) " + folder.text("\(key).pub"))
    }
    try folder.write("nobody", "")
    try folder.write("allowed", folder.text("user.pub"))
    try folder.write(
      "conf",
      """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder.file("host"))
      AuthorizedKeysFile \(folder.file("allowed"))
      PidFile none
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      Subsystem sftp \(SecureShellUnderTest.files)

      """)
    // Started by root it wants this empty folder, which the system's own service makes at its start.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    process = try ChildProcess(
      SecureShellUnderTest.program, ["-D", "-e", "-f", folder.file("conf")], environment: ["PATH": "/usr/bin:/bin"])
    guard FreePort.isOpen(port) else { throw SpawnProblem.start("sshd", 0) }
  }

  func end() {
    process.signal(SIGKILL)
    _ = process.finish()
  }

  /// - Parameters:
  ///   - key: "user", or "stranger" whom the server does not know.
  ///   - known: "known", "changed", or "nobody": what this PC knows of the server.
  func carrier(
    key: String = "user", known: String = "known", isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws -> SFTPCarrier {
    let address = try Carriers.address("sftp://127.0.0.1:\(port)\(place)")
    // The words of the program, and those that keep this PC's own keys out of the test.
    let own = [
      "UserKnownHostsFile=\(folder.file(known))", "GlobalKnownHostsFile=/dev/null", "IdentityFile=\(folder.file(key))",
      "IdentitiesOnly=yes",
    ]
    let way = SFTPCall(address, way: nil, isStopped: isStopped).way
    return SFTPCarrier(address, way: ["-F", "/dev/null"] + own.flatMap { ["-o", $0] } + way, isStopped: isStopped)
  }
}
