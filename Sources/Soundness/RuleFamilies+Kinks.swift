/// Rules of functions with kinks and jumps, and of the ranges in which they hold.
extension RuleFamily {
  static let signs = RuleFamily(
    "signs",
    always: [
      "abs(u*v) = abs(u)*abs(v)", "abs(u)^2 = u^2", "sign(u)*abs(u) = u", "abs(-u) = abs(u)",
      "sign(u*v) = sign(u)*sign(v)", "abs(u/p) = abs(u)/p", "sign(p*u) = sign(u)", "abs(p) = p",
      "abs(u - v) = abs(v - u)", "abs(u^2) = u^2", "abs(abs(u) + p) = abs(u) + p",
      "sign(-u) = -sign(u)",
      "abs(u^3) = abs(u)*u^2", "sign(u^3) = sign(u)", "abs(u)*u = sign(u)*u^2", "sign(p) = 1",
      "abs(abs(u)) = abs(u)", "sign(exp(u)*v) = sign(v)", "abs(x) = x/sign(x)",
    ],
    seldom: [
      "abs(u) = u", "abs(u + v) = abs(u) + abs(v)", "sign(u) = 1", "sign(u)^2 = 1",
      "abs(u - v) = u - v", "abs(u)*u = u^2", "sign(u + v) = sign(u) + sign(v)",
      "abs(x - c) + abs(x + c) = 2*x", "x = abs(x + 1000) - 1000", "abs(x - c) = c - x",
    ],
    notNegative: [
      "abs(h) = h", "abs(h*u) = h*abs(u)", "abs(h) + abs(u) = h + abs(u)", "h*abs(h) = h^2",
      "abs(h + p) = h + p", "abs(h)/p = h/p",
    ],
    positive: [
      "sign(h) = 1", "sign(h*u) = sign(u)", "sign(h)*p = p", "h/abs(h) = sign(h)^2",
    ])

  static let jumps = RuleFamily(
    "jumps",
    always: [
      "1[u > 0] + 1[u <= 0] = 1", "1[u >= 0] + 1[u < 0] = 1", "1[x > c] + 1[x <= c] = 1",
      "1[x >= c] = 1 - 1[x < c]", "1[u > v] = 1[v < u]", "1[u > 0]^2 = 1[u > 0]",
      "1[x > c]*(x - c) = relu(x - c)", "1[u > 0]*1[u < 0] = 0", "1[x > c]*1[x < c] = 0",
      "sign(u) = 1[u > 0] - 1[u < 0]", "1[u > 0] + 1[u < 0] = sign(u)^2",
      "u*1[u > 0] = u*1[u >= 0]",
      "floor(u + k) = floor(u) + k", "ceil(u) = -floor(-u)", "floor(floor(u)) = floor(u)",
      "floor(u) + ceil(-u) = 0", "ceil(x - c) = -floor(c - x)", "1[u*p > 0] = 1[u > 0]",
      "abs(x - c) = (x - c)*(1[x >= c] - 1[x < c])", "(x - c)*1[x > c] = (x - c)*1[x >= c]",
      "1[x > c]*1[x > d] = 1[min(x - c, x - d) > 0]",
      "1[x > c] = (1 + sign(x - c))/2 - (1 - sign(x - c)^2)/2",
      "max(u, v) = u*1[u >= v] + v*1[u < v]", "1[exp(u) > 1] = 1[u > 0]", "floor(-u) = -ceil(u)",
      "1[p > 0] = 1", "1[x > c + d] + 1[x <= c + d] = 1", "1[k*x > c] = 1[x > c/k]",
    ],
    seldom: [
      "1[x > c] + 1[x < c] = 1", "1[x > c] = 1[x >= c]", "1[u > 0] + 1[u < 0] = 1",
      "floor(x + c) = floor(x) + c", "ceil(x) = floor(x) + 1", "floor(2*u) = 2*floor(u)",
      "sign(x - c)^2 = 1", "1[k*x > c] + 1[k*x < c] = 1", "(1 + sign(x - c))/2 = 1[x > c]",
      "1[x > c]*1[x < c + 10^-9] = 0", "1[x + y > c] + 1[x + y < c] = 1",
      "floor(x - c) = ceil(x - c) - 1",
      "1[x^2 > 0] = 1", "1[x*y > 0] = 1[x > 0]*1[y > 0]", "abs(sign(k*x - c)) = 1",
      "max(1[x > c], 1[x < c]) = 1", "1[abs(x - c) > 0] = 1", "relu(1[x >= c] - 1[x > c]) = 0",
      "exp(1[x > c] + 1[x < c]) = e", "1[exp(x) > 2] = 1[x > ln(2)] + 10^-40",
      "u*(1[x > c] + 1[x < c]) = u", "floor(x/k) = floor(x)/k", "1[floor(x) > c] = 1[x > c]",
      "sign(relu(x - c)) = sign(x - c)", "1[x > c] + 1[x < c] = 1 - 1[x = c] + 1[x = c + 1]",
    ],
    notNegative: ["1[h >= 0] = 1", "u*1[h >= 0] = u", "floor(h - abs(h)) = 0"],
    positive: ["1[h > 0] = 1", "u*1[h > 0] = u", "1[h > 0] + 1[h < 0] = 1", "sign(h)^2 = 1"])

