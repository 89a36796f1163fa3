// Formulir kosong: the head's form and rows for members, to be filled in by hand where there is no PC.
import LoketModel

public enum BlankForm {
  public static let template = "blank"
  /// Rows for members: what two sheets hold beside the head.
  static let members = 6

  public static func values(_ source: PaperSource) -> PaperValues {
    var texts = source.letterhead
    texts["contact"] = nil
    return PaperValues(texts: texts, rows: ["members": (1...members).map { ["number": String($0)] }])
  }
}
