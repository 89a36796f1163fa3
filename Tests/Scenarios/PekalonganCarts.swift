// P2's hibah gerobak: two carts are handed over with a letter, each is looked at twice, and one of them is gone.
import LoketWidgets

/// Things, those to be looked at, late reports, and things that are gone or sold; then all looks: on the screen (but the looks),
/// and counted apart.
public struct CartCount: Hashable, Sendable {
  public var shown: [Int] = []
  public var counted: [Int] = []
}

public enum PekalonganCarts {
  private static let owners = ["KARTINI", "SLAMET RIYADI"]

  public static let expected = CartCount(shown: [2, 0, 1, 1], counted: [2, 0, 1, 1, 4])

  private static var people: String {
    let rows = owners.enumerated().map { place, name in
      "\(name);3375010508850\(Numbered.digits(place + 1, 3));337501120315001\(place);1985-08-05;003;001;JL MELATI \(place)"
    }
    return (["nama;nik;no_kk;tanggallahir;rt;rw;alamat"] + rows).joined(separator: "\n") + "\n"
  }

  public static func run(_ counter: inout some Counter) throws -> CartCount {
    var count = CartCount()
    try counter.importTable(people, wave: nil)
    try openGrants("Belum ada hibah", &counter)
    for (place, name) in owners.enumerated() { try handOver(to: name, place + 1, &counter) }
    try leave(&counter)
    try counter.comeBack(on: "2027-02-22")
    try openGrants("2 barang", &counter)
    for name in owners { try look("1", "Baik dan dipakai", at: name, next: "22052027", &counter) }
    try leave(&counter)
    try counter.comeBack(on: "2027-05-22")
    try openGrants("perlu diperiksa 2", &counter)
    try look("1", "Baik dan dipakai", at: owners[0], next: "22112027", &counter)
    try look("4", "Hilang", at: owners[1], next: nil, &counter)
    try report(of: owners[0], &counter)
    count.shown = try shown(counter)
    try leave(&counter)
    count.counted = try counted(counter)
    return count
  }

  private static func openGrants(_ text: String, _ counter: inout some Counter) throws {
    try counter.press(.function(10), until: "Keahlian dan kerja")
    try counter.type("3", shown: "Hibah dan alat")
    try counter.type("0", shown: text)
  }

  private static func leave(_ counter: inout some Counter) throws {
    try counter.press(.function(9), until: "Kelompok usaha")
    try counter.goHome()
  }

  /// In the list: a cart with its serial, today, of which a report is owed by the end of April; then its letter.
  private static func handOver(to name: String, _ number: Int, _ counter: inout some Counter) throws {
    try counter.press(.function(6), until: "Siapa penerimanya")
    try counter.type(name)
    try counter.press(.enter, until: "Batas laporan")
    try counter.type("1", shown: "Alat atau barang")
    try counter.type("gerobak")
    try counter.press(.enter)
    try counter.fill("Rombong kayu")
    try counter.fill("SGR-\(number)")
    try counter.send("4500000")
    for _ in 0..<5 { try counter.send(.tab) }
    try counter.send("h")
    try counter.send(.down)
    try counter.send("30042027")
    try counter.press(.function(2), until: "paling lambat 30-04-2027")
    try counter.type("3", shown: "BERITA ACARA SERAH TERIMA HIBAH")
    try counter.wait(for: name)
    try counter.press(.function(9), until: "SGR-\(number)")
    try counter.press(.function(9), until: "\(number) barang")
  }

  private static func open(_ name: String, _ counter: inout some Counter) throws {
    try counter.type(name, shown: "Cari \(name)")
    try counter.press(.enter, until: "SGR-")
  }

  private static func back(_ counter: inout some Counter) throws {
    try counter.press(.function(9), until: "2 barang")
    // What was searched stands there still.
    try counter.press(.escape, until: "Cari _")
  }

  private static func look(
    _ key: String, _ condition: String, at name: String, next: String?, _ counter: inout some Counter
  ) throws {
    try open(name, &counter)
    try counter.type("1", shown: "Dilihat di")
    try counter.type(key, shown: condition)
    if let next {
      for _ in 0..<2 { try counter.send(.down) }
      try counter.send(next)
    }
    try counter.press(.function(2), until: "Tersimpan")
    try back(&counter)
  }

  private static func report(of name: String, _ counter: inout some Counter) throws {
    try open(name, &counter)
    try counter.type("2", shown: "Catatan")
    try counter.send("h")
    try counter.press(.function(2), until: "pertanggungjawaban masuk 22-05-2027")
    try back(&counter)
  }

  private static func shown(_ counter: some Counter) throws -> [Int] {
    let things = try counter.row("2 barang").split { !$0.isNumber }.compactMap { Int($0) }.prefix(1)
    let open = try counter.row("[Semua]").split { !$0.isNumber }.compactMap { Int($0) }
    return things + open
  }

  private static func counted(_ counter: some Counter) throws -> [Int] {
    let (grants, looks) = (try counter.rows(of: "grants"), try counter.rows(of: "grantChecks"))
    let last = { (grant: String?) in
      looks.filter { $0["grantId"] == grant }.max { ($0["date"] ?? "") < ($1["date"] ?? "") }
    }
    let due = grants.count { grant in
      guard let look = last(grant["id"]) else { return true }
      return look["condition"] != "gone" && !(look["nextCheck"] ?? "").isEmpty
        && (look["nextCheck"] ?? "") <= "2027-05-22"
    }
    let late = grants.count { ($0["reported"] ?? "").isEmpty && ($0["deadline"] ?? "9") < "2027-05-22" }
    return [grants.count, due, late, grants.count { last($0["id"])?["condition"] == "gone" }, looks.count]
  }
}
