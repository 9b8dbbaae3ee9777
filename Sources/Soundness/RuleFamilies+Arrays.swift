/// Rules of vectors and matrices, sums, and inequalities.
extension RuleFamily {
  static let softmax = RuleFamily(
    "softmax",
    always: [
      "softmax(a + u) = softmax(a)", "sum(i, softmax(a)[i]) = 1",
      "softmax(a)[j] = exp(a[j])/sum(i, exp(a[i]))",
      "ln(softmax(a)[j]) = a[j] - ln(sum(i, exp(a[i])))",
      "ln(sum(i, exp(a[i] + c))) = c + ln(sum(i, exp(a[i])))",
      "softmax((u, v))[0] = sigma(u - v)", "softmax((u, 0))[1] = sigma(-u)",
      "softmax((u, v, w))[0] + softmax((u, v, w))[1] + softmax((u, v, w))[2] = 1",
      "grad(ln(sum(i, exp(a[i]))), a) = softmax(a)",
      "grad(-ln(softmax(a)[0]), a) = softmax(a) - onehot(0, D)",
      "jacobian(softmax(a), a) = diag(softmax(a)) - softmax(a)*softmax(a)^T",
      "softmax(a)[0]/softmax(a)[1] = exp(a[0] - a[1])", "softmax(a - max(a)) = softmax(a)",
      "jacobian(softmax(a), a)[i, j] = softmax(a)[i]*(1[i = j] - softmax(a)[j])",
      "dot(softmax(a), ones(D)) = 1", "mean(softmax(a)) = 1/D",
    ],
    seldom: [
      "softmax(2*a) = softmax(a)", "softmax(a)[0] = exp(a[0])", "softmax(-a) = -softmax(a)",
      "softmax(a + b) = softmax(a)", "jacobian(softmax(a), a) = diag(softmax(a))",
      "grad(-ln(softmax(a)[0]), a) = softmax(a) - onehot(1, D)", "softmax(a)[i] = softmax(a)[j]",
    ])

  static let norms = RuleFamily(
    "norms",
    always: [
      "norm2(a)^2 = dot(a, a)", "norm2(a) = sqrt(a^T*a)", "norm2(c*a) = abs(c)*norm2(a)",
      "norm1(a) = sum(i, abs(a[i]))",
      "norm2(a - b)^2 = norm2(a)^2 - 2*dot(a, b) + norm2(b)^2", "norm2(u*a) = abs(u)*norm2(a)",
      "norm2(a + b)^2 + norm2(a - b)^2 = 2*norm2(a)^2 + 2*norm2(b)^2", "norm1(-a) = norm1(a)",
      "grad(norm2(a)^2, a) = 2*a", "grad(norm1(a), a) = sign(a)", "grad(norm2(a), a) = a/norm2(a)",
      "norm2(p*a)/p = norm2(a)", "dot(a, b) = (norm2(a + b)^2 - norm2(a - b)^2)/4",
    ],
    seldom: [
      "norm2(a + b) = norm2(a) + norm2(b)", "norm2(c*a) = c*norm2(a)", "grad(norm2(a)^2, a) = a",
      "norm2(u*a) = u*norm2(a)", "norm1(a) = norm2(a)", "norm1(a) = dot(a, ones(D))",
      "norm2(a)^2 = dot(a, b)", "norm1(a + b) = norm1(a) + norm1(b)",
      "sqrt(dot(a, a)*u^2) = u*norm2(a)",
    ],
    notNegative: [
      "norm2(h*a) = h*norm2(a)", "norm1(h*a) = h*norm1(a)", "sqrt(h^2*dot(a, a)) = h*norm2(a)",
    ])

