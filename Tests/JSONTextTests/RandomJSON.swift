@testable import JSONText

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same seed, the same test.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension JSONValue {
  static func random(depth: Int, using random: inout SplitMix64) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: .min ... .max, using: &random))
    case 3:
      let literals = [
        "0", "-0", "1.50", "-0.001e-7", "1E+400", String(repeating: "9", count: 4_200),
      ]
      return .number(literals.randomElement(using: &random) ?? "0")
    case 4: return .string(.random(using: &random))
    case 5: return [.random(depth: depth - 1, using: &random)]
    case 6:
      let count = Int.random(in: 0..<5, using: &random)
      return .array((0..<count).map { _ in .random(depth: depth - 1, using: &random) })
    default:
      let count = Int.random(in: 0..<20, using: &random)
      return .object(
        (0..<count).map { index in
          JSONMember(
            .random(using: &random) + "\(index)", .random(depth: depth - 1, using: &random))
        })
    }
  }
}

extension String {
  /// Up to 12 scalars, of which many need an escape, several bytes, or a pair.
  static func random(using random: inout SplitMix64) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x20...0x7F, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF, 0x2028...0x2029,
      0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let range = ranges.randomElement(using: &random) ?? 0...0
      scalars.append(Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "?")
    }
    return String(scalars)
  }
}
