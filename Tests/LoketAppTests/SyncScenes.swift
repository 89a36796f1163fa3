// The pictures of Sinkron: at rest, under way, done, its question, and what was refused.
import LoketModel

@testable import LoketApp

extension ScreenFramesTests {
  static let syncScenes: [Scene] = [
    Scene("sync") { desk in
      desk.happen(.sync(.stick { $0.unsent = 3 }))
      desk.openSync()
    },
    Scene("sync-running") { desk in
      desk.openSync()
      desk.happen(
        .sync(
          .stick {
            $0.progress = SyncState.Progress(step: Phrase("sync.step.receiving"), done: 812_000, total: 4_200_000)
          }))
    },
    Scene("sync-done") { desk in
      desk.openSync()
      desk.happen(.sync(.stick { $0.report = SyncState.done }))
    },
    Scene("sync-receipt") { desk in
      desk.openSync()
      desk.happen(.sync(.stick { $0.report = SyncState.done }))
      desk.press(.function(7), .character("8"))
    },
    Scene("sync-unencrypted") { desk in
      desk.openSync()
      desk.type("/mnt/kantor")
      desk.press(.function(2))
    },
    Scene("sync-server") { desk in
      desk.openSync()
      desk.type("davs://data.kota.go.id/loket")
      desk.press(.function(2))
    },
    Scene("sync-login") { desk in
      desk.openSync()
      desk.type("davs://data.kota.go.id/loket")
      desk.sync { $0.asksLogin = true }
      desk.type("slerok")
      desk.press(.tab)
      desk.type("rahasia")
    },
    Scene("sync-server-done") { desk in
      desk.openSync()
      desk.type("sftp://slerok@data.kota.go.id/srv/loket")
      desk.happen(
        .sync(
          .stick {
            var report = SyncState.done
            report.place = "sftp://slerok@data.kota.go.id/srv/loket"
            $0.report = report
          }))
    },
    Scene("sync-seal") { desk in
      desk.happen(.sync(.stick { $0.canSeal = true }))
      desk.openSync()
      desk.type("/mnt/kantor")
      desk.press(.function(2))
    },
    Scene("sync-sealed-there") { desk in
      desk.happen(.sync(.stick { $0.canSeal = true }))
      desk.placeIsSealed = true
      desk.openSync()
      desk.type("/mnt/kantor")
      desk.press(.function(2))
    },
    Scene("sync-actions") { desk in
      desk.happen(.sync(.stick { $0.canSeal = true }))
      desk.openSync()
      desk.press(.function(7))
    },
    Scene("sync-stopped") { desk in
      desk.openSync()
      desk.happen(
        .sync(
          .stick { state in
            var report = SyncState.done
            (report.isSafe, report.conflicts) = (false, 1)
            (state.report, state.problem) = (report, Message(Phrase("sync.carrier.stopped")))
            (state.lastPlace, state.unsent) = (report.place, 3)
          }))
    },
    Scene("sync-leaving") { desk in
      desk.openSync()
      desk.sync { $0.progress = SyncState.Progress(step: Phrase("sync.step.sending"), done: 1, total: 2) }
      desk.press(.function(10), .end, .enter)
    },
    Scene("sync-sealed") { desk in
      desk.happen(
        .sync(
          .stick {
            $0.places = [SyncState.Place(path: "/media/lurah/STIK", last: nil, isAllowed: true, isSealed: true)]
          }))
      desk.openSync()
    },
    Scene("sync-unmounted") { desk in
      desk.happen(
        .sync(
          .stick { state in
            state.problem = Message(Phrase("sync.carrier.notMounted"), ["mount": "/media/lurah/STIK"])
            (state.isUnmounted, state.lastPlace) = (true, "/media/lurah/STIK")
          }))
      desk.openSync()
    },
    Scene("sync-plain") { desk in
      desk.happen(.sync(.stick { ($0.isUnmounted, $0.lastPlace) = (true, "/media/lurah/STIK") }))
      desk.openSync()
      desk.press(.function(7), .character("9"))
    },
    Scene("sync-refused") { desk in
      desk.happen(
        .sync(
          .stick { state in
            state.problem = Message(Phrase("sync.carrier.gone"), ["place": "/media/lurah/STIK"])
            state.refused = [
              SyncState.Refused(
                path: "loket1/3376021005/0a/0a.jsonl", place: "/media/lurah/STIK",
                reason: Phrase("sync.refusal.damaged"))
            ]
          }))
      desk.openSync()
    },
    Scene("sync-held") { desk in
      desk.meetPCs()
      desk.happen(
        .sync(
          .stick { state in
            state.refused = ["damaged", "unsigned", "damaged"].enumerated().map { place, reason in
              SyncState.Refused(
                path: "loket1/3376021005/5f3c9a1e5f3c9a1e5f3c9a1e5f3c9a1e/0\(place)/0\(place)77e0aa.jsonl",
                place: "/media/lurah/STIK", device: place == 2 ? nil : Desk.second,
                reason: Phrase("sync.refusal.\(reason)"), subject: reason == "damaged" ? Desk.second : nil)
            }
          }))
      desk.openSync()
      desk.press(.function(7), .character("4"))
    },
    Scene("sync-let-go") { desk in
      desk.meetPCs()
      desk.happen(
        .sync(
          .stick { state in
            state.refused = [
              SyncState.Refused(
                path: "loket1/3376021005/0a/0a.jsonl", place: "/media/lurah/STIK",
                reason: Phrase("sync.refusal.damaged"), subject: Desk.second)
            ]
          }))
      desk.openSync()
      desk.press(.function(7), .character("4"), .character("1"))
    },
  ]
}
