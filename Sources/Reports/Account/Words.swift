import CommandLine
import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

extension Outcome {
  package var word: String { kind.word }
  var tone: Ink.Tone { kind.tone }
}

extension OutcomeKind {
  var tone: Ink.Tone {
    switch self {
    case .right, .roundedEarly, .followsThrough: .good
    case .open, .awaitsMarker, .marked, .excused: .quiet
    case .undecided, .unreadable, .tooCoarse, .notWorkedOut, .notInForm, .brokenLink, .partly:
      .doubtful
    case .wrong: .bad
    }
  }
}

extension Evidence {
  package var words: String {
    switch self {
    case .exact: "exact"
    case .rounded: "correctly rounded"
    case .subgradient: "at a kink, by one of the slopes there"
    case .computed(let digits): "computed, the same \(digits) digits at two precisions"
    case .proven(let proof): proof.words
    case .agreed(let points, digits: 0): "holds at \(points) points"
    case .agreed(let points, let digits):
      points == 1
        ? "agrees to \(digits) digits" : "agrees at \(points) points to \(digits) digits"
    }
  }
}

extension Proof {
  var words: String {
    var words = "proven"
    if let digits { words += " up to a constant below 10^-\(digits)" }
    words += " (chance of error \(isHeuristic ? "about" : "below") 2^-\(bits)"
    words += "\(isHeuristic ? " by heuristic" : ""), seed \(seed))"
    if let exception {
      words += ", but at \(exception.place) \(exception.sides)"
    }
    if exceptsJumps { words += ", except at a jump" }
    return words
  }
}

extension Failure {
  var words: String {
    switch self {
    case .differs(let entries) where entries.count == 1 && entries != [0]:
      "entry \(entries[0]) differs"
    case .differs: "the two sides differ"
    case .tooCoarse(let digits, .digits(let wanted)):
      "\(digits) significant digit\(digits == 1 ? "" : "s") written, \(wanted) wanted"
    case .tooCoarse(_, let wanted): "\(wanted.words) are wanted"
    case .digitsLost(let count):
      "its rounded decimals leave \(count == 0 ? "no digit" : counted(count, "digit")) of it right, and 2 are needed: carry more digits"
    case .shapes(let left, let right): "the left side is a \(left), the right side a \(right)"
    case .noValue(let obstacle): "a side has no value: \(obstacle.reason)"
    case .counterexample(let example): example.words
    case .smallerDomain(let example): "at \(example.place) \(example.sides)"
    case .transposed: "right entries, transposed"
    }
  }
}

extension Obstacle {
  /// Why formulas have no value, in what is written there: a power is computed by a logarithm or a
  /// root that nobody sees.
  func reason(in formulas: [Formula]) -> String {
    guard case .outsideDomain(let function) = self,
      !formulas.contains(where: { $0.usedFunctions.contains(function) }),
      !formulas.contains(where: { function == "ln" && $0.usedFunctions.contains("log") }),
      formulas.contains(where: \.hasPower)
    else { return reason }
    let isSlope = formulas.contains { $0.calculus != nil }
    return
      "a power with a fraction in its exponent\(isSlope ? ", or its slope by the exponent," : "") has no real value for a negative base"
  }
}

extension Formula {
  fileprivate var hasPower: Bool {
    if case .binary(.power, _, _) = node { return true }
    if case .binary(.entrywisePower, _, _) = node { return true }
    var isFound = false
    node.forEachPart { isFound = isFound || $0.hasPower }
    return isFound
  }
}

extension Failure {
  /// The words, about formulas that are known.
  func words(of formulas: [Formula]) -> String {
    guard case .noValue(let obstacle) = self else { return words }
    return "a side has no value: \(obstacle.reason(in: formulas))"
  }

  var isCounterexample: Bool { if case .counterexample = self { true } else { false } }

  /// The same of a link between two of a student's own formulas, neither of which is what the
  /// other should be.
  func words(ofLink left: Formula, _ right: Formula) -> String {
    guard case .counterexample(let example) = self else { return words(of: [left, right]) }
    return example.point.isEmpty ? example.sides : "at \(example.place) \(example.sides)"
  }
}

extension Counterexample {
  /// `x = 1, y = (2, 3)`.
  var place: String {
    point.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }

  /// What the two sides come to.
  var sides: String {
    let left = left == "no value" ? "has no value" : "is \(left)"
    let right = right == "no value" ? "has none" : right
    return "the left side \(left), the right side \(right)"
  }