  static let sums = RuleFamily(
    "sums",
    always: [
      "sum(s, 1, k, s*u) = u*k*(k + 1)/2", "sum(s, 0, k, u^s)*(1 - u) = 1 - u^(k + 1)",
      "sum(i, a[i] + b[i]) = sum(i, a[i]) + sum(i, b[i])", "sum(i, c*a[i]) = c*sum(i, a[i])",
      "sum(i, a[i]*b[i]) = dot(a, b)", "mean(a) = sum(i, a[i])/D", "sum(i, (a[i] - mean(a))) = 0",
      "sum(i, (a[i] - mean(a))^2) = sum(i, a[i]^2) - D*mean(a)^2",
      "sum(s, 1, 3, exp(s*u)) = exp(u) + exp(u)^2 + exp(u)^3",
      "sum(i, sum(j, a[i]*b[j])) = sum(i, a[i])*sum(j, b[j])",
      "sum(s, 1, 4, 1/s - 1/(s + 1)) = 1 - 1/5 + 0*u",
      "sum(i, abs(a[i])) = norm1(a)", "sum(i, 1[a[i] > 0] + 1[a[i] <= 0]) = D",
      "mean(c*a) = c*mean(a)",
      "sum(i, relu(a[i])) - sum(i, relu(-a[i])) = sum(i, a[i])", "sum(i, a[i]*1[i = j]) = a[j]",
      "sum(s, 1, 6, relu(u - s)) = sum(s, 1, 6, (u - s)*1[u > s])",
    ],
    seldom: [
      "sum(s, 1, 3, s*u) = 5*u", "sum(i, a[i])^2 = sum(i, a[i]^2)", "mean(a) = a[0]",
      "a[i]*b[j] = a[j]*b[i]",
      "sum(i, 1[a[i] > c] + 1[a[i] < c]) = D", "mean(a)^2 = mean(a.^2)",
      "sum(i, sqrt(a[i]^2)) = sum(i, a[i])",
    ])

  static let matrices = RuleFamily(
    "matrices",
    always: [
      "(A*B)^T = B^T*A^T", "(M*N)^T = N^T*M^T", "A*(a + b) = A*a + A*b", "(A + B)*a = A*a + B*a",
      "A*(B*a) = (A*B)*a", "a^T*A*b = b^T*A^T*a", "dot(a, A*b) = dot(A^T*a, b)",
      "sum(i, (A*B)[i, i]) = sum(i, (B*A)[i, i])",
      "A^2 = A*A", "A*eye(D) = A", "(A^T)^T = A", "(c*A)*a = c*(A*a)", "a^T*b = b^T*a",
      "A*(u*a) = u*(A*a)",
      "a^T*A*a = a^T*(A + A^T)*a/2", "norm2(A*a)^2 = a^T*A^T*A*a", "(a*b^T)*A = a*(A^T*b)^T",
      "A[i, j] = (A^T)[j, i]", "(M*a)[0] = dot(M[0, :], a)",
      "sum(i, A[i, i]) = sum(i, (A^T)[i, i])",
      "A*onehot(0, D) = A[:, 0]", "diag(a)*b = a .* b", "(A + B)^2 = A^2 + A*B + B*A + B^2",
      "A^-1*A = eye(D)", "(A*B)^-1 = B^-1*A^-1", "o^T*M*a = a^T*M^T*o", "(o*a^T)^T = a*o^T",
    ],
    seldom: [
      "A*B = B*A", "(A*B)^T = A^T*B^T", "A*a = A^T*a", "A^T = A", "(A + B)^2 = A^2 + 2*A*B + B^2",
      "a*b^T = b*a^T", "A[i, j] = A[j, i]", "A .* B = A*B", "a^T*A*b = a^T*A^T*b",
      "(A*B)^-1 = A^-1*B^-1",
      "sum(i, (A*B)[i, i]) = sum(i, A[i, i])*sum(i, B[i, i])", "A^-1 = A^T", "abs(A*a) = A*abs(a)",
    ])

