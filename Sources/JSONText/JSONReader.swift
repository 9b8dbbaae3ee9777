/// A reader of JSON over bytes.
///
/// It keeps open brackets in an array and does not recurse, because the stack
/// of a background thread may be small (512 KiB on macOS).
///
/// - Invariant: when a method ends without an error, `at` is just behind what
///   it read; bytes at and behind `at` have not been looked at except by
///   `checkEncoding`, which vouches for UTF-8 throughout.
struct JSONReader {
  let source: SourceText
  let bytes: [UInt8]
  let limits: JSONLimits
  var at = 0
  private var values = 0

  init(_ source: SourceText, limits: JSONLimits) {
    self.source = source
    bytes = source.bytes
    self.limits = limits
  }

  mutating func readDocument() throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.bytes else {
      throw JSONError(
        "the file has \(grouped(bytes.count)) bytes; at most \(grouped(limits.bytes)) are read",
        at: 0..<0)
    }
    try checkEncoding()
    skipSpace()
    guard at < bytes.count else {
      throw JSONError(
        bytes.isEmpty ? "the file is empty" : "the file holds nothing but white space",
        at: at..<at, help: "the least that can stand here is {}")
    }
    let root = try readValue()
    skipSpace()
    guard at == bytes.count else {
      throw unexpected("the end of the file after the value")
    }
    return root
  }

  /// The byte to be read; 0, which may stand nowhere, at the end.
  var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

  mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  /// Reads a value that begins right here, with all that is in it.
  private mutating func readValue() throws(JSONError) -> JSONValue {
    var open: [OpenBracket] = []
    var expected: StaticString = "a value"
    while true {
      // Here a value begins.
      var value: JSONValue
      if let isObject = opensObject {
        guard open.count < limits.depth else {
          throw JSONError("brackets are nested more than \(limits.depth) deep", at: at..<at + 1)
        }
        try countValue()
        var bracket = OpenBracket(start: at, isObject: isObject)
        at += 1
        skipSpace()
        if next != bracket.close {
          expected = try readKey(into: &bracket, first: true)
          open.append(bracket)
          continue
        }
        at += 1
        value = bracket.value(end: at)
      } else {
        value = try readScalar(expecting: expected)
      }
      // Here a value has ended, and perhaps the brackets around it end too.
      while true {
        guard let last = open.indices.last else { return value }
        if let first = open[last].insert(value) {
          let members = open[last].members
          throw duplicate(members[members.count - 1], of: members[first])
        }
        skipSpace()
        if next == UInt8(ascii: ",") {
          at += 1
          skipSpace()
          expected = try readKey(into: &open[last], first: false)
          break
        }
        guard next == open[last].close else {
          let wanted = open[last].isObject ? "a comma or }" : "a comma or ]"
          throw noSeparator(wanted, after: value, open: open[last].start)
        }
        at += 1
        value = open.removeLast().value(end: at)
      }
    }
  }

  /// Whether an object begins here; nil where no bracket opens.
  private var opensObject: Bool? {
    switch next {
    case UInt8(ascii: "{"): true
    case UInt8(ascii: "["): false
    default: nil
    }
  }

  private mutating func countValue() throws(JSONError) {
    values += 1
    guard values <= limits.values else {
      throw JSONError("more than \(grouped(limits.values)) values", at: at..<at)
    }
  }

  /// Reads the key and the colon before a value of an object, and nothing in an
  /// array; returns what to say where no value follows.
  private mutating func readKey(
    into bracket: inout OpenBracket, first: Bool
  ) throws(JSONError) -> StaticString {
    guard bracket.isObject else {
      return first ? "a value or ] after [" : "a value after the comma"
    }
    guard next == UInt8(ascii: "\"") else {
      throw noKey(first ? "a key or } after {" : "a key after the comma")
    }
    let start = at
    bracket.key = try readString()
    bracket.keyRange = start..<at
    skipSpace()
    guard next == UInt8(ascii: ":") else { throw unexpected("a colon after the key") }
    at += 1
    skipSpace()
    return "a value after the colon"
  }

  /// Reads a value that holds no others.
  private mutating func readScalar(
    expecting expected: StaticString
  ) throws(JSONError) -> JSONValue {
    let start = at
    try countValue()
    let kind: JSONValue.Kind
    switch next {
    case UInt8(ascii: "\""): kind = .string(try readString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): kind = .number(try readNumber())
    case UInt8(ascii: "t") where isWord("true"): kind = .boolean(true)
    case UInt8(ascii: "f") where isWord("false"): kind = .boolean(false)
    case UInt8(ascii: "n") where isWord("null"): kind = .null
    default: throw noValue(expected)
    }
    if case .boolean(let boolean) = kind { at += boolean ? 4 : 5 }
    if case .null = kind { at += 4 }
    return JSONValue(kind, at: start..<at)
  }

  /// Whether exactly this word stands here, and not a longer one.
  private func isWord(_ word: String) -> Bool {
    let end = at + word.utf8.count
    guard end <= bytes.count, bytes[at..<end].elementsEqual(word.utf8) else { return false }
    return end == bytes.count || !Self.isWordByte(bytes[end])
  }
}

/// An array or object whose end has not been read yet.
private struct OpenBracket {
  let start: Int
  let isObject: Bool
  /// The key that the next value belongs to.
  var key = ""
  var keyRange = 0..<0
  private var elements: [JSONValue] = []
  private(set) var members: [JSONMember] = []
  private var keys = KeyIndex()

  init(start: Int, isObject: Bool) {
    self.start = start
    self.isObject = isObject
  }

  var close: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }

  /// Adds a value; returns the place of the first of its key where the key comes again.
  mutating func insert(_ value: consuming JSONValue) -> Int? {
    guard isObject else {
      elements.append(value)
      return nil
    }
    members.append(JSONMember(key, at: keyRange, value))
    return keys.insertLast(of: members)
  }

  func value(end: Int) -> JSONValue {
    JSONValue(isObject ? .object(members) : .array(elements), at: start..<end)
  }
}

/// The keys of one object so far, to tell when one comes again.
///
/// Few keys are compared one by one, after a number that hardly two of them share: that costs a
/// fifth of hashing them for a dictionary. Keys beyond ASCII can be equal in other bytes.
private struct KeyIndex {
  private var places: [String: Int] = [:]
  /// For each key so far, while there are few and all in ASCII.
  private var marks: [UInt64] = []
  private static let few = 64

  /// Adds the last key; returns where it already stands, if it does.
  mutating func insertLast(of members: [JSONMember]) -> Int? {
    let last = members.count - 1
    let key = members[last].key
    if marks.count == last, last < Self.few {
      let (mark, isASCII) = key.digest
      if isASCII {
        for index in marks.indices where marks[index] == mark && members[index].key == key {
          return index
        }
        marks.append(mark)
        return nil
      }
    }
    if places.isEmpty {
      for (index, member) in members[..<last].enumerated() { places[member.key] = index }
    }
    if let first = places[key] { return first }
    places[key] = last
    return nil
  }
}
