import Scalars

/// A number with its derivatives in some directions, apart from the project's tape.
///
/// The parts are the coefficients of a polynomial in numbers whose squares are 0; the upper half
/// goes with the last of these. Fewer parts than another number has count as zeros.
///
/// - Invariant: the number of parts is a power of two.
struct Jet {
  private(set) var parts: [Known]

  init(_ number: Known) { parts = [number] }
  private init(_ low: Jet, _ high: Jet) { parts = low.parts + high.parts }
  private init(parts: ArraySlice<Known>) { self.parts = Array(parts) }

  var value: Known { parts[0] }

  /// The same number, changing along a new direction at this rate.
  func moving(at rate: Int, level: Int) -> Jet {
    let low = padded(to: 1 << level)
    return Jet(low, Jet(value.constant(rate)).padded(to: 1 << level))
  }

  /// The derivative along the direction that `moving` has made at this level.
  func slope(level: Int) -> Jet { padded(to: 2 << level).high }

  /// No value that could be told.
  var unknown: Jet { Jet(value.unknown) }

  func constant(_ number: Int) -> Jet { Jet(value.constant(number)) }

  private var low: Jet { Jet(parts: parts[..<(parts.count / 2)]) }
  private var high: Jet { Jet(parts: parts[(parts.count / 2)...]) }
  private var isZero: Bool { parts.allSatisfy { $0.certainSign == 0 } }

  private func padded(to count: Int) -> Jet {
    var padded = self
    let zero = value.constant(0)
    while padded.parts.count < count { padded.parts.append(zero) }
    return padded
  }

  private static func entrywise(_ left: Jet, _ right: Jet, _ body: (Known, Known) -> Known) -> Jet {
    let count = max(left.parts.count, right.parts.count)
    return Jet(
      parts: zip(left.padded(to: count).parts, right.padded(to: count).parts).map(body)[...])
  }

  static func + (left: Jet, right: Jet) -> Jet { entrywise(left, right, +) }
  static func - (left: Jet, right: Jet) -> Jet { entrywise(left, right, -) }
  static prefix func - (operand: Jet) -> Jet { operand.constant(0) - operand }

  static func * (left: Jet, right: Jet) -> Jet {
    let count = max(left.parts.count, right.parts.count)
    guard count > 1 else { return Jet(left.value * right.value) }
    let (a, b) = (left.padded(to: count), right.padded(to: count))
    return Jet(a.low * b.low, a.low * b.high + a.high * b.low)
  }

  static func / (left: Jet, right: Jet) -> Jet {
    let count = max(left.parts.count, right.parts.count)
    guard count > 1 else { return Jet(left.value / right.value) }
    let (a, b) = (left.padded(to: count), right.padded(to: count))
    let quotient = a.low / b.low
    return Jet(quotient, (a.high - quotient * b.high) / b.low)
  }

  func power(_ exponent: Int) -> Jet {
    guard exponent >= 0 else { return constant(1) / power(-exponent) }
    guard exponent > 1 else { return exponent == 1 ? self : constant(1) }
    let half = power(exponent / 2)
    return exponent.isMultiple(of: 2) ? half * half : half * half * self
  }

  func applying(_ function: Function) -> Jet {
    guard parts.count > 1 else { return Jet(function.value(at: value)) }
    let (low, high) = (low, high)
    let result = low.applying(function)
    // What does not change has a slope of 0 at a kink, too.
    guard !high.isZero else { return Jet(result, high) }
    return Jet(result, (function.slope(at: low) * high).padded(to: low.parts.count))
  }

  /// The functions of one number, each with its value and its slope.
  enum Function: String {
    case exp, ln, sqrt, abs, sign, relu, floor, ceil
    case sigmoid, tanh, sinh, cosh, sin, cos, softplus, step

    /// By way of exp wherever that will do, so that little is taken over from the project's balls.
    func value(at x: Known) -> Known {
      let (one, two) = (x.constant(1), x.constant(2))
      func exp(_ x: Known) -> Known { x.applying(\.exp, \.exp) }
      func ln(_ x: Known) -> Known { x.applying(\.ln, \.ln) }
      return switch self {
      case .exp: exp(x)
      case .ln: ln(x)
      case .sqrt: x.applying(\.sqrt, \.sqrt)
      case .abs: x.applying(\.magnitude, \.magnitude)
      case .sign: x.applying(\.sign, \.sign)
      case .relu: x.applying({ $0.applying(.relu) }, { $0.applying(.relu) })
      case .floor: x.applying(\.floor, \.floor)
      case .ceil: x.applying({ $0.applying(.ceil) }, { $0.applying(.ceil) })
      case .sigmoid: one / (one + exp(-x))
      case .tanh: one - two / (exp(x + x) + one)
      case .sinh: (exp(x) - exp(-x)) / two
      case .cosh: (exp(x) + exp(-x)) / two
      case .sin: x.applying(\.sin, \.sin)
      case .cos: x.applying(\.cos, \.cos)
      case .softplus: ln(one + exp(x))
      case .step: x.applying(\.step, \.step)
      }
    }

    func slope(at x: Jet) -> Jet {
      let one = x.constant(1)
      switch self {
      case .exp: return x.applying(.exp)
      case .ln: return one / x
      case .sqrt: return one / (x.constant(2) * x.applying(.sqrt))
      case .sigmoid:
        let y = x.applying(.sigmoid)
        return y * (one - y)
      case .tanh: return one - x.applying(.tanh).power(2)
      case .sinh: return x.applying(.cosh)
      case .cosh: return x.applying(.sinh)
      case .sin: return x.applying(.cos)
      case .cos: return -x.applying(.sin)
      case .softplus: return x.applying(.sigmoid)
      case .abs, .relu, .sign, .step:
        // At a kink a slope is a convention.
        guard let sign = x.value.certainSign, sign != 0 else { return x.unknown }
        switch self {
        case .abs: return x.constant(sign)
        case .relu: return x.constant(max(sign, 0))
        default: return x.constant(0)
        }
      case .floor, .ceil:
        let below = x.applying(.floor).value
        guard (x.value - below).certainSign == 1 else { return x.unknown }
        return x.constant(0)
      }
    }
  }
}
