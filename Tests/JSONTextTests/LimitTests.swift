import Foundation
import Testing

@testable import JSONText

@Suite("Limits")
struct LimitTests {
  @Test("brackets may nest 256 deep", arguments: [("[", "]"), ("{\"a\":", "}")])
  func boundsDepth(_ open: String, _ close: String) throws {
    func nested(_ depth: Int) -> [UInt8] {
      let inside = open == "[" ? "" : "1"
      let brackets = String(repeating: open, count: depth) + inside
      return Array((brackets + String(repeating: close, count: depth)).utf8)
    }
    #expect(refusal(of: nested(256)) == nil)
    let error = try #require(refusal(of: nested(257)))
    #expect(error.message == "brackets are nested more than 256 deep")
    #expect(error.range == 256 * open.utf8.count..<256 * open.utf8.count + 1)
    #expect(refusal(of: nested(100_000))?.message == error.message)
    #expect(refusal(of: Array(String(repeating: open, count: 100_000).utf8)) == error)
  }

  @Test("the deepest value is read and written on a stack of 512 KiB")
  func fitsSmallStack() {
    // The stack of a background thread on macOS; an overflow ends the process.
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      for (open, inside, close) in [("[", "", "]"), ("{\"a\":", "1", "}")] {
        let text =
          String(repeating: open, count: 256) + inside + String(repeating: close, count: 256)
        let root = try? JSONDocument(name: "deep.json", text: text).root
        #expect(root.map { JSONWriter(.compact, endsLine: false).text(of: $0) } == text)
      }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }

  @Test("numbers may have 4,200 characters, a million end in a message")
  func boundsNumbers() {
    func number(_ length: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "7"), count: length) }
    #expect(refusal(of: number(4_200)) == nil)
    #expect(
      refusal(of: number(4_201))?.message
        == "a number of 4,201 characters; at most 4,200 are read")
    #expect(
      refusal(of: number(1_000_000))?.message
        == "a number of 1,000,000 characters; at most 4,200 are read")
  }

  @Test("files and values are counted")
  func boundsSize() {
    let text = Array("[1, 2, 3]".utf8)
    #expect(refusal(of: text, limits: JSONLimits(bytes: 9, values: 4)) == nil)
    #expect(
      refusal(of: text, limits: JSONLimits(bytes: 8))?.message
        == "the file has 9 bytes; at most 8 are read")
    #expect(
      refusal(of: text, limits: JSONLimits(values: 3))
        == JSONError("more than 3 values", at: 7..<7))
    #expect(JSONLimits().bytes == 16 * 1024 * 1024)
  }

  @Test("no message is long, however long what it is about")
  func boundsMessages() {
    let long = String(repeating: "x", count: 100_000)
    for text in [
      "{\"\(long)\":1,\"\(long)\":2}", long, "{\(long):1}", "[1\(long)]", "[5\(long).",
      "\"\\\(long)",
    ] {
      let error = refusal(of: Array(text.utf8))
      #expect(error.map { $0.message.utf8.count + ($0.help?.utf8.count ?? 0) < 200 } == true)
    }
  }

  @Test("a damaged file ends in a message inside the file", arguments: UInt64(1)...40)
  func survivesDamage(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let value = JSONValue.random(depth: 4, using: &random)
    let text = Array(JSONWriter(.indented).text(of: value).utf8.prefix(2_000))
    let pieces: [[UInt8]] = [
      [0x22], [0x5C], [0x5C, 0x75], [0x7B], [0x5D], [0x2C], [0x00], [0xFF], [0xED, 0xA0], [0x2D],
      [0x2E], [0x65], [0x0A], [0xE2, 0x80], Array("\\ud83d".utf8), Array("/*".utf8), [],
    ]
    for _ in 0..<50 {
      var damaged = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let start = Int.random(in: 0...damaged.count, using: &random)
        let end = min(damaged.count, start + Int.random(in: 0...3, using: &random))
        damaged.replaceSubrange(start..<end, with: pieces.randomElement(using: &random) ?? [])
      }
      if Bool.random(using: &random) {
        damaged.removeLast(Int.random(in: 0...damaged.count, using: &random))
      }
      guard let error = refusal(of: damaged) else { continue }
      #expect(error.range.clamped(to: 0..<damaged.count) == error.range, "seed \(seed)")
      #expect(!error.message.isEmpty, "seed \(seed)")
    }
  }
}
