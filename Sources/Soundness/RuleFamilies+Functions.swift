/// Rules of functions of numbers.
extension RuleFamily {
  static let calculus = RuleFamily(
    "calculus",
    always: [
      "der(x^k, x) = k*x^(k - 1)", "der(c*x^k + d*x, x) = c*k*x^(k - 1) + d",
      "der(exp(c*x)*sin(d*x), x) = exp(c*x)*(c*sin(d*x) + d*cos(d*x))",
      "der(x*exp(-x^2), x) = (1 - 2*x^2)*exp(-x^2)",
      "der(ln(x^2 + d), x) = 2*x/(x^2 + d)", "der(sqrt(x^2 + d), x) = x/sqrt(x^2 + d)",
      "der(x/(x^2 + d), x) = (d - x^2)/(x^2 + d)^2",
      "der(exp(x*y), x) = y*exp(x*y)", "der(x^2*y^3, y) = 3*x^2*y^2",
      "der(tanh(c*x + d), x) = c*(1 - tanh(c*x + d)^2)",
      "der(sigma(c*x), x) = c*sigma(c*x)*sigma(-c*x)",
      "der(softplus(x^2), x) = 2*x*sigma(x^2)", "der(softplus(c*x + y), x) = c*sigma(c*x + y)",
      "der(relu(x)^2, x) = 2*relu(x)", "der(abs(x)*x, x) = 2*abs(x)",
      "der(relu(c*x + d)*y, x) = c*y*1[c*x + d > 0]",
      "der(abs(x - c), x) = sign(x - c)", "der(max(x, c), x) = 1[x > c]",
      "der(min(x, y), x) = 1[x < y]", "der(relu(x)*relu(y), y) = relu(x)*1[y > 0]",
      "der(-y*ln(sigma(x)) - (1 - y)*ln(1 - sigma(x)), x) = sigma(x) - y",
      "der((tanh(x*y) - z)^2, y) = 2*(tanh(x*y) - z)*(1 - tanh(x*y)^2)*x",
      "der(der(x^4*y, x), x) = 12*x^2*y", "der(der(exp(c*x), x), x) = c^2*exp(c*x)",
      "der(der(x*y, x), y) = 1", "der(der(sin(c*x), x), x) = -c^2*sin(c*x)",
      "tanh'(u) = 1 - tanh(u)^2", "sigma'(u) = sigma(u)*(1 - sigma(u))",
      "softplus'(u) = sigma(u)", "sigma''(u) = sigma(u)*(1 - sigma(u))*(1 - 2*sigma(u))",
      "tanh''(u) = -2*tanh(u)*(1 - tanh(u)^2)", "exp'(u) = exp(u)", "ln'(p) = 1/p",
      "sqrt'(p) = 1/(2*sqrt(p))", "der(ln(tanh(x)^2 + d), x) = 2*tanh(x)*tanh'(x)/(tanh(x)^2 + d)",
      "der(sqrt(relu(x) + d), x) = 1[x > 0]/(2*sqrt(relu(x) + d))",
    ],
    seldom: [
      "der(x^k, x) = x^(k - 1)", "der(x*exp(x), x) = exp(x)", "tanh'(u) = 1 - tanh(u)",
      "der(sigma(c*x), x) = sigma(c*x)*(1 - sigma(c*x))", "der(relu(x)^2, x) = 2*x",
      "der(abs(x), x) = 1", "der(exp(x*y), x) = exp(x*y)",
      "der(ln(-x^2 - d), x) = 2*x/(x^2 + d)", "der(sqrt(-exp(c*x)), x) = c/2*sqrt(-exp(c*x))",
      "der(-y*ln(sigma(x)) - (1 - y)*ln(sigma(x) - 1), x) = sigma(x) - y",
    ])

