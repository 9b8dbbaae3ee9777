import Scalars
import Testing

@Suite struct ResidueTests {
  static let seeds: [UInt64] = [1, 2, 3, 0xFFFF_FFFF_FFFF_FFFF]

  /// A tower and two independent numbers in it.
  private func numbers(depth: Int, seed: UInt64) throws -> (Residue, Residue, ResidueTower) {
    let tower = try #require(ResidueTower(depth: depth, seed: seed), "seed \(seed)")
    return (tower.variable(), tower.variable(), tower)
  }

  private func same(_ a: Residue, _ b: Residue) -> Bool {
    a.top != nil && a.top == b.top
  }

  @Test("there is a tower for each depth up to six", arguments: 0...6, seeds)
  func towerExists(depth: Int, seed: UInt64) throws {
    let tower = try #require(ResidueTower(depth: depth, seed: seed))
    #expect(tower.depth == depth)
    #expect(tower.bits >= 24)
  }

  @Test("there is none beyond, nor below 0", arguments: [-1, 7, Int.max, Int.min])
  func noTower(depth: Int) {
    #expect(ResidueTower(depth: depth, seed: 1) == nil)
  }

  @Test("residues obey the laws of a field", arguments: seeds)
  func fieldLaws(seed: UInt64) throws {
    let (x, y, tower) = try numbers(depth: 1, seed: seed)
    let z = tower.variable()
    #expect(same((x + y) + z, x + (y + z)))
    #expect(same((x * y) * z, x * (y * z)))
    #expect(same(x * (y + z), x * y + x * z))
    #expect(same(x - y, -(y - x)))
    #expect(same(x / y * y, x))
    #expect(same(x.power(3), x * x * x))
    #expect(same(x.power(-2), x.constant(1) / (x * x)))
    #expect(same(x.power(0), x.constant(1)))
    #expect(!same(x * y, x * z))
  }

  @Test(
    "fractions keep their sums and products",
    arguments: [
      ("1/3", "1/6", "1/2", "1/18"), ("-7", "7", "0", "-49"),
      (
        "123456789012345678901234567890", "1", "123456789012345678901234567891",
        "123456789012345678901234567890"
      ),
    ])
  func fractions(_ a: String, _ b: String, _ sum: String, _ product: String) throws {
    let tower = try #require(ResidueTower(depth: 0, seed: 5))
    func number(_ text: String) throws -> Residue {
      let parts = text.split(separator: "/").map(String.init)
      let values = try parts.map { try Rational(decimal: $0) }
      return Residue(values.count == 2 ? values[0] / values[1] : values[0], in: tower)
    }
    let (x, y) = (try number(a), try number(b))
    #expect(same(x + y, try number(sum)))
    #expect(same(x * y, try number(product)))
  }

  @Test("exp of a sum is the product of the exps, nested too", arguments: 1...5, seeds)
  func exponentials(depth: Int, seed: UInt64) throws {
    let (x, y, _) = try numbers(depth: depth, seed: seed)
    var (a, b) = (x, y)
    for _ in 1..<depth { (a, b) = (a.exp, b.exp) }
    #expect(same((a + b).exp, a.exp * b.exp), "seed \(seed)")
    #expect(same((-a).exp, a.constant(1) / a.exp))
    #expect(!same((a * b).exp, a.exp * b.exp))
    // There is no level left.
    #expect(a.exp.exp.obstacle != nil)
  }

  @Test("sin and cos obey their addition theorem and Pythagoras", arguments: seeds)
  func trigonometry(seed: UInt64) throws {
    let (x, y, _) = try numbers(depth: 1, seed: seed)
    #expect(same(x.sin * x.sin + x.cos * x.cos, x.constant(1)))
    #expect(same((x + y).sin, x.sin * y.cos + x.cos * y.sin))
    #expect(same((-x).sin, -x.sin))
    #expect(!same(x.cos, x.cosh))
    #expect(!same(x.sin, x.cos))
  }

  @Test("the hyperbolic functions agree with exponentials", arguments: seeds)
  func hyperbolic(seed: UInt64) throws {
    let (x, y, _) = try numbers(depth: 1, seed: seed)
    let one = x.constant(1)
    #expect(same(x.cosh * x.cosh - x.sinh * x.sinh, one))
    #expect(same(x.tanh, x.sinh / x.cosh))
    #expect(same((x + y).tanh, (x.tanh + y.tanh) / (one + x.tanh * y.tanh)))
    #expect(same(x.sigmoid, (one + (x / x.constant(2)).tanh) / x.constant(2)))
  }

