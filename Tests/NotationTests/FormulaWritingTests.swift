import Scalars
import Testing

@testable import Notation

@Suite("Writing formulas")
struct FormulaWritingTests {
  @Test(
    "no parenthesis stands that is not needed",
    arguments: [
      ("((a) + (b)) + c", "a + b + c"),
      ("a + (b + c)", "a + (b + c)"),
      ("a - (b - c)", "a - (b - c)"),
      ("(a*b)/(c*d)", "a*b/(c*d)"),
      ("a*(b/c)", "a*(b/c)"),
      ("(a+b)(a-b)", "(a + b)*(a - b)"),
      ("-(x^2)", "-x^2"),
      ("(-x)^2", "(-x)^2"),
      ("-(a*b)", "-(a*b)"),
      ("a^(b^c)", "a^b^c"),
      ("(a^b)^c", "(a^b)^c"),
      ("e^(-x)", "e^-x"),
      ("e^(-x/2)", "e^(-x/2)"),
      ("x^(T)", "x^(T)"),
      ("x^(-T)", "x^(-T)"),
      ("x^(T^2)", "x^(T^2)"),
      ("x^(y^T)", "x^(y^T)"),
      ("xᵀ*y", "x^T*y"),
      ("(A*B)'", "(A*B)^T"),
      ("2x²y", "2*x^2*y"),
      ("(1)[0]", "(1)[0]"),
      ("W[k,:][0]", "W[k, :][0]"),
      ("σ'(z)", "sigmoid'(z)"),
      ("0.50 + .5", "0.50 + .5"),
      ("sum(j,1,n,x[j]^2)", "sum(j, 1, n, x[j]^2)"),
      ("2·1[x>0]", "2*1[x > 0]"),
      ("[[1,2],[3,4]] .* A", "[[1, 2], [3, 4]] .* A"),
      ("((1,2),(3,4))", "((1, 2), (3, 4))"),
      ("a - -b", "a - -b"),
    ])
  func writing(_ text: String, _ written: String) throws {
    #expect(try Formula.parse(text, vocabulary: vocabulary).description == written)
  }

  @Test("what is written reads as the same formula", arguments: 0..<40)
  func roundTrip(_ run: Int) throws {
    let seed = UInt64(run)
    var salad = Salad(seed: seed)
    for size in 1...25 {
      let formula = try salad.formula(size: size)
      let read = try Formula.parse(formula.description, vocabulary: vocabulary)
      #expect(read == formula, "seed \(seed): \(tree(formula)) written \(formula)")
      #expect(tree(read) == tree(formula), "seed \(seed)")
    }
  }

  @Test("without any pair of its parentheses, it would be another formula", arguments: 0..<10)
  func minimality(_ run: Int) throws {
    let seed = UInt64(run) + 1_000
    var salad = Salad(seed: seed)
    for _ in 1...30 {
      let formula = try salad.formula(size: 8)
      let text = Array(formula.description)
      for (open, close) in groups(in: text) {
        var shorter = text
        shorter.remove(at: close)
        shorter.remove(at: open)
        let read = try? Formula.parse(String(shorter), vocabulary: vocabulary)
        #expect(read != formula, "seed \(seed): \(formula), and \(String(shorter))")
      }
    }
  }

  /// The parentheses that are neither a function's nor a vector's.
  private func groups(in text: [Character]) -> [(Int, Int)] {
    var open: [(offset: Int, hasComma: Bool)] = []
    var groups: [(Int, Int)] = []
    for (offset, character) in text.enumerated() {
      switch character {
      case "(", "[": open.append((offset, false))
      case ",": open[open.count - 1].hasComma = true
      case ")", "]":
        let (start, hasComma) = open.removeLast()
        let isCall = start > 0 && (text[start - 1].isLetter || text[start - 1] == "'")
        if character == ")", !hasComma, !isCall { groups.append((start, offset)) }
      default: break
      }
    }
    return groups
  }
}