  static let activations = RuleFamily(
    "activations",
    always: [
      "sigma(u) = (1 + tanh(u/2))/2", "tanh(u) = 2*sigma(2*u) - 1", "sigma(u) + sigma(-u) = 1",
      "softplus(u) - softplus(-u) = u", "tanh(-u) = -tanh(u)", "softplus(u) = -ln(sigma(-u))",
      "sigma(u)/sigma(-u) = exp(u)", "ln(sigma(u)) - ln(1 - sigma(u)) = u",
      "tanh(u + v) = (tanh(u) + tanh(v))/(1 + tanh(u)*tanh(v))", "tanh(u) = sinh(u)/cosh(u)",
      "softplus(u) = u/2 + ln(2*cosh(u/2))", "sigma(ln(p)) = p/(1 + p)",
      "tanh(ln(p)) = (p^2 - 1)/(p^2 + 1)", "softplus(ln(p)) = ln(1 + p)",
      "exp(softplus(u)) = 1 + exp(u)", "relu(u) + ln(1 + exp(-abs(u))) = softplus(u)",
      "1 - tanh(u)^2 = 1/cosh(u)^2", "sigma(u)*(1 - sigma(u)) = 1/(2 + exp(u) + exp(-u))",
      "ln((1 + tanh(u))/(1 - tanh(u)))/2 = u",
    ],
    seldom: [
      "sigma(u) = (1 + tanh(u))/2", "softplus(u + v) = softplus(u) + softplus(v)",
      "softplus(u) = relu(u)", "tanh(u) = sigma(u)", "sigma(u + v) = sigma(u)*sigma(v)",
      "ln((1 + u)/(1 - u))/2 = (ln(1 + u) - ln(1 - u))/2 + 10^-20",
    ])

  static let exponentials = RuleFamily(
    "exponentials",
    always: [
      "exp(u + v) = exp(u)*exp(v)", "exp(u - v) = exp(u)/exp(v)", "exp(k*u) = exp(u)^k",
      "cosh(u)^2 - sinh(u)^2 = 1", "sin(u)^2 + cos(u)^2 = 1", "cos(2*u) = 1 - 2*sin(u)^2",
      "sin(u + v) = sin(u)*cos(v) + cos(u)*sin(v)", "sinh(2*u) = 2*sinh(u)*cosh(u)",
      "cosh(u) = (exp(u) + exp(-u))/2", "exp(u)*exp(-u) = 1",
      "(exp(u) - 1)*(exp(u) + 1) = exp(2*u) - 1",
      "sin(u)*cos(v) = (sin(u + v) + sin(u - v))/2", "exp(exp(u))^k = exp(k*exp(u))",
      "exp(c*u)*exp(d*u) = exp((c + d)*u)",
    ],
    seldom: [
      "exp(u + v) = exp(u) + exp(v)", "exp(u*v) = exp(u)*exp(v)", "sin(2*u) = 2*sin(u)",
      "exp(u)^k = exp(u^k)", "exp(k*u) = k*exp(u)",
    ])

