// Names with numbers in the order in which people count them.
import Testing

@testable import LoketModel

@Suite("The order of names with numbers")
struct NameOrderTests {
  private func sorted(_ names: [String]) -> [String] { names.sorted { NameOrder.key($0) < NameOrder.key($1) } }

  @Test("TKM 1, TKM 2, TKM 10; the number is not the end of the name")
  func counts() {
    #expect(sorted(["TKM 10", "TKM 2", "TKM 1"]) == ["TKM 1", "TKM 2", "TKM 10"])
    #expect(sorted(["RW 10 KUE", "RW 9 KUE", "RW 9 ABON"]) == ["RW 9 ABON", "RW 9 KUE", "RW 10 KUE"])
    #expect(sorted(["TKM 2 B", "TKM 2", "TKM 02 A", "TKM"]) == ["TKM", "TKM 2", "TKM 02 A", "TKM 2 B"])
  }

  @Test("A name with a number stands before the letters; case and punctuation do not count; zeros in front neither")
  func letters() {
    #expect(sorted(["TKM A", "TKM 7", "KUE"]) == ["KUE", "TKM 7", "TKM A"])
    #expect(NameOrder.key("tkm-007") == NameOrder.key("TKM 7"))
    #expect(NameOrder.key("TKM 0") < NameOrder.key("TKM 1"))
  }

  @Test("A very long number still has its place, and a name without numbers is itself")
  func long() {
    let long = String(repeating: "9", count: 40)
    #expect(sorted(["N \(long)", "N 8", "N A"]) == ["N 8", "N \(long)", "N A"])
    #expect(NameOrder.key("DAPUR IBU") == "DAPUR IBU" && NameOrder.key("") == "")
  }
}
