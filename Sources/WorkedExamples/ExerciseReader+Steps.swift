import JSONText
import Notation
import Scalars

/// Steps: what is right, how it follows, and which mistakes people make.
extension ExerciseReader {
  /// All that a step may say; the schema lists the same.
  static let stepFields = [
    "id", "ask", "points", "bonus", "value", "via", "in", "using", "of", "entry", "show",
    "relation", "links", "through", "equation", "digits", "decimals", "percent", "exact",
    "everywhere", "operations", "slips", "prose", "choice", "credit", "follow", "hints",
  ]

  mutating func step(_ value: JSONValue, _ names: Namespace) -> Step? {
    guard fields.object(value, "a step", knows: Self.stepFields) != nil,
      let id = fields.string("id", of: value, "this step")
    else { return nil }
    fields.context = "step \(id): "
    defer { fields.context = "" }
    let idPlace = value["id"]?.range ?? value.range.prefix
    if let first = ids[id] {
      let line = fields.document.source.position(of: first.lowerBound).line
      fields.report("the step \(id) stands on line \(line) already", at: idPlace)
      return nil
    }
    checkName(id, at: idPlace, names)
    let kind: Step.Kind
    if fields.boolean("prose", of: value) {
      kind = .prose
    } else if value["choice"] != nil {
      guard let choice = choice(value, names) else { return nil }
      kind = .choice(choice)
    } else {
      guard let target = target(value, id: id, at: idPlace, names) else { return nil }
      kind = .computed(target)
    }
    ids[id] = idPlace
    return Step(
      id: id, ask: fields.optionalString("ask", of: value) ?? id,
      points: fields.points("points", of: value) ?? Rational(1),
      isBonus: fields.boolean("bonus", of: value), kind: kind,
      worth: worth(of: value, hasTotal: false),
      hints: fields.strings("hints", of: value), place: value.range)
  }

  /// A step's id is a new name, or that of the definition it asks for.
  private mutating func checkName(_ id: String, at place: Range<Int>, _ names: Namespace) {
    var reason = Vocabulary.collision(of: id)
    var help: String?
    if case .function = names.scope.meaning(of: id) {
      reason = "\(id) is a function"
    } else if names.visible.contains(id) {
      reason = "\(id) is given"
    } else if reason == nil {
      let formula = try? Formula.parse(id, vocabulary: Vocabulary())
      if case .name(let name) = formula?.node {
        if name != id { help = "write \(name)" }
      }
      if formula?.node != .name(id) { reason = "it is not a name as formulas write it" }
    }
    if let reason {
      fields.report("a step cannot have this id: \(reason)", at: place, help: help)
    }
  }

  private mutating func choice(_ value: JSONValue, _ names: Namespace) -> Choice? {
    let options = fields.strings("choice", of: value).map(\.text)
    guard let right = fields.string("value", of: value, "this choice") else { return nil }
    guard options.contains(right) else {
      fields.report(
        "the right answer is not among the options", at: value["value"]?.range ?? value.range)
      return nil
    }
    let via = fields.written("via", of: value, vocabulary: names.vocabulary)
    if let via { check(via, in: names, also: Set(ids.keys)) }
    var slips: [Choice.Slip] = []
    for slip in fields.list("slips", of: value) {
      guard
        fields.object(slip, "a slip", knows: ["code", "value", "hint"]) != nil,
        let option = fields.string("value", of: slip, "this slip"),
        let hint = fields.string("hint", of: slip, "this slip")
      else { continue }
      if !options.contains(option) {
        fields.report(
          "\(option) is none of the options", at: slip["value"]?.range ?? slip.range,
          help: Nearest.name(to: option, among: options).map { "did you mean \($0)?" })
      } else if option == right {
        fields.report(
          "a slip cannot be the right answer", at: slip["value"]?.range ?? slip.range)
      }
      slips.append(
        Choice.Slip(
          code: fields.optionalString("code", of: slip) ?? "slip", option: option, hint: hint))
    }
    return Choice(options: options, right: right, via: via, slips: slips)
  }

