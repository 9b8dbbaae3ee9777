import Autodiff
import Notation
import Scalars

/// Derivatives at a kink, where the two sides may have slopes of their own.
///
/// What is recorded of a derivative is right beside a kink, and goes by conventions at it. There the
/// slopes of both sides are computed as numbers, and what the recorded derivative lacks of the right
/// one is added. If both sides agree, that is the derivative; if not, all between them are
/// subgradients, and the recorded one stands if it is among them.
extension Evaluation {
  /// What a derivative at a kink lacks of what it should be, as a node of its own.
  struct KinkCorrection {
    /// The derivative as recorded.
    let recorded: Node
    /// The kinks that it sits on.
    let kinks: [Int]
    /// Whether the slopes of both sides differ, or may.
    let isOpen: Bool
    /// Whether the recorded derivative has a value to be added to.
    let isAdded: Bool
  }

  /// Whether something was recorded that has a kink or a jump somewhere.
  package var hasKinks: Bool {
    (0..<tape.count).contains { index in
      guard case .elementary(let function) = tape[index].kind else { return false }
      return function.smoothness != .smooth
    }
  }

  /// Records the derivatives of an output by some nodes, right at kinks, too.
  func derivatives(
    of output: Node, by inputs: [Node], at range: Range<Int>
  ) throws(Diagnostic) -> [Node] {
    var slopes = tape.recordGradient(of: output, with: inputs, powers: &powers)
    guard N.tellsSigns else { return slopes }
    let value = tape[output]
    if slopesNeedValues, let obstacle = value.obstacle, obstacle.isCertain {
      // What has no value here has no slope, though 1/u may stand for that of ln(u).
      isTiedToPoint = true
      return inputs.map { _ in tape.constant(value.obstructed(by: obstacle)) }
    }
    if slopes.contains(where: { tape[$0].obstacle?.isCertain ?? false }) {
      let flats = (0...output.index).filter { index in
        guard case .elementary(let function) = tape[index].kind else { return false }
        return function.smoothness == .corner(isFlatBelow: true)
          && tape.value(at: tape[index].left).certainSign == -1
      }
      if !flats.isEmpty {
        isTiedToPoint = true
        slopes = tape.recordGradient(
          of: output, with: inputs, powers: &powers, around: Set(flats))
      }
    }
    let kinks = (0...output.index).filter(isAtKink)
    guard !kinks.isEmpty || !kinkCorrections.isEmpty else { return slopes }
    let isUsed = tape.ancestors(of: output)
    for (place, input) in inputs.enumerated() where input.index <= output.index {
      try spend(1 + tape.count / 16, at: range)
      let moves = tape.dependents(on: [input], upTo: output, powers)
      let own = kinks.filter { isUsed[$0] && moves[$0] }
      let fading = kinkCorrections.filter { index, correction in
        index <= output.index && isUsed[index] && moves[correction.recorded.index]
      }
      guard !own.isEmpty || !fading.isEmpty else { continue }
      isTiedToPoint = true
      slopes[place] = corrected(slopes[place], of: output, by: input, kinks: own, fading)
    }
    return slopes
  }

  private func corrected(
    _ recorded: Node, of output: Node, by input: Node, kinks: [Int],
    _ fading: [Int: KinkCorrection]
  ) -> Node {
    let zero = tape[output].constant(0)
    // A second derivative of what has been corrected as a whole would need its neighbours.
    let isBlind = fading.values.contains { !$0.isAdded }
    let landed = kinksAtUnseenZero(kinks)
    func slope(_ side: Side) -> N {
      isBlind
        ? zero.obstructed(by: .undecided)
        : tape.slope(
          of: output, along: input, from: side, powers: powers, landed: landed,
          fading: fading.mapValues(\.kinks))
    }
    let (below, above) = (slope(.below), slope(.above))
    let gap = above - below
    var isOpen = gap.certainSign != 0
    if let obstacle = gap.obstacle, obstacle != .irrational { isOpen = false }
    let value =
      switch subgradient {
      case .usual: Self.value(from: below, to: above, near: tape[recorded])
      case .from(.below): below
      case .from(.above): above
      }
    // What encloses the slopes of both sides is too wide to be mended.
    let isSharp = kinks.allSatisfy {
      tape.value(at: tape[$0].left).certainSign != nil
    }
    let isAdded = tape[recorded].obstacle == nil && isSharp
    let correction = tape.input(isAdded ? value - tape[recorded] : value)
    kinkCorrections[correction.index] = KinkCorrection(
      recorded: recorded, kinks: kinks + fading.values.flatMap(\.kinks), isOpen: isOpen,
      isAdded: isAdded)
    return isAdded ? recorded + correction : correction
  }

