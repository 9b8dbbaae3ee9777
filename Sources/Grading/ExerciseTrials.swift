import Checking
import Scalars
import WorkedExamples

/// An exercise tried out: its own tests, and numbers dealt to students that do not exist.
package struct ExerciseTrials: Sendable {
  /// How many self-tests there are, and how many came out as they should.
  package let tests: Int
  package let passed: Int
  /// How many students were dealt numbers; 0 where the exercise draws none.
  package let variants: Int
  package let faults: [Fault]

  /// As many as it takes to see conditions that hardly ever hold.
  private static let samples = 12

  package init(_ judge: SheetJudge, word: (Outcome) -> String) {
    let exercise = judge.key.exercise
    var faults: [Fault] = []
    var passed = 0
    for test in exercise.tests {
      let found = judge.faults(of: test, word: word)
      if found.isEmpty { passed += 1 }
      faults += found
    }
    tests = exercise.tests.count
    self.passed = passed
    var dealt = 0
    if exercise.variants != nil {
      for number in 1...Self.samples {
        do throws(Fault) {
          _ = try exercise.dealt(to: "sample-\(number)")
          dealt += 1
        } catch {
          faults.append(error)
          // What speaks against one speaks against most, and takes its time.
          break
        }
      }
    }
    variants = dealt
    self.faults = faults
  }
}

extension SheetJudge {
  /// What came out otherwise than a test says.
  fileprivate func faults(of test: SelfTest, word: (Outcome) -> String) -> [Fault] {
    let source = key.exercise.document.source
    let finding: SheetFinding
    do throws(Fault) {
      finding = try dealt(for: test.sheet, asked: nil).judge(test.sheet)
    } catch {
      return [error]
    }
    return test.expectations.compactMap { expectation -> Fault? in
      guard let complaint = expectation.complaint(about: finding, word: word) else { return nil }
      return Fault("test \(test.name): \(complaint)", in: source, at: expectation.place)
    }
  }
}

extension SelfTest.Expectation {
  /// What is found instead of what was expected; nil where it is the same.
  fileprivate func complaint(
    about sheet: SheetFinding, word: (Outcome) -> String
  ) -> String? {
    guard let step else {
      guard case .points(let points) = wanted, points != sheet.points else { return nil }
      return "the sheet earns \(sheet.points), and should earn \(points)"
    }
    guard let finding = sheet.finding(step) else { return "there is no step \(step)" }
    switch wanted {
    case .outcome(let outcome):
      let found = word(finding.outcome)
      return found == outcome ? nil : "\(step) is \(found), and should be \(outcome)"
    case .points(let points):
      return finding.points == points
        ? nil : "\(step) earns \(finding.points), and should earn \(points)"
    case .code(let code):
      guard finding.slip?.code != code else { return nil }
      let found = finding.slip.map { "as \($0.code)" } ?? "as no mistake that is known"
      let wish = code.map { "as \($0)" } ?? "as no mistake"
      return
        "\(step) is \(word(finding.outcome)), recognised \(found), and should be recognised \(wish)"
    }
  }
}
