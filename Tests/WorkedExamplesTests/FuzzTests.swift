import Notation
import Scalars
import Testing

@testable import WorkedExamples

/// Any text at all is read and evaluated, or refused.
struct FuzzTests {
  private static let words = [
    "1", "2", "0", "0.5", "1e-3", "10^9", "x", "v", "W", "n", "L", "f", "g", "f(", "g(", "h(", "(",
    ")", ")", "(", "[", "]", "[[", "]]", ",", ":", "+", "-", "*", "/", "^", "^T", "'", ".*", "./",
    ".^", "^-1", "^2", "1[", ">", "=", "sum(j, 1, 3, ", "sum(i, ", "j", "i", "softmax(", "max(",
    "argmax(", "der(", "grad(", "jacobian(", "hessian(", "descend(", "operations(", "eye(",
    "zeros(", "repmat(", "onehot(", "diag(", "dot(", "norm2(", "shape(", "count(", "relu'(",
    "tanh''(", "exp(", "ln(", "sqrt(", "leaky_relu(", "mean(", "min(", "e", "pi", "v[", "W[",
  ]

  private static func names() throws -> Names {
    var names = try Names([
      "x, y : real", "i : index(3)", "v = (1, x, -2)", "W = [[1, 2, 3], [0, x, 5]]", "n = 2",
      "L = dot(v, v) + x*y", "f(a) = a^2 + x", "g(a, b) = v[a]*b", "h(a) = sum(j, 1, a, j)",
    ])
    for (name, value) in [("x", 3), ("y", -1), ("i", 1)] {
      names.point[name] = Quantity(Rational(value))
    }
    return names
  }

  /// Evaluates in both systems; whether there is a value at all.
  @discardableResult
  private func agree(_ names: Names, _ formula: Formula, _ comment: Comment) throws -> Bool {
    let scope = names.namespace.scope
    let exact = try? Evaluation<Rational>(scope, setting: (), at: names.point).value(of: formula)
    let balls = try? Evaluation<Ball>(scope, setting: 96, at: names.point).value(of: formula)
    #expect(exact?.shape == balls?.shape, comment)
    guard let exact, let balls else { return false }
    for (number, ball) in zip(exact.entries, balls.entries)
    where number.obstacle == nil && ball.obstacle == nil {
      #expect(ball.contains(number), comment)
    }
    return true
  }

  @Test("no salad of words traps, and both number systems agree on it", arguments: 0..<12)
  func salad(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let names = try Self.names()
    var values = 0
    for round in 0..<150 {
      let text = Self.text(&generator)
      guard let formula = try? names.formula(text) else { continue }
      values += 1
      try agree(names, formula, "seed \(seed), round \(round): \(text)")
    }
    #expect(values > 0, "seed \(seed): nothing could be read")
  }

  @Test("no formula traps, and both number systems agree on it", arguments: 0..<12)
  func formula(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let names = try Self.names()
    var values = 0
    for round in 0..<60 {
      let text = Self.expression(3, &generator)
      guard let formula = try? names.formula(text) else { continue }
      if try agree(names, formula, "seed \(seed), round \(round): \(text)") { values += 1 }
    }
    #expect(values > 5, "seed \(seed): hardly any formula has a value")
  }

  /// Words at random, with their brackets closed more often than not.
  private static func text(_ generator: inout SplitMix64) -> String {
    var text = ""
    var open: [Character] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let word = words[Int.random(in: 0..<words.count, using: &generator)]
      text += word + " "
      for character in word {
        if let partner = ["(": ")", "[": "]"][String(character)] {
          open.append(Character(partner))
        }
        if character == open.last { open.removeLast() }
      }
    }
    let closes = Bool.random(using: &generator)
    return text + (closes ? "1" + String(open.reversed()) : "")
  }

  private static let atoms = [
    "0", "1", "2", "3", "0.5", "7/3", "x", "y", "i", "n", "v", "W", "L", "(1, 2)", "(0, -1, x)",
    "[[1, 2], [3, 4]]", "eye(2)", "zeros(3)", "pi", "e",
  ]

  private static let frames = [
    "(# + #)", "(# - #)", "#*#", "#/#", "#^2", "#^-1", "#^#", "-#", "#^T", "#.*#", "#./#", "#.^2",
    "f(#)", "g(#, #)", "h(#)", "f'(#)", "relu(#)", "tanh'(#)", "abs(#)", "softmax(#)", "max(#)",
    "max(#, #)", "argmax(#)", "mean(#)", "dot(#, #)", "norm1(#)", "norm2(#)^2", "diag(#)",
    "shape(#)", "count(#)", "1[# > #]", "sum(j, 1, 3, j*#)", "sum(i, v[i]*#)", "#[#]", "#[#, :]",
    "#[:, #]", "der(#, x)", "grad(#, v)", "jacobian(#, v)", "hessian(#, x)", "(#, #)", "[[#, #]]",
    "onehot(#, 3)", "repmat(#, 2)", "ones(#)", "exp(#)", "sqrt(#)", "ln(#)", "leaky_relu(#, 0.1)",
    "sign(#)", "sigmoid(#)", "softplus(#)", "floor(#)", "ceil(#)", "floor'(#)",
  ]

  /// A formula that can be read, whether or not its shapes go together.
  private static func expression(_ depth: Int, _ generator: inout SplitMix64) -> String {
    guard depth > 0, Int.random(in: 0..<5, using: &generator) > 0 else {
      return atoms[Int.random(in: 0..<atoms.count, using: &generator)]
    }
    var text = ""
    for character in frames[Int.random(in: 0..<frames.count, using: &generator)] {
      text += character == "#" ? "(\(expression(depth - 1, &generator)))" : String(character)
    }
    return text
  }
}
