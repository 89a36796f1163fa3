// swift-tools-version: 6.2
// The house of Loket, room by room. The arrows between targets are the only ones that a test allows.
import Glibc
import PackageDescription

/// Each function stands in a section of its own, so that the linker leaves out those that nobody calls.
let lean = [SwiftSetting.unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release))]
/// Screens and commands wait for people: there small counts more than quick.
let small = lean + [SwiftSetting.unsafeFlags(["-Osize"], .when(configuration: .release))]
/// Where a program is loaded is drawn at each start, and 50,000 addresses in it are mended then. Their list is packed to a hundredth
/// (1.2 MB less) where glibc can read that: from 2.36 on. A build on an older system (Ubuntu 22.04) leaves it long and starts there.
let packedAddresses: [String] = {
  let version = String(unsafeUninitializedCapacity: 64) { bytes in  // "glibc 2.36"
    bytes.withMemoryRebound(to: CChar.self) {
      min($0.count, max(1, confstr(Int32(_CS_GNU_LIBC_VERSION), $0.baseAddress, $0.count))) - 1
    }
  }
  let numbers = version.split { " .".contains($0) }.compactMap { Int($0) }
  return [2, 36].lexicographicallyPrecedes(numbers + [0]) ? ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"] : []
}()
/// lld folds functions that are equal. Nothing loads the program as a library, so it exports no names; and see `lean.ld`.
let leanProgram = LinkerSetting.unsafeFlags(
  [
    "-use-ld=lld", "-Xlinker", "--icf=all", "-Xlinker", "--no-export-dynamic", "-Xlinker", "--no-eh-frame-hdr",
    "-Xlinker", "-T\(Context.packageDirectory)/Resources/lean.ld",
  ] + packedAddresses, .when(configuration: .release))

let package = Package(
  name: "loket",
  products: [
    .executable(name: "loket", targets: ["loket"]),
    .executable(name: "loket-bench", targets: ["loket-bench"]),
  ],
  targets: [
    .target(
      name: "Resources", path: "Resources",
      exclude: [
        "id.json", "en.json", "regions.json", "tracks.json", "codes.json", "paper.json", "retention.json",
        "programs.json", "debian", "lean.ld", "hub",
      ],
      sources: ["resources.c"], publicHeadersPath: "include"),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CGlibc", linkerSettings: [.linkedLibrary("crypt")]),
    .target(name: "LoketModel", dependencies: ["Resources"], swiftSettings: lean),
    .target(name: "LoketRegistry", dependencies: ["LoketModel"], swiftSettings: lean),
    .target(name: "LoketJournal", dependencies: ["LoketRegistry", "LoketModel", "CGlibc"], swiftSettings: lean),
    .target(
      name: "LoketSync", dependencies: ["LoketJournal", "LoketRegistry", "LoketModel", "CGlibc"], swiftSettings: small),
    .target(name: "LoketWidgets", swiftSettings: small),
    .target(
      name: "LoketApp", dependencies: ["LoketWidgets", "LoketRegistry", "LoketModel"], swiftSettings: small),
    .target(
      name: "LoketTerminal", dependencies: ["LoketWidgets", "CNcurses", "CGlibc"], swiftSettings: small),
    .executableTarget(
      name: "loket",
      dependencies: [
        "LoketApp", "LoketTerminal", "LoketSync", "LoketJournal", "LoketRegistry", "LoketModel", "LoketWidgets",
        "CGlibc",
      ],
      swiftSettings: small, linkerSettings: [leanProgram]),
    .executableTarget(
      name: "loket-bench",
      dependencies: [
        "LoketApp", "LoketJournal", "LoketRegistry", "LoketModel", "LoketWidgets", "CGlibc", "Simulation",
      ]),
    .plugin(
      name: "PackageDeb",
      capability: .command(
        intent: .custom(verb: "package-deb", description: "Packs the release program as one file for Debian.")),
      path: "Sources/PackageDeb"),
    .target(name: "FrameFiles", path: "Tests/FrameFiles"),
    .target(name: "Scenarios", dependencies: ["LoketWidgets"], path: "Tests/Scenarios"),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["LoketTerminal", "LoketWidgets"], path: "Tests/TerminalProbe"),
    .target(name: "ProcessSupport", dependencies: ["CGlibc"], path: "Tests/ProcessSupport"),
    .testTarget(name: "LoketModelTests", dependencies: ["LoketModel"]),
    .testTarget(name: "LoketRegistryTests", dependencies: ["LoketRegistry"]),
    .testTarget(name: "LoketJournalTests", dependencies: ["LoketJournal", "CGlibc", "DiskInMemory"]),
    .target(
      name: "DiskInMemory", dependencies: ["LoketJournal"], path: "Tests/DiskInMemory"),
    .target(
      name: "Simulation", dependencies: ["LoketSync", "LoketJournal", "LoketRegistry", "LoketModel", "DiskInMemory"],
      path: "Tests/Simulation"),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
    .testTarget(name: "LoketSyncTests", dependencies: ["LoketSync", "DiskInMemory", "ProcessSupport", "Simulation"]),
    .testTarget(name: "LoketWidgetsTests", dependencies: ["LoketWidgets", "FrameFiles", "CGlibc"]),
    .testTarget(
      name: "LoketAppTests", dependencies: ["LoketApp", "LoketTerminal", "FrameFiles", "Scenarios"],
      path: "Tests/LoketAppTests"),
    .testTarget(
      name: "LoketTerminalTests",
      dependencies: ["LoketTerminal", "LoketWidgets", "CGlibc", "TerminalProbe", "ProcessSupport"]),
    .testTarget(
      name: "LoketCommandTests", dependencies: ["loket", "LoketApp", "LoketModel", "LoketWidgets", "ProcessSupport"]),
    .testTarget(name: "HouseTests", dependencies: ["LoketModel", "ProcessSupport"]),
    .testTarget(
      name: "EndToEnd", dependencies: ["LoketModel", "LoketWidgets", "CGlibc", "ProcessSupport", "Scenarios", "loket"],
      exclude: ["NewerData"]),
  ],
  swiftLanguageModes: [.v6]
)
