import CommandLine

/// Names for pages, from a safe alphabet, no two alike on any file system.
struct PageNames {
  /// Names that were given, as hashes: two that fall together only cost one of them a number.
  private var used: Set<UInt64> = []
  /// Where to go on counting, so that ten thousand files of one name take no longer.
  private var counts: [String: Int] = [:]

  init() {
    // Names that some system keeps for itself.
    for name in ["con", "prn", "aux", "nul"] + (0...9).flatMap({ ["com\($0)", "lpt\($0)"] }) {
      take(name)
    }
  }

  @discardableResult
  private mutating func take(_ name: String) -> Bool {
    var hash = StableHash()
    hash.add(name.utf8)
    return used.insert(hash.value).inserted
  }

  /// Returns a name for a page of these parts, such as a student and an exercise.
  mutating func name(for parts: [String]) -> String {
    let plain = parts.map(Self.safe).filter { !$0.isEmpty }.joined(separator: "-")
    let stem = plain.isEmpty ? "sheet" : String(plain.prefix(80))
    if take(stem) { return stem }
    var count = counts[stem, default: 1]
    repeat { count += 1 } while !take("\(stem)-\(count)")
    counts[stem] = count
    return "\(stem)-\(count)"
  }

  /// Small ASCII letters, digits and single hyphens: alike in every case and normal form.
  private static func safe(_ text: String) -> String {
    var result: [UInt8] = []
    let hyphen = UInt8(ascii: "-")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"):
        result.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      default: if let last = result.last, last != hyphen { result.append(hyphen) }
      }
    }
    if result.last == hyphen { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }
}
