import Autodiff
import Scalars

extension SplitMix64 {
  mutating func random(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func rational() -> Rational {
    Rational(random(in: -9...9)) / Rational(random(in: 1...5))
  }
}

/// A forward-mode witness: rules written out here once more, for one tangent.
struct Tangent<S: Scalar>: Scalar {
  var x: S
  var d: S

  func constant(_ value: Int) -> Self { Self(x: x.constant(value), d: x.constant(0)) }
  static func + (l: Self, r: Self) -> Self { Self(x: l.x + r.x, d: l.d + r.d) }
  static func - (l: Self, r: Self) -> Self { Self(x: l.x - r.x, d: l.d - r.d) }
  static func * (l: Self, r: Self) -> Self { Self(x: l.x * r.x, d: l.d * r.x + l.x * r.d) }
  static func / (l: Self, r: Self) -> Self {
    Self(x: l.x / r.x, d: (l.d * r.x - l.x * r.d) / (r.x * r.x))
  }
  static prefix func - (v: Self) -> Self { Self(x: -v.x, d: -v.d) }

  /// By repeated products, so that no rule for powers is needed.
  func power(_ exponent: Int) -> Self {
    var result = constant(1)
    for _ in 0..<exponent.magnitude { result = result * self }
    return exponent < 0 ? constant(1) / result : result
  }

  func applying(_ function: Elementary) -> Self {
    func tangent(_ slope: S) -> Self { Self(x: x.applying(function), d: d * slope) }
    switch function {
    case .sign, .step, .floor, .ceil: return tangent(x.constant(0))
    case .exp: return tangent(x.applying(.exp))
    case .ln: return tangent(x.constant(1) / x)
    case .sqrt: return tangent(x.constant(1) / (x.applying(.sqrt) + x.applying(.sqrt)))
    case .sin: return tangent(x.applying(.cos))
    case .cos: return tangent(-x.applying(.sin))
    case .sinh: return tangent(x.applying(.cosh))
    case .cosh: return tangent(x.applying(.sinh))
    case .tanh: return tangent(x.constant(1) / x.applying(.cosh).power(2))
    case .sigmoid: return constant(1) / (constant(1) + (-self).applying(.exp))
    case .softplus: return (constant(1) + applying(.exp)).applying(.ln)
    case .abs: return self * applying(.sign)
    case .relu: return self * applying(.step)
    }
  }
}

/// A random computation that every number system can run.
struct Program: CustomStringConvertible {
  enum Instruction {
    case constant(Int)
    case sum(Int, Int)
    case difference(Int, Int)
    case product(Int, Int)
    /// Over 1 + y², which is never 0.
    case quotient(Int, Int)
    case negative(Int)
    case power(Int, Int)
    case kinked(Elementary, Int)
  }

  var seed: UInt64
  var inputs: [Rational]
  var instructions: [Instruction]

  var description: String { "seed \(seed), inputs \(inputs), \(instructions)" }

  init(seed: UInt64, count: Int, polynomial: Bool = false) {
    var random = SplitMix64(seed: seed)
    self.seed = seed
    inputs = (0..<3).map { _ in random.rational() }
    instructions = []
    for index in 3..<(3 + count) {
      // Recent operands are likelier, so that the last depends on most.
      let i = random.random(in: max(0, index - 5)...(index - 1))
      let j = random.random(in: 0...(index - 1))
      let instruction: Instruction =
        switch random.random(in: 0...(polynomial ? 5 : 9)) {
        case 0: .constant(random.random(in: -3...3))
        case 1: .difference(i, j)
        case 2: .product(i, j)
        case 3: .negative(i)
        case 4, 5: .sum(i, j)
        case 6: .quotient(i, j)
        case 7: .power(i, random.random(in: 0...3))
        default: .kinked([.abs, .relu, .sign, .step][random.random(in: 0...3)], i)
        }
      instructions.append(instruction)
    }
  }

  func run<S: Scalar>(_ inputs: [S], apply: (Elementary, S) -> S = { $1.applying($0) }) -> S {
    var values = inputs
    for instruction in instructions {
      let value: S =
        switch instruction {
        case .constant(let k): values[0].constant(k)
        case .sum(let i, let j): values[i] + values[j]
        case .difference(let i, let j): values[i] - values[j]
        case .product(let i, let j): values[i] * values[j]
        case .quotient(let i, let j): values[i] / (values[0].constant(1) + values[j] * values[j])
        case .negative(let i): -values[i]
        case .power(let i, let n): values[i].power(n)
        case .kinked(let function, let i): apply(function, values[i])
        }
      values.append(value)
    }
    return values[values.count - 1]
  }
}
