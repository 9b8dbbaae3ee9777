import Scalars
import Testing

@testable import Autodiff
@testable import WorkedExamples

@Suite("operations of a tape, listed for other number systems")
struct OperationListTests {
  /// The leaves of a program: its inputs, and constants by their nodes.
  private static func listed(_ program: Program, times: Int = 1) throws -> (
    list: OperationList, outputs: [Int], leaves: [Rational]
  ) {
    let tape = Tape<Rational>()
    let inputs = program.inputs.map { tape.input($0) }
    let outputs = (0..<times).map { _ in program.run(inputs) }
    var list = OperationList()
    var leaves = program.inputs
    let places = list.add(outputs, of: tape) { index in
      if index < inputs.count { return index }
      guard tape[index].kind.arity == 0 else { return nil }
      let value = tape.value(at: index)
      if let known = leaves.dropFirst(inputs.count).firstIndex(of: value) { return known }
      leaves.append(value)
      return leaves.count - 1
    }
    return (list, try #require(places), leaves)
  }

  @Test(
    "a list computes what the program does, also at other points",
    arguments: 1...60 as ClosedRange<UInt64>)
  func computes(seed: UInt64) throws {
    let program = Program(seed: seed, count: 30)
    let (list, outputs, leaves) = try Self.listed(program)
    let tape = list.tape { leaves[$0] }
    #expect(tape.value(at: outputs[0]) == program.run(program.inputs), "\(program)")
    let balls = list.tape { Ball(leaves[$0], in: 64) }
    var random = SplitMix64(seed: seed)
    for _ in 0..<4 {
      let point = program.inputs.map { _ in random.rational() }
      list.recompute(tape) { $0 < point.count ? point[$0] : nil }
      list.recompute(balls) { $0 < point.count ? Ball(point[$0], in: 64) : nil }
      let value = program.run(point)
      #expect(tape.value(at: outputs[0]) == value, "\(program) at \(point)")
      if value.obstacle == nil {
        #expect(balls.value(at: outputs[0]).contains(value), "\(program) at \(point)")
      }
    }
  }

  @Test("what is recorded again is not listed again", arguments: 1...20 as ClosedRange<UInt64>)
  func sharing(seed: UInt64) throws {
    let program = Program(seed: seed, count: 30)
    let (once, _, _) = try Self.listed(program)
    let (thrice, outputs, _) = try Self.listed(program, times: 3)
    #expect(thrice.count == once.count && Set(outputs).count == 1, "\(program)")
  }

  @Test("sums and products are the same in either order, differences and quotients are not")
  func order() throws {
    let tape = Tape<Rational>()
    let (x, y) = (tape.input(2), tape.input(5))
    var list = OperationList()
    let outputs = [
      x + y, y + x, x * y, (y * x).copy(), x - y, y - x, x / y, y / x, x.adding(y, times: x),
    ]
    let added = list.add(outputs, of: tape) { $0 < 2 ? $0 : nil }
    let places = try #require(added)
    #expect(places[0] == places[1] && places[2] == places[3] && Set(places).count == 7)
    let computed = list.tape { [Rational(7), Rational(-2)][$0] }
    let values = places.map { computed.value(at: $0) }
    let expected: [Rational] = [
      5, 5, -14, -14, 9, -9, Rational(-7, over: 2), Rational(-2, over: 7), -7,
    ]
    #expect(values == expected)
  }

  @Test("an input of unknown value and a dot product are not listed")
  func unknown() throws {
    let tape = Tape<Rational>()
    let (x, y) = (tape.input(2), tape.input(5))
    let recorded = tape.inputs([1, 2])
    let run = try #require(recorded)
    var list = OperationList()
    #expect(list.add([x * y], of: tape) { $0 == 0 ? 0 : nil } == nil)
    #expect(list.add([run.dot(run)], of: tape) { $0 < 4 ? $0 : nil } == nil)
  }

  @Test("it tells what a place is made of, and what depends on a leaf")
  func ancestry() throws {
    let tape = Tape<Rational>()
    let (x, y) = (tape.input(2), tape.input(5))
    let product = x * y
    var list = OperationList()
    let added = list.add(
      [product.applying(.step) + x.applying(.relu), y.applying(.sign), product], of: tape
    ) { $0 < 2 ? $0 : nil }
    let places = try #require(added)
    let ancestors = list.ancestors(of: [places[0]])
    #expect(ancestors[places[2]] && !ancestors[places[1]])
    #expect(list.ancestors(of: [places[2]]).filter { $0 }.count == 3)
    let dependent = list.dependents { $0 == 0 }
    #expect(dependent[places[0]] && dependent[places[2]] && !dependent[places[1]])
  }
}
