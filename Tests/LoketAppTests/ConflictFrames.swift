import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

/// What two PCs made differently, as a supervisor sees it.
extension ScreenFramesTests {
  static let conflictScenes: [Scene] = [
    Scene("conflicts") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.clashAddresses()
      desk.bringConflict(RecordRef(.person, Sample.siti), "nik", "3376024508690003", "3376024508690004")
      desk.openConflicts()
    },
    Scene("conflict") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.clashAddresses()
      desk.openConflicts()
      desk.press(.enter, .right)
    },
    Scene("conflict-another") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.clashAddresses()
      desk.openConflicts()
      desk.press(.enter)
      desk.type("3")
    },
    Scene("conflict-twins") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.shareNik()
      desk.openConflicts()
    },
    Scene("conflict-waiting") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.awaitLine()
      desk.openConflicts()
      desk.press(.enter)
    },
    Scene("conflict-loss") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.awaitLine()
      desk.openConflicts()
      desk.press(.enter)
      desk.type("2")
    },
    Scene("home-conflicts") { desk in
      desk.bring(Sample.applied(Sample.edits, from: 1))
      desk.clashAddresses()
      desk.shareNik()
      desk.awaitLine()
    },
  ]
}
