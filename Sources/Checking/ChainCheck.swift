import Notation
import Scalars
import WorkedExamples

/// What was found out about a chain, link by link.
package struct ChainFinding: Sendable {
  /// One verdict for each link, in order.
  package let links: [Verdict]
  /// What each member comes to.
  package let members: [RealQuantity]

  package init(links: [Verdict], members: [RealQuantity]) {
    self.links = links
    self.members = members
  }

  /// The first link that does not follow, from 0.
  package var firstFailure: Int? { links.firstIndex { !$0.isHeld } }

  /// Why it cannot be told whether all links follow; nil where one certainly fails, or all hold.
  package var doubt: Doubt? {
    var doubt: Doubt?
    for link in links {
      switch link {
      case .holds: continue
      case .fails: return nil
      case .undecided(let found): doubt = doubt ?? found
      }
    }
    return doubt
  }
}

extension Judge {
  /// Checks a chain of numbers link by link.
  ///
  /// `right` is what the whole chain must come to, where that is known: a last member that rounds
  /// it holds even if the member before it was written with rounded numbers. `unrounded` are
  /// the values behind names that stand for rounded ones. Decimals of `fewestDigits` may be
  /// roundings inside a member, too.
  package func check(
    _ chain: Chain, in setting: Setting, right: RealQuantity? = nil,
    precision: Precision = .digits(3), fewestDigits: Int = 3,
    unrounded: [String: RealQuantity] = [:]
  ) throws(Diagnostic) -> ChainFinding {
    let values = try setting.evaluate(chain.members)
    var links: [Verdict] = []
    for (index, relation) in chain.links.enumerated() {
      if relation == .equal, !values[index].isExact, values[index].obstacle == nil,
        areIdentical(chain.members[index], chain.members[index + 1], values[index], in: setting)
      {
        links.append(.holds(.exact))
      } else if relation == .equal || relation == .approximately {
        var link = LinkCheck(
          self, chain, values, link: index, in: setting, precision: precision,
          fewestDigits: fewestDigits, unrounded: unrounded)
        links.append(link.verdict(expecting: right))
      } else {
        links.append(compare(values[index], relation, values[index + 1]))
      }
    }
    return ChainFinding(links: links, members: values)
  }

  /// Whether a chain begins with what is right, each link follows, and yet rounding on the way led
  /// to another end.
  package func roundsEarly(
    _ chain: Chain, _ finding: ChainFinding, to right: RealQuantity, _ index: Int,
    in setting: Setting, precision: Precision, unrounded: [String: RealQuantity]
  ) -> Bool {
    guard chain.members.count > 1, finding.links.allSatisfy(\.isHeld),
      finding.members[0].exact.count == right.exact.count
    else { return false }
    for (place, relation) in chain.links.enumerated() where finding.links[place] != .holds(.exact) {
      guard relation == .equal || relation == .approximately else { return false }
      // Read backwards, 2.10 = 2.104 holds, too: by such steps one comes anywhere.
      var link = LinkCheck(
        self, chain, finding.members, link: place, in: setting, precision: precision,
        unrounded: unrounded, readsBackwards: false)
      guard link.verdict(expecting: right).isHeld else { return false }
    }
    return begins(chain, finding, with: right, index, in: setting, fewestDigits: 3) == .right
  }

  /// What a chain begins with, seen from what is right.
  package enum Beginning {
    /// It is right, or would be but for the rounding of its decimals.
    case right
    /// It is not, and decimals in it may have been cut off, or rounded in some other way.
    case inexact
    /// It is the exact value of something else.
    case wrong
  }

  /// Tells whether a chain begins with what is right.
  ///
  /// A wrong computation may round to what is right: where that is 0.3925, 0.39 says nothing of
  /// `0.2*0.05 + 0.3*0.1 + 0.35`, which is 0.39.
  package func begins(
    _ chain: Chain, _ finding: ChainFinding, with right: RealQuantity, _ index: Int,
    in setting: Setting, unrounded: [String: RealQuantity] = [:], fewestDigits: Int = 2
  ) -> Beginning {
    guard finding.members[0].exact.count == right.exact.count else { return .wrong }
    switch compare(finding.members[0], index, right, index) {
    case .equal, .inseparable, .subgradient: return .right
    case .different, .undecided, .noValue, .tooLarge: break
    }
    let widening = Widening(
      chain.members[0], in: setting, unrounded: unrounded, fewestDigits: fewestDigits)
    if widening.reaches(right, index, by: self).isHeld { return .right }
    return widening.isFixed ? .wrong : .inexact
  }
}
