import Autodiff
import Notation
import Scalars
import WorkedExamples

/// How the equality of two numbers follows from that of others: where all partial derivatives of two
/// functions are equal, or those of their logarithms, the functions differ by a constant, or by a
/// factor, wherever one can go without leaving the domain.
struct DerivativePlan {
  /// What is equal as it stands.
  var identical: [PairOperations.Entry] = []
  /// What is equal if it is so at one point of each part of the domain.
  var atPoint: [PairOperations.Entry] = []
  /// Those of which the ratio is constant: also where they are 0 the domain falls apart.
  var ratios: [PairOperations.Entry] = []

  mutating func append(_ other: DerivativePlan) {
    identical += other.identical
    atPoint += other.atPoint
    ratios += other.ratios
  }
}

/// Looks for a plan at one random point, with as few derivatives of derivatives as may be.
struct DerivativeSearch: ~Copyable {
  /// With the derivatives that were asked for.
  private(set) var sides: PairOperations
  private let tower: ResidueTower
  private let values: [Residue]
  private let tape: Tape<Residue>
  private var budget = 0

  /// How often a derivative of a derivative is taken.
  private static let greatestDepth = 3
  /// How many pairs are looked at.
  private static let greatestCount = 400

  init(
    _ sides: PairOperations, _ tower: ResidueTower, _ values: [Residue],
    _ tape: consuming Tape<Residue>
  ) {
    self.sides = sides
    self.tower = tower
    self.values = values
    self.tape = tape
  }

  /// Nil where there is no plan, or something has no value.
  mutating func plan(for entries: [PairOperations.Entry]) throws(Diagnostic) -> DerivativePlan? {
    var plan = DerivativePlan()
    for entry in entries {
      budget = Self.greatestCount
      var found: DerivativePlan?
      for depth in 0...Self.greatestDepth where found == nil {
        found = try self.plan(for: entry, depth: depth)
      }
      guard let found else { return nil }
      plan.append(found)
    }
    return plan
  }

  private mutating func plan(
    for entry: PairOperations.Entry, depth: Int
  ) throws(Diagnostic) -> DerivativePlan? {
    budget -= 1
    guard budget > 0, let left = top(entry.left), let right = top(entry.right) else { return nil }
    if left == right { return DerivativePlan(identical: [entry]) }
    // Constants have no derivatives that could tell anything of them.
    let varies = sides.operations.varying
    guard depth > 0, entry.places.contains(where: { varies[$0] }) else { return nil }
    if var plan = try plan(byPartialsOf: entry, logarithmic: false, depth: depth) {
      plan.atPoint.append(entry)
      return plan
    }
    guard left != 0, right != 0,
      var plan = try plan(byPartialsOf: entry, logarithmic: true, depth: depth)
    else { return nil }
    plan.atPoint.append(entry)
    plan.ratios.append(entry)
    return plan
  }

  private mutating func plan(
    byPartialsOf entry: PairOperations.Entry, logarithmic: Bool, depth: Int
  ) throws(Diagnostic) -> DerivativePlan? {
    guard let partials = try sides.partials(of: entry, logarithmic: logarithmic), !partials.isEmpty
    else { return nil }
    sides.operations.extend(tape, tower, at: values)
    var plan = DerivativePlan()
    for partial in partials {
      guard let part = try self.plan(for: partial, depth: depth - 1) else { return nil }
      plan.append(part)
    }
    return plan
  }

  private func top(_ side: PairOperations.Side) -> UInt64? {
    tape.value(at: side.place).top
  }
}
