/// A JSON value as it was written, and where.
///
/// Two values are equal when they were written alike, places aside: `1.0` and
/// `1.00` are two numbers here, and the order of members counts.
package struct JSONValue: Sendable {
  package enum Kind: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// The literal, character by character as it stands in the file.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
  }

  package var kind: Kind
  /// UTF-8 offsets into the file, with quotes or brackets.
  package var range: Range<Int>

  package init(_ kind: Kind, at range: Range<Int> = 0..<0) {
    self.kind = kind
    self.range = range
  }
}

/// A key and its value, in the order of the file.
package struct JSONMember: Sendable {
  package var key: String
  /// UTF-8 offsets into the file, with the quotes.
  package var keyRange: Range<Int>
  package var value: JSONValue

  package init(_ key: String, at keyRange: Range<Int> = 0..<0, _ value: JSONValue) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

extension JSONValue: Equatable {
  package static func == (left: Self, right: Self) -> Bool { left.kind == right.kind }
}

extension JSONMember: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.value == right.value
  }
}

// MARK: - Looking inside

extension JSONValue {
  package var isNull: Bool { kind == .null }

  package var boolean: Bool? {
    if case .boolean(let boolean) = kind { boolean } else { nil }
  }

  package var string: String? {
    if case .string(let string) = kind { string } else { nil }
  }

  /// The literal of a number.
  package var number: String? {
    if case .number(let literal) = kind { literal } else { nil }
  }

  /// A number written as a whole number (not as `2.0` or `2e0`) that fits an `Int`.
  package var integer: Int? { number.flatMap { Int($0) } }

  package var elements: [JSONValue]? {
    if case .array(let elements) = kind { elements } else { nil }
  }

  package var members: [JSONMember]? {
    if case .object(let members) = kind { members } else { nil }
  }

  /// The member of this name; nil where there is none, or no object.
  ///
  /// - Complexity: O(members): objects here are small, and order is kept.
  package subscript(key: String) -> JSONValue? { member(key)?.value }

  package func member(_ key: String) -> JSONMember? { members?.first { $0.key == key } }
}
