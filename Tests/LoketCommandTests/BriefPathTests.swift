// What line 22 shows of a path: enough to know what was meant, and room for what to do.
import LoketModel
import Testing

@testable import loket

struct BriefPathTests {
  private func path(_ path: String) -> String? {
    BriefPath.shorten(Message(Phrase("file.diskFull"), ["path": path, "code": "28"]), below: "/srv/data").arguments[
      "path"]
  }

  @Test("A part of the data folder is called what the people at the desk call it, in both languages")
  func words() {
    for language in Language.allCases {
      let words = BriefPath.words.mapValues { Wording(language)[$0] }
      for (part, word) in words {
        let message = Message(Phrase("file.diskReadOnly"), ["path": "/srv/data/\(part)/a/b.jsonl", "code": "30"])
        #expect(BriefPath.shorten(message, below: "/srv/data", words: words).arguments["path"] == word)
      }
      #expect(Set(words.keys).isSuperset(of: ["open", "journal", "drafts", "access"]))
    }
  }

  @Test("A path is shown below the data folder, a long one by its first folder, and the other words stay")
  func shorten() {
    #expect(path("/srv/data/pins.json") == "pins.json")
    #expect(path("/srv/data/drafts/2892e592564368d8f5d608417fd76af4.json.part") == "drafts")
    #expect(path("/srv/data") == "/srv/data")
    #expect(path("/media/a/long/path/to/some/stick/pack.jsonl") == "…/pack.jsonl")
    let message = BriefPath.shorten(Message(Phrase("file.diskFull"), ["code": "28"]), below: "/srv/data")
    #expect(message.arguments["code"] == "28")
  }
}
