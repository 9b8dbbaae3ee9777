import Foundation
import Testing

@Suite("specialisation across modules")
struct SpecialisationTests {
  /// Every step that a hot loop takes: recording, sweeps of both orders, replay, reading.
  static let client = """
    import Autodiff
    import Curvature
    import Scalars

    package func client(_ numbers: [Double], _ others: [Double]) -> Double {
      let tape = Tape<Double>()
      guard let data = tape.data(others), let w = tape.inputs(numbers) else { return 0 }
      let z = w[0] * data[0] + w[1] / data[1] - w[2]
      let h = z.applying(.relu).adding(z.applying(.sigmoid), times: -z.applying(.tanh))
        + z.applying(.exp).applying(.ln).applying(.sqrt).power(3).copy()
      let output = h * w.dot(data)
      let mark = tape.mark
      var gradient = tape.gradient(of: output)
      tape.differentiate(output.applying(.abs), into: &gradient)
      var hessian: [Double] = []
      tape.hessian(of: output, with: Array(w), into: &hessian)
      let pattern = tape.hessianPattern(of: output, with: Array(w))
      hessian += tape.hessian(of: output, in: pattern)
      tape.rewind(to: mark)
      tape.set(w, to: others)
      tape.set(w[0], to: 3)
      tape.replay()
      return tape[output] + gradient[w[0]] + hessian[0]
    }
    """

  /// What need not be fast: where storage grows, and where a budget is spent.
  static let cold: Set = [
    "Autodiff.Arena.makeRoom() -> Swift.Bool", "Autodiff.Arena.spill(like: A) -> Swift.Int",
  ]

  /// What is not generic: types, what a field begins with, and code without a number system.
  static let plain = [
    "descriptor for", "variable initialization expression", "A == Swift.Bool",
    "HessianPattern.init",
  ]

  /// A call to generic code of another module asks a table for each addition; a tape is some
  /// hundred times slower then, and still right. What is `@inlinable` leaves no such call.
  @Test(
    "a program that records numbers of its own choice calls no generic code of the tape",
    .enabled(if: Terminal.programs != nil && hasCompiler))
  func calls() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let generic = try genericNames(in: Self.client, terminal)
    #expect(generic.isSuperset(of: Self.cold), "\(generic)")
    #expect(generic.subtracting(Self.cold) == [], "these need @inlinable")
  }

  private static let hasCompiler: Bool = {
    guard let terminal = try? Terminal() else { return false }
    defer { terminal.close() }
    return (try? terminal.run("command -v swiftc > /dev/null")) == ""
  }()

  /// The functions of the tape that optimised code refers to and does not have as a copy of its own.
  private func genericNames(in source: String, _ terminal: Terminal) throws -> Set<String> {
    let modules = try #require(Terminal.programs).appending(path: "Modules")
    // The package is named after its folder.
    let name = Terminal.root.lastPathComponent.lowercased().map {
      $0.isLetter || $0.isNumber ? $0 : "_"
    }
    let file = terminal.folder.appending(path: "client.swift")
    try Data(source.utf8).write(to: file)
    let complaint = try terminal.run(
      "swiftc -O -parse-as-library -package-name '\(String(name))' -I '\(modules.path)'"
        + " -emit-assembly client.swift -o client.s")
    #expect(complaint == "")
    let assembly = try String(
      contentsOf: terminal.folder.appending(path: "client.s"), encoding: .utf8)
    let names = Set(
      assembly.matches(of: /\$s(8Autodiff|9Curvature)\w+/).map { String($0.output.0) })
    let copies = Set(assembly.matches(of: /(?m)^"?_?(\$s\w+)"?:/).map { String($0.output.1) })
    let list = names.subtracting(copies).sorted().joined(separator: "\n")
    try Data(list.utf8).write(to: terminal.folder.appending(path: "names"))
    let demangled = try terminal.run("swift demangle --compact < names").split(separator: "\n")
    return Set(
      demangled.map(String.init).filter { name in !Self.plain.contains(where: name.contains) })
  }
}
