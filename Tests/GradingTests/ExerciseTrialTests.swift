import JSONText
import Notation
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// An exercise's own tests, and numbers dealt to try it out.
struct ExerciseTrialTests {
  private static func trials(_ tests: String, variant: String = "") throws -> ExerciseTrials {
    let exercise = try Exercise(
      JSONDocument(
        name: "e.json",
        text: #"{"id": "e", "given": ["a = 2", "b = 3"], "definitions": ["#
          + #""z = a*b", "w = z + 1"],\#(variant) "#
          + #""questions": [{"id": "1", "steps": [{"id": "z", "via": "a*b", "slips": ["#
          + #"{"code": "sum", "value": "a + b", "hint": "h"}]}, {"id": "w", "points": 2, "via": "z + 1"}]}], "tests": ["#
          + "\n\(tests)]}"))
    return ExerciseTrials(SheetJudge(AnswerKey(exercise)))
  }

  @Test(
    "what comes out otherwise than a test says is told at its place",
    arguments: [
      (#"{"slip": "z/sum", "answers": {"z": 5}}"#, nil),
      (
        #"{"slip": "z/sum", "answers": {"z": 6}}"#,
        "2:10: test z/sum: z is right, recognised as no mistake that is known, and should be recognised as sum"
      ),
      (
        #"{"slip": "z/half", "answers": {"z": 5}}"#,
        "2:10: test z/half: z is wrong, recognised as sum, and should be recognised as half"
      ),
      (
        #"{"name": "n", "answers": {"z": 5}, "expect": {"steps": {"z": {"code": null}}}}"#,
        "2:71: test n: z is wrong, recognised as sum, and should be recognised as no mistake"
      ),
      (
        #"{"name": "n", "answers": {"z": 5, "w": 6}, "expect": {"points": 2, "steps": {"w": {"outcome": "follows", "points": 2}}}}"#,
        nil
      ),
      (
        #"{"name": "n", "answers": {"z": 5, "w": 6}, "expect": {"points": 3}}"#,
        "2:65: test n: the sheet earns 2, and should earn 3"
      ),
      (
        #"{"name": "n", "answers": {"z": 5}, "expect": {"steps": {"z": {"points": 0.5}}}}"#,
        "2:73: test n: z earns 0, and should earn 0.5"
      ),
      (
        #"{"name": "n", "answers": {"z": 5}, "expect": {"steps": {"z": {"outcome": "right"}}}}"#,
        "2:74: test n: z is wrong, and should be right"
      ),
      (
        #"{"name": "n", "variant": "s1", "answers": {"z": 5}, "expect": {"points": 1}}"#,
        "2:1: test n: e has the same numbers for everybody"
      ),
    ] as [(String, String?)])
  func complaints(test: String, complaint: String?) throws {
    let trials = try Self.trials(test)
    let found = trials.faults.map { "\($0.position.map { "\($0)" } ?? ""): \($0.message)" }
    #expect(found == (complaint.map { [$0] } ?? []))
    #expect(trials.tests.map(\.passes) == [complaint == nil])
  }

  @Test("numbers are dealt for trial, and what keeps them from it is told once")
  func variants() throws {
    let fine = try Self.trials("", variant: #" "variant": {"numbers": {"a": {"range": [2, 9]}}},"#)
    #expect(fine.variants == 12 && fine.faults.isEmpty)
    let bad = try Self.trials(
      "",
      variant: #" "variant": {"numbers": {"a": {"range": [2, 9]}}, "conditions": ["a > 9"]},"#)
    #expect(bad.variants == 0 && bad.faults.count == 1)
    #expect(try Self.trials("").variants == 0)
  }

  @Test("a test may answer the numbers of a student")
  func ownNumbers() throws {
    let variant = #" "variant": {"numbers": {"a": {"values": [10]}}},"#
    let test = #"{"name": "n", "variant": "s1", "answers": {"z": 30}, "expect": {"points": 1}}"#
    #expect(try Self.trials(test, variant: variant).faults.isEmpty)
  }
}
