import Testing

@testable import JSONText

/// RFC 8259 production by production, after the cases that Nicolas Seriot
/// collected in "Parsing JSON is a Minefield".
@Suite("What is JSON, and what is not")
struct ConformanceTests {
  static let accepted: [String] = [
    // Values alone, and white space around them.
    "null", "true", "false", "42", "-0.1", "\"asd\"", "\" \"", "\"\"", "[]", "{}", " [] ", "[]\n",
    "[null, 1, \"1\", {}]", "[1\n]", " [1]", "[2] ", "[null]", "[true]", "[false]", "[\"a\"]",
    "[[]   ]", "[\"\"]", "\t\r\n [\t1\r,\n2 ]", "[1,null,null,null,2]", "{\"\":0}",
    // Numbers.
    "[123e65]", "[0e+1]", "[0e1]", "[ 4]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]",
    "[123.456e78]", "[1e-2]", "[1e+2]", "[123]", "[123.456789]", "[-0]", "[-1]", "[-123]", "[-0.0]",
    "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000000001]",
    "[123123e100000]", "[-1e+9999]", "[1.5e+9999]", "[0.4e006699999999999999999999999999999]",
    "[100000000000000000000]", "[-237462374673276894279832749832423479823246327846]", "[20e1]",
    // Objects.
    "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\"}", "{\"foo\\u0000bar\": 42}",
    "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }", "{\"a\":[]}", "{\n\"a\": \"b\"\n}",
    "{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430\"}",
    "{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}], \"id\": \"xxxxxxxx\"}",
    // Strings.
    #"["\u0060\u012a\u12AB"]"#, #"["\uD801\udc37"]"#, #"["\ud83d\ude39\ud83d\udc8d"]"#,
    #"["\"\\\/\b\f\n\r\t"]"#, #"["\\u0000"]"#, #"["\""]"#, #"["a/*b*/c/*d//e"]"#, #"["\\a"]"#,
    #"["\\n"]"#, #"["\u0012"]"#, #"["\uFFFF"]"#, #"["\uDBFF\uDFFF"]"#, #"["\u0000"]"#,
    #"["\u002c"]"#, #"["new\u00A0line"]"#, #"["\u0123"]"#, #"["\u0821"]"#, #"["\uD834\uDd1e"]"#,
    #"["\u0022"]"#, #"["\u005C"]"#, #"["\uFDD0"]"#, #"["\uD83F\uDFFE"]"#, #"["\u200B"]"#,
    #"["\u2064"]"#, #"["\uFFFE"]"#, #"["\uA66D"]"#, "[\"\u{7F}\"]", "[\"a\u{7F}a\"]",
    "[\"\u{10FFFF}\"]", "[\"\u{1BFFF}\"]", "[\"\u{FFFF}\"]", "[\"\u{2028}\"]", "[\"\u{2029}\"]",
    "[\"π\"]", "[\"asd \"]", "[\"€𝄞\"]", "[\"⍂㈴⍂\"]", "[\"\u{FEFF}\"]",
  ]

