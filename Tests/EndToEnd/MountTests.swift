// A stick that is mounted, then not, as the system has it: in a name space of the test's own, where mounting costs no rights.
import FoundationEssentials
import ProcessSupport
import Testing

@Suite(.serialized)
struct MountTests {
  private static let unshare = "/usr/bin/unshare"

  /// Whether this system lets a test mount something.
  private static var mayMount: Bool {
    let line = ["-rm", "sh", "-c", "mount -t tmpfs none /tmp"]
    return (try? ChildProcess(unshare, line, environment: environment(with: [:])).finish(input: ""))?.code == 0
  }

  @Test(
    "A stick that is not mounted any more is refused, and nothing goes into the folder that is left of it",
    .enabled(if: MountTests.mayMount))
  func unmounted() throws {
    let office = try Office()
    let script = """
      cd "$HOME" && mkdir m && mount -t tmpfs none m || exit 90
      "$LOKET" sync m --allow-unencrypted && umount m || exit 91
      "$LOKET" sync m/ --allow-unencrypted; echo "code $?"
      "$LOKET" sync m --dry-run; echo "code $?"
      ls -A m
      mount -t tmpfs none m && "$LOKET" sync m --allow-unencrypted && umount m || exit 92
      "$LOKET" sync m; echo "code $?"
      "$LOKET" sync m --plain-folder; echo "code $?"
      "$LOKET" sync m; echo "code $?"
      """
    let settings = environment(with: [
      "LOKET_DATA": office.data, "HOME": office.folder.path, "LOKET": BuiltPrograms.loket,
    ])
    let outcome = try ChildProcess(MountTests.unshare, ["-rm", "sh", "-c", script], environment: settings)
      .finish(input: "")
    let codes = outcome.output.split(separator: "\n").filter { $0.hasPrefix("code ") || $0 == "loket1" }
    #expect(codes == ["code 2", "code 2", "code 2", "code 0", "code 0"], "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("Stik tidak terpasang di \(office.folder.file("m"))"), "\(outcome.errors)")
    #expect(outcome.errors.contains("Tidak ada yang ditulis") && outcome.errors.contains("--plain-folder"))
  }
}
