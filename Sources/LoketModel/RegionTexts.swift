// Many short texts one behind the other, searched where they lie.

/// Texts in bytes that somebody else owns: `ends` holds where each one ends, 4 bytes little-endian.
struct RegionTexts {
  let ends: UnsafeRawBufferPointer
  let bytes: UnsafeRawBufferPointer

  var count: Int { ends.count / 4 }

  /// Empty where the file has lost the text since: what is gone reads as zeros.
  subscript(_ index: Int) -> String {
    let text = bytes[range(index)]
    return text.contains(0) ? "" : String(decoding: text, as: UTF8.self)
  }

  /// An end that a damaged file has wrong gives a short text, never one outside the bytes.
  func end(_ index: Int) -> Int {
    let end = UInt32(littleEndian: ends.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    return min(Int(end), bytes.count)
  }

  private func range(_ index: Int) -> Range<Int> {
    let start = index == 0 ? 0 : end(index - 1)
    return start..<max(end(index), start)
  }

  /// The texts that begin with `wanted`, in order, with the ranks of ``matches(of:)``.
  func beginnings(with wanted: [UInt8]) -> [(index: Int, rank: Int)] {
    var found: [(index: Int, rank: Int)] = []
    guard let first = wanted.first, let base = bytes.baseAddress else { return found }
    wanted.withUnsafeBufferPointer { wanted in
      var start = 0
      for index in 0..<count {
        let next = max(end(index), start)
        if next - start >= wanted.count, base.load(fromByteOffset: start, as: UInt8.self) == first,
          RegionTexts.isEqual(base + start, wanted)
        {
          found.append((index, next - start == wanted.count ? 0 : 1))
        }
        start = next
      }
    }
    return found
  }

  /// The texts that hold `wanted`, in order. Rank 0: the text is it; 1: it begins with it; 2: it holds it.
  func matches(of wanted: [UInt8]) -> [(index: Int, rank: Int)] {
    var found: [(index: Int, rank: Int)] = []
    guard let first = wanted.first, let base = bytes.baseAddress, bytes.count >= wanted.count else { return found }
    wanted.withUnsafeBufferPointer { wanted in
      var (index, start, next) = (0, 0, count > 0 ? end(0) : 0)
      var position = 0
      let last = bytes.count - wanted.count
      while position <= last {
        guard base.load(fromByteOffset: position, as: UInt8.self) == first,
          RegionTexts.isEqual(base + position, wanted)
        else {
          position += 1
          continue
        }
        while next <= position, index + 1 < count {
          index += 1
          (start, next) = (next, max(end(index), next))
        }
        if position + wanted.count <= next {
          found.append((index, position > start ? 2 : wanted.count == next - start ? 0 : 1))
          position = next
        } else {
          position += 1
        }
      }
    }
    return found
  }

  @inline(__always)
  private static func isEqual(_ text: UnsafeRawPointer, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    var offset = 1
    while offset < wanted.count {
      if text.load(fromByteOffset: offset, as: UInt8.self) != wanted[offset] { return false }
      offset += 1
    }
    return true
  }
}