  static let rejected: [String] = [
    // No value, too much, or unfinished.
    "", " ", "[", "{", "]", "}", "[1", "[[", "[{", "[[]", "[]]", "[1]]", "[1,", "[1,\n1\n,1",
    "[\"\"",
    "[\"a\"", "[\"a", "\"", "[\"", "[\"asd]", "{\"a\"", "{\"a\":", "{\"a\":\"a", "{\"a\":\"b\",",
    "{\"a\":\"b\",c:\"d\"}", "{} {}", "[][]", "1]", "{}}", "{\"a\": true} \"x\"", "{\"a\":\"b\"}#",
    "{\"a\":\"b\"}#{}", "{\"a\":/*comment*/\"b\"}", "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}/**//",
    "{\"a\":\"b\"}//", "{\"a\":\"b\"}/", "[1]x", "2@", "abc", "*", "<null>", "<.>", "[<null>]", "å",
    "[\"a\"]\u{0}", "{\"\":", "{[", "{,", "[,", "{']", "{}a", "[\\{[\"\\{[\"\\{[\"\\{",
    "{\"a\":1 // one\n}",
    // Commas and colons.
    "[1 true]", "[,1]", "[,]", "[,\"\"]", "[\"\",]", "[\"x\",,]", "[1,]", "[1,,]", "[1,,2]", "[,,]",
    "[\"\": 1]", "[:]", "[1:2]", "{:1}", "{\"a\" \"b\"}", "{\"x\"::\"b\"}", "{\"x\", null}",
    "{\"a\" b}", "{\"id\":0,}", "{\"id\":0,,}", "{\"id\":0,,,,,}", "{\"a\":\"b\",,\"c\":\"d\"}",
    "{,\"a\":1}", "[3[4]]", "[\"a\",\n4\n,1,", "[a", "{\"a\":\"a\" 123}", "{\"a\":1;\"b\":2}",
    // Keys.
    "{1:1}", "{9999E9999:1}", "{null:null,null:null}", "{key: 'value'}", "{'a':0}", "{a: \"b\"}",
    "{\"x\":\"b\" \"y\"}", "{[]:1}", "{\"a\":true,true:1}", "{🇨🇭}",
    // Words.
    "[nul]", "[tru]", "[fals]", "[True]", "[TRUE]", "[NULL]", "[None]", "[NaN]", "[-NaN]", "[nan]",
    "[Inf]", "[+Inf]", "[Infinity]", "[-Infinity]", "[-foo]", "nulll", "[truex]", "[true1]", "trué",
    // Numbers.
    "[++1234]", "[+1]", "[-01]", "[-1.0.]", "[-2.]", "[.-1]", "[.2e-3]", "[0.1.2]", "[0.3e+]",
    "[0.3e]", "[0.e1]", "[0E+]", "[0E]", "[0e+]", "[0e]", "[1.0e+]", "[1.0e-]", "[1.0e]",
    "[1 000.0]", "[1eE2]", "[2.e+3]", "[2.e-3]", "[2.e3]", "[9.e+]", "[1+2]", "[0x1]", "[0x42]",
    "[-]", "[- 1]", "[-012]", "[-.123]", "[-1x]", "[1ea]", "[1.]", "[.123]", "[1.2a-3]", "[012]",
    "[1.8011670033376514H-308]", "[1.2.3]", "[00]", "[-00.0]", "[--1]", "[1e1.5]", "[1_000]",
    "[-2147483648a]", "[１]", "[0１]", "-", "0.", "1e",
    // Strings.
    #"["\uD800\"]"#, #"["\uD800\u"]"#, #"["\uD800\u1"]"#, #"["\uD800\u1x"]"#, "[é]", #"["\a"]"#,
    "[\"\\\u{0}\"]", "[\"\\\t\"]", "[\"\\🌀\"]", #"["\"]"#, #"["\u00A"]"#, #"["\x00"]"#, #"["\\\"]"#,
    #"["\uD834\uDd"]"#, #"["\uqqqq"]"#, #"["\u+123"]"#, "[\\u0020\"asd\"]", "[\\n]", "['single']",
    "[\"a\u{0}a\"]", "[\"new\nline\"]", "[\"\t\"]", "[\"\u{1F}\"]", "[\"a\r\nb\"]", #"["\U0041"]"#,
    #"["\101"]"#, "[“a”]", #"["\u{41}"]"#, #""\u"#, #""\u12"#, #""\"#,
    // White space that is none.
    "[\u{C}]", "\u{2060}[]", "[1\u{A0}]", "\u{B}1", "[]\u{2028}", "\u{FEFF}{}", "[1\u{85}]",
  ]

  @Test("a text of RFC 8259 is read, and written back equal", arguments: accepted)
  func accepts(_ text: String) throws {
    let value = try JSONDocument(name: "mine.json", text: text).root
    for layout in [JSONWriter.Layout.compact, .indented] {
      let written = JSONWriter(layout).text(of: value)
      #expect(try JSONDocument(name: "written.json", text: written).root == value)
    }
  }

