import Notation
import Scalars
import Testing

@testable import WorkedExamples

@Suite("A name has one meaning in each scope")
struct DoubleNameTests {
  /// All that can introduce a name, on a line of its own.
  enum Place: String, CaseIterable {
    case size, given, definition, declaration, function

    func statement(_ name: String) -> String {
      switch self {
      case .size, .given, .definition: "\(name) = 3"
      case .declaration: "\(name), k : real"
      case .function: "\(name)(t) = t + 1"
      }
    }
  }

  /// An object's members, a statement a line, for a name that is introduced in these places.
  private static func members(_ places: [Place], _ name: String) -> String {
    var given: [String] = []
    var definitions: [String] = []
    for place in places where place != .size {
      let line = "\n\"\(place.statement(name))\""
      if place == .definition { definitions.append(line) } else { given.append(line) }
    }
    var parts = [
      "\"given\": [\(given.joined(separator: ","))]",
      "\"definitions\": [\(definitions.joined(separator: ","))]",
    ]
    if places.contains(.size) { parts.insert("\"sizes\": {\"\(name)\": 2}", at: 0) }
    return parts.joined(separator: ", ")
  }

  private static func exercise(_ outer: [Place], _ inner: [Place]) throws -> [String] {
    try complaints(
      exercise: "{\"id\": \"e\", \(members(outer, "w")), \"questions\": [{\"id\": \"1\", "
        + "\(members(inner, "w")), \"steps\": [{\"id\": \"s\", \"value\": \"1\"}]}]}")
  }

  @Test("two meanings in one scope are an error at the second, with the line of the first")
  func pairs() throws {
    let order: [Place] = [.size, .given, .declaration, .function, .definition]
    for (index, first) in order.enumerated() {
      for second in order[index...] where !(first == .size && second == .size) {
        let line = first == .size ? 1 : 2
        // What looks like a call of a function is met by the parser.
        let words =
          first == .function
          ? ": w is already a function"
          : ": w is defined already, on line \(line)"
            + " / leave one of the two out, or give it a name of its own"
        for isInner in [false, true] {
          let pair = [first, second]
          let found = try isInner ? Self.exercise([], pair) : Self.exercise(pair, [])
          #expect(found.count == 1, "\(first), \(second): \(found)")
          #expect(
            found.first?.hasPrefix("\(line + 1):") == true
              && found.first?.hasSuffix(words) == true,
            "\(first), \(second): \(found)")
        }
      }
    }
  }

  @Test("a question may give a name of the exercise another meaning")
  func scopes() throws {
    // A function is one everywhere.
    for outer in Place.allCases where outer != .function {
      for inner in Place.allCases {
        #expect(try Self.exercise([outer], [inner]) == [], "\(outer), \(inner)")
      }
    }
  }

  @Test("among many names the one that stands twice is found, wherever it stands")
  func generated() throws {
    let seed: UInt64 = 17
    var generator = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let names = (0..<Int.random(in: 2...12, using: &generator)).map { "n\($0)" }
      var lines = names.map { "\($0) = \(Int.random(in: 1...9, using: &generator))" }
      let first = Int.random(in: 0..<names.count, using: &generator)
      let second = Int.random(in: (first + 1)...names.count, using: &generator)
      lines.insert("\(names[first]) = 7", at: second)
      let text = lines.map { "\n\"\($0)\"" }.joined(separator: ",")
      let found = try complaints(
        exercise:
          "{\"id\": \"e\", \"given\": [\(text)], \"questions\": [{\"id\": \"1\", \"steps\": ["
          + "{\"id\": \"s\", \"value\": \"1\"}]}]}")
      #expect(
        found == [
          "\(second + 2):2: \(names[first]) is defined already, on line \(first + 2)"
            + " / leave one of the two out, or give it a name of its own"
        ], "seed \(seed)")
    }
  }

  @Test("what is fixed must be there")
  func fixed() throws {
    func found(_ fixed: String) throws -> [String] {
      try complaints(
        exercise:
          #"{"id": "e", "given": ["wide = 2"], "fixed": [\#(fixed)], "questions": [{"id": "1","#
          + #""given": ["own = 1"], "fixed": ["own"], "steps": [{"id": "s", "value": "1"}]}]}"#)
    }
    #expect(try found(#""wide""#) == [])
    #expect(
      try found(#""wyde""#) == ["1:46: wyde is neither given nor defined here / did you mean wide?"]
    )
    #expect(try found(#""own""#).count == 1)
  }
}
