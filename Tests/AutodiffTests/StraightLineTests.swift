import Scalars
import Testing

@testable import Autodiff
@testable import WorkedExamples

@Suite("straight-line source")
struct StraightLineTests {
  /// The derivatives of what is made of x and y, by each of them.
  private func derivatives(
    _ output: (Variable<Double>, Variable<Double>) -> Variable<Double>
  ) -> [String] {
    let tape = Tape<Double>()
    let (x, y) = (tape.input(3), tape.input(4))
    let source = StraightLineSource(
      "f", of: output(x, y), on: tape,
      parameters: [.init("x", [0], isNumber: true), .init("y", [1], isNumber: true)],
      differentiated: [0, 1], names: [0: "x", 1: "y"], literal: { "\($0)" })
    return ["x", "y"].map { name in
      let lines = source.function.split(separator: "\n")
      let start = "  let d_\(name): Double = "
      return lines.first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) } ?? ""
    }
  }

  @Test("numbers in a derivative are worked out: half of a square's slope is its base")
  func numbers() {
    #expect(
      derivatives { x, y in x * x / x.constant(2) + y.constant(3) * y }
        == ["x", "3.0"])
    #expect(
      derivatives { x, y in (x - y) / x.constant(-4) }
        == ["-0.25", "0.25"])
  }

  @Test("the slope of a relu is a choice, as one writes it by hand")
  func choice() {
    #expect(derivatives { x, y in x.applying(.relu) * y } == ["x > 0.0 ? y : 0.0", "t2"])
    #expect(derivatives { x, y in x.applying(.relu) * y + x }.first == "1.0 + (x > 0.0 ? y : 0.0)")
    #expect(derivatives { x, y in x.applying(.relu) + y } == ["step(x)", "1.0"])
  }

  @Test("what is only reached by jumps has no derivative, which nothing would use")
  func jumps() {
    #expect(derivatives { x, y in (x * y).applying(.floor) * y } == ["", "t3"])
    #expect(derivatives { x, y in x.applying(.sign) * x + y.power(0) } == ["t2", ""])
  }

  @Test("names stay names")
  func names() {
    #expect(derivatives { x, y in x * y } == ["y", "x"])
    #expect(derivatives { x, y in x * x + y } == ["2.0 * x", "1.0"])
  }
}