  @Test("anything else is refused with words and a place", arguments: rejected)
  func rejects(_ text: String) {
    let error = refusal(of: Array(text.utf8))
    #expect(error != nil)
    guard let error else { return }
    #expect(!error.message.isEmpty)
    #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count)
  }

  static let bytes: [([UInt8], String, Int)] = [
    ([0x5B, 0xFF, 0x5D], "the byte FF at offset 1 is not UTF-8: beyond U+10FFFF", 1),
    ([0x22, 0xE9, 0x22], "the byte E9 at offset 1 is not UTF-8: the character is not complete", 1),
    ([0x22, 0xE5, 0x93], "the byte E5 at offset 1 is not UTF-8: the character is not complete", 1),
    ([0x22, 0x80, 0x22], "the byte 80 at offset 1 is not UTF-8: no character begins with it", 1),
    (
      [0x22, 0xC0, 0xAF, 0x22],
      "the byte C0 at offset 1 is not UTF-8: more bytes than the character needs", 1
    ),
    (
      [0x22, 0xE0, 0x80, 0xAF],
      "the byte E0 at offset 1 is not UTF-8: more bytes than the character needs", 1
    ),
    (
      [0x22, 0xF0, 0x80, 0x80, 0xAF],
      "the byte F0 at offset 1 is not UTF-8: more bytes than the character needs", 1
    ),
    (
      [0x22, 0xED, 0xA0, 0x80, 0x22],
      "the byte ED at offset 1 is not UTF-8: half of a surrogate pair", 1
    ),
    (
      [0x22, 0x61, 0xF4, 0x90, 0x80, 0x80],
      "the byte F4 at offset 2 is not UTF-8: beyond U+10FFFF", 2
    ),
    ([0xFC, 0x83, 0xBF, 0xBF], "the byte FC at offset 0 is not UTF-8: beyond U+10FFFF", 0),
    ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "the file begins with a byte order mark", 0),
    ([0xFF, 0xFE, 0x5B, 0x00], "the file is UTF-16 (little-endian), not UTF-8", 0),
    ([0xFE, 0xFF, 0x00, 0x5B], "the file is UTF-16 (big-endian), not UTF-8", 0),
    ([0x5B, 0x00, 0x5D, 0x00], "the file is UTF-16 (little-endian), not UTF-8", 0),
    ([0x00, 0x5B, 0x00, 0x5D], "the file is UTF-16 (big-endian), not UTF-8", 0),
    ([0xFF, 0xFE, 0x00, 0x00, 0x5B], "the file is UTF-32 (little-endian), not UTF-8", 0),
    ([0x5B, 0x00, 0x00, 0x00, 0x5D], "the file is UTF-32 (little-endian), not UTF-8", 0),
    ([0x00, 0x00, 0x00, 0x5B, 0x00], "the file is UTF-32 (big-endian), not UTF-8", 0),
    ([0x00], "expected a value, found the character U+0000", 0),
  ]

  @Test("bytes that are not UTF-8 are named with their place", arguments: bytes)
  func refusesOtherEncodings(_ bytes: [UInt8], _ message: String, _ offset: Int) throws {
    let error = try #require(refusal(of: bytes))
    #expect(error.message == message)
    #expect(error.offset == offset)
  }

  @Test("bytes are taken for UTF-8 exactly where the standard library takes them")
  func agreesOnUTF8() {
    // Every lead byte with the second bytes at which a rule changes.
    let edges: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    for lead in UInt8(0x80)...0xFF {
      for second in edges {
        for tail: [UInt8] in [[], [0x80], [0xBF, 0x80], [0x41, 0x80], [0x80, 0xC0]] {
          let bytes = [lead, second] + tail
          let reader = JSONReader(SourceText(name: "", bytes: [0x20] + bytes), limits: JSONLimits())
          let agrees = String(validating: bytes, as: UTF8.self) != nil
          #expect(((try? reader.checkEncoding()) != nil) == agrees, "\(bytes)")
        }
      }
    }
  }
}

func refusal(of bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONError? {
  do {
    _ = try JSONDocument(name: "mine.json", bytes: bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}
