import JSONText
import Notation
import Scalars

/// An answer, understood: one chain, or one for each entry of an array.
package struct ParsedAnswer: Sendable {
  package let strands: [Strand]
  /// How the strands make up an array; nil for an answer that is one chain.
  package let arrangement: Arrangement?

  package init(strands: [Strand], arrangement: Arrangement?) {
    self.strands = strands
    self.arrangement = arrangement
  }

  package struct Strand: Sendable {
    package let chain: Chain
    package let inscription: Inscription

    package init(chain: Chain, inscription: Inscription) {
      self.chain = chain
      self.inscription = inscription
    }
  }

  package enum Arrangement: Equatable, Sendable {
    case vector
    case matrix(columns: Int)
    /// One strand for each case.
    case cases([Condition])
  }

  /// What the answer comes to: the last member, or the array of last members.
  package var result: Formula {
    if arrangement == nil, let last = strands.first?.chain.members.last { return last }
    let last = strands.compactMap { $0.chain.members.last }
    switch arrangement {
    case nil: return last.first ?? Formula(.vector([]))
    case .vector: return Formula(.vector(last))
    case .cases(let conditions): return Formula(conditions, last)
    case .matrix(let columns):
      return Formula(
        .matrix(
          stride(from: 0, to: last.count, by: max(1, columns)).map {
            Array(last[$0..<min($0 + columns, last.count)])
          }))
    }
  }

  /// All names that it is made of.
  package var names: Set<String> {
    var names: Set<String> = []
    for strand in strands {
      for member in strand.chain.members { member.forEachName { names.insert($0.name) } }
    }
    if case .cases(let conditions) = arrangement {
      for condition in conditions {
        for side in [condition.left, condition.right] {
          side.forEachName { names.insert($0.name) }
        }
      }
    }
    return names
  }
}

extension ParsedAnswer: CustomStringConvertible {
  /// The answer in the notation, a line for each strand, whatever spaces it was typed with.
  package var description: String {
    let chains = strands.map { "\($0.chain)" }.joined(separator: "\n")
    switch arrangement {
    case nil: return chains
    case .vector: return "vector\n\(chains)"
    case .matrix(let columns): return "matrix \(columns)\n\(chains)"
    case .cases(let conditions): return "\(conditions)\n\(chains)"
    }
  }
}

/// The steps that an answer may name: looked up one by one, since few answers name any.
package struct AnsweredSteps: ExpressibleByArrayLiteral {
  let contains: (String) -> Bool
  private let list: () -> [String]

  /// All of them, for messages.
  var all: Set<String> { Set(list()) }

  package init(contains: @escaping (String) -> Bool, all list: @escaping () -> [String]) {
    self.contains = contains
    self.list = list
  }

  package init(arrayLiteral steps: String...) {
    self.init(contains: { steps.contains($0) }, all: { steps })
  }
}

