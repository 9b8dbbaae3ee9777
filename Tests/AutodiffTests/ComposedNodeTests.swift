import Curvature
import Scalars
import Testing

@testable import Autodiff

@Suite("multiply-add and dot product, each against what it is composed of")
struct ComposedNodeTests {
  static let seeds = Array(UInt64(1)...40)

  /// A random computation of whole numbers below 2⁵³, so that it is exact in any number system.
  struct Computation: CustomStringConvertible {
    enum Step {
      /// A value plus the product of another with an input.
      case multiplyAdd(Int, Int, Int)
      /// The products of some values with as many inputs from one on.
      case dot([Int], Int)
      case square(Int)
    }

    let seed: UInt64
    let inputs: [Int]
    private(set) var steps: [Step] = []

    var description: String { "seed \(seed): \(inputs), \(steps)" }

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      self.seed = seed
      inputs = (0..<20).map { _ in random.random(in: -2...2) }
      for count in 20..<26 {
        let step: Step
        switch random.random(in: 0...4) {
        case 0, 1:
          step = .multiplyAdd(
            count - 1, random.random(in: 0...count - 1), random.random(in: 0...19))
        case 2:
          let first = random.random(in: 0...15)
          // Values one after another, an input twice, or what was computed last.
          step = .dot((0..<4).map { random.random(in: 0...1) == 0 ? first + $0 : count - 1 }, first)
        case 3:
          let length = random.random(in: 1...20)
          step = .dot(Array(count - length..<count), random.random(in: 0...20 - length))
        default:
          step = .square(random.random(in: 0...19))
        }
        steps.append(step)
      }
    }

    /// Records each step as one node, or as the operations that it is made of.
    func record<N: Recordable & SendableMetatype>(_ inputs: Run<N>, asNodes: Bool) -> Variable<N> {
      var values = Array(inputs)
      for step in steps {
        switch step {
        case .multiplyAdd(let a, let b, let c):
          values.append(
            asNodes
              ? values[a].adding(values[b], times: inputs[c]) : values[a] + values[b] * inputs[c])
        case .dot(let places, let first):
          let left = places.map { values[$0] }
          let right = inputs[first..<first + left.count]
          if asNodes, let run = Run(left) {
            values.append(run.dot(right))
          } else {
            let products = zip(left, right).map { $0 * $1 }
            values.append(products.dropFirst().reduce(products[0], +))
          }
        case .square(let a):
          values.append(asNodes ? values[a].dotItself : values[a] * values[a])
        }
      }
      return values[values.count - 1]
    }