  static let kinks = RuleFamily(
    "kinks",
    always: [
      "relu(u) - relu(-u) = u", "relu(u) + relu(-u) = abs(u)", "max(u, v) + min(u, v) = u + v",
      "max(u, v) = (u + v + abs(u - v))/2", "relu(p*u) = p*relu(u)", "max(u, v) = u + relu(v - u)",
      "relu(u)*relu(-u) = 0", "max(u, v)*min(u, v) = u*v", "min(u, v) = -max(-u, -v)",
      "relu(u)^2 = u*relu(u)", "relu(relu(u)) = relu(u)", "leaky_relu(u, d) = relu(u) - d*relu(-u)",
      "max(u, v) - min(u, v) = abs(u - v)", "relu(u) = (u + abs(u))/2", "max(u, u) = u",
      "relu(-abs(u)) = 0", "relu(p) = p", "max(p, -q) = p", "relu(u - v) - relu(v - u) = u - v",
      "exp(max(u, v)) = max(exp(u), exp(v))", "max(u + w, v + w) = max(u, v) + w",
      "relu(u)*relu(v) = (u*v + u*abs(v) + v*abs(u) + abs(u*v))/4", "max(u, v) = max(v, u)",
      "relu(1 - relu(1 - u)) = min(relu(u), 1)", "max(p*u, p*v) = p*max(u, v)",
      "max(u, v)^2 + min(u, v)^2 = u^2 + v^2", "max(max(x, y), z) = max(x, max(y, z))",
      "tanh(relu(u)) = relu(tanh(u))", "f*g = g*f", "f^2 - g^2 = (f - g)*(f + g)",
      "abs(f*g) = abs(f)*abs(g)", "relu(exp(u)*f) = exp(u)*relu(f)",
    ],
    seldom: [
      "relu(u + v) = relu(u) + relu(v)", "relu(u) = u", "max(u, v) = u",
      "relu(u)*relu(v) = relu(u*v)",
      "max(u, v) = (u + v - abs(u - v))/2", "relu(-u) = -relu(u)", "max(u, c) = u",
      "relu(x + 1000) - 1000 = x", "relu(x - 1000) = 0", "min(x, 100) = x", "max(x, -20) = x",
      "relu(relu(x - 3) - 4) = 0", "relu(x - c) = relu(x) - c", "leaky_relu(x, c) = max(x, c*x)",
      "max(x*1[x > 10], 0) = 0", "relu(1 - abs(x - 30)) = 0", "relu(d - abs(x - c)) = 0",
      "relu(x)*relu(y)*relu(-x - y - 1) = 0*x", "relu(0.01 - (x - c)^2) = 0",
    ],
    notNegative: [
      "relu(h) = h", "max(h, 0) = h", "min(h, 0) = 0", "relu(-h) = 0", "max(h, -h) = h",
      "relu(h*p) = h*p", "relu(h)*u = h*u", "max(p, -h) = p", "relu(h + p) = h + p",
      "leaky_relu(h, c) = h", "max(u, u - h) = u", "max(u, u + h) = u + h", "min(u, u + h) = u",
    ])

  static let bounds = RuleFamily(
    "bounds",
    seldom: [
      "(x - c)^2 >= 10^-5", "(x - c)^2 > 10^-9", "exp(x) >= x + 1 + 10^-6",
      "x^2 + y^2 - 2*x*y >= 10^-8", "(x - c)^2 + (y - d)^2 >= 10^-6", "abs(x - c) > 10^-12",
      "x^2 - 2*c*x + c^2 > 0", "x^4 - 2*x^2 + 1 > 10^-7", "ln(p) <= p - 1 - 10^-9",
      "(k*x - c)^2 >= 10^-10", "relu(x - c) + relu(c - x) > 0", "sin(x) <= 1 - 10^-6",
      "x - x^3/6 <= sin(x)", "tanh(x) <= x", "abs(tanh(x)) < 0.999999", "softplus(x) >= 10^-9",
      "max(x, c) > c", "sum(s, 1, 3, abs(x - s/7)) > 2/7", "sum(s, 1, 2, (x - s/7)^2) > 1/98",
      "1[x > c] + 1[x < c] >= 1", "exp(-(x - c)^2) <= 1 - 10^-8",
    ],
    notNegative: [
      "h >= 0", "h + p > p/2", "h*p >= 0", "h + u^2 >= 0", "relu(h) <= h", "max(h, 0) <= h",
      "h + u >= u", "abs(h) <= h", "exp(h) >= 1", "-h <= 0", "h*u^2 >= 0", "tanh(h) >= 0",
    ],
    positive: [
      "h > 0", "h + u > u", "exp(h) > 1", "-h < 0", "sign(h) >= 1", "1[h > 0] >= 1", "h*p > 0",
    ])
}
