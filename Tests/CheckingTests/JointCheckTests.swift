import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

@Suite("all choices of the indices at once, and one after another")
struct JointCheckTests {
  /// Entries of matrices and vectors: true ones, and such as fail for some indices only.
  static let indexed = [
    Claim(
      "der(softmax(o)[i], o[j]) = softmax(o)[i]*(1[i = j] - softmax(o)[j])", "o : vector(3)",
      "i, j : index(3)"),
    Claim(
      "der(softmax(o)[i], o[j]) = softmax(o)[i]*(1[i = j] - softmax(o)[j]*1[i + j < 4])",
      "o : vector(3)", "i, j : index(3)"),
    Claim(
      "der(exp(o[j])/sum(k, exp(o[k])), o[i]) = softmax(o)[j]*(1[i = j] - softmax(o)[i])",
      "o : vector(3)", "i, j, k : index(3)"),
    Claim(
      "(W*x)[i] = sum(k, W[i, k]*x[k])", "W : matrix(3, 4)", "x : vector(4)", "i : index(3)",
      "k : index(4)"),
    Claim(
      "(W*x)[i] = W[i, 0]*x[0] + W[i, 1]*x[1]", "W : matrix(2, 2)", "x : vector(2)", "i : index(2)"),
    Claim(
      "(W*x)[i] = W[0, i]*x[0] + W[1, i]*x[1]", "W : matrix(2, 2)", "x : vector(2)", "i : index(2)"),
    Claim("der(relu(x[i])^2, x[j]) = 2*relu(x[i])*1[i = j]", "x : vector(4)", "i, j : index(4)"),
    Claim("abs(x[i]*x[j]) = abs(x[i])*abs(x[j])", "x : vector(5)", "i, j : index(5)"),
    Claim("sqrt(x[i]^2) = abs(x[i])", "x : vector(3)", "i : index(3)"),
    Claim("ln(x[i]/x[j]) = ln(x[i]) - ln(x[j])", "x : vector(2)", "i, j : index(2)"),
    Claim("1/x[i] + 1/x[j] = (x[i] + x[j])/(x[i]*x[j])", "x : vector(3)", "i, j : index(3)"),
    Claim("y[i] = h[i]*w", "x : vector(3)", "w : real", "i : index(3)", "h = tanh(x)", "y = w*h"),
    Claim("r = tanh(x[i])*i", "x : vector(3)", "i : index(3)", "h = x[i]", "r = i*tanh(h)"),
    Claim("f(2) = 2*x[i]", "x : vector(3)", "i : index(3)", "f(t) = t*x[i]"),
    Claim("x[i]^j*x[i] = x[i]^(j + 1)", "x : vector(2)", "i, j : index(2)"),
    Claim("x[i + 1] = x[i + 1] + 0*i", "x : vector(3)", "i : index(2)"),
    Claim("i*(i - 1)*(x[0] + pi) = 0*x[1]", "x : vector(2)", "i : index(3)"),
    Claim(
      "norm2(x + i*y)^2 = norm2(x)^2 + 2*i*dot(x, y) + i^2*norm2(y)^2", "x, y : vector(2)",
      "i : index(3)"),
  ]

  @Test(
    "the verdict is the same",
    arguments: indexed + provenIdentities + provenUpToConstant + falseIdentities.map(\.claim)
      + smallerDomains.map(\.claim) + exceptions.map(\.claim))
  func sameVerdict(_ claim: Claim) throws {
    var names = Namespace()
    for statement in claim.statements { try names.add(statement, visible: true) }
    let chain = try Chain.parse(claim.text, vocabulary: names.vocabulary)
    names.declareReals(in: chain.members)
    let setting = Setting(names.scope)
    guard !names.scope.variables.isEmpty else { return }
    for (index, relation) in chain.links.enumerated() {
      let (left, right) = (chain.members[index], chain.members[index + 1])
      let pair = FunctionPair(
        left: (left, setting), right: (right, setting),
        described: (left.names + right.names).map(\.name), relation: relation,
        everywhere: true)
      // Which of several points is told may depend on what is looked at first.
      switch (try Judge().compare(pair), try Self.oneByOne(pair)) {
      case (.fails(.counterexample), .fails(.counterexample)),
        (.fails(.smallerDomain), .fails(.smallerDomain)):
        continue
      case let (together, apart): #expect(together == apart)
      }
    }
  }

  /// Each choice of the indices by itself.
  private static func oneByOne(_ pair: FunctionPair) throws -> Verdict {
    var evidence = Evidence.exact
    for sizes in pair.left.setting.scope.allSizes {
      let pair = pair.sized(sizes)
      let sampler = try pair.sampler()
      for indices in sampler.indexChoices {
        var check = FunctionCheck(
          judge: Judge(), pair: pair, form: pair.blindForm, sampler: sampler, choices: [indices])
        let verdict = try check.verdict()
        guard case .holds(let found) = verdict else { return verdict }
        evidence = max(evidence, found)
      }
    }
    return .holds(evidence)
  }

  @Test("an index takes all its values, unless it is bound by sums only")
  func boundIndices() throws {
    var names = Namespace()
    for statement in ["o : vector(3)", "i, j, k : index(3)", "s = sum(k, exp(o[k]))"] {
      try names.add(statement, visible: true)
    }
    for (text, count) in [("exp(o[j])/s = i", 9), ("sum(k, o[k]) = s", 1), ("sum(k, o[k]) = k", 3)]
    {
      let chain = try Chain.parse(text, vocabulary: names.vocabulary)
      let used = names.scope.ancestry(of: chain.members)
      let choices = try Sampler(names.scope, seed: 1, using: used).indexChoices
      #expect(choices.count == count, "\(text)")
    }
  }

  @Test(
    "most identities are proven for all choices together",
    arguments: Array(indexed.prefix(1)) + provenIdentities.prefix(12))
  func isEnough(_ claim: Claim) throws {
    var names = Namespace()
    for statement in claim.statements { try names.add(statement, visible: true) }
    let chain = try Chain.parse(claim.text, vocabulary: names.vocabulary)
    names.declareReals(in: chain.members)
    let setting = Setting(names.scope)
    let pair = FunctionPair(
      left: (chain.members[0], setting), right: (chain.members[1], setting), described: [])
    let sampler = try pair.sampler()
    let sides = try #require(
      try PairOperations(pair, domains: pair, sampler, choices: sampler.indexChoices))
    var proof = IdentityProof(sides, sampler: sampler, seed: 1, digits: 60)
    guard case .proven(let found) = try proof.attempt() else {
      Issue.record("not proven together")
      return
    }
    #expect(found.bits >= 64 && found.digits == nil)
  }
}