  /// The same of an equation, whose two sides are compared by their difference.
  var wordsOfEquation: String {
    let start = point.isEmpty ? "" : "at \(place) "
    if left == "0" { return "\(start)this holds, and the equation that is asked for does not" }
    if right == "0" { return "\(start)the equation that is asked for holds, and this does not" }
    return
      "it is no multiple of the equation that is asked for: \(start)left minus right is \(left), and \(right) in that"
  }

  var words: String {
    guard !point.isEmpty else { return "it comes to \(left), and should be \(right)" }
    return "at \(place) it comes to \(left), and should be \(right)"
  }
}

extension StepCheck {
  /// What an exercise's author should know of a step and its slips.
  package var notes: [(message: String, place: Inscription)] {
    var notes: [(String, Slip)] = hiddenSlips.map {
      ("at these numbers the slip comes to the right value of \(step.id)", $0)
    }
    notes += twinSlips.map {
      ("at these numbers the slip comes to the same as \($0.first.code) of \(step.id)", $0.second)
    }
    notes += falseTwins.map {
      ("at these numbers the slip can be told from \($0.twin ?? ""): leave \"twin\" out", $0)
    }
    notes += emptySlips.map { ("at these numbers the slip of \(step.id) has no value", $0) }
    return constancyNote + kinkNote + notes.map { ($0.0, $0.1.value.inscription) }
  }

  private var kinkNote: [(String, Inscription)] {
    guard let sides, let target = step.target else { return [] }
    let places = sides.kinks.map { kink in
      kink.argument.map { "the kink of \(kink.function) at \($0) = 0" }
        ?? "a kink of \(kink.function)"
    }
    return [
      (
        "\(step.id) sits on \(listed(places)): it is \(sides.below.text) from below,"
          + " \(sides.above.text) from above, and whatever lies between is right",
        target.value.inscription
      )
    ]
  }

  private var constancyNote: [(String, Inscription)] {
    guard isConstant, let target = step.target, let name = target.names?.first else { return [] }
    return [
      (
        "\(step.id) is in numbers alone, so that any formula of the same value is right;"
          + " \"\(name) : real\" in the question's \"given\" makes \(name) free",
        target.value.inscription
      )
    ]
  }
}

extension StepFinding {
  /// How an answer that is another function than the right one differs from it.
  func words(of example: Counterexample) -> String {
    if step.target?.form.isEquation == true { example.wordsOfEquation } else { example.words }
  }

  /// Whether a derivation is wrong, which it is by a link: it has no value that could be.
  var isFailedDerivation: Bool {
    guard case .wrong = outcome, step.target?.form.derivation != nil else { return false }
    return firstFailure != nil
  }

  /// What it follows from, and what that earns: in a sentence.
  var followsWords: String {
    let names = origins.map(\.named)
    let from = "this follows from your \(listed(names))"
    let earned: String
    if isCapped {
      earned = "follow-through has earned all that it may here"
    } else if step.worth.follow == .one {
      earned = credit == .one ? "full marks here" : "it earns its part"
    } else {
      earned = "\(Marks.percent(step.worth.follow))% of the marks here"
    }
    return "\(from): \(earned); \(slipWords)"
  }

  /// What it comes of without showing so, in a sentence.
  var unearnedWords: String {
    "this comes of your \(listed(origins.map(\.named))), but does not show that anything was worked"
      + " out, so it earns nothing; \(slipWords)"
  }

  private var slipWords: String {
    var slips: [String] = []
    for slip in origins.flatMap(\.slips) where !slips.contains(slip) { slips.append(slip) }
    return "the slip is in \(listed(slips))"
  }

  /// What was rounded before this, in a sentence.
  var roundedWords: String {
    origins.isEmpty
      ? "this was rounded on the way: carry more digits until the end"
      : "this follows from your \(listed(origins.map(\.named))), which you had rounded"
  }

  /// What of a shape is not as it was asked for, where that costs nothing or something, and where
  /// the outcome does not say it.
  var shapeWords: String? {
    switch (outcome, misshape) {
    case (.wrong(.shapes), .scalarForVector), (.wrong(.shapes), .vectorForScalar): nil
    default: misshape?.words
    }
  }