  @Test("a root's square is the number, and there is one for about half of all", arguments: seeds)
  func roots(seed: UInt64) throws {
    let (_, _, tower) = try numbers(depth: 0, seed: seed)
    var count = 0
    for _ in 0..<200 {
      tower.forget()
      let x = tower.variable()
      let root = x.sqrt
      guard root.obstacle == nil else { continue }
      count += 1
      #expect(same(root * root, x), "seed \(seed)")
      #expect(same(x.sqrt, root))
      #expect(same((x * x.constant(9)).sqrt, root * x.constant(3)))
    }
    // Six standard deviations of 200 fair coins: 6·√200/2 < 43.
    #expect(abs(count - 100) < 43, "seed \(seed)")
  }

  @Test("a free sign is odd, the same for multiples, and 0 at 0", arguments: seeds)
  func freeSigns(seed: UInt64) throws {
    let (x, y, _) = try numbers(depth: 1, seed: seed)
    let zero = x - x
    #expect(same((-x).sign, -x.sign))
    #expect(same((x * x.constant(3)).sign, x.sign))
    #expect(!same(x.sign, y.sign))
    #expect(!same(x.sign * x.sign, x.constant(1)))
    #expect(same(zero.sign, zero) && same(zero.step, zero))
    #expect(same(x.relu - (-x).relu, x))
    #expect(same(x.magnitude, (-x).magnitude))
  }

  @Test(
    "factors that are declared positive, and exponentials, change no sign", arguments: seeds,
    [ResidueTower.SignChoice.free, .pattern])
  func positiveFactors(seed: UInt64, choice: ResidueTower.SignChoice) throws {
    let (x, mu, tower) = try numbers(depth: 1, seed: seed)
    tower.signChoice = choice
    tower.pattern = seed & 3
    let nu = tower.variable()
    tower.declare(positive: [mu, nu])
    let one = x.constant(1)
    #expect(same(mu.sign, one) && same((-mu * nu).sign, -one))
    // One factor, or a quotient, stands between an argument and an earlier one.
    let sign = x.sign
    #expect(same((x * mu).sign, sign) && same((x / nu).sign, sign))
    #expect(same((-x * mu).sign, -sign) && same((nu / mu).sign, one))
    #expect(same((x * mu.exp).relu, x.relu * mu.exp))
    #expect(same((mu * mu).sqrt, mu) && same((nu * nu / (mu * mu)).sqrt, nu / mu))
    #expect(tower.patternBits == (choice == .free ? 0 : 1))
    // Neither a sum with a positive number nor a number beside it has a known sign.
    #expect(!same((x + mu).sign, x.sign) || choice == .pattern)
    tower.declare(positive: [])
    #expect(!same(mu.sign, one) || choice == .pattern)
  }

  @Test("signs by a pattern are 1 or -1, as its bits say", arguments: 0..<4 as Range<UInt64>)
  func patterns(pattern: UInt64) throws {
    let (x, y, tower) = try numbers(depth: 0, seed: 9)
    tower.signChoice = .pattern
    tower.pattern = pattern
    let one = x.constant(1)
    #expect(same(x.sign, pattern & 1 == 0 ? one : -one))
    #expect(same(y.sign, pattern & 2 == 0 ? one : -one))
    #expect(same((x * x).sqrt, x.magnitude))
    #expect(tower.patternBits == 2)
  }

  @Test("equal logarithms are equal, and ln 1 is 0", arguments: seeds)
  func logarithms(seed: UInt64) throws {
    let (x, y, _) = try numbers(depth: 1, seed: seed)
    #expect(same((x * y).ln, (y * x).ln))
    #expect(!same(x.ln, y.ln))
    #expect(same(x.constant(1).ln, x - x))
    #expect((x - x).ln.obstacle == .outsideDomain("ln"))
    #expect(same(x.softplus, (x.constant(1) + x.exp).ln))
  }

  @Test("division by 0 is an obstacle that travels on")
  func division() throws {
    let (x, y, _) = try numbers(depth: 1, seed: 4)
    let none = x / (y - y)
    #expect(none.obstacle == .divisionByZero)
    #expect((none + y).obstacle == .divisionByZero)
    #expect((y - y).power(-1).obstacle == .divisionByZero)
    #expect((none.exp * x).sqrt.sign.ln.obstacle == .divisionByZero)
  }

  @Test("the same seed gives the same residues, another seed others")
  func seeded() throws {
    #expect(try numbers(depth: 2, seed: 8).0.top == numbers(depth: 2, seed: 8).0.top)
    #expect(try numbers(depth: 2, seed: 8).0.top != numbers(depth: 2, seed: 9).0.top)
  }
}
