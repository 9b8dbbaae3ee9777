import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// The links of an answer, each with what was found out about it.
extension StepAccount {
  /// A chain of the answer; an entry of an array or a case has one of its own.
  struct Strand {
    let label: String?
    let members: [Formula]
    let links: [Link]
  }

  struct Link {
    enum Mark {
      case held, failed, undecided, notJudged
    }

    let relation: Relation
    let mark: Mark
    /// Whether this is the first that fails, where a reader should look.
    let isFirst: Bool
    /// What stands behind "this link"; empty where nothing was found out.
    let words: String

    /// Where a page lists links, the first that fails is pointed at.
    var pointer: String { isFirst && mark == .failed ? "first link that fails: this " : "" }
  }

  var strands: [Strand] {
    guard let answer = finding.answer else { return [] }
    let first = finding.firstFailure
    return answer.strands.indices.map { strand in
      let chain = answer.strands[strand].chain
      return Strand(
        label: label(of: strand, in: answer), members: chain.members,
        links: chain.links.indices.map { link in
          Link(
            relation: chain.links[link], mark: mark(ofLink: link, in: strand),
            isFirst: first.map { $0.strand == strand && $0.link == link } ?? false,
            words: words(ofLink: link, in: strand, of: answer))
        })
    }
  }

  private func label(of strand: Int, in answer: ParsedAnswer) -> String? {
    switch answer.arrangement {
    case nil: nil
    case .vector: "entry \(strand + firstIndex)"
    case .matrix(let columns):
      "entry \(strand / max(1, columns) + firstIndex), \(strand % max(1, columns) + firstIndex)"
    case .cases(let conditions):
      conditions.indices.contains(strand) ? "where \(conditions[strand])" : nil
    }
  }

  /// What was found out about a link; nil where it was not looked at.
  private func verdict(ofLink link: Int, in strand: Int) -> Verdict? {
    guard finding.chains.indices.contains(strand),
      finding.chains[strand].links.indices.contains(link)
    else { return nil }
    return finding.chains[strand].links[link]
  }

  private func mark(ofLink link: Int, in strand: Int) -> Link.Mark {
    switch verdict(ofLink: link, in: strand) {
    case nil: .notJudged
    case .holds: .held
    case .fails: .failed
    case .undecided: .undecided
    }
  }

  func words(ofLink link: Int, in strand: Int, of answer: ParsedAnswer) -> String {
    switch verdict(ofLink: link, in: strand) {
    case nil: ""
    case .holds(.exact): "follows"
    case .holds(let evidence): "follows, \(evidence.words)"
    case .undecided(let doubt): "does not follow for certain: \(doubt.words)"
    case .fails(let failure):
      "does not follow" + detail(of: failure, atLink: link, in: strand, of: answer)
    }
  }

  private func detail(
    of failure: Failure, atLink link: Int, in strand: Int, of answer: ParsedAnswer
  ) -> String {
    let chain = answer.strands[strand].chain
    guard case .differs(let entries) = failure else {
      return ": \(failure.words(ofLink: chain.members[link], chain.members[link + 1]))"
    }
    let members = finding.chains[strand].members
    if showsAnswers, members.indices.contains(link) {
      return ": the left side comes to \(members[link].text)"
    }
    if chain.isArray(link) {
      let places = listed(entries.map { "\($0 + firstIndex)" })
      return " in entry \(places), counted from \(firstIndex)"
    }
    let sides = NumberLink(
      chain, link: link, finding.chains[strand], target: target(ofStrand: strand, of: answer))
    return sides?.difference.map { ": \($0)" } ?? ""
  }
}

/// A link between two numbers that differ, and how, as far as that may be told.
///
/// A left side of plain numbers is the student's own arithmetic, so what it comes to is said,
/// unless that is what the step asks for.
private struct NumberLink {
  private let left: Formula
  private let right: Formula
  private let leftValue: RealQuantity
  private let rightValue: RealQuantity
  /// What the step must come to; nil where the caller does not know.
  private let target: RealQuantity?

  /// Nil for a link between arrays, and one that is no equation.
  init?(_ chain: Chain, link: Int, _ finding: ChainFinding, target: RealQuantity?) {
    guard [.equal, .approximately].contains(chain.links[link]),
      finding.members.indices.contains(link + 1),
      finding.members[link].exact.count == 1, finding.members[link + 1].exact.count == 1
    else { return nil }
    left = chain.members[link]
    right = chain.members[link + 1]
    leftValue = finding.members[link]
    rightValue = finding.members[link + 1]
    self.target = target
  }

  var difference: String? {
    if let kind { return kind }
    guard let target, target.exact.count == 1 else { return nil }
    if isSame(leftValue, target) {
      return "\(shown(left) ?? "the left side") is right, and does not come to \(written)"
    }
    guard leftValue.obstacle == nil, leftValue.text != "\(left)" else { return nil }
    let own = shown(left) ?? "the left side"
    let value = RealQuantity.texts(leftValue, rightValue).left
    return left.names.isEmpty
      ? "\(own) comes to \(value), not \(written)"
      : "\(own) does not come to \(written); put the numbers in, in a link of its own"
  }

  private var written: String { shown(right) ?? "the right side" }

  private func shown(_ formula: Formula) -> String? {
    let text = "\(formula)"
    return text.utf8.count <= 40 ? text : nil
  }

  /// A difference that has a name.
  private var kind: String? {
    guard leftValue.isExact, rightValue.isExact else { return nil }
    let (left, right) = (leftValue.exact[0], rightValue.exact[0])
    guard !left.isZero, !right.isZero else { return nil }
    if left == -right { return "only the sign differs" }
    if Self.powersOfTen.contains(right / left) || Self.powersOfTen.contains(left / right) {
      return "only the decimal point differs"
    }
    if let halfUnit = WrittenNumber(self.right)?.halfUnit,
      (left - right).magnitude < halfUnit + halfUnit, !isWhole(left)
    {
      return "the last digit is not as it rounds"
    }
    return nil
  }

  /// Between whole numbers nothing is rounded.
  private func isWhole(_ number: Rational) -> Bool {
    number.denominator == Rational.one.denominator
  }

  private static let powersOfTen = (1...6).map { Rational(10).power($0) }

  private func isSame(_ one: RealQuantity, _ other: RealQuantity) -> Bool {
    if one.isExact, other.isExact { return one.exact == other.exact }
    let (a, b) = (one.enclosures(precision: 256)[0], other.enclosures(precision: 256)[0])
    return a.obstacle == nil && b.obstacle == nil && a.lower <= b.upper && b.lower <= a.upper
  }
}

extension Chain {
  fileprivate func isArray(_ link: Int) -> Bool {
    switch members[link + 1].node {
    case .vector, .matrix: true
    default: false
    }
  }
}
