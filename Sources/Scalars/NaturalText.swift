extension Natural: CustomStringConvertible {
  /// The decimal digits, nineteen at a time: 10¹⁹ is the greatest power of 10 in a word.
  var description: String {
    guard words.count > 1 else { return String(words.first ?? 0) }
    var chunks: [UInt] = []
    var rest = self
    while !rest.isZero {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
      chunks.append(remainder)
      rest = quotient
    }
    var text = ""
    for chunk in chunks.reversed() {
      let digits = String(chunk)
      if !text.isEmpty { text += String(repeating: "0", count: 19 - digits.count) }
      text += digits
    }
    return text
  }

  /// The number written in ASCII digits; nil if there are none, or something else.
  init?(digits: some Sequence<UInt8>) {
    var value = Natural.zero
    var (chunk, scale): (UInt, UInt) = (0, 1)
    var isEmpty = true
    for byte in digits {
      guard case 0x30...0x39 = byte else { return nil }
      isEmpty = false
      chunk = chunk &* 10 &+ UInt(byte &- 0x30)
      scale = scale &* 10
      if scale == 10_000_000_000_000_000_000 {
        value = value.times(scale, plus: chunk)
        (chunk, scale) = (0, 1)
      }
    }
    guard !isEmpty else { return nil }
    self = value.times(scale, plus: chunk)
  }
}
