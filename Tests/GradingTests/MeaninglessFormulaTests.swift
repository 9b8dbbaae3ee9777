import JSONText
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// A source may print formulas that mean nothing: that, too, is a mistake of its own kind.
struct MeaninglessFormulaTests {
  private static let exercise = #"""
    {"id": "e", "indices": 1, "sizes": {"m": 2, "d": 3}, "questions": [{"id": "1",
      "given": ["W : matrix(m, d)", "x : vector(d)"], "steps": [
        {"id": "z", "value": "W*x", "in": ["W", "x"]},
        {"id": "s", "value": "dot(x, x)", "entry": "j : index(m)"}]}]}
    """#

  private func complaints(_ step: String, _ printed: String, _ kind: String) throws -> [String] {
    let erratum = { (answer: String) in
      #"{"printed": "\#(printed)", "answer": "\#(answer)", "erratum": {"kind": "\#(kind)", "why": "w"}}"#
    }
    let right = ["z": "W*x", "s": "sum(q, 1, d, x[q]^2)"]
    let body = right.sorted { $0.key < $1.key }
      .map { #""\#($0.key)": \#($0.key == step ? erratum($0.value) : "\"\($0.value)\"")"# }
      .joined(separator: ", ")
    let exercise = try Exercise(JSONDocument(name: "x.json", text: Self.exercise))
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: #"{"exercise": "e", "answers": {\#(body)}}"#))
    return SheetJudge(AnswerKey(exercise)).check(sheet).faults.map(\.message)
  }

  @Test(
    "an erratum covers the mistake that it names",
    arguments: [
      ("z", "x*W", "shape"), ("z", "W*x + W", "shape"), ("z", "U*x", "name"),
      ("s", "W[3, 1]", "range"), ("s", "x*x", "shape"),
    ])
  func covered(_ step: String, _ printed: String, _ kind: String) throws {
    #expect(try complaints(step, printed, kind) == [])
  }

  @Test(
    "and no other",
    arguments: [
      ("z", "x*W", "name", "these shapes do not multiply: 3-vector * 2×3 matrix"),
      ("z", "U*x", "shape", "U is not defined here"),
      ("z", "W*x +", "shape", "expected a formula after +, found the end"),
      ("s", "W[3, 1]", "name", "there is no row 3: they are numbered from 1 to 2"),
    ])
  func uncovered(_ step: String, _ printed: String, _ kind: String, _ message: String) throws {
    #expect(try complaints(step, printed, kind) == [message])
  }

  @Test("whoever writes a sum may use the sizes, unless the names are listed")
  func sizes() throws {
    #expect(try complaints("s", "d*x[1]", "value") == [])
    #expect(try complaints("z", "d*W*x", "name") == [])
  }
}
