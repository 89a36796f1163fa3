// Signatures on a carrier: which are read, and which are put beside the segments that they are over. Half of one, or one that a
// power cut left empty, stands in nobody's way: a good one is put beside it and found there.
import LoketJournal
import LoketModel

extension Exchange {
  /// Reads the signatures over what came and what is here without one.
  func takeSignatures(_ inventory: Inventory, _ received: Received, _ trust: Trust) throws {
    guard !inventory.signatures.isEmpty else { return }
    let kept = staging.signatures
    let known = try kept.all()
    let wanted = (received.segments.map(\.mark) + inventory.held).flatMap { mark -> [(SegmentMark, String)] in
      if known.contains(String(mark.root.prefix(32))) { return [] }
      // Of two contents of one name one may have left its signature there.
      return Set([mark.name, mark.tailName]).flatMap { inventory.signatures[$0] ?? [] }.map { (mark, $0.path) }
    }
    var taken: Set<String> = []
    for go in carrier.goes(wanted, size: { _ in KeptSignatures.longest }) {
      for ((mark, _), answer) in zip(go, try carrier.read(go.map(\.1), limit: KeptSignatures.longest)) {
        // A signature that cannot be read is one that is not there.
        guard !taken.contains(mark.root), case .success(let signature) = answer, !signature.isEmpty,
          try trust.mayKeep(signature, over: mark)
        else { continue }
        try kept.keep(signature, root: mark.root)
        taken.insert(mark.root)
      }
    }
    if !taken.isEmpty { try kept.settle() }
  }

  /// Puts what vouches for segments beside them, where nothing does there.
  func putSignatures(_ inventory: Inventory, _ trust: Trust) throws {
    let known = try staging.signatures.all()
    let signed = inventory.held.filter { known.contains(String($0.root.prefix(32))) }
    let blocked = try blocked(signed, inventory, trust)
    let wanted = signed.compactMap { mark -> (mark: SegmentMark, signature: [UInt8])? in
      guard there(mark, inventory).isEmpty || blocked.contains(mark.root),
        let signature = staging.signatures.of(root: mark.root), !signature.isEmpty
      else { return nil }
      return (mark, signature)
    }
    for go in carrier.goes(wanted, size: { _ in KeptSignatures.longest }) {
      let loads = go.map { mark, signature in
        CarrierLoad(path: CarrierPath.signature(over: place(of: mark, inventory), copy: 0), bytes: signature)
      }
      for ((mark, signature), answer) in zip(go, try carrier.put(loads)) {
        if case .failure(.occupied) = answer {
          try putBeside(signature) { CarrierPath.signature(over: place(of: mark, inventory), copy: $0) }
        } else {
          try answer.get()
        }
      }
    }
  }

  /// Each PC's last segments, which vouch for all before them, where what lies there over them is no good and ours is.
  private func blocked(_ signed: [SegmentMark], _ inventory: Inventory, _ trust: Trust) throws -> Set<String> {
    let followed = Set(inventory.held.map(\.previous))
    let wanted = signed.filter { !$0.name.isTrace && !followed.contains($0.root) }.flatMap { mark in
      there(mark, inventory).map { (mark, $0.path) }
    }
    var found: [SegmentMark: [[UInt8]]] = [:]
    for go in carrier.goes(wanted, size: { _ in KeptSignatures.longest }) {
      for ((mark, _), answer) in zip(go, try carrier.read(go.map(\.1), limit: KeptSignatures.longest)) {
        found[mark, default: []].append((try? answer.get()) ?? [])
      }
    }
    var blocked: Set<String> = []
    for (mark, signatures) in found {
      guard let ours = staging.signatures.of(root: mark.root), !signatures.contains(ours) else { continue }
      if try trust.vouches(ours, for: mark) {
        if try !signatures.contains(where: { try trust.vouches($0, for: mark) }) { blocked.insert(mark.root) }
      } else if try signatures.contains(where: { try trust.vouches($0, for: mark) }) {
        // Ours was torn: the next exchange reads the good one.
        try staging.signatures.remove(root: mark.root)
      }
    }
    return blocked
  }

  private func there(_ mark: SegmentMark, _ inventory: Inventory) -> [CarrierFile] {
    inventory.signatures[place(of: mark, inventory)] ?? []
  }

  private func place(of mark: SegmentMark, _ inventory: Inventory) -> SegmentName {
    inventory.forked.contains(mark.name) ? mark.tailName : mark.name
  }
}