/// Reads answers in the names that a question allows.
package struct AnswerParser: Sendable {
  let document: JSONDocument
  let question: Question
  let vocabulary: Vocabulary
  /// Whether strings have decimal commas; JSON's own numbers never do.
  let decimalCommas: Bool

  /// Without a vocabulary that was made before, it is ``vocabulary(of:)``.
  package init(
    _ document: JSONDocument, question: Question, vocabulary: Vocabulary? = nil,
    decimalCommas: Bool = false
  ) {
    self.document = document
    self.question = question
    self.decimalCommas = decimalCommas
    self.vocabulary = vocabulary ?? Self.vocabulary(of: question)
  }

  /// The functions that answers to a question may apply.
  package static func vocabulary(of question: Question) -> Vocabulary {
    var vocabulary = Vocabulary()
    for name in question.visible {
      if case .function(let parameters, _) = question.scope.meaning(of: name) {
        vocabulary.define(name, arity: parameters.count)
      }
    }
    return vocabulary
  }

  /// Returns the chains of an answer.
  ///
  /// It may name the steps `answered` before it; `others` are all step ids of the exercise, and
  /// `unusable` says why some answers above cannot be named: for exact messages.
  package func parse(
    _ content: Answer.Content, to step: Step, answered: AnsweredSteps, others: Set<String>,
    unusable: [String: String] = [:]
  ) throws(Fault) -> ParsedAnswer {
    let names = Names(
      step: step.id, answered: answered, others: others, unusable: unusable, target: step.target)
    if case .cases(let cases, _) = content { return try self.cases(cases, names) }
    guard case .array(let items, let place) = content else {
      return ParsedAnswer(strands: [try strand(content, names)], arrangement: nil)
    }
    guard !items.isEmpty else {
      throw Fault("this list is empty", in: document.source, at: place)
    }
    guard items.contains(where: { if case .array = $0 { true } else { false } }) else {
      var strands: [ParsedAnswer.Strand] = []
      for item in items { strands.append(try strand(item, names, inListAt: place)) }
      return ParsedAnswer(strands: strands, arrangement: .vector)
    }
    return try matrix(items, at: place, names)
  }

  private func cases(_ cases: [Case], _ names: Names) throws(Fault) -> ParsedAnswer {
    var conditions: [Condition] = []
    var strands: [ParsedAnswer.Strand] = []
    for item in cases {
      if item.isOtherwise {
        guard cases.count == 2, let other = cases.first(where: { !$0.isOtherwise }) else {
          throw Fault(
            "\(item.condition.text) stands for the opposite of one condition", in: document.source,
            at: item.condition.place, help: "write out where this case holds, as in \"x < 0\"")
        }
        conditions.append(try condition(of: other, names).opposite)
      } else {
        conditions.append(try condition(of: item, names))
      }
      strands.append(try strand(item.content, names, inListAt: item.condition.place))
    }
    return ParsedAnswer(strands: strands, arrangement: .cases(conditions))
  }

  private func condition(of item: Case, _ names: Names) throws(Fault) -> Condition {
    do {
      let condition = try Condition.parse(
        item.condition.text, vocabulary: vocabulary, decimalCommas: decimalCommas)
      try check(condition.left, names, isLast: true)
      try check(condition.right, names, isLast: true)
      return condition
    } catch {
      throw item.condition.fault(error, in: document)
    }
  }

  private func matrix(_ rows: [Answer.Content], at place: Range<Int>, _ names: Names)
    throws(Fault) -> ParsedAnswer
  {
    var strands: [ParsedAnswer.Strand] = []
    var columns: Int?
    for row in rows {
      guard case .array(let items, let rowPlace) = row else {
        throw Fault(
          "this list mixes rows and single entries", in: document.source, at: row.place ?? place)
      }
      guard !items.isEmpty else {
        throw Fault("this row is empty", in: document.source, at: rowPlace)
      }
      guard columns == nil || columns == items.count else {
        throw Fault(
          "this row has \(items.count) entries, the first has \(columns ?? 0)",
          in: document.source, at: rowPlace)
      }
      columns = items.count
      for item in items { strands.append(try strand(item, names, inListAt: rowPlace)) }
    }
    return ParsedAnswer(strands: strands, arrangement: .matrix(columns: columns ?? 1))
  }

  private func strand(
    _ content: Answer.Content, _ names: Names, inListAt list: Range<Int>? = nil
  ) throws(Fault) -> ParsedAnswer.Strand {
    let inscription: Inscription
    var decimalCommas = decimalCommas
    switch content {
    case .text(let text): inscription = text
    case .number(let number):
      inscription = number
      decimalCommas = false
    case .open:
      throw Fault(
        "an entry of this list is not answered", in: document.source, at: list ?? 0..<0,
        help: "write all entries, or null for the whole step")
    case .array(_, let place), .cases(_, let place):
      throw Fault("lists nest at most twice", in: document.source, at: place)
    case .unusable(let what, let place):
      throw Fault(
        "an answer cannot be \(what)", in: document.source, at: place,
        help: "write a number, a list, or a formula in quotes")
    }
    do {
      var chain = try Chain.parse(
        inscription.text, vocabulary: vocabulary, of: names.target?.variable,
        decimalCommas: decimalCommas)
      if list == nil, !isAllowed(names.step, names) { chain.removeLabel(names.step) }
      for (index, member) in chain.members.enumerated() {
        try check(member, names, isLast: index == chain.members.count - 1)
      }
      return ParsedAnswer.Strand(chain: chain, inscription: inscription)
    } catch {
      throw inscription.fault(error, in: document)
    }
  }

  private struct Names {
    let step: String
    let answered: AnsweredSteps
    let others: Set<String>
    let unusable: [String: String]
    let target: Target?

    /// A derivation that leads from a derivative, or back to it, has it at that end.
    func mayDifferentiate(isLast: Bool) -> Bool {
      guard let derivation = target?.form.derivation else { return false }
      return !isLast || derivation.start.formula.calculus != nil
    }
  }

  /// Whether an answer may use a name, without a set of all that it may use.
  private func isAllowed(_ name: String, _ names: Names) -> Bool {
    if names.answered.contains(name) || name == names.target?.variable
      || Vocabulary.constants.contains(name) && !names.others.contains(name)
        && !question.visible.contains(name)
    {
      return true
    }
    if let target = names.target {
      if target.entry.contains(where: { $0.names.contains(name) }) { return true }
      if target.endNames.contains(name) { return true }
      if let only = target.names { return only.contains(name) }
    }
    return question.visible.contains(name) || question.scope.sizes[name] != nil
  }

  private func check(_ formula: Formula, _ names: Names, isLast: Bool) throws(Diagnostic) {
    if !names.mayDifferentiate(isLast: isLast), let use = formula.calculus {
      throw Diagnostic(
        "derivatives are what is asked for: an answer cannot contain \(use.name)", at: use.range)
    }
    let uses = formula.names
    guard !uses.isEmpty else { return }
    if uses.allSatisfy({ isAllowed($0.name, names) }) { return }
    // Whoever writes a sum needs the sizes.
    let visible = question.visible.union(question.scope.sizes.keys)
    var allowed = (names.target?.names.map { Set($0) } ?? visible).union(names.answered.all)
    allowed.formUnion(names.target?.indices ?? [])
    allowed.formUnion(names.target?.endNames ?? [])
    if let variable = names.target?.variable { allowed.insert(variable) }
    if let use = uses.first(where: {
      !allowed.contains($0.name) && names.others.contains($0.name) && question.sees($0.name)
    }) {
      if let reason = names.unusable[use.name] {
        throw Diagnostic(
          "the answer to \(use.name) \(reason), so it cannot be used here", at: use.range,
          help: "write its value")
      }
      throw use.name == names.step
        ? Diagnostic("the answer to \(use.name) cannot use itself", at: use.range)
        : Diagnostic(
          "\(use.name) has no answer above, so it cannot be used here", at: use.range,
          help: "write its value")
    }
    if let use = uses.first(where: {
      !allowed.contains($0.name) && visible.contains($0.name)
    }) {
      throw Diagnostic(
        "\(use.name) is not among what this answer may use", at: use.range,
        help: "it may use \(allowed.sorted().joined(separator: ", "))", mistake: .name)
    }
    try formula.check(names: allowed, vocabulary: vocabulary)
  }
}

extension Case {
  /// Whether this is what remains.
  fileprivate var isOtherwise: Bool {
    ["otherwise", "else"].contains(condition.text.filter { !$0.isWhitespace }.lowercased())
  }
}

extension Chain {
  /// Takes away the name of what is asked for where a chain begins with it, as in `h1 = relu(z1) =
  /// 3`: it claims nothing of what follows.
  fileprivate mutating func removeLabel(_ name: String) {
    guard let link = links.first, link == .equal || link == .approximately,
      case .name(name) = members[0].node
    else { return }
    members.removeFirst()
    links.removeFirst()
  }
}

extension Formula {
  /// Each formula where its condition holds: `1[c1]*f1 + 1[c2]*f2`.
  package init(_ conditions: [Condition], _ formulas: [Formula]) {
    let terms = zip(conditions, formulas).map { condition, formula in
      Formula(
        .binary(
          .times,
          Formula(.indicator(condition.relation, condition.left, condition.right)), formula))
    }
    self =
      terms.dropFirst().reduce(terms.first ?? Formula(.vector([]))) {
        Formula(.binary(.plus, $0, $1))
      }
  }
}
