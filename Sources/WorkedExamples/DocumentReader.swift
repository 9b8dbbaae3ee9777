import JSONText
import Notation
import Scalars

/// Reads fields of a JSON document, and keeps what is wrong with them instead of stopping.
struct DocumentReader {
  let document: JSONDocument
  private(set) var faults: [Fault] = []
  /// What is being read, said before each message: `step z1: `.
  var context = ""

  init(_ document: JSONDocument) {
    self.document = document
  }

  mutating func report(_ message: String, at place: Range<Int>, help: String? = nil) {
    faults.append(Fault(context + message, in: document.source, at: place, help: help))
  }

  mutating func report(_ diagnostic: Diagnostic, in inscription: Inscription) {
    faults.append(
      inscription.fault(
        Diagnostic(context + diagnostic.message, at: diagnostic.range, help: diagnostic.help),
        in: document))
  }

  /// Returns the members of an object, after naming those that nobody reads.
  mutating func object(_ value: JSONValue, _ what: String, knows keys: [String]) -> JSONValue? {
    guard let members = value.members else {
      report("\(what) must be an object", at: value.range)
      return nil
    }
    for member in members where !keys.contains(member.key) {
      report(
        "\(what) has no field \"\(member.key)\"", at: member.keyRange,
        help: Nearest.name(to: member.key, among: keys).map { "did you mean \"\($0)\"?" })
    }
    return value
  }

  mutating func string(_ key: String, of object: JSONValue, _ what: String) -> String? {
    has(key, object, what) ? optionalString(key, of: object) : nil
  }

  mutating func has(_ key: String, _ object: JSONValue, _ what: String) -> Bool {
    if object[key] != nil { return true }
    report("\(what) has no \"\(key)\"", at: object.range.prefix)
    return false
  }

  mutating func string(_ value: JSONValue, _ what: String) -> String? {
    guard let string = value.string else {
      report("\"\(what)\" must be a string", at: value.range)
      return nil
    }
    return string
  }

  mutating func optionalString(_ key: String, of object: JSONValue) -> String? {
    object[key].flatMap { string($0, key) }
  }

  mutating func list(_ key: String, of object: JSONValue) -> [JSONValue] {
    guard let value = object[key] else { return [] }
    guard let elements = value.elements else {
      report("\"\(key)\" must be a list", at: value.range)
      return []
    }
    return elements
  }

  mutating func strings(_ key: String, of object: JSONValue) -> [Inscription] {
    var strings: [Inscription] = []
    for element in list(key, of: object) {
      if let text = string(element, key) { strings.append(Inscription(text, at: element.range)) }
    }
    return strings
  }

  mutating func wholeNumber(_ key: String, of object: JSONValue, in range: ClosedRange<Int>) -> Int?
  {
    guard let value = object[key] else { return nil }
    guard let number = value.integer, range.contains(number) else {
      report(
        "\"\(key)\" must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        at: value.range)
      return nil
    }
    return number
  }

  mutating func boolean(_ key: String, of object: JSONValue) -> Bool {
    guard let value = object[key] else { return false }
    guard let boolean = value.boolean else {
      report("\"\(key)\" must be true or false", at: value.range)
      return false
    }
    return boolean
  }

  /// A number of points: exact, not negative, and of a sane size.
  mutating func points(_ key: String, of object: JSONValue) -> Rational? {
    guard let value = object[key] else { return nil }
    guard let literal = value.number, let points = try? Rational(decimal: literal),
      points >= Rational(0), points <= Rational(1_000_000)
    else {
      report("\"\(key)\" must be a number from 0 to 1000000", at: value.range)
      return nil
    }
    return points
  }

  /// A part of something: a number from 0 to 1.
  mutating func part(_ key: String, of object: JSONValue) -> Rational? {
    guard let value = object[key] else { return nil }
    guard let literal = value.number, let part = try? Rational(decimal: literal),
      part >= .zero, part <= .one
    else {
      report("\"\(key)\" must be a number from 0 to 1", at: value.range)
      return nil
    }
    return part
  }

  /// A formula under a key, without links.
  mutating func written(
    _ key: String, of object: JSONValue, vocabulary: Vocabulary, of variable: String? = nil
  ) -> Written? {
    object[key].flatMap { written($0, key, vocabulary: vocabulary, of: variable) }
  }

  mutating func written(
    _ value: JSONValue, _ key: String, vocabulary: Vocabulary, of variable: String? = nil
  ) -> Written? {
    guard let text = value.string ?? value.number else {
      report("\"\(key)\" must be a formula in quotes, or a number", at: value.range)
      return nil
    }
    let inscription = Inscription(text, at: value.range)
    do {
      return Written(
        formula: try Formula.parse(text, vocabulary: vocabulary, of: variable),
        inscription: inscription)
    } catch {
      report(error, in: inscription)
      return nil
    }
  }

  /// An equation under a key, as the difference of its sides.
  mutating func equation(_ key: String, of object: JSONValue, vocabulary: Vocabulary) -> Written? {
    guard let value = object[key], let text = string(value, key) else { return nil }
    let inscription = Inscription(text, at: value.range)
    do {
      let chain = try Chain.parse(text, vocabulary: vocabulary)
      guard let difference = chain.difference else {
        report("\"\(key)\" must have one =", at: value.range)
        return nil
      }
      return Written(formula: difference, inscription: inscription)
    } catch {
      report(error, in: inscription)
      return nil
    }
  }
}

extension Chain {
  /// Left side minus right side of an equation; nil where this is none.
  package var difference: Formula? {
    guard links == [.equal] || links == [.approximately] else { return nil }
    return Formula(
      .binary(.minus, members[0], members[1]),
      at: members[0].range.lowerBound..<members[1].range.upperBound)
  }
}

extension Range<Int> {
  /// The opening bracket: enough to point at an object of many lines.
  var prefix: Range<Int> { lowerBound..<Swift.min(lowerBound + 1, upperBound) }
}
