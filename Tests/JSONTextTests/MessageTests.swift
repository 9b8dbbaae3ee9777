import Testing

@testable import JSONText

@Suite("Messages")
struct MessageTests {
  /// What is written, the place of the error, its message and its help.
  static let mistakes: [(String, String, String, String?)] = [
    ("", "1:1", "the file is empty", "the least that can stand here is {}"),
    (
      " \n", "2:1", "the file holds nothing but white space", "the least that can stand here is {}"
    ),
    ("{\"a\": 1,}", "1:9", "expected a key after the comma, found }", "remove the comma"),
    ("[1, 2,\n]", "2:1", "expected a value after the comma, found ]", "remove the comma"),
    ("{\"a\": }", "1:7", "expected a value after the colon, found }", nil),
    (
      "{\"a\": 1", "1:8", "expected a comma or } after the value, found the end of the file",
      "the { at 1:1 is not closed"
    ),
    (
      "{\n  \"a\": [1, 2", "2:13",
      "expected a comma or ] after the value, found the end of the file",
      "the [ at 2:8 is not closed"
    ),
    (
      "{\"a\": 1 \"b\": 2}", "1:9", "expected a comma or } after the value, found \"",
      "a comma is missing before it"
    ),
    ("{} x", "1:4", "expected the end of the file after the value, found x", nil),
    ("// mine\n{}", "1:1", "JSON has no comments", "remove it"),
    ("{\"a\": 1, # one\n}", "1:10", "JSON has no comments", "remove it"),
    ("[1 /* one */]", "1:4", "JSON has no comments", "remove it"),
    (
      "{'a': 1}", "1:2", "expected a key or } after {, found '",
      "strings stand in double quotes: \"…\""
    ),
    (
      "{“a”: 1}", "1:2", "expected a key or } after {, found “ (U+201C)",
      "strings stand in double quotes: \"…\""
    ),
    (
      "{z1: 1}", "1:2", "expected a key or } after {, found z1",
      "keys stand in double quotes: \"z1\""
    ),
    (
      "PK\u{3}\u{4}", "1:1", "the file is a zip archive, such as office programs save, not JSON",
      "save it as plain text"
    ),
    ("{\\rtf1}", "1:1", "the file is rich text, not JSON", "save it as plain text"),
    ("<html>", "1:1", "the file is a web page, not JSON", "save it as plain text"),
    ("exercise: 5", "1:1", "expected a value, found exercise", "JSON begins with {"),
    ("[True]", "1:2", "expected a value or ] after [, found True", "write true"),
    ("[None]", "1:2", "expected a value or ] after [, found None", "write null"),
    ("[NaN]", "1:2", "expected a value or ] after [, found NaN", "JSON has no such number"),
    (
      "{\"a\": theta}", "1:7", "expected a value after the colon, found theta",
      "a formula or text stands in double quotes: \"theta\""
    ),
    (
      "{\"a\": 1/2}", "1:8", "expected a comma or } after the value, found /",
      "a formula stands in double quotes"
    ),
    (
      "{\"a\": 2 * x}", "1:9", "expected a comma or } after the value, found *",
      "a formula stands in double quotes"
    ),
    ("[-Infinity]", "1:3", "expected a digit after -, found Infinity", "JSON has no such number"),
    (
      "[-0012]", "1:2", "a number cannot begin with 0 and another digit", "leave out the 0 in front"
    ),
    ("[00.5]", "1:2", "a number cannot begin with 0 and another digit", "leave out the 0 in front"),
    ("[+1]", "1:2", "expected a value or ] after [, found +", "write the number without +"),
    ("[.5]", "1:2", "expected a value or ] after [, found .", "write 0 before the decimal point"),
    ("[-.5]", "1:3", "expected a digit after -, found .", "write 0 before the decimal point"),
    ("[5.]", "1:4", "expected a digit after the decimal point, found ]", "write 5.0 or 5"),
    ("[1e+]", "1:5", "expected a digit of the exponent, found ]", nil),
    (
      "{\"a\": \"x\n}", "1:7", "the line ends inside the string that begins here",
      "close it with \", or write \\n for a line break"
    ),
    ("[\"x", "1:2", "the file ends inside the string that begins here", "close it with \""),
    ("[\"x\\", "1:2", "the file ends inside the string that begins here", "close it with \""),
    ("[\"a\tb\"]", "1:4", "a tab inside a string", "write \\t"),
    ("[\"\u{1B}[2J\"]", "1:3", "the control character U+001B inside a string", "write \\u001B"),
    ("[\"\\sigma\"]", "1:3", "\\s stands for nothing in JSON", "write \\\\ for a backslash"),
    ("[\"\\u12G4\"]", "1:3", "expected four hexadecimal digits after \\u, found G4", nil),
    ("[\"\\uD83D!\"]", "1:3", "\\uD83D is only the first half of a character", nil),
    ("[\"\\uDE00\\uD83D\"]", "1:3", "\\uDE00 is only the second half of a character", nil),
    ("[\"\\uD83D\\u0041\"]", "1:3", "\\uD83D is only the first half of a character", nil),
    ("[1\u{A0}]", "1:3", "expected a comma or ] after the value, found U+00A0", nil),
    (
      "{\"z\": 1,\n \"ž\": 2, \"z\": 3}", "2:10", "the key \"z\" stands here and at 1:2",
      "keep one of the two"
    ),
    (
      "{\"z\": 1, \"\\u007A\": 2}", "1:10", "the key \"\\u007A\" stands here and at 1:2",
      "keep one of the two"
    ),
    (
      "{\"\u{E9}\": 1, \"e\u{301}\": 2}", "1:10", "the key \"e\u{301}\" stands here and at 1:2",
      "keep one of the two"
    ),
  ]

