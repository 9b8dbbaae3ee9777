import Scalars

/// A function that every formula may use, and that has rules of its own.
///
/// All others are definitions, see ``ComposedFunction``.
package enum BuiltIn: Hashable, CaseIterable, Sendable {
  /// A function of a number, which acts entry by entry and may have primes.
  case elementary(Elementary)
  case array(ArrayFunction)
  /// What a student is asked for, and must not use.
  case calculus(CalculusFunction)

  package static var allCases: [BuiltIn] {
    Elementary.allCases.filter(\.isCalledByName).map(BuiltIn.elementary)
      + ArrayFunction.allCases.map(BuiltIn.array)
      + CalculusFunction.allCases.map(BuiltIn.calculus)
  }

  /// The function of this name, or of this other name.
  package init?(named name: String) {
    if let function = Elementary(rawValue: name) ?? Elementary.otherNames[name] {
      guard function.isCalledByName else { return nil }
      self = .elementary(function)
    } else if let function = ArrayFunction(rawValue: name) {
      self = .array(function)
    } else if let function = CalculusFunction(rawValue: name) {
      self = .calculus(function)
    } else {
      return nil
    }
  }

  package var name: String {
    switch self {
    case .elementary(let function): function.rawValue
    case .array(let function): function.rawValue
    case .calculus(let function): function.rawValue
    }
  }

  /// How many arguments the function takes.
  package var arity: ClosedRange<Int> {
    switch self {
    case .elementary: 1...1
    case .array(let function): function.arity
    case .calculus(let function): function.arity
    }
  }

  /// Whether `f'` has a meaning.
  package var hasDerivative: Bool {
    switch self {
    case .elementary, .array(.leakyRelu): true
    case .array, .calculus: false
    }
  }
}

/// A function of several numbers, of vectors, matrices or sizes.
package enum ArrayFunction: String, CaseIterable, Sendable {
  case leakyRelu = "leaky_relu"
  case softmax, max, min, mean, dot, diag, onehot, norm1, norm2
  case eye, zeros, ones, repmat, shape, count, argmax

  fileprivate var arity: ClosedRange<Int> {
    switch self {
    case .softmax, .mean, .diag, .norm1, .norm2, .eye, .shape, .argmax: 1...1
    case .leakyRelu, .dot, .onehot, .repmat: 2...2
    case .zeros, .ones: 1...2
    case .max, .min, .count: 1...Int.max
    }
  }

  /// Whether it says something of a value without computing with its entries.
  package var isInspection: Bool { self == .shape || self == .count }
}

package enum CalculusFunction: String, CaseIterable, Sendable {
  case grad, der, jacobian, hessian, descend, operations

  fileprivate var arity: ClosedRange<Int> {
    switch self {
    case .operations: 1...1
    case .grad, .der, .jacobian, .hessian: 2...2
    case .descend: 4...4
    }
  }
}
