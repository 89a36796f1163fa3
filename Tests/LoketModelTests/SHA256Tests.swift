// SHA-256 against the vectors that NIST publishes.
import Testing

@testable import LoketModel

@Suite struct SHA256Tests {
  @Test(
    "Digests agree with the vectors of NIST",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func vectors(text: String, digest: String) {
    #expect(SHA256.digest(Array(text.utf8)).description == digest)
  }

  @Test("A million letters a give the digest that NIST publishes")
  func million() {
    let digest = SHA256.digest([UInt8](repeating: 0x61, count: 1_000_000))
    #expect(digest.description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("Bytes in pieces, with a prefix and at once give one digest, at every length around a block")
  func pieces() {
    for length in 0..<200 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let whole = SHA256.digest(bytes)
      var hash = SHA256()
      bytes.withUnsafeBytes { raw in
        for start in stride(from: 0, to: length, by: 13) {
          hash.update(UnsafeRawBufferPointer(rebasing: raw[start..<min(start + 13, length)]))
        }
      }
      #expect(hash.finish() == whole)
      for split in [0, 1, 31, 32, 63, 64] where split <= length {
        let joined = bytes.withUnsafeBytes { raw in
          SHA256.digest(
            prefix: UnsafeRawBufferPointer(rebasing: raw[..<split]), UnsafeRawBufferPointer(rebasing: raw[split...]))
        }
        #expect(joined == whole, "length \(length), split \(split)")
      }
    }
  }

  @Test("The short form is the first half of the digits")
  func short() {
    let digest = SHA256.digest(Array("abc".utf8))
    #expect(String(decoding: digest.shortHex, as: UTF8.self) == "ba7816bf8f01cfea414140de5dae2223")
  }
}
