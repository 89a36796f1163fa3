// One suite for all carriers: each promise, tried on each.
import ProcessSupport
import Testing

@testable import LoketSync

@Suite("Every carrier keeps every promise")
struct CarrierConformanceTests {
  @Test("A folder on a disk in memory", arguments: CarrierPromise.allCases)
  func memory(promise: CarrierPromise) throws { try promise.check(.memory()) }

  @Test("A folder on a real disk", arguments: CarrierPromise.allCases)
  func folder(promise: CarrierPromise) throws { try promise.check(.folder()) }

  @Test("A WebDAV server", .enabled(if: ApacheUnderTest.isInstalled), arguments: CarrierPromise.allCases)
  func webDAV(promise: CarrierPromise) throws { try promise.check(.webDAV(listsAll: false)) }

  @Test(
    "A WebDAV server that lists everything at once", .enabled(if: ApacheUnderTest.isInstalled),
    arguments: CarrierPromise.allCases)
  func webDAVAtOnce(promise: CarrierPromise) throws { try promise.check(.webDAV(listsAll: true)) }

  @Test(
    "A server of files by SFTP", .enabled(if: SecureShellUnderTest.hasFiles), arguments: CarrierPromise.allCases)
  func files(promise: CarrierPromise) throws { try promise.check(.files()) }
}
