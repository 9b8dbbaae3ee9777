import JSONText
import Notation
import Scalars

/// `"numbers"`: what each entry of something given may be.
extension ExerciseReader {
  mutating func number(
    _ member: JSONMember, _ given: GivenNumbers, _ names: Namespace
  ) -> DrawnNumber? {
    let spelled = (try? Formula.parse(member.key, vocabulary: Vocabulary()))?.node
    guard case .name(let name) = spelled, let place = given.places[name] else {
      fields.report(
        "\(member.key) is not given here", at: member.keyRange,
        help: Nearest.name(to: member.key, among: given.places.keys).map { "did you mean \($0)?" })
      return nil
    }
    guard let shape = given.shape(of: name, in: names.scope) else {
      fields.report(
        "\(name) is no number, vector or matrix of numbers that could be drawn",
        at: member.keyRange)
      return nil
    }
    let outer = fields.context
    fields.context += "\(name): "
    defer { fields.context = outer }
    let choices: DrawnNumber.Choices
    if let whole = wholes(member.value, shape, names.scope.conventions.vectors) {
      choices = .whole(whole)
    } else {
      let entries = self.entries(member.value, shape)
      guard entries.count == shape.count else { return nil }
      choices = .entries(entries)
    }
    return DrawnNumber(
      name: name, entity: place.entity, statement: place.statement, shape: shape, choices: choices)
  }

  /// Vectors or matrices to choose from, if these are some.
  private mutating func wholes(
    _ value: JSONValue, _ shape: Shape, _ vectors: Shape.Orientation
  ) -> [String]? {
    guard shape != .number, let choices = value["values"]?.elements, !choices.isEmpty else {
      return nil
    }
    var texts: [String] = []
    for choice in choices {
      guard let text = choice.string,
        let formula = try? Formula.parse(text, vocabulary: Vocabulary()), formula.names.isEmpty
      else { return nil }
      var scope = Scope()
      scope.conventions.vectors = vectors
      guard let found = try? Evaluation<Rational>(scope, setting: ()).value(of: formula),
        found.shape == shape, found.entries.allSatisfy({ $0.obstacle == nil })
      else { return nil }
      texts.append(text)
    }
    _ = fields.object(value, "a number", knows: ["values"])
    return texts
  }

  /// What each entry may be; one rule may serve all.
  private mutating func entries(_ value: JSONValue, _ shape: Shape) -> [NumberChoice] {
    guard let elements = value.elements else {
      guard let choice = choice(value) else { return [] }
      return Array(repeating: choice, count: shape.count)
    }
    var items = elements
    if case .matrix(let rows, let columns) = shape {
      guard elements.count == rows, elements.allSatisfy({ $0.elements?.count == columns }) else {
        fields.report("this must be a list of \(rows) rows of \(columns)", at: value.range)
        return []
      }
      items = elements.flatMap { $0.elements ?? [] }
    } else if shape == .number {
      fields.report("this is one number, not a list", at: value.range)
      return []
    }
    guard items.count == shape.count else {
      fields.report(
        "there are \(items.count) entries here, and \(shape.count) in what is given",
        at: value.range)
      return []
    }
    return items.compactMap { choice($0) }
  }

  private mutating func choice(_ value: JSONValue) -> NumberChoice? {
    if value.number != nil || value.string != nil { return number(value).map { .fixed($0.text) } }
    let keys = ["range", "decimals", "denominator", "except", "values"]
    guard fields.object(value, "a number", knows: keys) != nil else { return nil }
    if value["values"] != nil {
      if let other = value.members?.first(where: { $0.key != "values" && keys.contains($0.key) }) {
        fields.report("\"values\" and \"\(other.key)\" exclude each other", at: other.keyRange)
      }
      let values = fields.list("values", of: value)
      let texts = values.compactMap { number($0)?.text }
      if values.isEmpty, value["values"]?.elements != nil {
        fields.report("there is no value to choose", at: value["values"]?.range ?? value.range)
      }
      return texts.isEmpty ? nil : .values(texts)
    }
    return grid(value).map { .grid($0) }
  }

  /// An exact number as it is written; a fraction or a power stands in quotes.
  private mutating func number(_ value: JSONValue) -> (value: Rational, text: String)? {
    if let text = value.number ?? value.string,
      let formula = try? Formula.parse(text, vocabulary: Vocabulary()), formula.names.isEmpty,
      let found = try? Evaluation<Rational>(Scope(), setting: ()).value(of: formula),
      found.shape == .number, found.entries[0].obstacle == nil
    {
      return (found.entries[0], value.string == nil ? found.entries[0].description : text)
    }
    fields.report("this is no exact number", at: value.range, help: "write 3, 0.5 or \"3/4\"")
    return nil
  }

