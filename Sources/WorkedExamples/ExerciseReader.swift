import JSONText
import Notation
import Scalars

extension Exercise {
  /// Reads an exercise, or says all that is wrong with its form.
  ///
  /// Whether its formulas have values and its witnesses agree is for `Checking` to find out.
  package init(_ document: JSONDocument) throws(Faults) {
    var reader = ExerciseReader(document)
    guard let exercise = reader.read(), reader.faults.isEmpty else {
      throw Faults(all: reader.faults)
    }
    self = exercise
  }
}

/// Builds the scopes and the steps of an exercise from its file.
private struct ExerciseReader {
  private var fields: DocumentReader
  private var ids: [String: Range<Int>] = [:]
  private var questionIDs: [String: Range<Int>] = [:]

  var faults: [Fault] { fields.faults }

  init(_ document: JSONDocument) {
    fields = DocumentReader(document)
  }

  mutating func read() -> Exercise? {
    let root = fields.document.root
    guard
      fields.object(
        root, "an exercise",
        knows: [
          "$schema", "id", "title", "source", "given", "definitions", "questions", "unchecked",
          "indices", "vectors", "sizes",
        ]) != nil
    else { return nil }
    guard let id = fields.string("id", of: root, "the exercise") else { return nil }
    if !Self.isIdentifier(id) {
      fields.report(
        "an id is letters, digits, - and _", at: root["id"]?.range ?? root.range.prefix)
    }
    var names = Namespace()
    conventions(of: root, into: &names)
    let given = statements("given", of: root, into: &names, visible: true)
    _ = statements("definitions", of: root, into: &names, visible: false)
    var questions: [Question] = []
    for value in fields.list("questions", of: root) {
      if let question = question(value, names) { questions.append(question) }
    }
    if fields.faults.isEmpty, questions.allSatisfy(\.steps.isEmpty) {
      fields.report("this exercise asks nothing", at: root.range.prefix)
    }
    return Exercise(
      id: id,
      title: fields.optionalString("title", of: root) ?? id,
      source: fields.optionalString("source", of: root) ?? "",
      given: given, questions: questions, unchecked: unchecked(root), document: fields.document)
  }

