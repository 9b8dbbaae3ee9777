extension SourceText {
  /// A file as an editor or a shell saved it: UTF-8 with a byte order mark and UTF-16, which
  /// PowerShell writes for `>`, are read as the UTF-8 that they stand for.
  ///
  /// What is neither stays as it is, and its reader says what is wrong with it.
  package init(name: String, saved bytes: [UInt8]) {
    self.init(name: name, bytes: Self.withoutMark(bytes) ?? Self.fromUTF16(bytes) ?? bytes)
  }

  private static func withoutMark(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : nil
  }

  /// Text in UTF-16, which begins with a mark, or with an ASCII character as all JSON does.
  private static func fromUTF16(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 2, bytes.count % 2 == 0 else { return nil }
    let isBig: Bool
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (1..., 0): isBig = false
    case (0xFE, 0xFF), (0, 1...): isBig = true
    default: return nil
    }
    let units = stride(from: 0, to: bytes.count, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    let text = units.first == 0xFEFF ? units.dropFirst() : units[...]
    // A zero here is half of a character in UTF-32.
    guard !text.contains(0), let valid = String(validating: text, as: UTF16.self) else {
      return nil
    }
    return Array(valid.utf8)
  }
}
