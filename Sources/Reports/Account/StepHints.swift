import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// What helps with a step, one thing at a time; neither the right value nor the whole way.
///
/// First what the exercise's author says, then what is seen on the student's own sheet, then what
/// the exercise knows: the form of the answer, what it builds on, the last thing to do, and the
/// mistakes people make.
package struct StepHints {
  package let step: Step
  package private(set) var texts: [String] = []

  private let key: AnswerKey
  private let question: Question
  private let sheet: SheetFinding?

  /// Nil where the exercise has no such step.
  package init?(_ id: String, key: AnswerKey, sheet: SheetFinding? = nil) {
    guard let step = key.exercise.step(id),
      let question = key.exercise.questions.first(where: { $0.steps.contains { $0.id == id } })
    else { return nil }
    self.step = step
    self.key = key
    self.question = question
    self.sheet = sheet
    if let finding = sheet?.finding(id), finding.outcome.isSound, !finding.outcome.isOpen {
      texts = [praise(finding.outcome)]
      return
    }
    var candidates = step.hints.map(\.text)
    if let finding = sheet?.finding(id) { candidates += seen(finding) }
    switch step.kind {
    case .prose: candidates.append("a person marks this: a few sentences of your own will do")
    case .choice(let choice):
      candidates.append("one of these is right: \(choice.options.joined(separator: ", "))")
    case .computed(let target): candidates += known(target)
    }
    for text in candidates where !texts.contains(text) && !tellsAnswer(text) {
      texts.append(text)
    }
    // Of an answer that is one name already its form tells too much.
    if texts.isEmpty { texts = ["the answer is short, and any other hint would tell it"] }
  }

  // MARK: On the sheet

  private func praise(_ outcome: Outcome) -> String {
    switch outcome {
    case .followsThrough(let from):
      "this follows from your \(listed(from)): the slip is there, and nothing is to be done here"
    case .awaitsMarker: "this is answered, and a person marks it"
    default: "this is right, and nothing is to be done"
    }
  }

  private func seen(_ finding: StepFinding) -> [String] {
    guard let sheet else { return [] }
    let account = StepAccount(finding, key: key)
    var texts: [String] = []
    if let fault = account.fault(in: sheet.sheet) {
      let place = fault.position.map { "\(fault.file):\($0.line):\($0.column): " } ?? ""
      texts.append(place + fault.message + (fault.help.map { " (\($0))" } ?? ""))
    }
    // A point where a formula goes wrong comes with the right value there.
    if case .wrong(.counterexample) = finding.outcome {} else { texts += account.sentences }
    if let hint = account.hint { texts.append(hint) }
    return texts
  }

  // MARK: From the exercise

  private func known(_ target: Target) -> [String] {
    let way = target.via?.formula
    var texts = [target.askedFor(key.values[step.id]?.shape)]
    // The only names of a formula are its answer, and so is a way that is one name.
    if let way, way.height > 1, !target.isFormula { texts += sources(way) }
    if target.value.formula.calculus != nil {
      texts.append(
        "this is a derivative: go back from the end, one operation at a time, and multiply the slopes"
      )
    }
    // Of a way with one operation the names tell enough, and a short formula is soon told.
    // The second witness may go a way that the answer may not.
    if let way, way.height > (target.isFormula ? 3 : 2),
      target.functions.map(way.usedFunctions.isSubset) ?? true
    {
      texts += way.handwork
    }
    if let derivation = target.form.derivation {
      texts += derivation.through.map { "the derivation goes through \($0)" }
    }
    return texts + target.slips.map { "people often slip here: \($0.hint)" }
  }

  /// Which earlier answers, and what of that which is given.
  private func sources(_ way: Formula) -> [String] {
    let earlier = key.exercise.steps.prefix { $0.id != step.id }.map(\.id)
    var used: [String] = []
    for use in way.names where !used.contains(use.name) { used.append(use.name) }
    let steps = used.filter { earlier.contains($0) && question.sees($0) }
    let given = used.filter { question.visible.contains($0) && !steps.contains($0) }
    var texts: [String] = []
    if !steps.isEmpty {
      texts.append("this builds on your answer\(steps.count > 1 ? "s" : "") to \(listed(steps))")
      texts += steps.compactMap(trouble)
    }
    if !given.isEmpty {
      let lead = steps.isEmpty ? "this follows from" : "besides, it takes"
      texts.append("\(lead) \(listed(given))\(steps.isEmpty ? " alone" : "")")
    }
    return texts
  }

  /// An earlier answer that is missing, or where a mistake comes from.
  private func trouble(_ id: String) -> String? {
    guard let outcome = sheet?.finding(id)?.outcome else { return nil }
    switch outcome {
    case .open: return "\(id) is still open: it comes first"
    case .followsThrough(let from): return "your \(id) inherits a slip from \(listed(from))"
    case _ where outcome.isSound: return nil
    default: return "your \(id) is not right yet: it comes first"
    }
  }

  // MARK: Discretion

  /// What the author says and nobody is shown, since it tells the answer or the whole way.
  package var withheld: [Inscription] { step.hints.filter { tellsAnswer($0.text) } }

  /// Whether a text contains the number or the formula that is asked for, or the whole way to it.
  func tellsAnswer(_ text: String) -> Bool {
    guard let target = step.target else { return false }
    if target.tellingFormulas.contains(where: { text.containsWord("\($0)") }) { return true }
    return !target.isFormula && tellsNumber(text)
  }

  /// A single digit says nothing: "relu is 0 there".
  private func tellsNumber(_ text: String) -> Bool {
    guard let right = key.values[step.id], right.exact.count == 1, let value = right.exact.first,
      value.obstacle == nil
    else { return false }
    return text.split { !($0.isNumber || $0 == "." || $0 == "/") }.contains { word in
      let word = word.hasSuffix(".") ? word.dropLast() : word
      guard word.count > 1, word.count <= 64 else { return false }
      let parts = word.split(separator: "/", omittingEmptySubsequences: false)
      guard let number = try? Rational(decimal: parts[0]) else { return false }
      guard parts.count == 2 else { return parts.count == 1 && number == value.magnitude }
      guard let divisor = try? Rational(decimal: parts[1]) else { return false }
      return number / divisor == value.magnitude
    }
  }
}

