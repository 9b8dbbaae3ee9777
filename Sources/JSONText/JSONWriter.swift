/// A writer of JSON: the same value gives the same bytes everywhere.
package struct JSONWriter: Hashable, Sendable {
  package enum Layout: Hashable, Sendable {
    /// Everything on one line, without spaces.
    case compact
    /// Two spaces for each bracket; a line for each element and member.
    case indented
  }

  package var layout: Layout
  /// Members by the code points of their keys, or as given.
  package var sortsKeys: Bool
  package var endsLine: Bool
  /// In how many brackets the value stands already.
  package var depth: Int

  package init(
    _ layout: Layout, sortsKeys: Bool = false, endsLine: Bool = true, depth: Int = 0
  ) {
    self.layout = layout
    self.sortsKeys = sortsKeys
    self.endsLine = endsLine
    self.depth = depth
  }

  /// Returns the text of a value.
  ///
  /// It reads back equal, but for a number whose literal is not JSON (`.5`, as
  /// it may come from elsewhere): that is written as a string.
  package func text(of value: JSONValue) -> String {
    var bytes: [UInt8] = []
    write(value, to: &bytes, depth: depth)
    if endsLine { bytes.append(UInt8(ascii: "\n")) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ value: JSONValue, to bytes: inout [UInt8], depth: Int) {
    switch value.kind {
    case .null: bytes += "null".utf8
    case .boolean(let boolean): bytes += (boolean ? "true" : "false").utf8
    case .number(let literal) where JSONReader.isNumber(literal): bytes += literal.utf8
    case .number(let literal): Self.write(literal, to: &bytes)
    case .string(let string): Self.write(string, to: &bytes)
    case .array(let elements):
      writeList("[", elements, "]", to: &bytes, depth: depth) { element, bytes in
        write(element, to: &bytes, depth: depth + 1)
      }
    case .object(let members):
      writeList("{", order(of: members), "}", to: &bytes, depth: depth) { place, bytes in
        Self.write(members[place].key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if layout == .indented { bytes.append(UInt8(ascii: " ")) }
        write(members[place].value, to: &bytes, depth: depth + 1)
      }
    }
  }

  /// The places of members in the order in which they are written.
  private func order(of members: [JSONMember]) -> [Int] {
    var order = Array(members.indices)
    guard sortsKeys else { return order }
    func precedes(_ one: Int, _ other: Int) -> Bool {
      Self.precedes(members[one].key, members[other].key)
    }
    // Members are often put in their order by who makes them.
    let isInOrder = order.dropLast().allSatisfy { !precedes($0 + 1, $0) }
    if !isInOrder { order.sort(by: precedes) }
    return order
  }

  /// The order of the bytes, which is that of the code points.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let isBefore = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { left.lexicographicallyPrecedes($0) }
    }
    return (isBefore ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private func writeList<Item>(
    _ open: Unicode.Scalar, _ items: [Item], _ close: Unicode.Scalar, to bytes: inout [UInt8],
    depth: Int, item write: (Item, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(in: &bytes, depth: depth + 1)
      write(item, &bytes)
    }
    if !items.isEmpty { breakLine(in: &bytes, depth: depth) }
    bytes.append(UInt8(ascii: close))
  }

  private func breakLine(in bytes: inout [UInt8], depth: Int) {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * depth { bytes.append(UInt8(ascii: " ")) }
  }

  /// Writes a string; only what must be escaped is, and DEL, which terminals obey.
  package static func write(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    var string = string
    string.withUTF8 { string in
      // Most strings need no escape.
      if string.allSatisfy(isPlain) {
        bytes += string
      } else {
        for byte in string { write(byte, to: &bytes) }
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
  }

  private static func write(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x08: bytes += "\\b".utf8
    case 0x09: bytes += "\\t".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0C: bytes += "\\f".utf8
    case 0x0D: bytes += "\\r".utf8
    case 0..<0x10: bytes += "\\u000\(String(byte, radix: 16))".utf8
    case 0x10..<0x20, 0x7F: bytes += "\\u00\(String(byte, radix: 16))".utf8
    default: bytes.append(byte)
    }
  }
}

// MARK: - Values from code

extension JSONValue {
  package static var null: JSONValue { JSONValue(.null) }
  package static func boolean(_ boolean: Bool) -> JSONValue { JSONValue(.boolean(boolean)) }
  package static func number(_ literal: String) -> JSONValue { JSONValue(.number(literal)) }
  package static func integer(_ integer: Int) -> JSONValue { JSONValue(.number(String(integer))) }
  package static func string(_ string: String) -> JSONValue { JSONValue(.string(string)) }
  package static func array(_ elements: [JSONValue]) -> JSONValue { JSONValue(.array(elements)) }
  package static func object(_ members: [JSONMember]) -> JSONValue { JSONValue(.object(members)) }
}

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral string: String) { self.init(.string(string)) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral integer: Int) { self.init(.number(String(integer))) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral boolean: Bool) { self.init(.boolean(boolean)) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) { self.init(.array(elements)) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// Keeps the order; keys are distinct where the code that writes them says so.
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self.init(.object(members.map { JSONMember($0.0, $0.1) }))
  }
}
