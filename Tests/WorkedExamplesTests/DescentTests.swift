import Dispatch
import Notation
import Scalars
import Synchronization
import Testing

@testable import WorkedExamples

/// Gradient descent, as worked out by hand, or by mpmath 1.3.0 at 400 digits.
struct DescentTests {
  @Test(
    "rational losses are exact",
    arguments: [
      // w - 3 shrinks by 0.8 at each step, and its square by 0.64.
      (["w = 0"], "descend((w - 3)^2, w, 0.1, 4)", "(9, 5.76, 3.6864, 2.359296)"),
      // Rates 1/2, 1/4: to the minimum at once.
      (["w = 0"], "descend((w - 3)^2, w, 1/(t + 2), 3)", "(9, 0, 0)"),
      // Both go at once: (1, 2) to (0, 1) to (0, 0.5), where b began as 2a.
      (["a = 1", "b = 2*a"], "descend(a^2 + b^2/2, (a, b), 1/2, 3)", "(3, 0.5, 0.125)"),
      // What is defined by a parameter moves with it.
      (["a = 1", "c = 2*a"], "descend(c^2, a, 1/16, 3)", "(4, 1, 0.25)"),
      (["v = (1, 2)"], "descend(dot(v, v), v, 1/4, 2)", "(5, 1.25)"),
      // The inverse is [[0, 1], [1, -w]], which has no pivot in its first place at w = 0.
      (["w = 0"], "descend(norm2([[w, 1], [1, 0]]^-1*(1, 2))^2, w, 1/8, 3)", "(5, 4, 4)"),
    ])
  func exactLosses(_ statements: [String], _ run: String, _ losses: String) throws {
    #expect(try Names(statements).exact(run).text == losses)
  }

  @Test(
    "other losses are enclosed, closely",
    arguments: [
      (["w = 1"], "descend(exp(w) - w, w, 1/(t + 2), 4)[3]", "1.002279899707001288579391"),
      // The parameter stands in an exponent.
      (["w = 2"], "descend(3^w, w, 1/100, 3)[2]", "7.323987862839049970833156"),
      // The logistic map, which loses a bit at each step: 64 bits last for a third of the way.
      (
        ["w = exp(-1)"], "descend(4/3*w^3 - 3/2*w^2 + 0/(w + 1), w, 1, 150)[149]",
        "-0.2770699560534150009146630"
      ),
    ])
  func enclosedLosses(_ statements: [String], _ run: String, _ digits: String) throws {
    let value = try Names(statements).enclosure(run, precision: 64).entries[0]
    let expected = try Rational(decimal: digits)
    // The digits are rounded at a place from the 24th on.
    let place = Rational(1, over: 10).power(24)
    #expect(value.lower <= expected + place && expected - place <= value.upper, "\(value)")
    // Half of 64 bits are promised.
    #expect(
      value.upper - value.lower < Rational(1, over: 2).power(30) * (expected.magnitude + .one))
  }

  @Test(
    "what cannot be followed is told",
    arguments: [
      ("descend(w^2, v, 1, 3)", "v is not defined here"),
      ("descend(w^2, w^2, 1, 3)", "descend goes along names"),
      ("descend((w, w), w, 1, 3)", "descend needs a number; this is a 2-vector"),
      ("descend(w^2, w, (1, 2), 3)", "a rate is a number"),
      ("descend(w^2, w, 1, 0)", "from 1 to 100000 steps are possible"),
      ("descend(w^2, w, 1, 1/2)", "a number of steps must be a whole number"),
    ])
  func complaints(_ run: String, _ message: String) throws {
    let names = try Names(["w = 1"])
    #expect(names.complaint(run)?.message == message)
  }

  @Test("a run that was made before is taken for no other")
  func knownRuns() throws {
    let run = "descend(exp(w) - w, w, n/(t + 2), 4)[3]"
    func names(_ first: Int, _ rate: Int) throws -> Names {
      var names = try Names(["x : real", "w = x"]) { $0.scope.sizes["n"] = 1 }
      names.point["x"] = Quantity(Rational(first))
      names.namespace.scope.sizes["n"] = rate
      return names
    }
    var one = try names(1, 1)
    let expected = try [1, 2].flatMap { first in
      try [1, 2].map { try names(first, $0).enclosure(run).entries[0].lower }
    }
    #expect(Set(expected.map { "\($0)" }).count == 4)
    // The same names, so that only the point and the size tell the runs apart.
    for _ in 0..<2 {
      for (place, first) in [1, 1, 2, 2].enumerated() {
        one.point["x"] = Quantity(Rational(first))
        one.namespace.scope.sizes["n"] = place % 2 + 1
        #expect(try one.enclosure(run).entries[0].lower == expected[place])
      }
    }
    let vague = try one.enclosure(run, precision: 64).entries[0]
    let close = try one.enclosure(run, precision: 256).entries[0]
    #expect(close.upper - close.lower < (vague.upper - vague.lower) / Rational(1_000_000))
  }

  private static func run(_ loss: String, _ steps: Int) throws -> DescentMemory.Run {
    let names = try Names(["w = 1"])
    let plan = DescentPlan(
      loss: try names.formula(loss), parameters: [0], rate: Formula(.name("w")), steps: steps,
      limit: 1)
    return DescentMemory.Run(plan: plan, scope: names.namespace.scope, point: [:])
  }

  @Test("a run is made once, also where two ask for it at a time")
  func onceOnly() throws {
    let run = try Self.run("w", 2)
    let memory = DescentMemory()
    let calls = Calls()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      _ = try? memory.losses(of: run, precision: 64) { _ throws(Diagnostic) in
        calls.count.add(1, ordering: .relaxed)
        return try EnclosedRun(run, precision: 64, known: nil)
      }
    }
    #expect(calls.count.load(ordering: .relaxed) == 1)
  }

  @Test("what is known with fewer bits is kept where more take too much work")
  func fewerBits() throws {
    // Each step takes some 250 additions, so that 64 bits are affordable, and 1,024 are not.
    let run = try Self.run("exp(-w)*0 + (w - 1)^2", 6000)
    let coarse = try EnclosedRun(run, precision: 64, known: nil)
    #expect(coarse.digits == nil && coarse.losses.count == 6000)
    let fine = try EnclosedRun(run, precision: 4096, known: coarse)
    #expect(fine.digits == nil && fine.losses.last?.obstacle == nil)
  }

  @Test("the bound on work is kept, and what lies beyond it is not begun")
  func bound() throws {
    for terms in [1, 10, 100] {
      let loss = "sum(j, 1, \(terms), exp(w/j))"
      let work = try Descent<Ball>(
        Self.run(loss, 2).plan, Self.run(loss, 2).scope, setting: 64, at: [:]
      ).work
      // At least a function and two operations for each term, and no more than all of them twice.
      #expect((40 * terms...200 * terms + 1000).contains(work))
      // Words of 128 bits cost six times as much.
      let most = EnclosedRun.greatestComputedWork / (6 * work)
      for (steps, isBegun) in [(most + 1, false), (min(most, 300), true)] where steps <= 100_000 {
        let run = try EnclosedRun(Self.run(loss, steps), precision: 64, known: nil)
        #expect((run.losses.first?.obstacle == .tooMuchWork) == !isBegun, "\(terms), \(steps)")
        #expect(run.losses.count <= steps)
      }
    }
  }

  private final class Calls: Sendable {
    let count = Atomic(0)
  }
}
