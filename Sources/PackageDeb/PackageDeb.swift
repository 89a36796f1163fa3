// `swift package package-deb`: the release program, with all that it needs of Swift inside, as one file for Debian.
import FoundationEssentials
import PackagePlugin

@main
struct PackageDeb: CommandPlugin {
  /// What README tells people to type; named in each sentence about a wrong one.
  static let usage = "swift package --disable-sandbox package-deb [--program FILE] [--output FOLDER]"

  func performCommand(context: PluginContext, arguments: [String]) async throws {
    var given = ArgumentExtractor(arguments)
    let program = given.extractOption(named: "program").last
    let output = given.extractOption(named: "output").last
    guard given.remainingArguments.isEmpty else { throw PackagingProblem("Usage: \(PackageDeb.usage)") }
    let package = DebianPackage(
      program: try program ?? build(),
      templates: context.package.directoryURL.appending(path: "Resources/debian").path,
      work: context.pluginWorkDirectoryURL.path, output: output ?? context.pluginWorkDirectoryURL.path)
    let file = try package.write()
    print(file)
  }

  /// A program that was built before is not believed: what is packed is what the sources say now.
  private func build() throws -> String {
    var parameters = PackageManager.BuildParameters(configuration: .release, logging: .concise)
    parameters.otherSwiftcFlags = ["-static-stdlib"]
    parameters.otherLinkerFlags = ["-s"]
    let result = try packageManager.build(.product("loket"), parameters: parameters)
    let built = result.builtArtifacts.first { $0.kind == .executable && $0.url.lastPathComponent == "loket" }
    guard result.succeeded, let built else { throw PackagingProblem(result.logText) }
    return built.url.path
  }
}

struct PackagingProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
