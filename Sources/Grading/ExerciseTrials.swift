import Checking
import Scalars
import WorkedExamples

/// An exercise tried out: its own tests, and numbers dealt to students that do not exist.
package struct ExerciseTrials: Sendable {
  package let tests: [Result]
  /// How many students were dealt numbers; 0 where the exercise draws none.
  package let variants: Int
  /// What keeps others from being dealt any.
  package let variantFaults: [Fault]

  /// What came of one self-test.
  package struct Result: Sendable {
    package let name: String
    package let faults: [Fault]

    package var passes: Bool { faults.isEmpty }
  }

  package var faults: [Fault] { tests.flatMap(\.faults) + variantFaults }

  /// As many as it takes to see conditions that hardly ever hold.
  private static let samples = 12

  package init(_ judge: SheetJudge) {
    let exercise = judge.key.exercise
    tests = exercise.tests.map {
      Result(name: $0.name, faults: judge.faults(of: $0))
    }
    var dealt = 0
    var faults: [Fault] = []
    // What speaks against one student speaks against most, and takes its time.
    while exercise.variants != nil, dealt < Self.samples, faults.isEmpty {
      do throws(Fault) {
        _ = try exercise.dealt(to: "sample-\(dealt + 1)")
        dealt += 1
      } catch {
        faults.append(error)
      }
    }
    variants = dealt
    variantFaults = faults
  }
}

extension SheetJudge {
  /// What came out otherwise than a test says.
  fileprivate func faults(of test: SelfTest) -> [Fault] {
    let source = key.exercise.document.source
    let finding: SheetFinding
    do throws(Fault) {
      finding = try dealt(for: test.sheet, asked: nil).judge(test.sheet)
    } catch {
      return [
        Fault("test \(test.name): \(error.message)", in: source, at: test.place, help: error.help)
      ]
    }
    return test.expectations.compactMap { expectation -> Fault? in
      let twin = key.exercise.twin(of: expectation)
      guard let complaint = expectation.complaint(about: finding, twin: twin)
      else { return nil }
      return Fault("test \(test.name): \(complaint)", in: source, at: expectation.place)
    }
  }
}

extension Exercise {
  /// The mistake that nobody can tell from the one that is expected.
  fileprivate func twin(of expectation: SelfTest.Expectation) -> String? {
    guard case .code(let code?) = expectation.wanted, let id = expectation.step else { return nil }
    return step(id)?.target?.slips.first { $0.code == code && $0.twin != nil }?.twin
  }
}

extension SelfTest.Expectation {
  /// What is found instead of what was expected; nil where it is the same.
  fileprivate func complaint(
    about sheet: SheetFinding, twin: String?
  ) -> String? {
    guard let step else {
      guard case .points(let points) = wanted, points != sheet.points else { return nil }
      return "the sheet earns \(sheet.points), and should earn \(points)"
    }
    guard let finding = sheet.finding(step) else { return "there is no step \(step)" }
    switch wanted {
    case .outcome(let outcome):
      let found = finding.outcome.kind.word
      return found == outcome ? nil : "\(step) is \(found), and should be \(outcome)"
    case .points(let points):
      return finding.points == points
        ? nil : "\(step) earns \(finding.points), and should earn \(points)"
    case .code(let code):
      guard finding.mistakeCode != code, twin == nil || finding.mistakeCode != twin
      else { return nil }
      let found = finding.mistakeCode.map { "as \($0)" } ?? "as no mistake that is known"
      let wish = code.map { "as \($0)" } ?? "as no mistake"
      return
        "\(step) is \(finding.outcome.kind.word), recognised \(found), and should be recognised \(wish)"
    }
  }
}
