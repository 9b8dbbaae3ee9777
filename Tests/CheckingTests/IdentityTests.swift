import Checking
import Testing

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

  @Test("what is false is refuted, at a point to check by hand", arguments: falseIdentities)
  func isRefuted(_ refuted: FalseClaim) throws {
    let verdict = try refuted.claim.judged()
    switch verdict {
    case .fails(.counterexample(let example)):
      if let shown = refuted.shown { #expect(example.inShort == shown) }
      #expect(example.left != example.right)
    case .fails(.transposed):
      #expect(refuted.claim.text == "W[i, j] = W[j, i]")
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

  @Test("the same text gives the same verdict", arguments: provenUpToConstant)
  func isRepeatable(_ claim: Claim) throws {
    #expect(try claim.judged() == claim.judged())
  }
}