  private mutating func target(
    _ value: JSONValue, id: String, at idPlace: Range<Int>, _ outer: Namespace
  ) -> Target? {
    var names = outer
    let entry = entry(of: value, into: &names)
    guard let (right, form) = right(value, id: id, at: idPlace, names, hasEntry: !entry.isEmpty)
    else { return nil }
    check(right, in: names, also: [])
    let earlier = Set(ids.keys)
    let via = fields.written("via", of: value, vocabulary: names.vocabulary)
    if let via { check(via, in: names, also: earlier) }
    let allowed = value["in"].map { _ in fields.strings("in", of: value) }
    for name in allowed ?? [] where !names.scope.has(name.text) {
      fields.report(
        Diagnostic("\(name.text) is not defined here", at: 0..<name.text.utf8.count), in: name)
    }
    return Target(
      value: right, via: via, form: form, names: allowed?.map(\.text),
      functions: value["using"].map { _ in functions(of: value, "using", names) },
      entry: entry, variable: fields.optionalString("of", of: value),
      precision: precision(of: value), isPercentage: fields.boolean("percent", of: value),
      isExact: fields.boolean("exact", of: value),
      everywhere: fields.boolean("everywhere", of: value),
      operations: operationLimit(of: value, names),
      slips: slips(of: value, in: names, also: earlier))
  }

  /// `"digits": 4` or `"decimals": 2`.
  private mutating func precision(of value: JSONValue) -> Precision {
    let digits = fields.wholeNumber("digits", of: value, in: 1...100)
    guard let decimals = fields.wholeNumber("decimals", of: value, in: 0...100) else {
      return .digits(digits ?? 3)
    }
    if digits != nil {
      fields.report(
        "\"digits\" and \"decimals\" exclude each other",
        at: value["decimals"]?.range ?? value.range.prefix)
    }
    return .decimals(decimals)
  }

  /// The limit of `"operations": "4*n"`, in sizes only: it is the same at all points.
  private mutating func operationLimit(of value: JSONValue, _ names: Namespace) -> Written? {
    guard let limit = fields.written("operations", of: value, vocabulary: names.vocabulary)
    else { return nil }
    do {
      try limit.formula.check(
        names: Set(names.scope.sizes.keys), vocabulary: names.vocabulary)
    } catch {
      fields.report(error, in: limit.inscription)
    }
    return limit
  }

  /// Declares the indices of `"entry": "k : index(m), j : index(dh)"`.
  private mutating func entry(of value: JSONValue, into names: inout Namespace) -> [Declaration] {
    guard let member = value["entry"], let text = fields.string(member, "entry") else { return [] }
    let inscription = Inscription(text, at: member.range)
    do {
      let declarations = try Declaration.parse(text, vocabulary: names.vocabulary)
      names.beginScope()
      try names.add(text, visible: true)
      return declarations
    } catch {
      fields.report(error, in: inscription)
      return []
    }
  }

  /// What is right, and the form in which it is asked for.
  private mutating func right(
    _ value: JSONValue, id: String, at idPlace: Range<Int>, _ names: Namespace, hasEntry: Bool
  ) -> (Written, Target.Form)? {
    if value["show"] != nil { return derivation(value, names) }
    if value["equation"] != nil {
      guard
        let sides = fields.equation("equation", of: value, vocabulary: names.vocabulary)
      else { return nil }
      return (sides, .equation)
    }
    let form = value["in"] != nil || hasEntry ? Target.Form.formula : .numbers
    if value["value"] != nil {
      guard let written = fields.written("value", of: value, vocabulary: names.vocabulary)
      else { return nil }
      if case .definition = names.scope.meaning(of: id), !names.visible.contains(id),
        written.formula.node != .name(id)
      {
        fields.report(
          "\(id) is defined already, as something else", at: written.inscription.place,
          help: "leave \"value\" out, or choose another id")
      }
      return (written, form)
    }
    if case .definition = names.scope.meaning(of: id) {
      return (Written(formula: Formula(.name(id)), inscription: Inscription(id, at: idPlace)), form)
    }
    fields.report(
      "nothing says what \(id) must come to", at: idPlace,
      help: "add \"value\", or a definition of that name")
    return nil
  }

