import Foundation
import Testing

@testable import Scalars

@Suite("functions of one number")
struct ElementaryTests {
  /// Fractions of many sizes, whole numbers and 0 among them.
  private static func points(seed: UInt64) -> [Rational] {
    var random = SplitMix64(seed: seed)
    return (0..<24).map { round in
      let top = Int.random(in: -60...60, using: &random)
      return Rational(top) / Rational([1, 2, 7, 16, 1000, 1_000_000][round % 6])
    } + [0, 1, -1]
  }

  @Test(
    "a number system's own way agrees with what a function is made of",
    arguments: Elementary.allCases, 1...4 as ClosedRange<UInt64>)
  func ownWays(_ function: Elementary, seed: UInt64) {
    for x in Self.points(seed: seed) {
      let ball = Ball(x, in: 192)
      let (value, made) = (ball.applying(function), function.composed(at: ball))
      guard value.obstacle == nil else {
        #expect(made.obstacle == value.obstacle, "seed \(seed): \(function) of \(x)")
        continue
      }
      #expect(value.overlaps(made), "seed \(seed): \(function) of \(x)")
      let exact = x.applying(function)
      #expect(
        exact.obstacle == .irrational || value.contains(exact),
        "seed \(seed): \(function) of \(x)")
      // A double rounds its argument, too; from its own number on it is as good as the ball.
      let double = Double(x)
      guard let near = Rational(exactly: double) else { continue }
      let right = Double(Ball(near, in: 192).applying(function).lower)
      let found = double.applying(function)
      #expect(
        found == right || (found - right).magnitude <= 8 * right.ulp,
        "seed \(seed): \(function) of \(double)")
    }
  }

  @Test(
    "residues and degrees agree with what a function is made of", arguments: Elementary.allCases)
  func residues(_ function: Elementary) {
    #expect(FormulaDegree.variable.applying(function).obstacle == nil)
    let degree = FormulaDegree.variable.applying(function)
    let made = function.composed(at: FormulaDegree.variable)
    #expect(degree.numerator <= made.numerator && degree.traits == made.traits)
  }

  @Test(
    "values lie in the range, and run as the course says", arguments: Elementary.allCases,
    1...4 as ClosedRange<UInt64>)
  func courses(_ function: Elementary, seed: UInt64) {
    var last: Ball?
    for x in Self.points(seed: seed).sorted() {
      let value = Ball(x, in: 192).applying(function)
      let isInDomain =
        switch function.domain {
        case .line: true
        case .notNegative: x.signum >= 0
        case .positive: x.signum > 0
        }
      #expect((value.obstacle == nil) == isInDomain, "seed \(seed): \(function) of \(x)")
      guard isInDomain else { continue }
      let extent = Extent(value.lower, in: ())
      #expect(extent.intersection(function.range) != nil, "seed \(seed): \(function) of \(x)")
      switch function.course {
      case .rising:
        if let last {
          #expect((last - value).certainSign != 1, "seed \(seed): \(function) to \(x)")
        }
        last = value
      case .even:
        #expect(value.overlaps(Ball(-x, in: 192).applying(function)))
        let beyond = Ball(x + Rational(x.signum), in: 192).applying(function)
        #expect((value - beyond).certainSign != 1, "seed \(seed): \(function) beyond \(x)")
      case .neither: break
      }
    }
  }

  @Test("what is said of kinks and jumps is what values do", arguments: Elementary.allCases)
  func smoothness(_ function: Elementary) {
    func value(_ x: Rational) -> Rational { x.applying(function) }
    let little = Rational(1, over: 1000)
    switch function.smoothness {
    case .smooth: break
    case .corner(let isFlatBelow):
      for x: Rational in [little, 3, 17] {
        #expect(value(x) == x && value(-x) == (isFlatBelow ? 0 : x))
      }
    case .jump:
      #expect(value(little) == value(5) && value(-little) == value(-5))
      #expect(value(little) != value(-little))
    case .stairs(let side):
      for whole in -3...3 {
        let x = Rational(whole)
        #expect(value(x) == value(side == .above ? x + little : x - little))
        #expect(value(x) != value(side == .above ? x - little : x + little))
      }
    }
  }

  @Test("what follows from the rules is so", arguments: Elementary.allCases)
  func facts(_ function: Elementary) {
    let facts = function.facts
    for x in Self.points(seed: 9) {
      let value = Ball(x, in: 192).applying(function)
      guard value.obstacle == nil, let sign = value.certainSign else { continue }
      if facts.isPositive.everywhere || facts.isPositive.ofPositive && x.signum > 0 {
        #expect(sign == 1, "\(function) of \(x)")
      }
      if facts.isNeverNegative.everywhere || facts.isNeverNegative.ofNeverNegative && x.signum >= 0
      {
        #expect(sign >= 0, "\(function) of \(x)")
      }
      if facts.vanishesOnlyAtZero { #expect((sign == 0) == x.isZero, "\(function) of \(x)") }
    }
  }

  // MARK: Where functions are known

  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  private static func files() throws -> [(path: String, text: String)] {
    let all = FileManager.default.enumerator(atPath: sources.path) ?? .init()
    return try all.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      ($0, try String(contentsOf: sources.appending(path: $0), encoding: .utf8))
    }
  }

  /// A `switch` that a new case breaks names all cases; so none stands anywhere else.
  @Test("to add a function, no other file must be changed")
  func oneFile() throws {
    let names = Set(Elementary.allCases.map(\.rawValue))
    for (path, text) in try Self.files()
    where path != "Scalars/Elementary.swift" && !path.hasPrefix("Soundness/") {
      var met: Set<String> = []
      for line in text.split(separator: "\n") where line.contains("case ") || line.contains("  .") {
        met.formUnion(line.matches(of: /\.([a-z]+)\b/).map { String($0.1) })
      }
      #expect(!met.isSuperset(of: names), "\(path) has a case for each function")
    }
  }

  /// Whoever knows a function beside its rules does for a reason.
  @Test("a function is known where there is a better way to it, and nowhere else")
  func betterWays() throws {
    let reasons = [
      "Scalars/Elementary.swift": "its rules",
      "Scalars/BallArithmetic.swift": "a sharper enclosure, chosen",
      "Scalars/BallHyperbolic.swift": "a sharper enclosure, computed",
      "Scalars/DoubleNumber.swift": "no power that overflows",
      "Notation/ForeignFunction.swift": "the formula of mish",
    ]
    let found = try Self.files().filter { path, text in
      !path.hasPrefix("Soundness/") && text.contains("softplus")
    }
    #expect(Set(found.map(\.path)) == Set(reasons.keys))
  }
}
