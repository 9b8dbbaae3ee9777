/// The value of a formula in each field of a tower, for random values of its variables.
///
/// Two formulas that are the same function have the same residues; two that are not differ but
/// for a small chance. At a level where there is no value, because of the depth of the
/// exponentials or by bad luck, the residue is not valid.
package struct Residue {
  let tower: ResidueTower
  private(set) var elements = SIMD8<UInt64>(repeating: 0)
  /// The levels that have a value, a bit for each.
  private(set) var valid: UInt8
  private let reason: Obstacle

  init(_ tower: ResidueTower, valid: UInt8 = .max, _ element: (Int) -> UInt64?) {
    self.tower = tower
    self.valid = 0
    reason = .undecided
    for level in tower.fields.indices where valid >> UInt8(level) & 1 == 1 {
      guard let value = element(level) else { continue }
      elements[level] = value
      self.valid |= 1 << UInt8(level)
    }
  }

  private init(_ tower: ResidueTower, _ reason: Obstacle) {
    self.tower = tower
    self.valid = 0
    self.reason = reason
  }

  /// The value at the top level; nil where there is none.
  package var top: UInt64? {
    let level = tower.depth
    return valid >> UInt8(level) & 1 == 1 ? elements[level] : nil
  }

  package var isZero: Bool { top == 0 }

  private var isZeroEverywhere: Bool {
    valid != 0
      && tower.fields.indices.allSatisfy {
        valid >> UInt8($0) & 1 == 0 || elements[$0] == 0
      }
  }

  private func combined(
    _ other: Residue, _ body: (PrimeField, UInt64, UInt64) -> UInt64?
  ) -> Residue {
    if valid == 0 { return self }
    if other.valid == 0 { return other }
    return Residue(tower, valid: valid & other.valid) {
      body(tower.fields[$0], elements[$0], other.elements[$0])
    }
  }

  private func mapped(_ body: (PrimeField, UInt64) -> UInt64?) -> Residue {
    if valid == 0 { return self }
    return Residue(tower, valid: valid) { body(tower.fields[$0], elements[$0]) }
  }
}

extension Residue: Number, PrimitiveScalar {
  package init(_ exact: Rational, in tower: ResidueTower) {
    if let obstacle = exact.obstacle {
      self.init(tower, obstacle)
    } else {
      self.init(tower) { tower.fields[$0].element(exact) }
    }
  }

  /// A transcendental number: like a variable, but the same each time.
  package static func pi(in tower: ResidueTower) -> Residue {
    Residue(tower) { tower.circle[$0] }
  }

  package func constant(_ value: Int) -> Residue {
    Residue(tower) { tower.fields[$0].element(value) }
  }

  package var obstacle: Obstacle? { valid == 0 ? reason : nil }
  package var words: Int { 8 }
  package func obstructed(by obstacle: Obstacle) -> Residue { Residue(tower, obstacle) }

  package static func + (left: Self, right: Self) -> Self {
    left.combined(right) { $0.sum($1, $2) }
  }
  package static func - (left: Self, right: Self) -> Self {
    left.combined(right) { $0.difference($1, $2) }
  }
  package static func * (left: Self, right: Self) -> Self {
    left.combined(right) { $0.product($1, $2) }
  }
  package static func / (left: Self, right: Self) -> Self {
    if left.valid != 0, right.isZeroEverywhere {
      return Residue(left.tower, .divisionByZero)
    }
    return left.combined(right) { field, a, b in
      field.inverse(b).map { field.product(a, $0) }
    }
  }
  package static prefix func - (operand: Self) -> Self {
    operand.mapped { $0.negative($1) }
  }

  package func power(_ exponent: Int) -> Residue {
    if exponent < 0, isZeroEverywhere { return Residue(tower, .divisionByZero) }
    return mapped { field, a in
      let power = field.power(a, UInt64(exponent.magnitude))
      return exponent < 0 ? field.inverse(power) : power
    }
  }

  // MARK: Signs

  package var sign: Residue {
    guard obstacle == nil else { return self }
    guard let top else { return Residue(tower, .undecided) }
    let signs = tower.sign(of: top)
    return Residue(tower) { signs[$0] }
  }

  /// Nothing is proven of it: a residue is between no two whole numbers.
  package var floor: Residue { obstacle == nil ? Residue(tower, .undecided) : self }

  package var step: Residue {
    guard obstacle == nil else { return self }
    if isZeroEverywhere { return constant(0) }
    return (constant(1) + sign) / constant(2)
  }

  /// A root: one of two, chosen for each value by the tower's pattern.
  package var sqrt: Residue {
    guard let top else { return obstacle == nil ? Residue(tower, .undecided) : self }
    guard let root = tower.root(of: top) else { return Residue(tower, .undecided) }
    return Residue(tower, valid: valid) { level in
      level == tower.depth ? root : tower.root(of: elements[level], level: level)
    }
  }

  // MARK: Exponentials

  package var exp: Residue {
    let power = exponential(tower.realBases)
    if let top = power.top { tower.note(positive: top) }
    return power
  }

  private func exponential(_ bases: [UInt64]) -> Residue {
    guard obstacle == nil else { return self }
    // The highest level has none above it.
    guard tower.depth > 0 else { return Residue(tower, .tooLarge) }
    return Residue(tower, valid: valid << 1) { level in
      tower.fields[level].power(
        bases[level], tower.fields[level - 1].number(elements[level - 1]))
    }
  }

  package var sin: Residue {
    let power = exponential(tower.imaginaryBases)
    let unit = Residue(tower, valid: power.valid) { tower.imaginaryUnits[$0] }
    return (power - constant(1) / power) / (constant(2) * unit)
  }

  package var cos: Residue {
    let power = exponential(tower.imaginaryBases)
    return (power + constant(1) / power) / constant(2)
  }

  // MARK: Logarithms

  /// A free element for each argument: what holds for it, holds for the logarithm.
  package var ln: Residue {
    guard obstacle == nil else { return self }
    if isZeroEverywhere { return Residue(tower, .outsideDomain("ln")) }
    return Residue(tower, valid: valid) { tower.logarithm(of: elements[$0], level: $0) }
  }
}
