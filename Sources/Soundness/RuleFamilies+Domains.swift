/// Rules where domains fall apart: at the zeros of what stands under a root, a logarithm or a
/// fraction bar, and where a function is as good as constant.
extension RuleFamily {
  /// Both sides have values on the same part of the line.
  static let partial = RuleFamily(
    "partial domains",
    always: [
      "x^(1/2) = sqrt(x)", "1/sqrt(x) = sqrt(1/x)", "x^(3/2) = x*sqrt(x)",
      "2*ln(x) = ln(x) + ln(x)", "ln(x - c)*(x + 1) = x*ln(x - c) + ln(x - c)",
      "sqrt(x)*sqrt(x)*sqrt(x) = x^(3/2)", "ln(x)^2 - ln(y)^2 = (ln(x) - ln(y))*(ln(x) + ln(y))",
      "sqrt(x - c)*2 = sqrt(4*x - 4*c)", "ln((d + x)/(d - x)) = ln(d + x) - ln(d - x)",
      "sqrt(d^2 - x^2) = sqrt(d - x)*sqrt(d + x)", "sum(s, 1, 3, ln(x^s)) = 6*ln(x)",
      "exp(ln(x) + ln(y)) = exp(ln(x))*exp(ln(y))", "ln(x^3) = 3*ln(x)", "sqrt(x^3) = x*sqrt(x)",
      "ln(c*x) + ln(c*x) = 2*ln(c*x)", "sqrt(ln(x))^2 = sqrt(ln(x))*sqrt(ln(x))",
      "ln(ln(x)^2) = 2*ln(abs(ln(x))) + 0*ln(x)", "sqrt(x*y)^3 = x*y*sqrt(x*y)",
      "ln(2*x)*x = x*(ln(2) + ln(x))",
    ],
    seldom: [
      "sqrt(x)^2 = x", "ln(x) - ln(y) + ln(y) = ln(x)",
      "ln((x - 1)/(x + 1)) = ln(x - 1) - ln(x + 1)",
      "sqrt((x - c)*(x - d)) = sqrt(x - c)*sqrt(x - d)", "x^(2/3)*x^(1/3) = x", "ln(x^2)/2 = ln(x)",
      "sqrt(1 - x^2) = sqrt(1 - x)*sqrt(1 + x) + 10^-15", "sqrt(x/(x + 1)) = sqrt(x)/sqrt(x + 1)",
      "sum(s, 1, 2, ln(x^(2*s))) = 6*ln(x)", "ln(ln(x)^2) = 2*ln(ln(x))",
      "sqrt(x^3) = x^2/sqrt(x) + 10^-9",
      "tanh(ln((1 + x)/(1 - x))/2) = x", "ln(x*(x - 1)) = ln(x) + ln(x - 1)", "ln(x^c) = c*ln(x)",
      "sqrt(x*(y - 1)) = sqrt(x)*sqrt(y - 1)", "sqrt(ln(x)^2) = ln(x)", "ln(sqrt(x^2)) = ln(x)",
      "exp(2*ln(x)) = x^2", "ln(x^3*y) = 3*ln(x) + ln(y)", "sqrt(x^2*y^3) = x*y*sqrt(y)",
      "sqrt(x)*sqrt(x) = abs(x)", "ln(exp(x)*y) = x + ln(abs(y))",
    ])

