import JSONText
import Notation
import Scalars

/// `"variant"`: what may be drawn, and what must hold of it.
extension ExerciseReader {
  /// Reads the plan of an exercise, after all its questions.
  mutating func variantPlan(
    of root: JSONValue, _ names: Namespace, given: [String], _ questions: [Question]
  ) -> VariantPlan? {
    guard let value = root["variant"] else {
      if let own = drawings.first, let question = own.question {
        let name = questions.indices.contains(question) ? questions[question].id : ""
        fields.report(
          "the exercise has no \"variant\"", at: root.range.prefix,
          help: "question \(name) draws numbers: add \"variant\": {} to the exercise")
      }
      return nil
    }
    fields.context = "variant: "
    defer { fields.context = "" }
    let keys = ["salt", "required", "digits", "numbers", "conditions"]
    guard fields.object(value, "\"variant\"", knows: keys) != nil else { return nil }
    var sections = drawings
    sections.insert(section(value, of: root, in: names, question: nil), at: 0)
    if fields.faults.isEmpty, sections.allSatisfy(\.numbers.isEmpty) {
      fields.report("no numbers are drawn", at: value.range.prefix, help: "add \"numbers\"")
    }
    let (digits, others) = digits(of: value)
    fields.context = ""
    if fields.faults.isEmpty { checkPlaceholders(of: root, questions) }
    return VariantPlan(
      salt: fields.optionalString("salt", of: value) ?? "",
      isRequired: fields.boolean("required", of: value), sections: sections, digits: digits,
      otherDigits: others, place: value.range, given: given, questions: questions)
  }

  /// What one question draws by itself.
  mutating func drawing(
    _ value: JSONValue, of question: JSONValue, in names: Namespace, _ number: Int
  ) -> VariantPlan.Section? {
    fields.context = "variant: "
    defer { fields.context = "" }
    guard
      fields.object(value, "a question's \"variant\"", knows: ["numbers", "conditions"]) != nil
    else { return nil }
    return section(value, of: question, in: names, question: number)
  }

  private mutating func section(
    _ value: JSONValue, of owner: JSONValue, in names: Namespace, question: Int?
  ) -> VariantPlan.Section {
    var numbers: [DrawnNumber] = []
    if let drawn = value["numbers"] {
      if let members = drawn.members {
        let given = GivenNumbers(owner, names)
        for member in members {
          if let number = number(member, given, names) { numbers.append(number) }
        }
      } else {
        fields.report(
          "\"numbers\" must be an object: {\"x1\": {\"range\": [-3, 3]}}", at: drawn.range)
      }
    }
    return VariantPlan.Section(
      question: question, numbers: numbers, conditions: conditions(of: value, in: names),
      scope: names.scope)
  }

  // MARK: Conditions

  private mutating func conditions(of value: JSONValue, in names: Namespace)
    -> [VariantCondition]
  {
    var conditions: [VariantCondition] = []
    for inscription in fields.strings("conditions", of: value) {
      do throws(Diagnostic) {
        let (members, links) = try Self.comparison(inscription.text, names.vocabulary)
        guard !links.isEmpty else {
          throw Diagnostic(
            "a condition compares two formulas", at: 0..<inscription.text.utf8.count,
            help: "write z1 > 0, or x1 != x2")
        }
        guard !links.contains(.approximately) else {
          throw Diagnostic(
            "≈ decides nothing", at: 0..<inscription.text.utf8.count,
            help: "write abs(a - b) < 0.01")
        }
        for member in members {
          try member.check(
            { names.scope.has($0) }, all: names.scope.allNames, vocabulary: names.vocabulary)
        }
        conditions.append(
          VariantCondition(members: members, links: links, inscription: inscription))
      } catch {
        fields.report(error, in: inscription)
      }
    }
    return conditions
  }

  /// `a < b <= c`, or `a != b`, which is no link of a chain.
  private static func comparison(_ text: String, _ vocabulary: Vocabulary) throws(Diagnostic)
    -> ([Formula], [Relation])
  {
    if let single = try? Condition.parse(text, vocabulary: vocabulary) {
      return ([single.left, single.right], [single.relation])
    }
    let chain = try Chain.parse(text, vocabulary: vocabulary)
    return (chain.members, chain.links)
  }

  // MARK: Digits

  /// `"digits": 6`, or `{"g": 5, "*": 6}` with `*` for every other step.
  private mutating func digits(of value: JSONValue) -> ([String: Int], Int?) {
    guard let member = value["digits"] else { return ([:], nil) }
    guard let members = member.members else {
      return ([:], fields.wholeNumber("digits", of: value, in: 1...100))
    }
    var digits: [String: Int] = [:]
    for item in members {
      if item.key != "*", ids[item.key] == nil {
        fields.report(
          "there is no step \(item.key)", at: item.keyRange,
          help: Nearest.name(to: item.key, among: ids.keys).map { "did you mean \($0)?" }
            ?? "\"*\" stands for all others")
      }
      guard let count = item.value.integer, (1...100).contains(count) else {
        fields.report("digits are a whole number from 1 to 100", at: item.value.range)
        continue
      }
      digits[item.key] = count
    }
    return (digits, digits.removeValue(forKey: "*"))
  }

  // MARK: Placeholders

  /// Refuses names in braces that are not given, and numbers that cannot be written.
  private mutating func checkPlaceholders(of root: JSONValue, _ questions: [Question]) {
    for (value, question) in zip(fields.list("questions", of: root), questions) {
      checkPlaceholders(of: value, in: question)
      for step in fields.list("steps", of: value) { checkPlaceholders(of: step, in: question) }
    }
  }

  private mutating func checkPlaceholders(of value: JSONValue, in question: Question) {
    guard let ask = value["ask"], let text = ask.string, text.contains("{") else { return }
    let inscription = Inscription(text, at: ask.range)
    var complaints: [Diagnostic] = []
    for place in Placeholder.all(
      in: text, given: question.visible, complain: { complaints.append($0) })
    where place.text(in: question.scope) == nil {
      complaints.append(
        Diagnostic("\(place.formula) comes to no exact number", at: place.range))
    }
    for complaint in complaints { fields.report(complaint, in: inscription) }
  }
}
