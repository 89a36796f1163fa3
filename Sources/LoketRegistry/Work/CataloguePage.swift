// The catalogue as one HTML file that opens offline: its own style, no script, the pictures inside it.
import LoketModel

/// A picture that goes into the page.
public struct CataloguePhoto: Hashable, Sendable {
  /// `image/jpeg` or `image/png`.
  public let type: String
  public let bytes: [UInt8]

  /// Bytes of the largest picture that is taken in.
  public static let limit = 1 << 20

  /// Nil for what does not begin as a JPEG or PNG file does, or is too large.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= CataloguePhoto.limit else { return nil }
    if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      type = "image/jpeg"
    } else if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      type = "image/png"
    } else {
      return nil
    }
    self.bytes = bytes
  }

  var address: String { "data:\(type);base64,\(CataloguePhoto.base64(bytes))" }

  /// RFC 4648.
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
      for place in 0..<4 {
        text.append(place <= part.count ? letters[word >> (18 - 6 * place) & 63] : 0x3d)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Catalogue {
  /// - Parameter photos: by the product's id; a product without one stands there without a picture.
  public func html(_ wording: Wording, photos: [String: CataloguePhoto]) -> [UInt8] {
    let page = CataloguePage(wording: wording, photos: photos)
    return Array(page.html(self).utf8)
  }
}

private struct CataloguePage {
  let wording: Wording
  let photos: [String: CataloguePhoto]

  func html(_ catalogue: Catalogue) -> String {
    let title = wording.text(.catalogueTitle, ["office": catalogue.office])
    let date = CalendarDate(iso: catalogue.made)?.display ?? catalogue.made
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"\(wording.language.rawValue)\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<title>\(escaped(title))</title>", "<style>\(CataloguePage.style)</style>", "</head>", "<body>", "<header>",
      "<h1>\(escaped(title))</h1>",
      "<p>\(escaped(wording.text(.catalogueMade, ["date": date, "count": catalogue.items.count.grouped])))</p>",
    ]
    let reach = catalogue.phone.map { "\(catalogue.office), \(PhoneNumber.display($0))" } ?? catalogue.office
    lines.append("<p>\(escaped(wording.text(.catalogueOffice, ["office": reach])))</p>")
    lines.append("</header>")
    if catalogue.items.isEmpty { lines.append("<p>\(escaped(wording[.catalogueEmpty]))</p>") }
    for group in catalogue.kinds {
      lines += ["<section>", "<h2>\(escaped(CodeList.productKind.name(of: group.kind, wording.language)))</h2>"]
      lines += ["<div class=\"items\">"] + group.items.flatMap(card) + ["</div>", "</section>"]
    }
    return (lines + ["</body>", "</html>", ""]).joined(separator: "\n")
  }

  private func card(_ item: Catalogue.Item) -> [String] {
    var lines = ["<article>"]
    if let photo = photos[item.id] {
      lines.append("<img alt=\"\(escaped(item.name))\" src=\"\(photo.address)\">")
    }
    lines.append("<h3>\(escaped(item.name))</h3>")
    if let price = item.price {
      let each = item.unit.map { " / \($0)" } ?? ""
      lines.append("<p class=\"price\">\(escaped("Rp \(price.grouped)\(each)"))</p>")
    }
    if let text = item.text { lines.append("<p>\(escaped(text))</p>") }
    var facts: [(String, String)] = []
    if let material = item.material { facts.append((wording[.catalogueMaterial], material)) }
    let papers = item.papers.map { paper in
      [CodeList.productPaper.name(of: paper.code, wording.language), paper.value].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    if !papers.isEmpty { facts.append((wording[.cataloguePapers], papers.joined(separator: ", "))) }
    if let maker = item.producer {
      let names = [maker.business ?? "", maker.name ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
      facts.append((wording[.catalogueMaker], names))
      if let phone = maker.phone { facts.append((wording[.cataloguePhone], PhoneNumber.display(phone))) }
      for channel in maker.channels {
        facts.append((CodeList.salesChannel.name(of: channel.code, wording.language), channel.value))
      }
    } else {
      facts.append((wording[.catalogueMaker], wording[.catalogueUnnamed]))
    }
    lines += ["<dl>"] + facts.map { "<dt>\(escaped($0.0))</dt><dd>\(escaped($0.1))</dd>" } + ["</dl>", "</article>"]
    return lines
  }

  /// Whatever somebody typed is text on the page, and nothing else.
  private func escaped(_ text: String) -> String {
    TextFilter.clean(text).reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
  }

  private static let style = """
    body{font-family:sans-serif;color:#222;background:#fff;max-width:60rem;margin:0 auto;padding:1rem;line-height:1.4}
    header{border-bottom:2px solid #555;margin-bottom:1rem}h1{margin:0}h2{border-bottom:1px solid #bbb}
    .items{display:flex;flex-wrap:wrap;gap:1rem}
    article{border:1px solid #bbb;border-radius:.4rem;padding:.8rem;width:17rem;box-sizing:border-box;break-inside:avoid}
    article img{width:100%;height:11rem;object-fit:cover;border-radius:.3rem}
    h3{margin:.4rem 0 .2rem;overflow-wrap:anywhere}.price{font-weight:bold;margin:.2rem 0}p{overflow-wrap:anywhere}
    dl{margin:.4rem 0 0;font-size:.9rem}dt{color:#555}dd{margin:0 0 .3rem;overflow-wrap:anywhere}
    @media print{body{max-width:none;padding:0}article{width:31%}.items{gap:.6rem}}
    """
}

extension Phrase {
  static let catalogueTitle = Phrase("catalogue.title")
  static let catalogueMade = Phrase("catalogue.made")
  static let catalogueOffice = Phrase("catalogue.office")
  static let catalogueEmpty = Phrase("catalogue.empty")
  static let catalogueMaterial = Phrase("catalogue.material")
  static let cataloguePapers = Phrase("catalogue.papers")
  static let catalogueMaker = Phrase("catalogue.maker")
  static let cataloguePhone = Phrase("catalogue.phone")
  static let catalogueUnnamed = Phrase("catalogue.unnamed")
}