  /// Which entries are right, which follow, and which are not: counted as the exercise counts.
  func entryWords(from firstIndex: Int) -> String {
    func places(_ matches: (EntryFinding) -> Bool) -> [String] {
      entries.indices.filter { matches(entries[$0]) }.map { index in
        guard let columns, columns > 0 else { return "\(index + firstIndex)" }
        return "(\(index / columns + firstIndex), \(index % columns + firstIndex))"
      }
    }
    func phrase(_ places: [String], _ words: (one: String, several: String)) -> String? {
      places.isEmpty
        ? nil
        : places.count == 1
          ? "entry \(places[0]) \(words.one)" : "entries \(listed(places)) \(words.several)"
    }
    let columns = columns
    let right = places { $0 == .right || $0 == .roundedEarly }
    let good =
      right.isEmpty
      ? nil
      : "\(right.count == 1 ? "entry" : "entries") \(listed(right)) of \(entries.count) \(right.count == 1 ? "is" : "are") right"
    var parts = [
      good, phrase(places { $0 == .follows }, ("follows", "follow")),
      phrase(
        places { if case .coarse = $0 { true } else { false } }, ("is too coarse", "are too coarse")
      ),
    ].compactMap(\.self)
    // Behind anything else "is not" would be taken for "does not follow" or "is not too coarse".
    let isSaidOfRight = good != nil && parts.count == 1
    let bad = phrase(
      places { $0 == .wrong },
      isUnearned
        ? (
          "comes of your own value, but shows no work",
          "come of your own values, but show no work"
        )
        : isSaidOfRight ? ("is not", "are not") : ("is wrong", "are wrong"))
    if let bad { parts.append(bad) }
    return "\(parts.joined(separator: "; ")) (counted from \(firstIndex))"
  }

  /// How many columns the answer has, if it is a matrix of the right shape.
  var columns: Int? {
    guard let answer, misshape == nil else { return nil }
    if case .matrix(let columns)? = answer.arrangement { return columns }
    if case .matrix(let rows) = answer.result.node { return rows.first?.count }
    return nil
  }
}

extension FormComplaint {
  var words: String {
    switch self {
    case .shape(let misshape):
      misshape.words.map { "right entries, but \($0)" } ?? "this has another shape"
    case .rounded: "the exact value is asked for, not a rounding of it"
    case .noEquation: "an equation is asked for, with one ="
    case .cases: "the cases must cover everything, and not overlap"
    case .ends(let start, let end): "the chain must lead from \(start) to \(end)"
    case .relation(let start, let relation, let end):
      "these links do not lead to \(start) \(relation.rawValue) \(end)"
    case .tooFewLinks(let wanted):
      "at least \(wanted) links between different formulas are asked for"
    case .notThrough(let function): "the derivation must go through \(function)"
    case .function(let other, let allowed):
      "right in value; \(other == "1[]" ? "an indicator" : other) is not among what may be used: \(allowed.joined(separator: ", "))"
    case .operations(let excess):
      "right in value; it takes \(excess.count) operations for \(excess.sizes), and may take \(excess.limit)"
    }
  }
}

extension Misshape {
  /// What is not as it was asked for; nil where the outcome says it.
  var words: String? {
    switch self {
    case .other: nil
    case .rowForColumn: "a row is written for a column, or the other way round"
    case .transposed: "rows and columns are exchanged"
    case .flattened: "the matrix is written as one list; its rows are [[1, 2], [3, 4]]"
    case .tooShort: "an entry is left out"
    case .tooLong: "there is an entry too much"
    case .scalarForVector: "several numbers are asked for, and this is one"
    case .vectorForScalar: "one number is asked for, and these are several"
    }
  }
}

extension Origin {
  /// `h1 = 2`; only the name where the value is long.
  fileprivate var named: String {
    value.isEmpty || value.count > 24 ? step : "\(step) = \(value)"
  }
}

extension Lateness {
  /// `2 days late: −20 %`.
  var words: String {
    let hours = (seconds + 3599) / 3600
    let time = hours < 48 ? counted(hours, "hour") : counted((hours + 23) / 24, "day")
    return loss.isZero ? "\(time) late" : "\(time) late: −\(Marks.percent(loss)) %"
  }
}

extension Step {
  /// The step's id, and what it asks if that says more.
  var named: String { ask == id ? id : "\(id), \(ask)" }
}

/// Wraps words to a width, each line indented.
func wrapped(_ text: String, indent: Int, width: Int) -> [String] {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = margin
  var used: Int?
  // Code points, not characters: finding these takes longer than all the rest.
  for word in text.unicodeScalars.split(separator: " ") {
    let word = String(word)
    let columns = word.displayWidth
    if let so = used, so + 1 + columns <= width - indent {
      line += " "
      used = so + 1 + columns
    } else {
      if used != nil { lines.append(line) }
      (line, used) = (margin, columns)
    }
    line += word
  }
  if used != nil { lines.append(line) }
  return lines
}
