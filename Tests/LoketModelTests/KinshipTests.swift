// What members are to a new head, as the old relations tell.
import Testing

@testable import LoketModel

@Suite("Relations to a new head")
struct KinshipTests {
  private static let father = kin("father", "1", "1", "2")
  private static let mother = kin("mother", "3", "2", "2")
  private static let son = kin("son", "4", "1", "1")
  private static let daughter = kin("daughter", "4", "2", "1")
  private static let grandmother = kin("grandmother", "7", "2", "4")
  private static let help = kin("help", "10", "2", "1")

  private static func kin(_ id: String, _ relation: String?, _ sex: String?, _ status: String?) -> Kin {
    Kin(id: id, relation: relation, sex: sex, maritalStatus: status)
  }

  private func relations(to head: Kin, _ members: [Kin]) -> [String?] {
    members.map { Kinship.relation(of: $0, to: head, among: members) }
  }

  @Test("A widow takes over: the dead stay her husband, children are hers, the husband's mother is her mother-in-law")
  func widow() {
    let all = [Self.father, Self.mother, Self.son, Self.grandmother, Self.help]
    #expect(relations(to: Self.mother, all) == ["2", nil, "4", "8", "10"])
  }

  @Test("A son takes over: both parents are his parents, a sister is another relative")
  func son() {
    let all = [Self.father, Self.mother, Self.son, Self.daughter, Self.grandmother]
    #expect(relations(to: Self.son, all) == ["7", "7", nil, "9", "9"])
  }

  @Test(
    "The one married son and the one daughter-in-law are a couple, and their child is his; with two sons nobody knows")
  func couple() {
    let married = Self.kin("married", "4", "1", "2")
    let wife = Self.kin("wife", "5", "2", "2")
    let child = Self.kin("child", "6", "1", "1")
    #expect(relations(to: married, [Self.father, married, wife, child]) == ["7", nil, "3", "4"])
    #expect(relations(to: married, [Self.father, married, Self.son, wife, child]) == ["7", nil, "9", "9", nil])
  }

  @Test("The head's mother takes over: her son is her child, his wife her daughter-in-law, his children grandchildren")
  func grandmother() {
    let all = [Self.father, Self.mother, Self.son, Self.grandmother]
    #expect(relations(to: Self.grandmother, all) == ["4", "5", "6", nil])
  }

  @Test("Who goes with the old head stays what they were")
  func oldHead() {
    let all = [Self.father, Self.mother, Self.son, Self.help]
    #expect(relations(to: Self.father, all) == [nil, "3", "4", "10"])
  }

  @Test("Where a relation or a sex is not known, nothing is proposed")
  func unknown() {
    let nobody = Self.kin("nobody", nil, nil, nil)
    #expect(relations(to: Self.mother, [Self.mother, nobody]) == [nil, nil])
    let head = Self.kin("head", "1", nil, nil)
    #expect(relations(to: Self.mother, [head, Self.mother]) == [nil, nil])
    #expect(relations(to: Self.kin("other", "11", "1", "1"), [Self.father]) == [nil])
  }

  @Test("Every code that is proposed is one of the official list, and never the head's own")
  func codes() {
    let all = CodeList.relation.codes.map { Self.kin($0.code, $0.code, "1", "2") }
    for head in all {
      for code in relations(to: head, all).compactMap(\.self) {
        #expect(CodeList.relation.code(code) != nil && code != "1")
      }
    }
  }
}
