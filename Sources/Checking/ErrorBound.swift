import Scalars

/// How likely it is that a proof by residues errs, added up tower by tower.
///
/// One tower errs where a difference that is not 0 vanishes, or where an argument of a sign or a root
/// is taken by accident for a multiple of another. All towers must err at once, in one of the patterns
/// that were looked at.
struct ErrorBound {
  /// A chance of error of 2 to the power of minus this is good enough.
  static let wantedBits = 64
  /// However small the chance in one tower: a single draw may be unlucky in ways that nobody counted.
  static let fewestTowers = 2

  private(set) var towers = 0
  /// The chance that all towers err for one pattern, as a power of 2.
  private(set) var exponent = 0.0
  /// Patterns are told apart by so many bits.
  private(set) var patternBits = 0

  /// Takes a tower into account.
  ///
  /// - Parameters:
  ///   - vanishing: The chance that some difference vanishes in it, as a power of 2.
  ///   - accidents: The chance that an argument is taken for another one, as a power of 2; nil where
  ///     there are none.
  ///   - patternBits: All patterns of so many bits were looked at.
  mutating func add(vanishing: Double, accidents: Double?, patternBits: Int) {
    var chance = vanishing
    // Of two chances the sum is at most twice the greater one.
    if let accidents { chance = max(chance, accidents) + 1 }
    exponent += min(0, chance)
    self.patternBits = max(self.patternBits, patternBits)
    towers += 1
  }

  var isMet: Bool {
    towers >= Self.fewestTowers && exponent + Double(patternBits) <= -Double(Self.wantedBits)
  }
}
