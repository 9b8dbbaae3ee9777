import JSONText
import Testing

@testable import WorkedExamples

/// Every mistake in the form of an exercise's own tests is told, with its place.
struct SelfTestReaderTests {
  private static func exercise(_ tests: String) -> String {
    #"{"id": "e", "given": ["a = 2"], "questions": [{"id": "1", "steps": [{"id": "s", "value": "a"}]}], "tests":"#
      + "\n\(tests)}"
  }

  @Test(
    "what is wrong with a test is told",
    arguments: [
      ("3", [#"2:1: "tests" must be a list"#]),
      ("[3]", ["2:2: a test must be an object"]),
      (
        #"[{"answers": {"s": 2}, "expect": {"points": 1}}]"#,
        [
          #"2:2: this test has no "name" / a test of one slip may have "slip": "step/code" instead"#
        ]
      ),
      (
        #"[{"name": "n", "answers": {"s": 2}}]"#,
        [
          #"2:2: test n: this test expects nothing / add "expect": {"points": …} or {"steps": {"step": {"outcome": "wrong"}}}"#
        ]
      ),
      (#"[{"slip": "s/half"}]"#, [#"2:2: test s/half: this test has no "answers""#]),
      (
        #"[{"slip": "s/half", "answers": {}}]"#,
        [#"2:32: test s/half: "answers" must be an object: {"step": answer, …}"#]
      ),
      (
        #"[{"slip": "half", "answers": {"s": 1}}]"#, [#"2:11: "slip" must be "step/code""#]
      ),
      (
        #"[{"slip": "t/half", "answers": {"s": 1}}]"#, ["2:11: there is no step t"]
      ),
      (
        #"[{"slip": "s/half", "answers": {"t": 1}}]"#, ["2:33: test s/half: there is no step t"]
      ),
      (
        #"[{"name": "n", "answers": {"s": 1}, "expect": {"points": -1, "step": {}}}]"#,
        [
          #"2:62: test n: "expect" has no field "step" / did you mean "steps"?"#,
          #"2:58: test n: "points" must be a number from 0 to 1000000"#,
          #"2:47: test n: this test expects nothing / add "expect": {"points": …} or {"steps": {"step": {"outcome": "wrong"}}}"#,
        ]
      ),
      (
        #"[{"name": "n", "answers": {"s": 1}, "expect": {"steps": {"s": {"word": "wrong"}}}}]"#,
        [
          #"2:64: test n: what a step expects has no field "word""#,
          #"2:47: test n: this test expects nothing / add "expect": {"points": …} or {"steps": {"step": {"outcome": "wrong"}}}"#,
        ]
      ),
      (
        #"[{"slip": "s/half", "answers": {"s": 1}}, {"slip": "s/half", "answers": {"s": 1}}]"#,
        ["2:43: the test s/half stands on line 2 already / give one of them a \"name\""]
      ),
    ])
  func complaints(tests: String, complaints: [String]) throws {
    #expect(
      try WorkedExamplesTests.complaints(exercise: Self.exercise(tests)) == complaints)
  }

  @Test("a test in full is read in full")
  func full() throws {
    let exercise = try Exercise(
      JSONDocument(
        name: "x.json",
        text: Self.exercise(
          #"[{"name": "half", "variant": "s1", "answers": {"s": 1}, "expect": {"points": 0.5, "#
            + #""steps": {"s": {"outcome": "wrong", "code": null, "points": 0}}}}]"#)))
    let test = try #require(exercise.tests.first)
    #expect(test.name == "half" && test.sheet.variant == "s1" && test.sheet.answers.count == 1)
    #expect(test.expectations.count == 4)
    #expect(test.expectations.map(\.step) == [nil, "s", "s", "s"])
  }
}