  static let gradients = RuleFamily(
    "gradients",
    always: [
      "grad(dot(a, b), a) = b", "grad(a^T*A*a, a) = (A + A^T)*a",
      "grad(norm2(A*a - b)^2, a) = 2*A^T*(A*a - b)",
      "grad(norm2(M*a - o)^2, M) = 2*(M*a - o)*a^T", "grad(dot(o, M*a), M) = o*a^T",
      "grad(dot(o, M*a), a) = M^T*o",
      "grad(dot(o, tanh(M*a)), a) = M^T*(o .* (1 - tanh(M*a).^2))",
      "jacobian(tanh(M*a), a) = diag(1 - tanh(M*a).^2)*M",
      "grad(dot(o, relu(M*a)), M) = (o .* 1[M*a > 0])*a^T", "jacobian(M*a, a) = M",
      "hessian(dot(a, a), a) = 2*eye(D)",
      "grad(dot(o, sigma(M*a)), a) = M^T*(o .* sigma(M*a) .* (1 - sigma(M*a)))",
      "grad(sum(i, a[i]^3), a) = 3*a.^2",
      "hessian(a^T*A*a, a) = A + A^T", "grad(ln(1 + dot(a, a)), a) = 2*a/(1 + dot(a, a))",
      "grad(sum(i, relu(a[i])), a) = 1[a > 0]",
    ],
    seldom: [
      "grad(a^T*A*a, a) = 2*A*a", "grad(norm2(A*a - b)^2, a) = 2*A*(A*a - b)",
      "grad(dot(o, M*a), M) = a*o^T",
      "grad(dot(a, A*b), A) = b*a^T", "jacobian(M*a, a) = M^T",
      "grad(sum(i, abs(a[i])), a) = abs(a)",
    ])

  static let powers = RuleFamily(
    "powers",
    always: [
      "(u*v)^k = u^k*v^k", "u^k*u^m = u^(k + m)", "(u^k)^m = u^(k*m)",
      "(u + v)^2 = u^2 + 2*u*v + v^2",
      "(u - v)^3 = u^3 - 3*u^2*v + 3*u*v^2 - v^3", "u^2 - v^2 = (u - v)*(u + v)", "p^-k = 1/p^k",
      "p^(1/2) = sqrt(p)",
      "(p*q)^c = p^c*q^c", "(p^c)^d = p^(c*d)", "p^c*p^d = p^(c + d)", "(-u)^2 = u^2",
      "p^(-1/2) = 1/sqrt(p)",
      "(p/q)^c = p^c/q^c", "(u^2)^(1/2) = abs(u)", "(u^2)^(3/2) = abs(u)^3",
      "(p^2)^(1/3) = (p^(1/3))^2",
      "(-u)^3 = -u^3", "1/(x - c) - 1/(x - d) = (c - d)/((x - c)*(x - d))", "x/y + z/y = (x + z)/y",
      "(x^2 - y^2)/(x - y) = x + y", "1/x + 1/y = (x + y)/(x*y)", "2^u*2^v = 2^(u + v)",
    ],
    seldom: [
      "(u + v)^2 = u^2 + v^2", "(u*v)^2 = u*v^2", "u^k*u^m = u^(k*m)", "1/(x + y) = 1/x + 1/y",
      "(x^2)^(1/2) = x",
      "(x*y)^(1/2) = x^(1/2)*y^(1/2)", "(-x)^2 = -x^2", "(x^c)^2 = x^(2*c)", "(x^2)^c = x^(2*c)",
      "(-x)^3 = x^3",
      "x*y/(x*y + 10^-20) = 1", "(x - y)^5999 = (x - y)^6000",
      "x*(x - 1)*(x + 1)*(x - 2)*(2*x - 1)*(x + 2) = 0",
      "(x^3)^(1/3) = x", "(x^2*y^2)^(1/4) = sqrt(x*y)", "abs(x)^(1/2)*abs(x)^(1/2) = x",
    ])

  /// Exponents that are whole numbers by name.
  static let wholeExponents = RuleFamily(
    "whole exponents",
    always: [
      "(u*v)^n = u^n*v^n", "x^n*x = x^(n + 1)", "(-1)^(2*n) = 1", "(u^2)^n = (u^n)^2",
      "(-u)^(2*n) = u^(2*n)",
      "(-1)^n*(-1)^n = 1", "floor(n) = n", "ceil(n + 1/2) = n + 1", "(u^n)^2 = u^(2*n)",
      "floor(n + 1/3) = n", "sign(n)^2 = 1[n != 0]", "1[n > 1/2] = 1[n >= 1]",
    ],
    seldom: [
      "(-u)^n = -u^n", "(u + v)^n = u^n + v^n", "(-1)^n = -1", "floor(n/2) = n/2",
      "u^n = u^(n + 1)",
      "n >= 2", "(-u)^n = u^n", "sqrt(u^(2*n)) = u^n",
    ])

