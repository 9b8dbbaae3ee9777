import Testing

@testable import JSONText

/// What is read several bytes at a time, or compared by a number first, against doing it plainly.
@Suite("Shortcuts come to the same")
struct FastPathTests {
  @Test("a place is where counting byte by byte finds it", arguments: UInt64(1)...100)
  func places(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let pieces = ["a", "\t", "\n", "\r", "\r\n", "\u{B}", "ŷ", "€", "𝛼", "\u{7F}"]
    let length = seed.isMultiple(of: 10) ? 900 : 60
    let text = (0..<Int.random(in: 0...length, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
    let source = SourceText(name: "a.json", text: text)
    var (offset, line, column) = (0, 1, 1)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isSecond = scalar == "\n" && index > 0 && scalars[index - 1] == "\r"
      #expect(source.position(of: offset) == .init(line: line, column: column), "seed \(seed)")
      offset += UTF8.width(scalar)
      let endsLine = scalar == "\n" || scalar == "\r" && scalars.dropFirst(index + 1).first != "\n"
      if endsLine {
        (line, column) = (line + 1, 1)
      } else if scalar != "\r", !isSecond {
        column += 1
      }
    }
    #expect(source.position(of: offset) == .init(line: line, column: column), "seed \(seed)")
  }

  @Test("a literal is written as a number if it reads as one", arguments: UInt64(1)...400)
  func literals(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let letters = Array("0012359..-+eE x")
    let literal = String(
      (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
        letters.randomElement(using: &random)
      })
    let written = JSONWriter(.compact, endsLine: false).text(of: [.number(literal)])
    let read = try? JSONDocument(name: "a.json", text: "[\(literal)]")
    let isNumber = read?.root.elements?.count == 1 && !literal.contains(" ")
    #expect(written == (isNumber ? "[\(literal)]" : "[\"\(literal)\"]"), "seed \(seed)")
  }

  @Test("a byte that is no UTF-8 is found wherever it stands", arguments: 0..<40)
  func encoding(place: Int) throws {
    for follower in ["", "x", String(repeating: "y", count: 30), "ŷ"] {
      for leader in ["", "é"] {
        var bytes = Array("\"\(leader)\(String(repeating: "a", count: place))\(follower)\"".utf8)
        let offset = 1 + leader.utf8.count + place
        bytes.insert(0xFF, at: offset)
        let error = #expect(throws: JSONError.self) {
          try JSONDocument(SourceText(name: "a.json", bytes: bytes))
        }
        #expect(error?.offset == offset, "\(place) \(follower) \(leader)")
      }
    }
  }

  @Test("a string ends where one byte after another is looked at", arguments: 0..<40)
  func strings(place: Int) throws {
    for filler in ["a", " ", "!", "#", "[", "]", "\u{7F}", "é", "€", "𝛼", "\u{80}", "\u{A0}"] {
      let plain = String(repeating: filler, count: place)
      for follower in ["", "x", "\"", String(repeating: "y", count: 30)] {
        let end = 1 + plain.utf8.count
        let closed = try JSONDocument(name: "a.json", text: "[\"\(plain)\" ]")
        #expect(closed.root.elements?.first?.string == plain)
        #expect(closed.root.elements?.first?.range == 1..<end + 2)
        let escaped = try JSONDocument(name: "a.json", text: "\"\(plain)\\n\(plain)\"")
        #expect(escaped.root.string == "\(plain)\n\(plain)")
        for control in ["\u{1}", "\t", "\u{1F}"] {
          let error = #expect(throws: JSONError.self) {
            try JSONDocument(name: "a.json", text: "\"\(plain)\(control)\(follower)\"")
          }
          #expect(error?.offset == end, "\(filler) \(follower)")
        }
      }
    }
  }

  @Test("a key is found again if a string equals it", arguments: UInt64(1)...200)
  func keys(seed: UInt64) {
    var random = SplitMix64(state: seed)
    // The Kelvin sign equals K, and an accent may be a scalar of its own.
    let letters = ["a", "b", "K", "\u{212A}", "é", "e\u{301}", ";", "\u{37E}"]
    var keys: [String] = []
    for number in 0..<Int.random(in: 1...80, using: &random) {
      let letter = letters[Int.random(in: 0..<(seed.isMultiple(of: 2) ? 3 : 8), using: &random)]
      keys.append("\(letter)\(number % (number < 70 ? 71 : 9))")
    }
    if Bool.random(using: &random) {
      keys.append("\(letters.randomElement(using: &random) ?? "")3")
    }
    var expected: (first: Int, again: Int)?
    for (again, key) in keys.enumerated() where expected == nil {
      if let first = keys[..<again].firstIndex(of: key) { expected = (first, again) }
    }
    let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    do throws(JSONError) {
      let document = try JSONDocument(name: "a.json", text: text)
      #expect(expected == nil, "seed \(seed)")
      #expect(document.root.members?.map(\.key) == keys)
    } catch {
      let before = keys[..<(expected?.again ?? 0)].map { $0.utf8.count + 5 }.reduce(1, +)
      #expect(expected != nil && error.offset == before, "seed \(seed): \(error.message)")
    }
  }

  @Test(
    "members are sorted by bytes, and strings escaped, as one by one", arguments: UInt64(1)...50)
  func writing(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let keys = (0..<12).map { "\(String.random(using: &random))\($0)" }
    let value = JSONValue.object(keys.map { JSONMember($0, 1) })
    let sorted = keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    let lines = sorted.map { key in
      let escaped = key.unicodeScalars.map { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\u{8}": "\\b"
        case "\t": "\\t"
        case "\n": "\\n"
        case "\u{C}": "\\f"
        case "\r": "\\r"
        case _ where scalar.value < 0x10: "\\u000\(String(scalar.value, radix: 16))"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
          "\\u00\(String(scalar.value, radix: 16))"
        default: String(scalar)
        }
      }
      return "\"\(escaped.joined())\":1"
    }
    let writer = JSONWriter(.compact, sortsKeys: true, endsLine: false)
    #expect(writer.text(of: value) == "{\(lines.joined(separator: ","))}", "seed \(seed)")
  }
}
