// An office that nobody works in: for the demo, for training and for measurements.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

enum SampleOffice {
  /// Mintaragen, Kota Tegal.
  static let office = "3376021005"
  static let accounts: [(login: String, name: String, role: String, pin: String)] = [
    ("lurah", "Lurah", "supervisor", "246810"), ("petugas1", "Petugas 1", "clerk", "135791"),
    ("petugas2", "Petugas 2", "clerk", "975310"), ("pimpinan", "Kepala Kelurahan", "villageHead", "864201"),
    ("pendamping", "Pendamping", "mentor", "112358"), ("pengelola", "Pengelola PC", "administrator", "314159"),
    ("pengamat", "Pengamat", "observer", "271828"),
  ]

  /// Sets the folder up with its accounts and their PINs.
  static func setUp(_ folder: String, clock: ProgramClock) throws(JournalError) -> OpenData {
    let supervisor = accounts[0]
    let answers = SetUp(
      office: office, officeName: Regions.compiled.region(office)?.name ?? Regions.dotted(office), device: "PC 1",
      supervisor: supervisor.login, pin: supervisor.pin)
    let data = try FolderSetUp.carryOut(answers, in: folder, clock: clock)
    var edits: [Edit] = []
    for account in accounts.dropFirst() {
      try data.journal.pins.set(account.login, pin: account.pin)
      edits.append(
        Edit(
          on: RecordRef(.account, account.login),
          set: [FieldChange("name", account.name), FieldChange("role", account.role), FieldChange("active", "yes")]))
    }
    try data.save([Save(by: supervisor.login, edits: edits)], clock)
    return data
  }

  /// Months of work in this office, save by save, up to today.
  static func fill(
    _ data: OpenData, households: Int, seed: UInt64, clock: ProgramClock, progress: (Int) -> Void = { _ in }
  ) throws(JournalError) {
    let logins = data.registry.all(.account).map(\.id)
    let supervisors = logins.filter { data.registry.account($0)?.role == "supervisor" }
    var generator = Generator(
      households: households, seed: seed, village: data.journal.device.office,
      clerks: logins.filter { data.registry.account($0)?.role == "clerk" },
      supervisor: supervisors.first ?? logins.first ?? accounts[0].login,
      now: clock.now())
    data.registry.beginLoading()
    defer { data.registry.settle() }
    while let batch = generator.nextBatch(in: data.registry) {
      // The last day's work is not dated behind the clock: it would then look as if the clock had gone back.
      try data.save(batch.saves, at: min(batch.at, clock.now()), .asked)
      progress(generator.householdsMade)
    }
  }
}
