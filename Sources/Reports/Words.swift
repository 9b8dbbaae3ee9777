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
    case .open, .awaitsMarker: .quiet
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
    case .proven(let proof): proof.words
    case .agreed(let points, digits: 0): "certain at \(points) points"
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
    return words
  }
}

extension Failure {
  var words: String {
    switch self {
    case .differs(let entries) where entries.count == 1 && entries != [0]:
      "entry \(entries[0]) differs"
    case .differs: "the two sides differ"
    case .tooCoarse(let digits, let wanted):
      "\(digits) significant digit\(digits == 1 ? "" : "s") written, \(wanted) wanted"
    case .shapes(let left, let right): "the left side is a \(left), the right side a \(right)"
    case .noValue(let obstacle): "a side has no value: \(obstacle.reason)"
    case .counterexample(let example): example.words
    case .smallerDomain(let example): "at \(example.place) \(example.sides)"
    case .transposed: "right entries, transposed"
    }
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

  var words: String {
    guard !point.isEmpty else { return "it comes to \(left), and should be \(right)" }
    return "at \(place) it comes to \(left), and should be \(right)"
  }
}

extension Doubt {
  var words: String {
    switch self {
    case .precision(let bits): "the two sides could not be told apart with \(bits) bits"
    case .tooMuchWork: "this takes more work than a check may use"
    case .nearlySame(let points, let digits):
      "the two sides agree at \(points) points to \(digits) digits, but they are not the same"
    case .noCommonPoint: "no point was found at which both sides have a value"
    }
  }
}

extension Step {
  /// The step's id, and what it asks if that says more.
  var named: String { ask == id ? id : "\(id), \(ask)" }
}

/// "1 step", "2 steps".
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// A list of names as in a sentence.
func listed(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

/// Wraps words to a width, each line indented.
func wrapped(_ text: String, indent: Int, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: true) {
    if !line.isEmpty, line.displayWidth + 1 + String(word).displayWidth > width - indent {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  if !line.isEmpty { lines.append(line) }
  return lines.map { String(repeating: " ", count: indent) + $0 }
}
