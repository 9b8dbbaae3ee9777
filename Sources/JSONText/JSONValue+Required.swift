/// What loading code asks for; where it is not there, the error says what is.
extension JSONValue {
  /// The kind of value in the words of a message: "a string".
  package var noun: String {
    switch kind {
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The error that something else was expected here.
  package func mismatch(_ expected: String) -> JSONError {
    JSONError("expected \(expected), found \(noun)", at: range)
  }

  package func requireString() throws(JSONError) -> String {
    guard let string else { throw mismatch("a string") }
    return string
  }

  package func requireBoolean() throws(JSONError) -> Bool {
    guard let boolean else { throw mismatch("true or false") }
    return boolean
  }

  package func requireInteger() throws(JSONError) -> Int {
    guard let integer else {
      guard let number, number.utf8.count <= 40 else { throw mismatch("a whole number") }
      throw JSONError("expected a whole number, found \(number)", at: range)
    }
    return integer
  }

  package func requireElements() throws(JSONError) -> [JSONValue] {
    guard let elements else { throw mismatch("an array") }
    return elements
  }

  package func requireMembers() throws(JSONError) -> [JSONMember] {
    guard let members else { throw mismatch("an object") }
    return members
  }

  /// The member of this name; the error points at the object's opening bracket.
  package func require(_ key: String) throws(JSONError) -> JSONValue {
    guard members != nil else { throw mismatch("an object") }
    guard let value = self[key] else {
      let open = range.lowerBound..<min(range.lowerBound + 1, range.upperBound)
      throw JSONError("the key \"\(key)\" is missing", at: open)
    }
    return value
  }
}