extension String {
  /// Whether another text stands in this one, and not as a part of a longer name or number.
  fileprivate func containsWord(_ word: String) -> Bool {
    guard !word.isEmpty else { return false }
    func goesOn(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
    return ranges(of: word).contains { range in
      let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : nil
      let after = range.upperBound < endIndex ? self[range.upperBound] : nil
      return !goesOn(before) && !goesOn(after)
    }
  }
}

extension Formula {
  /// The last thing that is done in a computation, and what is met on the way.
  fileprivate var handwork: [String] {
    var texts: [String] = []
    switch node {
    case .binary(.plus, _, _), .sum: texts.append("the last thing to do is to add")
    case .binary(.minus, _, _): texts.append("the last thing to do is to subtract")
    case .binary(.over, _, _): texts.append("the last thing to do is to divide")
    case .binary(.power, _, _): texts.append("the last thing to do is to raise to a power")
    case .binary: texts.append("the last thing to do is to multiply")
    case .negative: texts.append("at the end the sign is turned")
    case .call(let name, 0, _): texts.append("at the end stands \(name)")
    case .vector(let items):
      texts.append("each of the \(items.count) entries is worked out by itself")
    default: break
    }
    var functions = usedFunctions
    if case .call(let name, 0, _) = node { functions.remove(name) }
    if !functions.isEmpty {
      let names = functions.sorted().map { $0 == "1[]" ? "an indicator" : $0 }
      texts.append("on the way there is \(listed(names))")
    }
    return texts
  }
}