  @Test("a mistake is told where it stands, with what helps", arguments: mistakes)
  func tells(_ text: String, _ place: String, _ message: String, _ help: String?) throws {
    let source = SourceText(name: "mine.json", text: text)
    let error = try #require(refusal(of: source.bytes))
    #expect(error.message == message)
    #expect(error.help == help)
    #expect("\(source.position(of: error.offset))" == place)
  }

  @Test(
    "advice that replaces a whole text makes it JSON",
    arguments: [
      ("True", "true"), ("None", "null"), ("5.", "5.0"),
    ])
  func adviceIsRight(_ text: String, _ better: String) throws {
    let help = try #require(refusal(of: Array(text.utf8))?.help)
    #expect(help.hasPrefix("write \(better)"))
    #expect(refusal(of: Array(better.utf8)) == nil)
  }

  @Test(
    "a key that comes again is found among few and among many", arguments: [2, 12, 13, 14, 1000])
  func findsDuplicates(count: Int) throws {
    var keys = (1..<count).map { "\"k\($0)\": \($0)" }
    #expect(refusal(of: Array("{\(keys.joined(separator: ", "))}".utf8)) == nil)
    keys.append("\"k\(count / 2)\": 0")
    let error = try #require(refusal(of: Array("{\(keys.joined(separator: ", "))}".utf8)))
    #expect(error.message.hasPrefix("the key \"k\(count / 2)\" stands here and at 1:"))
  }

  @Test("loading code says what it wanted, what is there, and where")
  func tellsWhatIsWanted() throws {
    let document = try JSONDocument(name: "mine.json", text: #"{"a": [1, 2.5, "x", null]}"#)
    let array = try document.root.require("a").requireElements()
    #expect(try array[0].requireInteger() == 1)
    #expect(throws: JSONError("expected a whole number, found 2.5", at: 10..<13)) {
      try array[1].requireInteger()
    }
    #expect(throws: JSONError("expected an object, found a string", at: 15..<18)) {
      try array[2].requireMembers()
    }
    #expect(throws: JSONError("expected a string, found null", at: 20..<24)) {
      try array[3].requireString()
    }
    #expect(throws: JSONError("the key \"b\" is missing", at: 0..<1)) {
      try document.root.require("b")
    }
  }
}
