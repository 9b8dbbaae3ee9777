import Testing

@testable import Scalars

@Suite("Numbers rounded at each operation")
struct RoundedTests {
  private static var functions: [(String, (Rounded) -> Rounded, (Ball) -> Ball)] {
    Elementary.allCases.map { function in
      func own<S: Scalar>(_ x: S) -> S {
        (function.domain == .line ? x : x.applying(.abs)).applying(function)
      }
      return (function.rawValue, { own($0) }, { own($0) })
    } + [
      ("negative", { -$0 }, { -$0 }), ("power", { $0.power(5) }, { $0.power(5) }),
    ]
  }

  @Test("they are within some last places of what is right, and near misses are not")
  func near() {
    let seed: UInt64 = 5
    var generator = SplitMix64(seed: seed)
    let part = 0x1p-118
    for _ in 0..<60 {
      let (x, y) = (generator.rational(words: 1), generator.rational(words: 1))
      let small = x / (x.magnitude + .one) * Rational(20)
      guard small.obstacle == nil, y.obstacle == nil, !y.isZero else { continue }
      let (a, b) = (Rounded(small, in: 128), Rounded(y, in: 128))
      let (c, d) = (Ball(small, in: 320), Ball(y, in: 320))
      for (name, own, right) in Self.functions {
        #expect(
          own(a).spread(by: part, precision: 320).overlaps(right(c)),
          "\(name) \(small), seed \(seed)")
      }
      #expect((a + b).spread(by: part, precision: 320).overlaps(c + d) || (a + b).double == 0)
      #expect((a * b).spread(by: part, precision: 320).overlaps(c * d))
      #expect((a / b).spread(by: part, precision: 320).overlaps(c / d))
      let moved = (c * d) * Ball(.one + Rational(1, over: 2).power(100), in: 320)
      #expect((a * b).double == 0 || !(a * b).spread(by: part, precision: 320).overlaps(moved))
      #expect(
        b.double == Double(y) || (b.double - Double(y)).magnitude < 0x1p-50 * b.double.magnitude)
    }
  }

  @Test("a number without a value carries the reason on")
  func obstacles() {
    let zero = Rounded(.zero, in: 128)
    #expect((zero.constant(1) / zero).obstacle == .divisionByZero)
    #expect((-zero.constant(1)).applying(.ln).obstacle != nil)
    #expect((zero.constant(1) / zero + zero).obstacle == .divisionByZero)
  }
}