  /// Whether a text can be an id: part of file names, gradebook columns and messages.
  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
  }

  // MARK: Namespace

  private mutating func conventions(of object: JSONValue, into names: inout Namespace) {
    if let first = fields.wholeNumber("indices", of: object, in: 0...1) {
      names.scope.conventions.firstIndex = first
    }
    if let value = object["vectors"], let text = fields.string(value, "vectors") {
      if let orientation = Shape.Orientation(rawValue: text) {
        names.scope.conventions.vectors = orientation
      } else {
        fields.report("\"vectors\" is \"column\" or \"row\"", at: value.range)
      }
    }
    guard let sizes = object["sizes"] else { return }
    let outer = names.scope.sizes
    let choices = (sizes.elements ?? [sizes]).map { value in
      outer.merging(self.sizes(value)) { $1 }
    }
    names.scope.sizes = choices.first ?? [:]
    names.scope.otherSizes = Array(choices.dropFirst())
    for other in choices.dropFirst() where Set(other.keys) != Set(names.scope.sizes.keys) {
      fields.report("all of these must size the same names", at: sizes.range)
    }
  }

  private mutating func sizes(_ value: JSONValue) -> [String: Int] {
    guard let members = value.members else {
      fields.report("\"sizes\" must be an object, or a list of objects", at: value.range)
      return [:]
    }
    var sizes: [String: Int] = [:]
    for member in members {
      guard let size = member.value.integer, (1...1000).contains(size) else {
        fields.report("a size is a whole number from 1 to 1000", at: member.value.range)
        continue
      }
      sizes[member.key] = size
    }
    return sizes
  }

  private mutating func statements(
    _ key: String, of object: JSONValue, into names: inout Namespace, visible: Bool
  ) -> [String] {
    let inscriptions = fields.strings(key, of: object)
    for inscription in inscriptions {
      do {
        try names.add(inscription.text, visible: visible)
      } catch {
        fields.report(error, in: inscription)
      }
    }
    return inscriptions.map(\.text)
  }

  // MARK: Questions

  private mutating func question(_ value: JSONValue, _ outer: Namespace) -> Question? {
    guard
      fields.object(
        value, "a question",
        knows: ["id", "ask", "given", "definitions", "steps", "indices", "vectors", "sizes"])
        != nil,
      let id = fields.string("id", of: value, "this question")
    else { return nil }
    let idPlace = value["id"]?.range ?? value.range.prefix
    if let first = questionIDs[id] {
      let line = fields.document.source.position(of: first.lowerBound).line
      fields.report("the question \(id) stands on line \(line) already", at: idPlace)
    }
    questionIDs[id] = idPlace
    var names = outer
    conventions(of: value, into: &names)
    let given = statements("given", of: value, into: &names, visible: true)
    _ = statements("definitions", of: value, into: &names, visible: false)
    var steps: [Step] = []
    for step in fields.list("steps", of: value) {
      if let step = self.step(step, names) { steps.append(step) }
    }
    return Question(
      id: id, ask: fields.optionalString("ask", of: value) ?? "", given: given,
      scope: names.scope, visible: names.visible.union(names.scope.sizes.keys),
      ownNames: Set(names.scope.entities.dropFirst(outer.scope.entities.count).map(\.name)),
      steps: steps)
  }

  private mutating func step(_ value: JSONValue, _ names: Namespace) -> Step? {
    guard
      fields.object(
        value, "a step",
        knows: [
          "id", "ask", "points", "value", "via", "in", "using", "of", "entry", "show", "relation",
          "links", "through", "equation", "digits", "exact", "everywhere", "operations", "slips",
          "prose", "choice",
        ]) != nil,
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
      guard let choice = choice(value) else { return nil }
      kind = choice
    } else {
      guard let target = target(value, id: id, at: idPlace, names) else { return nil }
      kind = .computed(target)
    }
    ids[id] = idPlace
    return Step(
      id: id, ask: fields.optionalString("ask", of: value) ?? id,
      points: fields.points("points", of: value) ?? Rational(1), kind: kind, place: value.range)
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

  private mutating func choice(_ value: JSONValue) -> Step.Kind? {
    let options = fields.strings("choice", of: value).map(\.text)
    guard let right = fields.string("value", of: value, "this choice") else { return nil }
    guard options.contains(right) else {
      fields.report(
        "the right answer is not among the options", at: value["value"]?.range ?? value.range)
      return nil
    }
    return .choice(options: options, right: right)
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
    for name in allowed ?? [] where !names.scope.allNames.contains(name.text) {
      fields.report(
        Diagnostic("\(name.text) is not defined here", at: 0..<name.text.utf8.count), in: name)
    }
    return Target(
      value: right, via: via, form: form, names: allowed?.map(\.text),
      functions: value["using"].map { _ in functions(of: value, "using", names) },
      entry: entry, variable: fields.optionalString("of", of: value),
      digits: fields.wholeNumber("digits", of: value, in: 1...100) ?? 3,
      isExact: fields.boolean("exact", of: value),
      everywhere: fields.boolean("everywhere", of: value),
      operations: operationLimit(of: value, names),
      slips: slips(of: value, in: names, also: earlier))
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
        if names.vocabulary.defined[String(function)] != nil { return name.text }
        if let known = BuiltIn(named: String(function)) { return known.rawValue + primes }
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
        fields.object(slip, "a slip", knows: ["code", "value", "hint"]) != nil,
        fields.has("value", slip, "this slip"),
        let written = fields.written("value", of: slip, vocabulary: names.vocabulary),
        let hint = fields.string("hint", of: slip, "this slip")
      else { continue }
      check(written, in: names, also: earlier)
      slips.append(
        Slip(code: fields.optionalString("code", of: slip) ?? "slip", value: written, hint: hint))
    }
    return slips
  }

  private mutating func check(_ written: Written, in names: Namespace, also others: Set<String>) {
    do {
      try written.formula.check(
        names: names.scope.allNames.union(others), vocabulary: names.vocabulary)
    } catch {
      fields.report(error, in: written.inscription)
    }
  }

  private mutating func unchecked(_ root: JSONValue) -> [Unchecked] {
    var result: [Unchecked] = []
    for value in fields.list("unchecked", of: root) {
      if fields.object(value, "an unchecked claim", knows: ["what", "why"]) != nil,
        let what = fields.string("what", of: value, "an unchecked claim"),
        let why = fields.string("why", of: value, "an unchecked claim")
      {
        result.append(Unchecked(what: what, why: why))
      }
    }
    return result
  }
}
