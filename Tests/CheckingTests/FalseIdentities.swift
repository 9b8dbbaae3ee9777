import Testing

/// A false identity, and where possible the point that shows it and what each side comes to.
struct FalseClaim: CustomTestStringConvertible, Sendable {
  let claim: Claim
  /// For instance `x = 1: 2, 3`; nil where a computation of our own would be needed.
  let shown: String?

  init(_ text: String, _ statements: String..., at shown: String? = nil) {
    claim = Claim(text, statements)
    self.shown = shown
  }

  var testDescription: String { claim.testDescription }
}

let falseIdentities = [
  // A factor lost or gained.
  FalseClaim("der(x^2, x) = x", at: "x = 1: 2, 1"),
  FalseClaim("(x + y)^2 = x^2 + y^2", at: "x = 1, y = 2: 9, 5"),
  FalseClaim("sigma'(x) = sigma(x)", at: nil),
  FalseClaim("sigma'(2*x) = der(sigma(2*x), x)", at: "x = 0: 0.25, 0.5"),
  FalseClaim("sigma''(x) = sigma(x)*(1 - sigma(x))", at: "x = 0: 0, 0.25"),
  FalseClaim("tanh'(x) = 1 - tanh(x)", at: nil),
  FalseClaim("tanh'(2*x) = 1 - tanh(x)^2", at: nil),
  FalseClaim("tanh(x) = 2*sigma(x) - 1", at: nil),
  FalseClaim("sigma(x) = tanh(x/2) + 1", at: "x = 0: 0.5, 1"),
  FalseClaim("sigma(x) = (tanh(x) + 1)/2", at: nil),
  FalseClaim("sigma(x) = 1/(1 + exp(x))", at: nil),
  FalseClaim("sigma(-x) = -sigma(x)", at: "x = 0: 0.5, -0.5"),
  FalseClaim("exp(x + y) = exp(x) + exp(y)", at: nil),
  FalseClaim("exp(x*y) = exp(x)*exp(y)", at: nil),
  FalseClaim("exp(2*x) = exp(x) + exp(x)", at: "x = 0: 1, 2"),
  FalseClaim("exp(exp(x)) = exp(x)^2", at: nil),
  FalseClaim("softplus(x) = ln(1 + x)", at: nil),
  FalseClaim("softplus(x) + softplus(-x) = x", at: nil),
  FalseClaim("softplus(x)/softplus(-x) = exp(x)", at: nil),
  FalseClaim("ln(1 + exp(x)) = x", at: nil),
  FalseClaim("ln(exp(a) + exp(b)) = a + b", at: nil),
  FalseClaim("ln(x + y) = ln(x) + ln(y)", "x, y : real > 0", at: nil),
  // Signs that no hypothesis fixes.
  FalseClaim("abs(mu*x) = mu*abs(x)", at: nil),
  FalseClaim(
    "relu((1 - alpha)*z) = (1 - alpha)*relu(z)", "z : real", "alpha : real < 2", at: nil),
  FalseClaim("sqrt(mu^2*x^2) = mu*x", "x : real", "mu : real > 0", at: nil),
  FalseClaim("abs(mu - nu) = mu - nu", "mu, nu : real > 0", at: nil),
  FalseClaim("abs(mu - 1) = mu - 1", "mu : real > 0", at: nil),
  FalseClaim("x^a*x^b = x^(a*b)", "x : real > 0", at: nil),
  // Whole numbers.
  FalseClaim("floor(2*x) = 2*floor(x)", at: "x = 0.5: 1, 0"),
  FalseClaim("ceil(x) = floor(x) + 1", at: "x = 0: 0, 1"),
  FalseClaim("floor(x + 1/2) = ceil(x - 1/2)", at: "x = 0.5: 1, 0"),
  FalseClaim("floor(-x) = -floor(x)", at: "x = 0.5: -1, 0"),
  // A sign lost.
  FalseClaim("cos'(x) = sin(x)", at: nil),
  FalseClaim("cos(x + y) = cos(x)*cos(y) + sin(x)*sin(y)", at: nil),
  FalseClaim("cosh(x)^2 + sinh(x)^2 = 1", at: nil),
  FalseClaim("sinh(2*x) = sinh(x)*cosh(x)", at: nil),
  FalseClaim("der(ln(1 + exp(-x)), x) = sigma(-x)", at: "x = 0: -0.5, 0.5"),
  FalseClaim(
    "der(-y*ln(sigma(z)) - (1 - y)*ln(1 - sigma(z)), z) = y - sigma(z)",
    at: "y = 1, z = 0: -0.5, 0.5"),
  FalseClaim("der(a/x, x) = a/x^2", at: nil),
  FalseClaim("(a - b)^2 = a^2 - b^2", at: "a = 0, b = 1: 1, -1"),
  // Kinks.
  FalseClaim("x = relu(x)", at: "x = -1: -1, 0"),
  FalseClaim("relu(x) = abs(x)", at: "x = -1: 0, 1"),
  FalseClaim("relu(x + y) = relu(x) + relu(y)", at: nil),
  FalseClaim("relu(x)*relu(y) = relu(x*y)", at: nil),
  FalseClaim("relu(-x) = -relu(x)", at: "x = 1: 0, -1"),
  FalseClaim("relu'(x) = relu(x)", at: nil),
  FalseClaim(
    "relu(W*x) .* relu'(W*x) = relu(-W*x)", "W : matrix(12, 2)", "x : vector(2)", at: nil),
  FalseClaim("leaky_relu(x, a) = max(x, a*x)", at: nil),
  FalseClaim("leaky_relu(x, a) = relu(x) + a*relu(-x)", at: nil),
  FalseClaim("abs(x + y) = abs(x) + abs(y)", at: nil),
  FalseClaim("abs(x) = x", at: "x = -1: 1, -1"),
  FalseClaim("sqrt(x^2) = x", at: "x = -1: 1, -1"),
  FalseClaim("sqrt(x^2)/x = 1", at: "x = -1: -1, 1"),
  FalseClaim("sqrt(x^2 + y^2) = x + y", at: nil),
  FalseClaim("max(x, y) = (x + y - abs(x - y))/2", at: "x = 0, y = 1: 1, 0"),
  FalseClaim("max(x, y) = x", at: "x = 0, y = 1: 1, 0"),
  FalseClaim("1[x > 0] + 1[x < 0] = 1", at: "x = 0: 0, 1"),
  FalseClaim("1[x > 0] = 1[x >= 0]", at: "x = 0: 0, 1"),
  FalseClaim("x*sign(y)^2 = x", at: "x = 2, y = 0: 0, 2"),
  FalseClaim("sign(x - 7)^2 = 1", at: "x = 7: 0, 1"),
  FalseClaim("1[x > 7] = (1 + sign(x - 7))/2", at: "x = 7: 0, 0.5"),
  FalseClaim("floor(x - 1/3) = ceil(x - 1/3) - 1", at: "x = 1/3: 0, -1"),
  FalseClaim("sign(x)^2 = 1", at: "x = 0: 0, 1"),
  FalseClaim("x = relu(x + 10^12) - 10^12", at: nil),
  // Near misses.
  FalseClaim("10^-30 = 2*10^-30", "x : real", at: nil),
  FalseClaim("10^-30*x = 2*10^-30*x", at: nil),
  FalseClaim("tanh(x) + 1e-70 = tanh(x)", at: nil),
  FalseClaim("tanh(x) + 1e-6 = tanh(x)", at: nil),
  FalseClaim("cos(x) + 1e-400 = cos(x)", at: nil),
  FalseClaim("exp(x) + 1e-500*x = exp(x)", at: nil),
  FalseClaim("ln(1 + exp(x)) + 1e-65 = softplus(x)", at: nil),
  FalseClaim("(x - a)^5999 = (x - a)^6000", at: "x = 0, a = 1: -1, 1"),
  FalseClaim("x^2 + 10^-20 = x^2", at: nil),
  FalseClaim("x*(x - 1)*(x + 1)*(x - 2)*(2*x - 1)*(x + 2) = 0", at: nil),
  FalseClaim("sin(pi*x) = 0", at: nil),
  // Indices, transposes, factors in the wrong order.
  FalseClaim("A*B = B*A", "A, B : matrix(2, 2)", at: nil),
  FalseClaim("(A*B)^T = A^T*B^T", "A, B : matrix(2, 2)", at: nil),
  FalseClaim("(A*B)^-1 = A^-1*B^-1", "A, B : matrix(2, 2)", at: nil),
  FalseClaim("(A + B)^2 = A^2 + 2*A*B + B^2", "A, B : matrix(2, 2)", at: nil),
  FalseClaim("A^-1 = A^T", "A : matrix(2, 2)", at: nil),
  FalseClaim("grad(dot(w, H*w)/2, w) = H*w", "w : vector(3)", "H : matrix(3, 3)", at: nil),
  FalseClaim("W[i, j] = W[j, i]", "W : matrix(3, 3)", "i, j : index(3)", at: nil),
  FalseClaim("W*x = W^T*x", "W : matrix(2, 2)", "x : vector(2)", at: nil),
  FalseClaim("softmax(2*o) = softmax(o)", "o : vector(3)", at: nil),
  FalseClaim("softmax(o)[0] = exp(o[0])", "o : vector(2)", at: nil),
  FalseClaim(
    "jacobian(softmax(o), o) = diag(softmax(o))", "o : vector(2)", at: nil),
  FalseClaim(
    "jacobian(softmax(o), o)[i, j] = softmax(o)[i]*(1 - softmax(o)[j])",
    "o : vector(3)", "i, j : index(3)", at: nil),
  FalseClaim("der(-ln(softmax(o)[1]), o) = softmax(o) - onehot(0, 3)", "o : vector(3)", at: nil),
  FalseClaim("grad(norm2(w)^2, w) = w", "w : vector(2)", at: "w = (0, 1): (0, 2), (0, 1)"),
  FalseClaim("grad(norm1(w), w) = abs(w)", "w : vector(2)", at: nil),
  FalseClaim("norm2(x + y) = norm2(x) + norm2(y)", "x, y : vector(2)", at: nil),
  FalseClaim("mean(x) = x[0] + x[1]", "x : vector(2)", at: "x = (0, 1): 0.5, 1"),
  FalseClaim(
    "(H + mu*eye(2))^-1*H = eye(2)/(1 + mu)", "H : matrix(2, 2)", "mu : real > 0", at: nil),
]

/// Formulas of which one is defined on a part only of where the other is.
let smallerDomains = [
  FalseClaim("ln(x^2) = 2*ln(x)", at: "x = -1: 0, no value"),
  FalseClaim("sqrt(x)^2 = x", at: "x = -1: no value, -1"),
  FalseClaim("exp(ln(x)) = x", at: "x = -1: no value, -1"),
  FalseClaim("sqrt(x*y) = sqrt(x)*sqrt(y)", at: nil),
  FalseClaim("x*ln(abs(x)) = x*ln(x)", at: nil),
]

/// Formulas that are the same but for a few points.
let exceptions = [
  FalseClaim("x/x = 1", at: "x = 0: no value, 1"),
  FalseClaim("(x^2 - 1)/(x - 1) = x + 1", at: "x = 1: no value, 2"),
  FalseClaim("x^-1*x = 1", at: "x = 0: no value, 1"),
]
