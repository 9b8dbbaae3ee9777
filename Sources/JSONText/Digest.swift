extension String {
  /// A number of the bytes that two texts seldom share, and whether they are all ASCII.
  ///
  /// Eight bytes are mixed in together: the hash of a string costs six times as much. Who makes
  /// texts that share it makes what is found by it as slow as a list.
  package var digest: (number: UInt64, isASCII: Bool) {
    var text = self
    return text.withUTF8 { text in
      let bytes = UnsafeRawBufferPointer(text)
      var (digest, all) = (UInt64(truncatingIfNeeded: bytes.count), 0 as UInt64)
      func mix(_ word: UInt64) {
        digest = (digest ^ word) &* 0x9E37_79B9_7F4A_7C15
        digest ^= digest >> 29
        all |= word
      }
      var place = 0
      while place + 8 <= bytes.count {
        mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      for place in place..<bytes.count { mix(UInt64(bytes[place])) }
      return (digest, all & 0x8080_8080_8080_8080 == 0)
    }
  }
}
