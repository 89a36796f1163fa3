// A folder with the segments of many offices: a stick that went round, the city's shared folder, or copies of data folders.
import Glibc
import LoketJournal
import LoketModel

/// Walked one office at a time: the names of five years of a hundred offices are more than a small PC holds at once.
public struct OfficesFolder: Sendable {
  /// Folders with one folder for each office.
  private let tops: [String]
  private let files: any FileSystem

  /// - Parameter path: a carrier (`loket1/` in it), a data folder (`journal/`), or a folder of either.
  public init(_ path: String, files: any FileSystem = PosixFiles()) throws(CarrierProblem) {
    self.files = files
    var tops: [String] = []
    do throws(FileFailure) {
      guard let found = try files.information(path) else { throw FileFailure(.open, path, ENOENT) }
      guard found.kind == .folder else { throw FileFailure(.open, path, ENOTDIR) }
      tops = try OfficesFolder.tops(path, files)
      if tops.isEmpty {
        for name in try files.list(path) where try files.information("\(path)/\(name)")?.kind == .folder {
          tops += try OfficesFolder.tops("\(path)/\(name)", files)
        }
      }
    } catch {
      if error.code == ENOENT { throw .absent(path) }
      throw error.code == ENOTDIR ? .notAPlace(path) : CarrierProblem(error, path)
    }
    self.tops = tops
  }

  private static func tops(_ path: String, _ files: any FileSystem) throws(FileFailure) -> [String] {
    try files.list(path).compactMap { $0.lowercased() == CarrierPath.top || $0 == "journal" ? "\(path)/\($0)" : nil }
  }

  /// The codes of all offices, sorted.
  public func offices() -> [String] {
    Set(tops.flatMap { names($0) }.filter { ThisDevice.isOffice($0) }).sorted()
  }

  /// The segments of one office, and what lies among them and is none: half a file, one of another name that holds nothing.
  public func segments(of office: String) -> (found: [OfficeFile], refused: [UncountedFile]) {
    var (found, refused): ([OfficeFile], [UncountedFile]) = ([], [])
    for top in tops {
      for device in names("\(top)/\(office)") where Identifier(device) != nil {
        for pair in names("\(top)/\(office)/\(device)") {
          let path = "\(top)/\(office)/\(device)/\(pair)"
          if let named = CarrierPath.pack("\(CarrierPath.top)/\(office)/\(device)/\(pair)") {
            if let parts = OfficeFile.inPack(path, named: named, files: files) {
              found += parts
            } else {
              refused.append(UncountedFile(path, .damaged))
            }
            continue
          }
          let above = "\(top)/\(office)/\(device)/\(pair)"
          for name in names(above) {
            let path = "\(above)/\(name)"
            if let known = CarrierPath.parse("\(CarrierPath.top)/\(office)/\(device)/\(pair)/\(name)") {
              found.append(OfficeFile(known.name, path: path))
            } else if CarrierPath.isUnfinished(name) {
              refused.append(UncountedFile(path, .unsealed))
            } else if name.lowercased().hasSuffix(CarrierPath.ending) {
              switch copy(path, office) {
              case .success(let name): found.append(OfficeFile(name, path: path))
              case .failure(let reason): refused.append(UncountedFile(path, reason))
              }
            }
          }
        }
      }
    }
    return (found, refused)
  }

  /// A copy that a person or a program made (`x (1).jsonl`) is read by its content.
  private func copy(_ path: String, _ office: String) -> Result<SegmentName, SegmentRefusal> {
    guard let bytes = try? files.readWhole(path, limit: IncomingSegment.largest + 1) else {
      return .failure(.unreadable)
    }
    return IncomingSegment.judge(bytes, expected: nil, ceiling: .max).flatMap {
      $0.mark.name.office == office && !$0.mark.name.isTrace ? .success($0.mark.name) : .failure(.misnamed)
    }
  }

  /// Links are not followed: what is no folder has no names.
  private func names(_ path: String) -> [String] {
    guard ((try? files.information(path)) ?? nil)?.kind == .folder else { return [] }
    return (try? files.list(path)) ?? []
  }
}