  static let roots = RuleFamily(
    "roots",
    always: [
      "sqrt(u^2) = abs(u)", "sqrt(u^2*p) = abs(u)*sqrt(p)", "sqrt(p*q) = sqrt(p)*sqrt(q)",
      "sqrt(p/q) = sqrt(p)/sqrt(q)", "sqrt(p)^2 = p", "sqrt(u^2*v^2) = abs(u*v)",
      "sqrt(u^2 + 2*u*v + v^2) = abs(u + v)", "sqrt(p)*sqrt(p) = p", "p/sqrt(p) = sqrt(p)",
      "1/(sqrt(p) + sqrt(q)) = (sqrt(p) - sqrt(q))/(p - q)", "sqrt(sqrt(p)) = p^(1/4)",
      "sqrt(u^4) = u^2", "sqrt(u^4*p) = u^2*sqrt(p)", "sqrt(u^6) = abs(u)^3",
      "sqrt(sqrt(u^4)) = abs(u)", "sqrt((u - v)^2) = abs(v - u)",
      "sqrt(p^2 + 2*p*q + q^2) = p + q", "sqrt(p + q + 2*sqrt(p*q)) = sqrt(p) + sqrt(q)",
      "sqrt(p^2*u^2) = p*abs(u)", "sqrt(u^2/p) = abs(u)/sqrt(p)", "sqrt(exp(2*u)) = exp(u)",
      "sqrt(u^2)*sqrt(v^2) = abs(u*v)", "sqrt(u^2*v^4) = abs(u)*v^2",
      "sqrt(d*u^2) = sqrt(d)*abs(u)", "(sqrt(p) - sqrt(q))*(sqrt(p) + sqrt(q)) = p - q",
      "sqrt(p)*abs(u) = sqrt(p*u^2)", "abs(sqrt(p) - sqrt(q)) = sqrt((sqrt(p) - sqrt(q))^2)",
      "sqrt(x^2*y) = abs(x)*sqrt(y)", "sqrt((x - c)^2*p) = abs(x - c)*sqrt(p)",
    ],
    seldom: [
      "sqrt(u^2) = u", "sqrt(u^2*p) = u*sqrt(p)", "sqrt(u^2*v^2) = u*v",
      "sqrt(p + q) = sqrt(p) + sqrt(q)",
      "sqrt((u - v)^2) = u - v", "sqrt(x^2*y) = x*sqrt(y)", "sqrt(x^2*y^2*p) = x*y*sqrt(p)",
      "sqrt((x + y)^2*p) = (x + y)*sqrt(p)", "sqrt(x*y) = sqrt(x)*sqrt(y)", "sqrt(u^6) = u^3",
      "sqrt(x/y) = sqrt(x)/sqrt(y)", "sqrt(sqrt(x^4)) = x", "x/sqrt(x^2) = 1",
      "sqrt((x + 100)^2) = x + 100", "sqrt(x^2*y)*sqrt(y) = x*y", "sqrt(x^4*y^2) = x^2*y",
      "sqrt((sqrt(p) - d)^2) = sqrt(p) - d", "sqrt((exp(u) - d)^2) = exp(u) - d",
      "(x^2)^(1/2) = x", "(x^2*y)^(1/2) = x*y^(1/2)", "(x^4)^(1/4) = x", "(x^6)^(1/2) = x^3",
      "(x^2)^(3/2) = x^3", "sqrt(x^2 - 2*x*y + y^2) = x - y", "sqrt(tanh(u)^2) = tanh(u)",
      "sqrt(sin(u)^2) = sin(u)", "sqrt(1 - sin(u)^2) = cos(u)", "sqrt(cosh(u)^2 - 1) = sinh(u)",
      "sqrt(x^2*y^4) = x*y^2", "sqrt(x*y^2) = y*sqrt(x)", "sqrt(x^2 + y^2) = x + y",
    ],
    notNegative: [
      "sqrt(h^2) = h", "sqrt(h^2*p) = h*sqrt(p)", "sqrt(h^2*u^2) = h*abs(u)",
      "sqrt(h^4) = h*abs(h)",
      "sqrt(h)*sqrt(h) = abs(h)", "abs(h)*u = h*u", "sqrt(h^2*p)/sqrt(p) = h", "(h^2)^(1/2) = h",
      "sqrt(h^6) = h^3", "sqrt(p^2*h^2) = p*h", "sqrt(sqrt(h^4)) = h",
      "sqrt(h^2 + 2*h*p + p^2) = h + p", "(h^2*p)^(1/2) = h*sqrt(p)",
      "1/(1 + sqrt(h^2)) = 1/(1 + h)", "exp(sqrt(h^2)) = exp(h)",
      "ln(1 + sqrt(h^2)) = ln(1 + abs(h))*h/abs(h)",
    ])

