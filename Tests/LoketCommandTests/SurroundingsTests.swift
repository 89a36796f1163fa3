// Where the data lie when nobody says, and what the clock shows.
import LoketModel
import Testing

@testable import loket

struct SurroundingsTests {
  @Test("The data folder is --data, else LOKET_DATA, else XDG_DATA_HOME, else the home folder's")
  func folder() {
    let variables = ["LOKET_DATA": "/l", "XDG_DATA_HOME": "/x", "HOME": "/h"]
    func folder(_ given: String?, without names: Set<String>) -> String? {
      Surroundings.folder(given: given) { names.contains($0) ? nil : variables[$0] }
    }
    #expect(folder("/d/", without: []) == "/d")
    #expect(folder(nil, without: []) == "/l")
    #expect(folder(nil, without: ["LOKET_DATA"]) == "/x/loket")
    #expect(folder(nil, without: ["LOKET_DATA", "XDG_DATA_HOME"]) == "/h/.local/share/loket")
    #expect(folder(nil, without: ["LOKET_DATA", "XDG_DATA_HOME", "HOME"]) == nil)
  }

  @Test("A path that does not begin at the root is taken from here")
  func relative() {
    #expect(Surroundings.absolute("data").hasPrefix("/"))
    #expect(Surroundings.absolute("data").hasSuffix("/data"))
    #expect(Surroundings.absolute("/") == "/")
  }

  @Test("A clock that was set shows what it was set to, and says so")
  func clock() throws {
    let moment = try #require(Timestamp("2026-11-22T09:11:04+07:00"))
    let clock = ProgramClock(moment)
    #expect(clock.isSet)
    #expect((0...5).contains(clock.now().seconds - moment.seconds))
    #expect(clock.now().offsetMinutes == 420)
    #expect(!ProgramClock().isSet)
  }
}
