import Testing

@testable import Scalars

@Suite("batches of doubles")
struct BatchTests {
  /// How many ulp a vector function may be off, as its source says.
  static let bounds: [(name: String, ulp: Double)] = [("exp", 2), ("sigmoid", 3), ("tanh", 4)]

  static func vector(_ name: String, _ x: Batch) -> Batch {
    name == "exp" ? x.exp : name == "tanh" ? x.tanh : x.sigmoid
  }
  static func ball(_ name: String, _ x: Ball) -> Ball {
    name == "exp" ? x.exp : name == "tanh" ? x.tanh : x.sigmoid
  }

  @Test(
    "vector functions are within their bounds of the certain values",
    arguments: 1...6 as ClosedRange<UInt64>)
  func accuracy(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for (name, ulp) in Self.bounds {
      for round in 0..<40 {
        var lanes = Batch.Vector.zero
        for lane in lanes.indices {
          let fraction = Double(Int64(bitPattern: random.next())) * 0x1p-63
          // Small and large ones, and those near the ends of the reduction, ln 2 / 2 apart.
          let scale = [1, 0x1p-30, 20, 700, 0.35, 0x1p-500, 0.2, 3][round % 8]
          lanes[lane] = fraction * scale
        }
        let results = Self.vector(name, Batch(lanes))
        for lane in lanes.indices {
          if name == "tanh" {
            let alone = lanes[lane].tanh
            #expect(alone == results.lanes[lane], "seed \(seed): alone, \(lanes[lane])")
            #expect(-alone == (-lanes[lane]).tanh)
          }
          let exact = try #require(Rational(exactly: lanes[lane]))
          let enclosure = Self.ball(name, Ball(exact, in: 128))
          let found = try #require(Rational(exactly: results.lanes[lane]))
          let middle = Double((enclosure.lower + enclosure.upper) / 2)
          let bound = try #require(
            Rational(exactly: max(middle.ulp * ulp, .leastNormalMagnitude)))
          #expect(
            (found - enclosure.lower).magnitude <= bound
              && (found - enclosure.upper).magnitude <= bound,
            "seed \(seed): \(name) of \(lanes[lane])")
        }
      }
    }
  }

  @Test("vector functions are right at the ends of their range, and where there is no number")
  func edges() {
    let points: [Double] = [
      0, -0.0, .leastNonzeroMagnitude, 709, 709.7, 709.8, -708, -709, -745, -746, 20, -20, 1e300,
      -1e300,
      .infinity, -.infinity,
    ]
    var lanes = Batch.Vector.zero
    for lane in lanes.indices { lanes[lane] = points[lane] }
    let (exp, tanh, sigmoid) = (Batch(lanes).exp, Batch(lanes).tanh, Batch(lanes).sigmoid)
    for lane in lanes.indices {
      let x = points[lane]
      func isNear(_ found: Double, _ expected: Double) -> Bool {
        // Both are within 5 ulp of the right value, which may be lost below normal numbers.
        found == expected
          || (found - expected).magnitude <= 6 * expected.ulp + .leastNormalMagnitude
      }
      #expect(isNear(exp.lanes[lane], x.exp), "\(x)")
      #expect(isNear(tanh.lanes[lane], x.tanh), "\(x)")
      #expect(isNear(sigmoid.lanes[lane], x.sigmoid), "\(x)")
    }
    #expect((-0.0).tanh.bitPattern == (-0.0).bitPattern)
    #expect(Double.infinity.tanh == 1 && 20.0.tanh == 1)
    #expect(Double.nan.tanh.isNaN && Double.leastNonzeroMagnitude.tanh == .leastNonzeroMagnitude)
    // What one sample is has nothing to do with its neighbours.
    lanes = Batch.Vector(repeating: 0.3)
    lanes[5] = 1000
    #expect(Batch(lanes).exp.lanes[4] == Batch(0.3).exp.lanes[4])
    #expect(Batch(lanes).exp.lanes[5] == .infinity)
    let nothing = Batch(.nan)
    #expect(nothing.exp.lanes[3].isNaN && nothing.tanh.lanes[3].isNaN)
    #expect(nothing.sigmoid.lanes[3].isNaN && nothing.obstacle != nil && Batch(1).obstacle == nil)
  }

  @Test("what has no vector form is the function of each lane")
  func lanes() {
    var lanes = Batch.Vector.zero
    for lane in lanes.indices { lanes[lane] = Double(lane) / 4 - 1.5 }
    // What is defined on a half of the line, and kinks, at squares and at all lanes.
    let elementary = Elementary.allCases.filter { ![.exp, .tanh, .sigmoid].contains($0) }
    let functions: [(Batch) -> Batch] =
      elementary.map { function in { ($0 * $0).applying(function) } }
      + elementary.filter { $0.domain == .line }.map { function in { $0.applying(function) } }
      + [{ $0.power(3) }, { -$0 / ($0 + $0.constant(9)) }]
    let alone: [(Double) -> Double] =
      elementary.map { function in { ($0 * $0).applying(function) } }
      + elementary.filter { $0.domain == .line }.map { function in { $0.applying(function) } }
      + [{ $0.power(3) }, { -$0 / ($0 + 9) }]
    for (function, expected) in zip(functions, alone) {
      let results = function(Batch(lanes))
      for lane in lanes.indices { #expect(results.lanes[lane] == expected(lanes[lane])) }
    }
    #expect(Batch(2).sum == 2 * Double(Batch.count))
  }
}