    /// The value, its gradient swept and recorded, and its Hessian in two ways, with 20 numbers
    /// replaced before a replay.
    func results<N: Recordable & SendableMetatype>(_ number: (Int) -> N, asNodes: Bool) -> [N] {
      let tape = Tape<N>(capacity: 1)
      guard let run = tape.inputs(inputs.map(number)) else { return [] }
      let variables = Array(run)
      let output = record(run, asNodes: asNodes)
      func all() -> [N] {
        let gradient = tape.gradient(of: output)
        return [output.value] + variables.map { gradient[$0] }
          + tape.hessian(of: output, with: variables).flatMap { $0 }
      }
      let first = all() + tape.recordGradient(of: output, with: variables).map(\.value)
      for (variable, value) in zip(variables, inputs.reversed()) {
        tape.set(variable, to: number(value))
      }
      tape.replay()
      return first + all()
    }
  }

  @Test("exact numbers agree", arguments: seeds)
  func rationals(seed: UInt64) {
    let computation = Computation(seed: seed)
    let expected = computation.results({ Rational($0) }, asNodes: false)
    #expect(expected.count == 1 + 20 + 400 + 20 + 421)
    #expect(computation.results({ Rational($0) }, asNodes: true) == expected, "\(computation)")
  }

  @Test("doubles and batches of them agree, lane by lane", arguments: seeds)
  func doubles(seed: UInt64) {
    let computation = Computation(seed: seed)
    let expected = computation.results(Double.init, asNodes: false)
    #expect(expected.allSatisfy { $0.magnitude < 0x1p53 }, "\(computation)")
    #expect(computation.results(Double.init, asNodes: true) == expected, "\(computation)")
    // Every lane has numbers of its own: the first those of the test, the others their negatives.
    func batch(_ value: Int) -> Batch {
      var lanes = Batch.Vector(repeating: -Double(value))
      lanes[0] = Double(value)
      return Batch(lanes)
    }
    let negated = Computation(seed: seed).results({ -Double($0) }, asNodes: false)
    for (number, (first, second)) in zip(
      computation.results(batch, asNodes: true), zip(expected, negated))
    {
      #expect(number.lanes[0] == first && number.lanes[1] == second, "\(computation)")
      #expect(number.lanes[Batch.count - 1] == second, "\(computation)")
    }
  }

  @Test("balls enclose the exact numbers", arguments: seeds.prefix(10))
  func balls(seed: UInt64) {
    let computation = Computation(seed: seed)
    let exact = computation.results({ Rational($0) }, asNodes: false)
    let certified = computation.results({ Ball(Rational($0), in: 64) }, asNodes: true)
    #expect(zip(exact, certified).allSatisfy { $1.contains($0) }, "\(computation)")
  }

  @Test("residues agree", arguments: seeds.prefix(10))
  func residues(seed: UInt64) throws {
    let computation = Computation(seed: seed)
    let tower = try #require(ResidueTower(depth: 1, seed: seed))
    func number(_ value: Int) -> Residue { Residue(Rational(value), in: tower) }
    let expected = computation.results(number, asNodes: false)
    for (found, expected) in zip(computation.results(number, asNodes: true), expected) {
      #expect(found.top != nil && found.top == expected.top, "\(computation)")
    }
  }

  @Test("a dot product of no terms is 0, and one of itself has twice its run as gradient")
  func edges() throws {
    let tape = Tape<Rational>()
    let recordedRun = tape.inputs([3, -2, 5])
    let run = try #require(recordedRun)
    let square = run.dot(run)
    #expect(square.value == 38)
    let gradient = tape.gradient(of: square)
    #expect(run.map { gradient[$0] } == [6, -4, 10])
    #expect(tape.hessian(of: square, with: Array(run)) == [[2, 0, 0], [0, 2, 0], [0, 0, 2]])
    #expect(run[1..<1].dot(run[2..<2]).value == 0)
    #expect(run[0..<2].dot(run).value == 13)
    #expect(tape.depends(square, on: run[2]) && !tape.depends(run[0], on: run[2]))
    let node = tape[square.index]
    #expect(node.kind == .dot && Array(node.operands) == [0, 1, 2, 0, 1, 2])
    let sum = run[0].adding(run[1], times: run[2])
    #expect(Array(tape[sum.index].operands) == [0, 1, 2] && sum.value == -7)
  }

  @Test("variables that stand apart are copied to make a run, and others are not")
  func copies() throws {
    let tape = Tape<Rational>()
    let recordedInputs = tape.inputs([1, 2, 3, 4])
    let inputs = try #require(recordedInputs)
    let same = try #require(Run(inputs[1..<3].map { $0 }))
    #expect(tape.count == 4 && same.map(\.index) == [1, 2])
    let apart = try #require(Run([inputs[3], inputs[0]]))
    #expect(tape.count == 6 && apart.map(\.value) == [4, 1])
    #expect(tape[4].kind == .copy && Run([Variable<Rational>]()) == nil)
  }

  @Test("a dot product costs its terms, and past the budget it has no value")
  func budget() throws {
    let tape = Tape<Double>(limit: 40)
    let recordedRun = tape.inputs(Array(repeating: 1, count: 10))
    let run = try #require(recordedRun)
    var sum = run[0]
    var count = 0
    while !tape.isExhausted {
      sum = run.dot(run)
      count += 1
    }
    // Ten inputs, and eleven words for each dot product: three fit.
    #expect(count == 4 && sum.value.obstacle != nil)
    let lost = try #require(Run([run[3], run[1], run[2]]))
    #expect(lost.count == 3 && lost[2] == sum && lost[1..<3].dot(run).value.obstacle != nil)
    #expect(tape.gradient(of: lost.dot(run))[run[0]].obstacle != nil)
    #expect(run[0].adding(run[1], times: run[2]) == sum)
  }
}

extension Variable {
  /// The square as a dot product of one term.
  fileprivate var dotItself: Self { Run([self]).map { $0.dot($0) } ?? self }
}