  // MARK: Ranges

  /// No exercise draws greater numbers, and no numerator overflows.
  private static let greatestBound = Rational(1_000_000)

  private mutating func grid(_ value: JSONValue) -> NumberGrid? {
    guard let range = value["range"] else {
      fields.report(
        "nothing says what may be drawn", at: value.range.prefix,
        help: "add \"range\": [-3, 3] or \"values\": [1, 2, 5]")
      return nil
    }
    let bounds = fields.list("range", of: value).compactMap { number($0)?.value }
    guard bounds.count == 2, range.elements?.count == 2 else {
      if range.elements.map({ $0.count != 2 }) ?? false {
        fields.report("\"range\" takes the least and the greatest number", at: range.range)
      }
      return nil
    }
    guard bounds[0] <= bounds[1] else {
      fields.report("the least number is greater than the greatest", at: range.range)
      return nil
    }
    guard bounds[0] >= -Self.greatestBound, bounds[1] <= Self.greatestBound else {
      fields.report("a range lies within -1000000 and 1000000", at: range.range)
      return nil
    }
    if let decimals = value.member("decimals"), value["denominator"] != nil {
      fields.report(
        "\"decimals\" and \"denominator\" exclude each other", at: decimals.keyRange)
      return nil
    }
    var denominator = 1
    if value["decimals"] != nil {
      guard let places = fields.wholeNumber("decimals", of: value, in: 0...6) else { return nil }
      denominator = (0..<places).reduce(1) { power, _ in power * 10 }
    } else if value["denominator"] != nil {
      guard let found = fields.wholeNumber("denominator", of: value, in: 1...1000) else {
        return nil
      }
      denominator = found
    }
    return grid(value, bounds, over: denominator, at: range.range)
  }

  private mutating func grid(
    _ value: JSONValue, _ bounds: [Rational], over denominator: Int, at place: Range<Int>
  ) -> NumberGrid? {
    // Within 10^6 · 10^6, so both fit.
    guard let first = Int(exactly: (bounds[0] * Rational(denominator)).roundedUp),
      let last = Int(exactly: (bounds[1] * Rational(denominator)).roundedDown), first <= last
    else {
      fields.report(
        "no number with that denominator lies in this range", at: place,
        help: "add \"decimals\" or another \"denominator\"")
      return nil
    }
    var excepted: Set<Int> = []
    for item in fields.list("except", of: value) {
      guard let number = number(item)?.value else { continue }
      guard let numerator = Int(exactly: number * Rational(denominator)),
        (first...last).contains(numerator)
      else {
        fields.report("this number cannot be drawn, so it needs no exception", at: item.range)
        continue
      }
      excepted.insert(numerator - first)
    }
    let grid = NumberGrid(
      first: first, count: last - first + 1, denominator: denominator,
      excepted: excepted.sorted(), isFraction: value["denominator"] != nil)
    guard grid.choices > 0 else {
      fields.report("nothing is left to be drawn", at: value["except"]?.range ?? place)
      return nil
    }
    return grid
  }
}

/// What an exercise or a question gives as numbers, by name.
struct GivenNumbers {
  /// The last statement that gives a name, and the entity that it makes.
  private(set) var places: [String: (entity: Int, statement: Int)] = [:]

  init(_ owner: JSONValue, _ names: Namespace) {
    let scope = names.scope
    for (statement, value) in (owner["given"]?.elements ?? []).enumerated() {
      guard let text = value.string,
        case .definition(let definition) = try? Statement.parse(text, vocabulary: names.vocabulary),
        !definition.isFunction,
        let entity = scope.position(of: definition.name, before: scope.entities.count)
      else { continue }
      places[definition.name] = (entity, statement)
    }
  }

  /// The shape of given numbers; nil where other names decide what they are.
  func shape(of name: String, in scope: Scope) -> Shape? {
    guard case .definition(let body) = scope.meaning(of: name),
      body.names.isEmpty || scope.otherSizes.isEmpty,
      body.names.allSatisfy({ scope.sizes[$0.name] != nil }),
      let value = try? Evaluation<Rational>(scope, setting: ()).value(of: Formula(.name(name)))
    else { return nil }
    return value.shape
  }
}

extension Rational {
  fileprivate var roundedDown: BigInteger { numerator.floorQuotient(dividingBy: denominator) }
  fileprivate var roundedUp: BigInteger { -(-self).roundedDown }
}