  private mutating func derivation(_ value: JSONValue, _ names: Namespace)
    -> (Written, Target.Form)?
  {
    let ends = fields.list("show", of: value)
    guard ends.count == 2 else {
      fields.report(
        "\"show\" takes the two ends of a chain: [\"A\", \"B\"]",
        at: value["show"]?.range ?? value.range.prefix)
      return nil
    }
    guard let start = fields.written(ends[0], "show", vocabulary: names.vocabulary),
      let end = fields.written(ends[1], "show", vocabulary: names.vocabulary)
    else { return nil }
    check(start, in: names, also: [])
    return (
      end,
      .derivation(
        Target.Derivation(
          start: start, relation: relation(of: value),
          links: fields.wholeNumber("links", of: value, in: 1...100) ?? 1,
          through: value["through"].map { _ in functions(of: value, "through", names) } ?? []))
    )
  }

  private mutating func relation(of value: JSONValue) -> Relation {
    guard let text = fields.optionalString("relation", of: value) else { return .equal }
    if let relation = Relation(rawValue: text), [.equal, .less, .lessOrEqual].contains(relation) {
      return relation
    }
    fields.report(
      "\"relation\" is one of =, <, <=", at: value["relation"]?.range ?? value.range.prefix)
    return .equal
  }

  private mutating func functions(of value: JSONValue, _ key: String, _ names: Namespace)
    -> [String]
  {
    fields.strings(key, of: value).map { name in
      if name.text == "1[]" { return name.text }
      let function = name.text.prefix { $0 != "'" }
      let primes = name.text.dropFirst(function.count)
      if primes.allSatisfy({ $0 == "'" }) {
        if let known = names.vocabulary.applied(named: String(function)) {
          return known.name + primes
        }
      }
      fields.report(
        Diagnostic("\(name.text) is not a function", at: 0..<name.text.utf8.count), in: name)
      return name.text
    }
  }

  private mutating func slips(
    of value: JSONValue, in names: Namespace, also earlier: Set<String>
  ) -> [Slip] {
    var slips: [Slip] = []
    for slip in fields.list("slips", of: value) {
      guard
        fields.object(slip, "a slip", knows: ["code", "value", "hint", "twin"]) != nil,
        fields.has("value", slip, "this slip"),
        let written = fields.written("value", of: slip, vocabulary: names.vocabulary),
        let hint = fields.string("hint", of: slip, "this slip")
      else { continue }
      check(written, in: names, also: earlier)
      let twin = fields.optionalString("twin", of: slip)
      if let twin {
        // Who made either of them is told of both.
        if let first = slips.firstIndex(where: { $0.code == twin }) {
          slips[first].hint += "; or \(hint)"
        } else {
          fields.report(
            "no slip before this one has the code \(twin)", at: slip["twin"]?.range ?? slip.range,
            help: Nearest.name(to: twin, among: slips.map(\.code)).map { "did you mean \($0)?" })
        }
      }
      slips.append(
        Slip(
          code: fields.optionalString("code", of: slip) ?? "slip", value: written, hint: hint,
          twin: twin))
    }
    return slips
  }

  mutating func check(_ written: Written, in names: Namespace, also others: Set<String>) {
    do {
      try written.formula.check(
        { names.scope.has($0) || others.contains($0) }, all: names.scope.allNames.union(others),
        vocabulary: names.vocabulary)
    } catch {
      fields.report(error, in: written.inscription)
    }
  }
}