  /// Quotients that are constant on each side of a pole, and not the same constant.
  static let poles = RuleFamily(
    "poles",
    always: [
      "sqrt(x^2)/x = sign(x)", "sqrt((x - c)^2)/(x - c) = sign(x - c)",
      "abs(x - c)/(x - c) + 2*1[x < c] = 1",
      "sqrt(x^2*y^2)/(x*y) = sign(x)*sign(y)", "1/(x*sqrt(1/x^2)) = sign(x)",
      "ln(abs(k*x)) - ln(abs(x)) = ln(k)", "ln(x^2) - 2*ln(abs(x)) = 0", "exp(ln(x^2)/2) = abs(x)",
      "ln(abs((1 + x)/(1 - x))) = ln(abs(1 + x)) - ln(abs(1 - x))",
      "ln((1 + x)^2/(1 - x)^2) = 2*ln(abs((1 + x)/(1 - x)))",
      "ln((x - c)^2*(y - d)^2) = 2*ln(abs((x - c)*(y - d)))",
      "x^2/sqrt(x^2) = abs(x)", "abs(1/(x - c)) = 1/abs(x - c)", "sqrt(1/(x - c)^2) = 1/abs(x - c)",
      "sign(1/x) = sign(x) + 0/x", "x/abs(x) = abs(x)/x", "ln((x + 1000)^2) = 2*ln(abs(x + 1000))",
      "sqrt((x - c)^2/(y - d)^2) = abs((x - c)/(y - d))", "relu(1/(x - c)) = 1[x > c]/(x - c)",
    ],
    seldom: [
      "sqrt(x^2)/x = 1", "abs(x - c)/(x - c) = 1", "sqrt(x^2*y^2)/(x*y) = 1",
      "1/(x*sqrt(1/x^2)) = 1",
      "exp(ln(x^2)/2) = x", "sqrt(x^2*y^2)/(x*y) = sign(x + y)", "sqrt(1/(x - c)^2) = 1/(x - c)",
      "sqrt(x^2*y)/sqrt(y) = x", "abs(x - 500)/(x - 500) = -1",
      "sqrt((x - c)^2/(y - d)^2) = (x - c)/(y - d)",
      "sqrt((x + 200)^2)/(x + 200) = 1",
      "abs((x - c)*(x - c - 10^-3))/((x - c)*(x - c - 10^-3)) = 1",
      "ln((x - c)^2)/2 = ln(abs(x - c - 10^-25))",
      "(x - c)/sqrt((x - c)^2) = sqrt((x - c)^2)/abs(x - c)",
      "abs(x^2 - d)/(x^2 - d) = 1", "ln(exp(1/x)^2*x^2) = 2/x + 2*ln(x)",
      "sqrt(exp(2*ln(abs(x)))) = x",
      "ln((x^2 - d)^2) = 2*ln(x^2 - d)", "ln((x^2 + x - 1)^2) = 2*ln(x^2 + x - 1)",
      "1/(1/x) = abs(x)",
      "sqrt((x*y - d)^2) = x*y - d", "sqrt((exp(x) - y)^2) = exp(x) - y",
      "abs(tanh(x) - 0.999) = 0.999 - tanh(x)",
    ])