  /// What stands for all numbers between two slopes: the usual one, or else the one next to it. An
  /// enclosure of all where they cannot be told apart.
  private static func value(from below: N, to above: N, near usual: N) -> N {
    let gap = above - below
    guard let order = gap.certainSign else { return below + gap.applying(.step) * gap }
    guard order != 0 else { return above }
    let (least, greatest) = order > 0 ? (below, above) : (above, below)
    if (usual - least).certainSign == -1 { return least }
    return (greatest - usual).certainSign.map { $0 >= 0 } ?? false ? usual : greatest
  }

  /// Whether a function has its kink or jump where its argument is, or too near to tell.
  private func isAtKink(_ index: Int) -> Bool {
    guard case .elementary(let function) = tape[index].kind else { return false }
    let argument = tape.value(at: tape[index].left)
    guard argument.obstacle == nil else { return false }
    switch function.smoothness {
    case .smooth: return false
    case .corner, .jump: return (argument.certainSign ?? 0) == 0
    case .stairs: return ((argument - argument.applying(.floor)).certainSign ?? 0) == 0
    }
  }

  /// Kinks of arguments that are 0, though no enclosure can tell: x - 1/3 where x is 1/3.
  private func kinksAtUnseenZero(_ kinks: [Int]) -> Set<Int> {
    let unseen = kinks.filter { tape.value(at: tape[$0].left).certainSign == nil }
    guard !unseen.isEmpty else { return [] }
    let exactLeaves = exactLeaves
    var found: Set<Int> = []
    for kink in unseen {
      let argument = tape.variable(at: tape[kink].left)
      let exact = tape.value(of: argument) { leaf, value in exactLeaves[leaf] ?? value.exact }
      if exact?.isZero ?? false { found.insert(kink) }
    }
    return found
  }

  // MARK: What is told of kinks

  /// The kinks at which the slopes of both sides may differ, of the derivatives that some nodes are
  /// computed from; nil for a node without such.
  @specialized(where N == Rational)
  package func openKinks(of nodes: Quantity<Node>) -> [Kink] {
    guard kinkCorrections.values.contains(where: \.isOpen) else { return [] }
    var found: Set<Int> = []
    for node in nodes.entries {
      let isUsed = tape.ancestors(of: node)
      for (index, correction) in kinkCorrections
      where correction.isOpen && index <= node.index && isUsed[index] {
        found.formUnion(correction.kinks)
      }
    }
    let names = namesOfAll
    var kinks: [Kink] = []
    for index in found.sorted() {
      let function: String
      if let written = kinkFunctions[index] {
        function = written
      } else if case .elementary(let rule) = tape[index].kind {
        function = rule.rawValue
      } else {
        continue
      }
      let kink = Kink(
        function: function, argument: kinkFunctions[index] == nil ? names[tape[index].left] : nil)
      if !kinks.contains(kink) { kinks.append(kink) }
    }
    return kinks
  }
}

/// A kink or jump at which a derivative is taken.
package struct Kink: Hashable, Sendable {
  /// The function that has it: `relu`, `max`.
  package let function: String
  /// The name of what is 0 there, if it has one.
  package let argument: String?
}

/// Which of the slopes at a kink a derivative is.
package enum Subgradient: Hashable, Sendable {
  /// That of the conventions, such as relu′(0) = 0, or the one next to it.
  case usual
  /// That of one side.
  case from(Side)
}
