/// A reader of JSON by recursive descent over bytes.
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
    let root = try readValue(expecting: "a value", depth: 0)
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

  /// Reads a value that begins right here, inside `depth` brackets.
  ///
  /// What is `expected` is said where there is none: "a value after the comma".
  private mutating func readValue(
    expecting expected: StaticString, depth: Int
  ) throws(JSONError) -> JSONValue {
    let start = at
    values += 1
    guard values <= limits.values else {
      throw JSONError("more than \(grouped(limits.values)) values", at: start..<start)
    }
    let kind: JSONValue.Kind
    switch next {
    case UInt8(ascii: "\""): kind = .string(try readString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): kind = .number(try readNumber())
    case UInt8(ascii: "{"): kind = .object(try readObject(depth: depth + 1))
    case UInt8(ascii: "["): kind = .array(try readArray(depth: depth + 1))
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

  private mutating func readArray(depth: Int) throws(JSONError) -> [JSONValue] {
    let open = at
    try enter(depth)
    var elements: [JSONValue] = []
    guard next != UInt8(ascii: "]") else {
      at += 1
      return elements
    }
    elements.append(try readValue(expecting: "a value or ] after [", depth: depth))
    while true {
      skipSpace()
      switch next {
      case UInt8(ascii: ","):
        at += 1
        skipSpace()
        elements.append(try readValue(expecting: "a value after the comma", depth: depth))
      case UInt8(ascii: "]"):
        at += 1
        return elements
      default:
        throw noSeparator("a comma or ]", after: elements.last, open: open)
      }
    }
  }

  private mutating func readObject(depth: Int) throws(JSONError) -> [JSONMember] {
    let open = at
    try enter(depth)
    var members: [JSONMember] = []
    var keys = KeyIndex()
    guard next != UInt8(ascii: "}") else {
      at += 1
      return members
    }
    members.append(try readMember(expecting: "a key or } after {", depth: depth))
    while true {
      if let first = keys.insertLast(of: members) {
        throw duplicate(members[members.count - 1], of: members[first])
      }
      skipSpace()
      switch next {
      case UInt8(ascii: ","):
        at += 1
        skipSpace()
        members.append(try readMember(expecting: "a key after the comma", depth: depth))
      case UInt8(ascii: "}"):
        at += 1
        return members
      default:
        throw noSeparator("a comma or }", after: members.last?.value, open: open)
      }
    }
  }

  private mutating func readMember(
    expecting expected: StaticString, depth: Int
  ) throws(JSONError) -> JSONMember {
    let start = at
    guard next == UInt8(ascii: "\"") else { throw noKey(expected) }
    let key = try readString()
    let keyRange = start..<at
    skipSpace()
    guard next == UInt8(ascii: ":") else { throw unexpected("a colon after the key") }
    at += 1
    skipSpace()
    return JSONMember(
      key, at: keyRange, try readValue(expecting: "a value after the colon", depth: depth))
  }

  /// Reads a bracket and the space behind it.
  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= limits.depth else {
      throw JSONError("brackets are nested more than \(limits.depth) deep", at: at..<at + 1)
    }
    at += 1
    skipSpace()
  }
}

/// The keys of one object so far, to tell when one comes again.
///
/// Few keys are compared one by one, which costs less than hashing them.
private struct KeyIndex {
  private var places: [String: Int] = [:]
  private static let few = 12

  /// Adds the last key; returns where it already stands, if it does.
  mutating func insertLast(of members: [JSONMember]) -> Int? {
    let last = members.count - 1
    let key = members[last].key
    if members.count <= Self.few {
      return members[..<last].firstIndex { $0.key == key }
    }
    if places.isEmpty {
      for (index, member) in members[..<last].enumerated() { places[member.key] = index }
    }
    if let first = places[key] { return first }
    places[key] = last
    return nil
  }
}
