// The programmes of DOMAIN §1 from an empty office to the certificate, by the keys that the real terminal gets too.
import LoketModel
import LoketRegistry
import LoketWidgets
import Scenarios
import Testing

@testable import LoketApp

/// The screen in memory as the counter of a scenario.
private struct DeskCounter: Counter {
  var desk: Desk
  private var files: [String: [UInt8]] = [:]

  init(desk: Desk) { self.desk = desk }

  mutating func lay(_ bytes: [UInt8], at path: String) { files[path] = bytes }
  mutating func send(_ key: Key) { desk.press(key) }
  mutating func send(_ text: String) { desk.type(text) }
  mutating func wait(for text: String) throws { if !desk.sees(text) { throw NotShown(text, on: desk.screen) } }
  func screen() -> String { desk.screen }
  func catalogue() throws -> String {
    let catalogue = try #require(desk.catalogues.last)
    let photos = catalogue.items.compactMap { item in
      item.photo.flatMap { files[$0] }.flatMap(CataloguePhoto.init).map { (item.id, $0) }
    }
    let html = catalogue.html(desk.state.wording, photos: Dictionary(photos) { first, _ in first })
    return String(decoding: html, as: UTF8.self)
  }

  func export(_ kind: String) throws -> String {
    let kind = try #require(TableKind(rawValue: kind))
    var bytes: [UInt8] = []
    Export(kind, form: ExportForm()).write(desk.state.registry) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func importTable(_ table: String, wave: String?) throws {
    let registry = desk.state.registry
    let waves = registry.programs().flatMap { registry.waves(of: $0.id) }
    let found = try wave.map { name in try #require(waves.first { $0.name == name }) }
    let source = CountingIdentifiers(from: 0x1000)
    var work = try Import(
      Array(table.utf8), by: "lurah", day: desk.now.date, village: desk.state.session.office,
      wave: found.flatMap { ApplicantWave($0.id, in: registry) }
    ) { source.take() }
    while let saves = work.nextBatch(in: desk.state.registry) {
      for save in saves { desk.send(.save(ticket: -1, save)) }
    }
    #expect(work.rejections.isEmpty)
  }

  mutating func importGroups(_ table: String, of program: String) throws -> [String] {
    let registry = desk.state.registry
    let source = CountingIdentifiers(from: 0x8000)
    let found = try #require(registry.programs().first { $0.name == program })
    let list = try GroupList(
      Array(table.utf8), program: found.id, by: "lurah", workDay: desk.now.date, today: desk.now.date,
      office: desk.state.session.office, regions: .compiled, in: registry, language: .indonesian
    ) { source.take() }
    for save in list.saves { desk.send(.save(ticket: -1, save)) }
    return list.summary.lines(desk.state.wording)
  }

  mutating func comeBack(on day: String) throws {
    desk.now = try #require(Timestamp("\(day)T09:00:00+07:00"))
    desk.happen(.timer)
  }
}

@Suite("From an empty office to the certificate") struct ScenarioTests {
  private func counter(_ office: String) -> DeskCounter {
    DeskCounter(desk: .open(office: office.filter { $0 != "." }))
  }

  @Test("Pekalongan: a ranked selection with reserves, a course of 16, certificates")
  func pekalongan() throws {
    var counter = counter(Pekalongan.office)
    let count = try Pekalongan.run(&counter)
    #expect(count.shown == 15 && count.counted == 15)
  }

  @Test("Tangerang: people laid off, floor and target, the hall promised once, a job fair")
  func tangerang() throws {
    var counter = counter(Tangerang.office)
    let count = try Tangerang.run(&counter)
    #expect(count.shown == 20 && count.counted == 20 && count.floor == 20)
  }

  @Test("Kabupaten Tegal: nobody at the second level without the first, and nobody counted twice")
  func tegalRegency() throws {
    var counter = counter(TegalRegency.office)
    let count = try TegalRegency.run(&counter)
    #expect(count.shown == 7 && count.counted == 7)
  }

  @Test("Pekalongan's carts: handed over with a letter, looked at twice, and one is gone")
  func carts() throws {
    var counter = counter(Pekalongan.office)
    let count = try PekalonganCarts.run(&counter)
    #expect(count == PekalonganCarts.expected)
  }

  @Test("Pangkalpinang: a list of a hundred in ten groups, five mentors, and which groups still run half a year later")
  func pangkalpinang() throws {
    var counter = counter(Pangkalpinang.office)
    let count = try Pangkalpinang.run(&counter)
    #expect(count == Pangkalpinang.expected)
  }

  @Test("Kota Tegal: a theme for 200 households, 30 posts in two shifts, and who still works half a year later")
  func kotaTegal() throws {
    var counter = counter(KotaTegal.office)
    let count = try KotaTegal.run(&counter)
    #expect(count == KotaTegal.expected)
  }
}
