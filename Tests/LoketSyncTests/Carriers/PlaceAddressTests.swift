// Addresses of servers, as people write them.
import LoketModel
import Testing

@testable import LoketSync

@Suite("The address of a place")
struct PlaceAddressTests {
  @Test(
    "Each way of writing an address has one form",
    arguments: [
      ("dav://kota.go.id/loket/", "dav://kota.go.id/loket"),
      ("HTTPS://Kota.go.id:8443/a b", "davs://kota.go.id:8443/a%20b"),
      ("davs://budi@kota.go.id", "davs://budi@kota.go.id"),
      ("sftp://budi@10.0.0.7:2222//srv/loket", "sftp://budi@10.0.0.7:2222/srv/loket"),
      ("http://[::1]:80/%41", "dav://[::1]:80/A"),
    ])
  func forms(typed: String, form: String) throws { #expect(try PlaceAddress(typed).text == form) }

  @Test(
    "What is no address is refused",
    arguments: [
      "ftp://a/b", "dav://", "dav:///x", "dav://a:0/", "dav://a:99999", "dav://-oProxyCommand=x/", "sftp://-l@a/",
      "dav://a/../b", "dav://a/%2e%2e/b", "dav://a/%zz", "dav://a b/", "sftp://a;b/", "dav://a/b%2Fc", "dav://a/%0a",
    ])
  func refused(typed: String) { #expect(throws: PlaceAddress.Problem.self) { try PlaceAddress(typed) } }

  @Test("A folder with a colon is no address")
  func folders() { #expect(!PlaceAddress.isMeant(by: "/media/a:b") && PlaceAddress.isMeant(by: "dav://a")) }
}

@Suite("A listing of a WebDAV server")
struct DAVListingTests {
  private func entries(_ text: String) -> [DAVEntry]? { DAVListing.entries(Array(text.utf8), base: ["dav"]) }

  @Test("Prefixes, entities, comments and character data are read as XML means them")
  func forms() {
    let text = """
      <?xml version="1.0"?><!-- a > b --><multistatus xmlns="DAV:"><response a='>'><href>/dav/a&amp;b%20&#67;</href>
      <propstat><prop><lp1:getcontentlength xmlns:lp1="DAV:"> 12\n</lp1:getcontentlength></prop></propstat></response>
      <x:response xmlns:x="DAV:"><x:href><![CDATA[/dav/c]]></x:href><x:collection/></x:response></multistatus>
      """
    #expect(
      entries(text) == [
        DAVEntry(parts: ["a&b C"], isFolder: false, size: 12), DAVEntry(parts: ["c"], isFolder: true, size: 0),
      ])
  }

  @Test(
    "What is cut off or brings entities of its own is no listing",
    arguments: [
      "", "<html></html>", "<multistatus><response><href>/dav/a</href></response>", "<multistatus",
      "<!-- <multistatus/>",
      "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><multistatus></multistatus>",
    ])
  func hostile(text: String) { #expect(entries(text) == nil) }
}
