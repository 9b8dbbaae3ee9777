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
      throw Faults(reader.faults)
    }
    self = exercise
  }
}

/// Builds the scopes and the steps of an exercise from its file.
struct ExerciseReader {
  var fields: DocumentReader
  var ids: [String: Range<Int>] = [:]
  private var questionIDs: [String: Range<Int>] = [:]
  /// What the exercise says that answers are worth; a step may say otherwise.
  var worth = Worth()
  /// What questions say of numbers of their own to draw.
  var drawings: [VariantPlan.Section] = []

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
          "$schema", "id", "title", "source", "given", "definitions", "fixed", "questions",
          "unchecked", "indices", "vectors", "sizes", "decimal-comma", "credit", "follow",
          "variant", "tests",
        ]) != nil
    else { return nil }
    guard let id = fields.string("id", of: root, "the exercise") else { return nil }
    if !Self.isIdentifier(id) {
      fields.report(
        "an id is letters, digits, - and _", at: root["id"]?.range ?? root.range.prefix)
    }
    worth = self.worth(of: root, hasTotal: true)
    var names = Namespace()
    conventions(of: root, into: &names)
    var places: [Int: Inscription] = [:]
    let given = statements("given", of: root, into: &names, &places, visible: true)
    _ = statements("definitions", of: root, into: &names, &places, visible: false)
    let fixed = fixed(of: root, in: names, after: 0)
    var questions: [Question] = []
    for value in fields.list("questions", of: root) {
      if let question = question(value, names, places, number: questions.count) {
        questions.append(question)
      }
    }
    if fields.faults.isEmpty, questions.allSatisfy(\.steps.isEmpty) {
      fields.report("this exercise asks nothing", at: root.range.prefix)
    }
    let variants = variantPlan(of: root, names, given: given, questions)
    return Exercise(
      id: id,
      title: fields.optionalString("title", of: root) ?? id,
      source: fields.optionalString("source", of: root) ?? "",
      given: given, questions: variants?.basicQuestions ?? questions, fixed: fixed,
      unchecked: unchecked(root), hasDecimalCommas: fields.boolean("decimal-comma", of: root),
      worth: worth, variants: variants, variant: nil, tests: selfTests(of: root),
      document: fields.document)
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

  /// `on line 3`, for messages about what stands there already.
  private func line(of place: Range<Int>) -> String {
    "on line \(fields.document.source.position(of: place.lowerBound).line)"
  }

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
    // A name of all these sizes stands once in each of them; JSON keeps it from standing twice.
    for member in (sizes.elements?.first ?? sizes).members ?? [] {
      try? names.claim(member.key, from: line(of: member.keyRange), at: 0..<0)
    }
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
    _ key: String, of object: JSONValue, into names: inout Namespace,
    _ places: inout [Int: Inscription], visible: Bool
  ) -> [String] {
    let inscriptions = fields.strings(key, of: object)
    for inscription in inscriptions {
      let first = names.scope.entities.count
      do {
        try names.add(
          inscription.text, visible: visible, from: line(of: inscription.place))
        for position in first..<names.scope.entities.count { places[position] = inscription }
      } catch {
        fields.report(error, in: inscription)
      }
    }
    return inscriptions.map(\.text)
  }

  /// `"fixed"`: numbers of this scope that belong together, as a matrix and its eigenvectors do.
  private mutating func fixed(
    of object: JSONValue, in names: Namespace, after first: Int
  ) -> Set<String> {
    let own = names.scope.entities.dropFirst(first).map(\.name)
    var fixed: Set<String> = []
    for written in fields.strings("fixed", of: object) {
      let spelled = (try? Formula.parse(written.text, vocabulary: Vocabulary()))?.node
      guard case .name(let name) = spelled, own.contains(name) else {
        fields.report(
          "\(written.text) is neither given nor defined here", at: written.place,
          help: Nearest.name(to: written.text, among: own).map { "did you mean \($0)?" })
        continue
      }
      fixed.insert(name)
    }
    return fixed
  }

  // MARK: Questions

  private mutating func question(
    _ value: JSONValue, _ outer: Namespace, _ places: [Int: Inscription], number: Int
  ) -> Question? {
    guard
      fields.object(
        value, "a question",
        knows: [
          "id", "ask", "given", "definitions", "fixed", "steps", "pictures", "indices", "vectors",
          "sizes",
          "variant",
        ]) != nil,
      let id = fields.string("id", of: value, "this question")
    else { return nil }
    let idPlace = value["id"]?.range ?? value.range.prefix
    if let first = questionIDs[id] {
      fields.report("the question \(id) stands \(line(of: first)) already", at: idPlace)
    }
    questionIDs[id] = idPlace
    var names = outer
    names.beginScope()
    conventions(of: value, into: &names)
    var places = places
    let given = statements("given", of: value, into: &names, &places, visible: true)
    _ = statements("definitions", of: value, into: &names, &places, visible: false)
    let firstOwn = outer.scope.entities.count
    let fixed = fixed(of: value, in: names, after: firstOwn)
    if let own = value["variant"], let drawing = drawing(own, of: value, in: names, number) {
      drawings.append(drawing)
    }
    var steps: [Step] = []
    for step in fields.list("steps", of: value) {
      if let step = self.step(step, names) { steps.append(step) }
    }
    return Question(
      id: id, ask: fields.optionalString("ask", of: value) ?? "", given: given,
      scope: names.scope, visible: names.visible.union(names.scope.sizes.keys),
      ownNames: Set(names.scope.entities.dropFirst(firstOwn).map(\.name)),
      firstOwnEntity: firstOwn, fixed: fixed, statements: places, steps: steps,
      pictures: pictures(of: value, names))
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
