import JSONText
import Testing

@Suite("Files as editors save them")
struct SavedTextTests {
  static let text = "{\"a\": \"ŷ₁ 🎲\"}\r\n"

  static func utf16(_ text: String, isBig: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBig ? [high, low] : [low, high]
    }
  }

  @Test("a byte order mark and UTF-16 stand for plain UTF-8")
  func saved() throws {
    let plain = Array(Self.text.utf8)
    var forms = [plain, [0xEF, 0xBB, 0xBF] + plain]
    for isBig in [false, true] {
      for mark in [false, true] { forms.append(Self.utf16(Self.text, isBig: isBig, mark: mark)) }
    }
    for form in forms {
      let source = SourceText(name: "a", saved: form)
      #expect(source.bytes == plain)
      #expect(try JSONDocument(source).root["a"]?.string == "ŷ₁ 🎲")
    }
  }

  @Test("what is neither stays as it is, and is told")
  func others() {
    let forms: [[UInt8]] = [
      [], [0x7B], [0xFF, 0xFE, 0x7B], [0x7B, 0, 0, 0], [0, 0, 0, 0x7B],
      [0xFF, 0xFE, 0x00, 0xD8], [0x80, 0x81], [0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0],
    ]
    for form in forms {
      let source = SourceText(name: "a", saved: form)
      #expect(source.bytes == form)
      #expect(throws: JSONError.self) { try JSONDocument(source) }
    }
  }
}
