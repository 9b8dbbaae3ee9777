import CommandLine
import Scalars
import Testing

@testable import Reports

@Suite("Words in lines")
struct WordsTests {
  @Test("each line takes as many words as fit, and no word is lost", arguments: UInt64(1)...50)
  func wraps(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let words = ["a", "of", "matrix", "ŷ", "e\u{301}e", "層の", "a-very-long-word-that-fits-nowhere"]
    let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
      words[Int.random(in: 0..<words.count, using: &random)]
    }
    let (indent, width) = (Int.random(in: 0...4, using: &random), 20)
    let spaced = text.joined(separator: Bool.random(using: &random) ? " " : "  ")
    let lines = wrapped(spaced, indent: indent, width: width)
    let margin = String(repeating: " ", count: indent)
    #expect(lines.allSatisfy { $0.hasPrefix(margin) }, "seed \(seed)")
    let rows = lines.map { $0.dropFirst(indent).split(separator: " ").map(String.init) }
    #expect(rows.flatMap(\.self) == text, "seed \(seed)")
    for (row, line) in zip(rows, lines) where row.count > 1 {
      #expect(line.displayWidth <= width, "seed \(seed): \(line)")
    }
    for (row, next) in zip(rows, rows.dropFirst()) {
      let longer = (row + [next[0]]).joined(separator: " ")
      #expect(longer.displayWidth > width - indent, "seed \(seed): \(next[0]) fits")
    }
  }
}
