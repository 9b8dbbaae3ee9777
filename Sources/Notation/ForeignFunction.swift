/// A function that people know from elsewhere, and what to write here in its place.
enum ForeignFunction {
  case other(String)
  case none

  init?(_ name: String) {
    switch name == "Sigma" ? name : name.lowercased() {
    // The sign of a sum, typed as the letter.
    case "Sigma": self = .other("sum(j, 1, n, x[j])")
    case "log10", "log_10", "lg": self = .other("ln(x)/ln(10)")
    case "lb", "ld": self = .other("log2(x)")
    case "log1p": self = .other("ln(1 + x)")
    case "expm1": self = .other("exp(x) - 1")
    case "tan": self = .other("sin(x)/cos(x)")
    case "cot": self = .other("cos(x)/sin(x)")
    case "sec": self = .other("1/cos(x)")
    case "coth": self = .other("cosh(x)/sinh(x)")
    case "sech": self = .other("1/cosh(x)")
    case "cbrt": self = .other("x^(1/3)")
    case "square": self = .other("x^2")
    case "mish": self = .other("x*tanh(softplus(x))")
    case "elu": self = .other("max(x, 0) + a*(exp(min(x, 0)) - 1)")
    case "logit": self = .other("ln(x/(1 - x))")
    case "clip", "clamp": self = .other("min(max(x, a), b)")
    case "leakyrelu", "lrelu": self = .other("leaky_relu(x, a)")
    case "round": self = .other("floor(x + 1/2)")
    case "trunc", "int": self = .other("floor(x) where x is not negative")
    case "cosine": self = .other("cos(x)")
    case "sine": self = .other("sin(x)")
    case "pow", "power": self = .other("x^a")
    case "logistic", "expit", "sigm": self = .other("sigmoid(x)")
    case "heaviside", "step", "indicator": self = .other("1[x > 0]")
    case "norm": self = .other("norm2(x) for the root of the sum of squares, or norm1(x)")
    case "transpose": self = .other("x^T")
    case "inv", "inverse": self = .other("x^-1")
    case "matmul", "mul": self = .other("x*y")
    case "outer": self = .other("x*y^T")
    case "inner", "scalar": self = .other("dot(x, y)")
    case "hadamard": self = .other("x .* y")
    case "average", "avg": self = .other("mean(x)")
    case "var", "variance": self = .other("mean((x - mean(x)).^2)")
    case "std", "stdev": self = .other("sqrt(mean((x - mean(x)).^2))")
    case "det": self = .other("A[0, 0]*A[1, 1] - A[0, 1]*A[1, 0] for two rows")
    case "logsumexp": self = .other("ln(sum(j, exp(x[j])))")
    case "arctan", "atan", "arcsin", "asin", "arccos", "acos", "artanh", "atanh", "asinh", "acosh",
      "erf", "gamma", "factorial", "gelu", "selu", "rank",
      "prod", "product", "concat":
      self = .none
    default: return nil
    }
  }

  var help: String {
    switch self {
    case .other(let formula): "write \(formula)"
    case .none:
      "functions of a number are "
        + (BuiltIn.allCases.filter(\.hasDerivative).map(\.name)
        + ComposedFunction.all.filter { $0.parameters == ["x"] }.map(\.name))
        .joined(separator: ", ")
    }
  }
}
