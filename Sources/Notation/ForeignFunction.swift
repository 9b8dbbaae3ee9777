/// A function that people know from elsewhere, and what to write here in its place.
enum ForeignFunction {
  case other(String)
  case none

  init?(_ name: String) {
    switch name == "Sigma" ? name : name.lowercased() {
    // The sign of a sum, typed as the letter.
    case "Sigma": self = .other("sum(j, 1, n, x[j])")
    case "log10", "lg": self = .other("ln(x)/ln(10)")
    case "log2", "lb", "ld": self = .other("ln(x)/ln(2)")
    case "log1p": self = .other("ln(1 + x)")
    case "expm1": self = .other("exp(x) - 1")
    case "tan": self = .other("sin(x)/cos(x)")
    case "cot": self = .other("cos(x)/sin(x)")
    case "sec": self = .other("1/cos(x)")
    case "coth": self = .other("cosh(x)/sinh(x)")
    case "sech": self = .other("1/cosh(x)")
    case "cbrt": self = .other("x^(1/3)")
    case "square": self = .other("x^2")
    case "pow", "power": self = .other("x^a")
    case "logistic", "expit", "sigm": self = .other("sigmoid(x)")
    case "heaviside", "step", "indicator": self = .other("1[x > 0]")
    case "norm": self = .other("norm2(x) for the root of the sum of squares, or norm1(x)")
    case "transpose": self = .other("x^T")
    case "inv", "inverse": self = .other("x^-1")
    case "matmul", "mul", "prod": self = .other("x*y")
    case "logsumexp": self = .other("ln(sum(j, exp(x[j])))")
    case "arctan", "atan", "arcsin", "asin", "arccos", "acos", "artanh", "atanh", "asinh", "acosh",
      "floor", "ceil", "round", "erf", "gamma", "factorial", "gelu", "elu", "selu", "det", "trace",
      "tr", "rank", "var", "std":
      self = .none
    default: return nil
    }
  }

  var help: String {
    switch self {
    case .other(let formula): "write \(formula)"
    case .none:
      "functions of a number are "
        + BuiltIn.allCases.filter { $0.kind == .elementary }.map(\.rawValue).joined(separator: ", ")
    }
  }
}
