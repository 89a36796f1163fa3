// A folder whose stick is not mounted: what went there would stay on the PC.
import LoketJournal
import Testing

@testable import DiskInMemory
@testable import LoketSync

@Suite("A stick that is not mounted")
struct MountedPlaceTests {
  private func disk(_ folders: String...) throws -> MemoryDisk {
    let disk = MemoryDisk()
    for folder in folders {
      var path = ""
      for name in folder.split(separator: "/") {
        path += "/\(name)"
        if try disk.information(path) == nil { try disk.makeFolder(path) }
      }
    }
    return disk
  }

  private func refused(_ place: String, _ memory: SyncMemory, _ disk: MemoryDisk) -> CarrierProblem? {
    do { try MountedPlace.require(place, memory, files: disk) } catch { return error }
    return nil
  }

  @Test("A place that lay on a stick is refused while no stick is mounted there, and taken when it is back")
  func gone() throws {
    let disk = try disk("/data", "/srv/stik")
    var memory = SyncMemory()
    disk.otherDisks = ["/srv/stik"]
    let mount = MountedPlace.mount(of: "/srv/stik", beside: "/data", files: disk)
    #expect(mount == "/srv/stik")
    memory.note(mount, of: "/srv/stik")
    #expect(refused("/srv/stik", memory, disk) == nil)
    disk.otherDisks = []
    #expect(refused("/srv/stik", memory, disk) == .notMounted("/srv/stik"))
    #expect(refused("/srv/stik/kantor", memory, disk) == .notMounted("/srv/stik"), "another place on the same stick")
    #expect(refused("/srv/stik2", memory, disk) == nil)
    disk.otherDisks = ["/srv/stik"]
    #expect(refused("/srv/stik", memory, disk) == nil)
  }

  @Test("Whoever says that it is a plain folder now is believed, until a stick is mounted there again")
  func plain() throws {
    let disk = try disk("/data", "/srv/stik")
    var memory = SyncMemory()
    memory.put(SyncPlace(path: "/srv/stik", isAllowed: true, mount: "/srv/stik"))
    memory.put(SyncPlace(path: "/srv/stik/kantor", mount: "/srv/stik"))
    memory.makePlain("/srv/stik")
    #expect(memory.places.first { $0.path == "/srv/stik" }?.isAllowed == true)
    #expect(refused("/srv/stik", memory, disk) == nil && refused("/srv/stik/kantor", memory, disk) == nil)
    disk.otherDisks = ["/srv/stik"]
    memory.note(MountedPlace.mount(of: "/srv/stik", beside: "/data", files: disk), of: "/srv/stik")
    disk.otherDisks = []
    #expect(refused("/srv/stik", memory, disk) == .notMounted("/srv/stik"))
  }

  @Test("A folder on the disk of the data has no mount to miss; nor has one that lies on the same stick as the data")
  func same() throws {
    let disk = try disk("/data", "/srv/kantor", "/media/lurah/STIK")
    #expect(MountedPlace.mount(of: "/srv/kantor", beside: "/data", files: disk) == nil)
    disk.otherDisks = ["/srv"]
    #expect(MountedPlace.mount(of: "/srv/kantor", beside: "/srv/data", files: disk) == nil)
    #expect(refused("davs://data.kota.go.id/loket", SyncMemory(), disk) == nil)
  }

  @Test(
    "An empty folder where sticks are mounted is refused at its first use; one with files in it, or a known one, is not"
  )
  func leftover() throws {
    let place = "/media/lurah/STIK"
    let disk = try disk("/data", place, "/srv/kosong")
    var memory = SyncMemory()
    #expect(refused(place, memory, disk) == .notMounted(place))
    #expect(refused("/srv/kosong", memory, disk) == nil)
    memory.makePlain(place)
    #expect(refused(place, memory, disk) == nil)
    disk.put(place + "/foto.jpg", [1])
    #expect(refused(place, SyncMemory(), disk) == nil)
    disk.delete(place + "/foto.jpg")
    disk.otherDisks = [place]
    #expect(refused(place, SyncMemory(), disk) == nil)
  }
}
