/// The functions that every formula may use.
package enum BuiltIn: String, CaseIterable, Sendable {
  case exp, ln, sqrt, abs, sign, relu, floor, ceil
  case leakyRelu = "leaky_relu"
  case sigmoid, tanh, sinh, cosh, sin, cos, softplus
  case softmax, max, min, mean, dot, diag, onehot, norm1, norm2
  case eye, zeros, ones, repmat, shape, count, argmax
  case grad, der, jacobian, hessian, descend, operations

  package enum Kind: Sendable {
    /// A function of a number, which acts entry by entry and may have primes.
    case elementary
    /// A vector to a vector, or a matrix by rows.
    case vectorial
    /// Vectors and matrices to a number.
    case reduction
    /// Sizes, vectors or matrices to a vector or a matrix.
    case constructor
    /// What can be said of a value without computing with its entries.
    case inspection
    /// What a student is asked for, and must not use.
    case calculus
  }

  package var kind: Kind {
    switch self {
    case .exp, .ln, .sqrt, .abs, .sign, .relu, .floor, .ceil, .leakyRelu, .sigmoid, .tanh, .sinh,
      .cosh, .sin, .cos, .softplus:
      .elementary
    case .softmax: .vectorial
    case .max, .min, .mean, .dot, .norm1, .norm2, .argmax: .reduction
    case .diag, .onehot, .eye, .zeros, .ones, .repmat: .constructor
    case .shape, .count: .inspection
    case .grad, .der, .jacobian, .hessian, .descend, .operations: .calculus
    }
  }

  /// How many arguments the function takes.
  package var arity: ClosedRange<Int> {
    switch self {
    case .exp, .ln, .sqrt, .abs, .sign, .relu, .floor, .ceil, .sigmoid, .tanh, .sinh, .cosh, .sin,
      .cos, .softplus, .softmax, .mean, .diag, .norm1, .norm2, .eye, .shape, .argmax, .operations:
      1...1
    case .leakyRelu, .dot, .onehot, .repmat, .grad, .der, .jacobian, .hessian: 2...2
    case .max, .min, .count: 1...Int.max
    case .zeros, .ones: 1...2
    case .descend: 4...4
    }
  }

  /// Other names of the same function, in normal form.
  package static let aliases = ["sigma": sigmoid, "log": ln, "ceiling": ceil]

  /// The function of this name, or of this other name.
  package init?(named name: String) {
    guard let function = BuiltIn(rawValue: name) ?? Self.aliases[name] else { return nil }
    self = function
  }
}
