import Checking
import Notation
import Testing
import WorkedExamples

@Suite struct IdentityTests {
  @Test("an identity is proven", arguments: provenIdentities)
  func isProven(_ claim: Claim) throws {
    let verdict = try claim.judged()
    let proof = try #require(verdict.proof, "\(verdict)")
    #expect(proof.bits >= 64)
    #expect(proof.digits == nil)
  }

  @Test("an identity is proven up to a constant", arguments: provenUpToConstant)
  func isProvenUpToConstant(_ claim: Claim) throws {
    let verdict = try claim.judged()
    let proof = try #require(verdict.proof, "\(verdict)")
    #expect(proof.bits >= 64)
    #expect(proof.digits == 60)
  }

  @Test("what residues cannot prove is only agreed", arguments: agreedIdentities)
  func isAgreed(_ claim: Claim) throws {
    let verdict = try claim.judged()
    guard case .holds(.agreed(let points, let digits)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(points > 10 && digits > 200)
  }

  @Test("what takes more work than anybody waits for agrees at fewer points, or is undecided")
  func hardWork() throws {
    let sums = { (terms: Int, sign: String) in
      "sum(j, 1, \(terms), exp(x/j)) = sum(j, 1, \(terms), exp(x/j))\(sign)"
    }
    guard case .holds(.agreed(let points, digits: _)) = try Claim(sums(200, "")).judged() else {
      Issue.record("200 terms should agree")
      return
    }
    #expect(4...40 ~= points)
    #expect(try Claim(sums(4000, "")).judged() == .undecided(.tooMuchWork))
    #expect(try Claim(sums(4000, " + 1")).judged().counterexample != nil)
    // Points at which nothing has a value are worked at as well, and agree on nothing.
    let narrow = "sum(j, 1, 400, exp(x/j)) + ln(x - 3) = ln(x - 3) + sum(j, 1, 400, exp(x/j))"
    #expect(try Claim(narrow).judged() == .undecided(.tooMuchWork))
  }

  @Test("what is false is refuted, at a point to check by hand", arguments: falseIdentities)
  func isRefuted(_ refuted: FalseClaim) throws {
    let verdict = try refuted.claim.judged()
    switch verdict {
    case .fails(.counterexample(let example)):
      if let shown = refuted.shown { #expect(example.inShort == shown) }
      #expect(example.left != example.right)
    default: Issue.record("\(verdict)")
    }
  }

  @Test("a smaller domain is told", arguments: smallerDomains)
  func hasSmallerDomain(_ refuted: FalseClaim) throws {
    let verdict = try refuted.claim.judged()
    guard case .fails(.smallerDomain(let example)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    if let shown = refuted.shown { #expect(example.inShort == shown) }
    #expect([example.left, example.right].contains("no value"))
  }

  @Test("points without a value are told of what holds elsewhere", arguments: exceptions)
  func hasExceptions(_ identity: FalseClaim) throws {
    let verdict = try identity.claim.judged()
    let exception = try #require(verdict.proof?.exception, "\(verdict)")
    #expect(exception.inShort == identity.shown)
  }

  @Test("a right answer with rows and columns exchanged is told as such")
  func isTransposed() throws {
    let matrices = ["W : matrix(2, 3)", "x : vector(3)", "y : vector(2)"]
    let squares = ["W : matrix(2, 2)", "x, y : vector(2)"]
    for statements in [matrices, squares] {
      let claim = Claim("grad(dot(y, W*x), W) = x*y^T", statements)
      #expect(try claim.judged() == .fails(.transposed))
    }
    let other = Claim("grad(dot(y, W*x), W) = 2*x*y^T", matrices)
    #expect(try other.judged() != .fails(.transposed))
  }

  @Test("inequalities are decided on the whole domain, or sampled, and refuted by a point")
  func inequalities() throws {
    for text in ["tanh(x) < 1", "x^2 + 1 >= 1", "exp(x)*(1 + abs(y)) > 0"] {
      #expect(try Claim(text).judged() == .holds(.exact), "\(text)")
    }
    for text in ["x^2 + y^2 >= 2*x*y", "abs(x + y) <= abs(x) + abs(y)"] {
      let verdict = try Claim(text).judged()
      guard case .holds(.agreed) = verdict else {
        Issue.record("\(text): \(verdict)")
        continue
      }
    }
    let example = try #require(Claim("x < x^2").judged().counterexample)
    #expect(example.inShort == "x = 0: 0, 0")
  }

  @Test("hypotheses bound the points", arguments: ["x : real > 0", "x : real >= 0"])
  func hypotheses(statement: String) throws {
    #expect(try Claim("abs(x) = x", statement).judged().counterexample == nil)
    #expect(try Claim("abs(x) = x").judged().counterexample != nil)
    #expect(try Claim("relu(x - 1) = 0", "x : real > 0 < 1").judged().isHeld)
    #expect(try !Claim("relu(x - 1/2) = 0", "x : real > 0 < 1").judged().isHeld)
  }

  @Test("identities hold at all sizes that are named, or fail")
  func sizes() throws {
    func verdict(_ text: String) throws -> Verdict {
      var names = Namespace()
      names.scope.sizes = ["d": 2, "m": 2]
      names.scope.otherSizes = [["d": 3, "m": 4]]
      try names.add("W : matrix(m, d), x : vector(d), y : vector(m)", visible: true)
      let chain = try Chain.parse(text, vocabulary: names.vocabulary)
      return try Judge().check(claim: chain, names: names).verdict
    }
    #expect(try verdict("grad(dot(y, W*x), W) = y*x^T").proof != nil)
    #expect(try verdict("d*x = 2*x").counterexample != nil)
    #expect(try verdict("count(W) = d*m").isHeld)
    #expect(try verdict("count(W) = d^2").counterexample != nil)
  }

  @Test("values at a jump count where asked for, slopes never")
  func jumps() throws {
    let formulas = try ["1[x > 0]", "1[x >= 0]", "relu'(x)"].map {
      try Formula.parse($0, vocabulary: Vocabulary())
    }
    var names = Namespace()
    try names.add("x : real", visible: true)
    let setting = Setting(names.scope)
    func verdict(_ a: Int, _ b: Int, everywhere: Bool) throws -> Verdict {
      try Judge().compare(
        FunctionPair(
          left: (formulas[a], setting), right: (formulas[b], setting), described: ["x"],
          everywhere: everywhere))
    }
    #expect(try verdict(0, 1, everywhere: true).counterexample?.inShort == "x = 0: 0, 1")
    #expect(try verdict(0, 1, everywhere: false).proof != nil)
    #expect(try verdict(1, 2, everywhere: true).proof != nil)
  }

  @Test("what is known to differ, but at no point compared, is undecided")
  func nearlySame() throws {
    // The literal is short, its power is not: no comparison goes to 6000 digits.
    let verdict = try Claim("cos(x) + (1/10)^6000*x = cos(x)", "x : real > 1").judged()
    guard case .undecided(.nearlySame) = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test("the same text gives the same verdict", arguments: provenUpToConstant)
  func isRepeatable(_ claim: Claim) throws {
    #expect(try claim.judged() == claim.judged())
  }
}