  static let nestedRoots = RuleFamily(
    "nested roots",
    always: [
      "sqrt(sqrt(x^4)*p) = abs(x)*sqrt(p)", "sqrt(sqrt((x - c)^4)) = abs(x - c)",
      "sqrt(1 + 2*abs(x) + x^2) = 1 + abs(x)",
      "sqrt(p + x^2 + 2*x*sqrt(p)) = abs(sqrt(p) + x)", "sqrt(3 + 2*sqrt(2))*x = (1 + sqrt(2))*x",
      "(x^2)^(1/4)*(x^2)^(1/4) = abs(x)", "sqrt(u^2 + sqrt(u^4)) = sqrt(2)*abs(u)",
      "sqrt(abs(u))^2 = abs(u)",
      "sqrt((x - c)^2*(y - d)^2) = abs((x - c)*(y - d))", "sqrt(p*sqrt(q)) = sqrt(p)*q^(1/4)",
      "sqrt(u^2)^3 = abs(u)^3", "sqrt(sqrt(sqrt(p))) = p^(1/8)",
      "sqrt(abs(u)*abs(v)) = sqrt(abs(u*v))",
      "sqrt(exp(u) + exp(-u) + 2) = exp(u/2) + exp(-u/2)", "sqrt(cosh(2*u) + 1) = sqrt(2)*cosh(u)",
      "sqrt(cosh(u)^2 - 1) = abs(sinh(u))", "sqrt(1 - tanh(u)^2) = 1/cosh(u)",
      "abs(u)^(1/2) = (u^2)^(1/4)",
      "sqrt(norm2(a)^2*u^2) = norm2(a)*abs(u)", "sqrt(max(u, v)^2) = abs(max(u, v))",
      "sqrt((u^2 + 1)^2) = u^2 + 1", "sqrt(relu(u)^2) = relu(u)", "sqrt(sin(u)^4) = sin(u)^2",
    ],
    seldom: [
      "sqrt(x^2 + 2*x + 1) = x + 1", "sqrt(p + x^2 + 2*x*sqrt(p)) = sqrt(p) + x",
      "sqrt(3 - 2*sqrt(2))*x = (1 - sqrt(2))*x",
      "(x^2)^(1/4)*(x^2)^(1/4) = x", "sqrt(u^2)^3 = u^3", "sqrt(cosh(2*u) - 1) = sqrt(2)*sinh(u)",
      "sqrt(exp(u) + exp(-u) - 2) = exp(u/2) - exp(-u/2)", "sqrt(x^2 + sqrt(x^4)) = sqrt(2)*x",
      "sqrt(max(x, y)^2) = max(x, y)",
      "sqrt(sqrt(x^2*y^4)) = y*sqrt(x)", "sqrt((x^2 - c)^2) = x^2 - c",
      "sqrt((x - y)^2*(x + y)^2) = x^2 - y^2",
      "sqrt((x - 1)^2*(x - 2)^2*(x - 3)^2) = (x - 1)*(x - 2)*(x - 3)",
      "sqrt((u - v)^4*p) = (u - v)^2*p",
      "sqrt(dot(a, b)^2) = dot(a, b)", "sqrt(a[0]^2*a[1]^2) = a[0]*a[1]",
      "sqrt(min(x, y)^2*p) = min(x, y)*sqrt(p)",
      "sqrt((x*y)^2*z^2) = x*y*abs(z)", "sqrt(ln(p)^2*q) = ln(p)*sqrt(q)",
      "sqrt((x^3 - c)^2) = x^3 - c",
    ],
    notNegative: [
      "sqrt(sqrt(h^2)^2*p) = h*sqrt(p)", "sqrt(h^2 + 2*h*p + p^2) - p = h",
      "sqrt(sqrt(p^2*h^4)) = sqrt(p)*h",
      "exp(sqrt(h^2)*u) = exp(h*u)", "1/sqrt(h^2) = 1/h", "ln(1 + exp(sqrt(h^2))) = softplus(h)",
      "tanh(sqrt(h^2)) = tanh(h)", "sin(sqrt(h^2)) = sin(h)", "sigma(sqrt(h^2*p^2)) = sigma(h*p)",
    ])

  /// Functions that are all but constant far out.
  static let saturation = RuleFamily(
    "saturation",
    always: [
      "sigma(u + 300) < 1", "softmax((u, u + 300))[0] > 0", "tanh(u + 200) < 1",
      "exp(-u^2 - 500) > 0",
      "sigma(u + 100) + sigma(-u - 100) = 1", "softplus(u + 100) - softplus(-u - 100) = u + 100",
      "softmax((u, u + 100))[0] = sigma(-100)",
      "ln(exp(u + 200) + exp(200)) = 200 + ln(exp(u) + 1)",
      "softplus(u - 100) > 0", "softplus(u + 100) > u + 100",
      "softmax((100*u, 100*v))[0] = sigma(100*u - 100*v)",
      "1 - tanh(u + 60) = 2/(exp(2*u + 120) + 1)",
    ],
    seldom: [
      "sigma(x + 40) = 1", "tanh(x + 30) = 1", "softmax((x, x + 60))[1] = 1",
      "1 - sigma(x + 50) = 0",
      "exp(-x^2 - 50) = 0", "ln(1 + exp(x - 80)) = exp(x - 80)", "tanh(1000*x) = sign(x)",
      "exp(x)*10^-20 = 0",
      "sigma(50*x) = 1[x > 0]", "softplus(x + 90) = x + 90", "softplus(100*x)/100 = relu(x)",
      "tanh(u + 30) > 1",
      "ln(exp(100*x) + exp(100*y))/100 = max(x, y)", "sqrt(x^2 + 10^-40) = abs(x)",
      "max(exp(-x^2 - 60), 0) = 0",
      "1[sigma(x + 60) < 1] = 0", "1[tanh(x) < 1] = 0", "floor(sigma(x + 60)) = 1",
      "ceil(exp(-x^2 - 40)) = 0",
    ])
}
