// Stands in for ssh-keygen where no disk is: nothing is secret, and what is signed with which key can be read.
import LoketModel
import LoketSync

/// Keys that are names: who signs for a PC is its id, and everybody can see whether it did.
package struct NamedKeys: Signing {
  package init() {}

  package func publicKey(of device: Identifier) -> String { "ssh-ed25519 \(device)" }

  package func canSign(as device: Identifier) -> Bool { true }

  package func sign(_ statement: String, as device: Identifier) -> [UInt8] {
    Array("\(publicKey(of: device)): \(statement)".utf8)
  }

  package func verify(_ statement: String, _ signature: [UInt8], key: String) -> Bool {
    signature == Array("\(key): \(statement)".utf8)
  }
}
