import Checking
import Notation
import Testing
import WorkedExamples

/// A claim with the statements before it, as `verify --claim` takes them.
struct Claim: CustomTestStringConvertible, Sendable {
  let text: String
  let statements: [String]

  init(_ text: String, _ statements: String...) {
    self.text = text
    self.statements = statements
  }

  init(_ text: String, _ statements: [String]) {
    self.text = text
    self.statements = statements
  }

  var testDescription: String { (statements + [text]).joined(separator: "; ") }

  func judged(by judge: Judge = Judge()) throws -> Verdict {
    var names = Namespace()
    for statement in statements { try names.add(statement, visible: true) }
    let chain = try Chain.parse(text, vocabulary: names.vocabulary)
    return try judge.check(claim: chain, names: names).verdict
  }
}

extension Verdict {
  var proof: Proof? {
    if case .holds(.proven(let proof)) = self { proof } else { nil }
  }

  var counterexample: Counterexample? {
    if case .fails(.counterexample(let example)) = self { example } else { nil }
  }
}

extension Counterexample {
  /// `x = 1, y = 2: 3, 4`.
  var inShort: String {
    point.map { "\($0.name) = \($0.value)" }.joined(separator: ", ") + ": \(left), \(right)"
  }
}
