// What can go wrong with a carrier: each case says what, why and what to do. Nothing of it costs what is saved here.
import Glibc
import LoketJournal
import LoketModel

public enum CarrierProblem: Error, Hashable, Sendable {
  /// Nothing is there under this name.
  case absent(String)
  /// Its stick or disk is not mounted there: what is left is a folder on the disk of this PC.
  case notMounted(String)
  /// It is a file, or lies within the data folder.
  case notAPlace(String)
  /// It takes nothing: write-protected, or another's.
  case readOnly(String)
  /// Bytes that are needed, and those that are free.
  case noRoom(String, needed: UInt64, available: UInt64)
  /// It was full before all was put.
  case full(String)
  /// It went away in the middle.
  case gone(String)
  /// What was read back is not what was written.
  case differs(String)
  /// A file is longer than what may be read.
  case tooLarge(String)
  /// Another file has this name.
  case occupied(String)
  /// What was typed is no address.
  case badAddress(String)
  /// An address with a password in it: the rest of it is not repeated.
  case passwordInAddress
  /// A password would go over the network for everyone to read.
  case plainPassword(String)
  /// It asks who one is, and nothing here says it.
  case loginMissing(String)
  /// It does not know this user, or not this password or key.
  case unauthorised(String)
  /// A program of the system that is needed, and the package that brings it.
  case toolMissing(String, package: String)
  /// No answer at all.
  case unreachable(String)
  /// It answered, then no more.
  case cutOff(String)
  /// The server's certificate is not one that this PC believes.
  case untrusted(String)
  /// The server's SSH key is not known here yet.
  case unknownHost(String, server: String)
  /// The server shows another SSH key than the one that is known here.
  case changedHost(String)
  /// Any other answer of a server: HTTP's number.
  case answered(String, code: Int)
  /// What came is no listing.
  case unclear(String)
  /// Any other answer of the disk: errno.
  case failed(String, code: Int32)
  /// The program that signs said no, in its words.
  case signing(String)
  /// Somebody said stop.
  case stopped

  public var exitCode: Int32 {
    switch self {
    case .absent, .notMounted, .notAPlace, .badAddress, .passwordInAddress, .plainPassword, .loginMissing, .toolMissing:
      2
    default: 3
    }
  }

  public var message: Message {
    switch self {
    case .absent(let place): Message(.carrierAbsent, ["place": place])
    case .notMounted(let mount): Message(.carrierNotMounted, ["mount": mount])
    case .notAPlace(let place): Message(.carrierNotAPlace, ["place": place])
    case .readOnly(let place): Message(.carrierReadOnly, ["place": place])
    case .noRoom(let place, let needed, let available):
      Message(
        .carrierNoRoom,
        ["place": place, "needed": Self.mebibytes(needed), "available": Self.mebibytes(available)])
    case .full(let place): Message(.carrierFull, ["place": place])
    case .gone(let place): Message(.carrierGone, ["place": place])
    case .differs(let place): Message(.carrierDiffers, ["place": place])
    case .tooLarge(let place): Message(.carrierTooLarge, ["place": place])
    case .occupied(let place): Message(.carrierOccupied, ["place": place])
    case .badAddress(let text): Message(.carrierBadAddress, ["place": text])
    case .passwordInAddress: Message(.carrierPasswordInAddress)
    case .plainPassword(let place): Message(.carrierPlainPassword, ["place": place])
    case .loginMissing(let place): Message(.carrierLoginMissing, ["place": place])
    case .unauthorised(let place): Message(.carrierUnauthorised, ["place": place])
    case .toolMissing(let tool, let package): Message(.carrierToolMissing, ["tool": tool, "package": package])
    case .unreachable(let place): Message(.carrierUnreachable, ["place": place])
    case .cutOff(let place): Message(.carrierCutOff, ["place": place])
    case .untrusted(let place): Message(.carrierUntrusted, ["place": place])
    case .unknownHost(let place, let server): Message(.carrierUnknownHost, ["place": place, "server": server])
    case .changedHost(let place): Message(.carrierChangedHost, ["place": place])
    case .answered(let place, let code): Message(.carrierAnswered, ["place": place, "code": String(code)])
    case .unclear(let place): Message(.carrierUnclear, ["place": place])
    case .failed(let place, let code): Message(.carrierFailed, ["place": place, "code": String(code)])
    case .signing(let said): Message(.carrierSigning, ["said": said])
    case .stopped: Message(.carrierStopped)
    }
  }

  /// Never 0 where something is needed, never more than is free.
  private static func mebibytes(_ bytes: UInt64) -> String {
    let tenths = (bytes * 10 + (1 << 20) - 1) >> 20
    return "\(tenths / 10),\(tenths % 10)"
  }

  /// What the disk said, in the words of a carrier.
  init(_ failure: FileFailure, _ place: String) {
    switch failure.code {
    case ENOSPC, EDQUOT: self = .full(place)
    case EROFS, EACCES, EPERM: self = .readOnly(place)
    case ENOENT, ENODEV, ENXIO, EIO, ENOTCONN, ESTALE, ENOMEDIUM, ESHUTDOWN: self = .gone(place)
    default: self = .failed(place, code: failure.code)
    }
  }
}

extension Phrase {
  static let carrierAbsent = Phrase("sync.carrier.absent")
  static let carrierNotMounted = Phrase("sync.carrier.notMounted")
  static let carrierNotAPlace = Phrase("sync.carrier.notAPlace")
  static let carrierReadOnly = Phrase("sync.carrier.readOnly")
  static let carrierNoRoom = Phrase("sync.carrier.noRoom")
  static let carrierFull = Phrase("sync.carrier.full")
  static let carrierGone = Phrase("sync.carrier.gone")
  static let carrierDiffers = Phrase("sync.carrier.differs")
  static let carrierTooLarge = Phrase("sync.carrier.tooLarge")
  static let carrierOccupied = Phrase("sync.carrier.occupied")
  static let carrierBadAddress = Phrase("sync.carrier.badAddress")
  static let carrierPasswordInAddress = Phrase("sync.carrier.passwordInAddress")
  static let carrierPlainPassword = Phrase("sync.carrier.plainPassword")
  static let carrierLoginMissing = Phrase("sync.carrier.loginMissing")
  static let carrierUnauthorised = Phrase("sync.carrier.unauthorised")
  static let carrierToolMissing = Phrase("sync.carrier.toolMissing")
  static let carrierUnreachable = Phrase("sync.carrier.unreachable")
  static let carrierCutOff = Phrase("sync.carrier.cutOff")
  static let carrierUntrusted = Phrase("sync.carrier.untrusted")
  static let carrierUnknownHost = Phrase("sync.carrier.unknownHost")
  static let carrierChangedHost = Phrase("sync.carrier.changedHost")
  static let carrierAnswered = Phrase("sync.carrier.answered")
  static let carrierUnclear = Phrase("sync.carrier.unclear")
  static let carrierFailed = Phrase("sync.carrier.failed")
  static let carrierSigning = Phrase("sync.carrier.signing")
  static let carrierStopped = Phrase("sync.carrier.stopped")
}