  static let logarithms = RuleFamily(
    "logarithms",
    always: [
      "ln(p*q) = ln(p) + ln(q)", "ln(p/q) = ln(p) - ln(q)", "ln(p^k) = k*ln(p)", "ln(1/p) = -ln(p)",
      "ln(u^2) = 2*ln(abs(u))", "ln(exp(u)) = u", "exp(ln(p)) = p", "ln(sqrt(p)) = ln(p)/2",
      "ln(u^2*p) = 2*ln(abs(u)) + ln(p)", "ln(p*exp(u)) = ln(p) + u", "exp(u*ln(p)) = p^u",
      "ln(abs(u*v)) = ln(abs(u)) + ln(abs(v))", "ln(u^2*v^2) = 2*ln(abs(u)) + 2*ln(abs(v))",
      "ln(u^4) = 4*ln(abs(u))", "ln(abs(u)/p) = ln(abs(u)) - ln(p)", "p^u*p^v = p^(u + v)",
      "ln(exp(u) + exp(v)) = u + ln(1 + exp(v - u))", "ln(u^2)/2 = ln(abs(u))",
      "ln(p + q) = ln(p) + ln(1 + q/p)", "ln(x^2*y^4) = 2*ln(abs(x)) + 4*ln(abs(y))",
      "ln(p)^2 - ln(q)^2 = ln(p*q)*ln(p/q)", "abs(ln(p)) = abs(ln(1/p))", "exp(ln(p)/2) = sqrt(p)",
      "ln(p*q*r) = ln(p) + ln(q) + ln(r)", "ln((u - v)^2) = 2*ln(abs(v - u))",
    ],
    seldom: [
      "ln(u^2) = 2*ln(u)", "ln(x^2*y) = 2*ln(x) + ln(y)", "ln(x*y) = ln(x) + ln(y)",
      "ln(p + q) = ln(p) + ln(q)", "ln(x^2*y^2) = 2*ln(x*y)", "ln(x/y) = ln(x) - ln(y)",
      "ln(p)^2 = 2*ln(p)", "exp(ln(x)) = x", "ln(x^4) = 4*ln(x)", "ln((x - y)^2) = 2*ln(x - y)",
      "ln((x - c)^2*p) = 2*ln(x - c) + ln(p)", "abs(ln(p)) = ln(p)", "sqrt(ln(p)^2) = ln(p)",
      "ln((x + y)/(x - y)) = ln(x + y) - ln(x - y)",
      "ln((1 + x)/(1 - x)) = ln(abs((1 + x)/(1 - x)))",
      "ln(abs(x)) = ln(x)", "ln((d + x)^2/(d - x)^2) = 2*ln((d + x)/(d - x))",
      "ln(x)^2 = ln(abs(x))^2", "ln(x^2 - y^2) = ln(x - y) + ln(x + y)", "ln(p)*ln(q) = ln(p + q)",
      "ln(abs(x)) - ln(abs(y)) = ln(x/y)", "ln((x - 1)*(x - 2)) = ln(x - 1) + ln(x - 2)",
    ],
    positive: [
      "ln(h^2) = 2*ln(h)", "ln(h^2*p) = 2*ln(h) + ln(p)", "exp(ln(h)) = h", "ln(abs(h)) = ln(h)",
      "ln(h*p) = ln(h) + ln(p)", "ln(h^4) = 4*ln(h)", "sqrt(h)^2 = h",
      "sqrt(h*p) = sqrt(h)*sqrt(p)",
      "h^u*h^v = h^(u + v)", "ln(h/p) = ln(h) - ln(p)",
    ])

  /// Numbers without names; whole ones, as a decimal stands for all that it rounds.
  static let numbers = RuleFamily(
    "numbers",
    always: [
      "sqrt(k^2*m) = k*sqrt(m)", "ln(k*m) = ln(k) + ln(m)", "exp(k)*exp(m) = exp(k + m)",
      "k/m + m/k = (k^2 + m^2)/(k*m)", "sqrt(k)*sqrt(m) = sqrt(k*m)", "sigma(k) + sigma(-k) = 1",
      "tanh(k) = (e^(2*k) - 1)/(e^(2*k) + 1)", "abs(sqrt(k) - m^2) = m^2 - sqrt(k)",
      "floor(sqrt(k^2 + 1)) = k", "max(sqrt(k), k) = k", "softplus(k) - softplus(-k) = k",
      "(1 + sqrt(k))^2 = 1 + k + 2*sqrt(k)", "ln(k)/ln(k^m) = 1/m", "(k/m)^3 = k^3/m^3",
      "sqrt(k + 2*sqrt(k) + 1) = sqrt(k) + 1", "sin(k)^2 + cos(k)^2 = 1", "ln(exp(k)) = k",
      "sum(s, 1, k, s) = k*(k + 1)/2", "exp(ln(k)/m)^m = k", "1[sqrt(k) > 1] = 1",
      "sqrt(k) < k", "ln(k) < k - 1", "exp(k) > k + 1", "k^m - 1 < k^m",
    ],
    seldom: [
      "sqrt(k + m) = sqrt(k) + sqrt(m)", "ln(k + m) = ln(k) + ln(m)", "exp(k*m) = exp(k)*exp(m)",
      "k/m = m/k", "(k + m)^2 = k^2 + m^2", "sqrt(k) - sqrt(m) = sqrt(k - m)", "tanh(20 + k) = 1",
      "sigma(50*k) = 1", "exp(-50*k) = 0", "floor(exp(-50*k)) = ceil(exp(-50*k))",
      "k^m = m^k + 1/10^40",
      "ln(k)/ln(m) = k/m", "sqrt(k) > k", "exp(-100*k) <= 0", "tanh(40*k) >= 1", "k^-m = -k^m",
    ])
}