  static let inequalities = RuleFamily(
    "inequalities",
    always: [
      "(p + q)/2 >= sqrt(p*q)", "u^2 + v^2 >= 2*u*v", "u^2 >= 0", "exp(u) >= 1 + u",
      "ln(p) <= p - 1",
      "tanh(u)^2 < 1", "abs(tanh(u)) < 1", "abs(u + v) <= abs(u) + abs(v)",
      "abs(u) - abs(v) <= abs(u - v)",
      "exp((u + v)/2) <= (exp(u) + exp(v))/2", "softplus(u) > 0", "softplus(u) > u",
      "softplus(u) >= relu(u)",
      "sqrt(u^2 + v^2) <= abs(u) + abs(v)", "max(u, v) >= (u + v)/2", "floor(u) <= u",
      "u < floor(u) + 1",
      "sin(u)^2 <= 1", "0 < sigma(u)", "sigma(u) < 1", "sigma(u)*(1 - sigma(u)) <= 1/4",
      "relu(u) >= u", "relu(u) >= 0",
      "max(u, v) >= u", "min(u, v) <= v", "p > 0", "p + q > p", "p + 1/p >= 2", "cosh(u) >= 1",
      "1[u > 0] <= 1",
      "(u - v)^2 >= 0", "abs(u*v) <= (u^2 + v^2)/2", "ceil(u) >= u", "exp(u) > 0",
      "sqrt(1 + u^2) > abs(u)",
      "relu(u + v) <= relu(u) + relu(v)", "(u + v)^2 <= 2*u^2 + 2*v^2", "exp(-u^2) <= 1",
      "sum(s, 1, 3, abs(x - s/7)) >= 2/7", "sum(s, 1, 2, (x - s/7)^2) >= 1/98",
      "softplus((u + v)/2) <= (softplus(u) + softplus(v))/2", "sqrt(p + q) < sqrt(p) + sqrt(q)",
    ],
    seldom: [
      "u^2 > 0", "u^2 + v^2 > 2*u*v", "exp(u) > 1 + u", "abs(u + v) >= abs(u) + abs(v)",
      "(p + q)/2 <= sqrt(p*q)",
      "u^2 >= u", "abs(u) > 0", "relu(u) > 0", "ln(p) < p - 1", "u <= v",
      "softplus(u) <= 1 + abs(u)/2",
      "floor(u) < u", "tanh(u) >= 0", "x^2 >= x", "x^3 <= 1000", "x*y <= 50", "x > -1000",
      "exp(x) < 10^6",
      "sqrt(p + q) > sqrt(p) + sqrt(q)", "p^2 >= p", "sin(u) < 1", "cos(u) > -1", "cosh(u) > 1",
    ])

  static let arrayInequalities = RuleFamily(
    "inequalities of arrays",
    always: [
      "norm2(a + b) <= norm2(a) + norm2(b)", "dot(a, b)^2 <= norm2(a)^2*norm2(b)^2",
      "norm2(a) <= norm1(a)",
      "norm2(a) >= 0", "max(a) >= mean(a)", "softmax(a)[0] < 1", "softmax(a)[0] > 0",
      "norm1(a + b) <= norm1(a) + norm1(b)",
      "ln(sum(i, exp(a[i]))) >= max(a)", "mean(a)^2 <= sum(i, a[i]^2)/D",
      "norm1(a)^2 <= D*norm2(a)^2",
      "ln(sum(i, exp(a[i]))) <= max(a) + ln(D)", "dot(a, b) <= (dot(a, a) + dot(b, b))/2",
    ],
    seldom: [
      "norm2(a + b) >= norm2(a) + norm2(b)", "norm2(a) > 0", "dot(a, b) >= 0", "max(a) > mean(a)",
      "softmax(a)[0] >= 1/D",
      "norm1(a) <= norm2(a)", "mean(a)^2 >= sum(i, a[i]^2)/D", "dot(a, a) > 0", "a[0] < a[1]",
    ])
}
