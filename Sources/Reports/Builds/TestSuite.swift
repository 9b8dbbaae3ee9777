import Grading
import WorkedExamples

/// Claims as test cases, which build servers know how to show.
package struct TestSuite: Sendable {
  package let name: String
  package let file: String
  package let cases: [TestCase]

  package init(name: String, file: String, cases: [TestCase]) {
    self.name = name
    self.file = file
    self.cases = cases
  }

  func count(_ verdict: TestCase.Verdict) -> Int { cases.count { $0.verdict == verdict } }
}

package struct TestCase: Sendable {
  package enum Verdict: Sendable {
    case passed
    case failed
    /// Could not be judged, which is neither right nor wrong.
    case error
    /// Open, or for a person.
    case skipped
  }

  package let name: String
  /// What it belongs to: the exercise and the question.
  package let group: String
  package let verdict: Verdict
  /// The outcome in a word or two.
  package let kind: String
  package let note: Annotation?

  package init(
    name: String, group: String, verdict: Verdict, kind: String, note: Annotation? = nil
  ) {
    self.name = name
    self.group = group
    self.verdict = verdict
    self.kind = kind
    self.note = note
  }

  /// Whether a file as a whole could not be used.
  var isOfFile: Bool { group == Self.files }

  static let files = "files"

  /// All that is said of it, on one line.
  var message: String {
    var parts = isOfFile ? [] : [kind]
    if let note, !note.message.isEmpty { parts.append(note.message) }
    return parts.joined(separator: ": ") + (note?.hint.map { "; hint: \($0)" } ?? "")
  }
}

// MARK: - From gradebooks

/// Test suites one after the other, as often as they are asked for.
package struct TestSuites {
  let forEach: ((TestSuite) -> Void) -> Void

  package init(_ suites: [TestSuite]) {
    forEach = { suites.forEach($0) }
  }

  /// A suite for each sheet, then one for each file that something is wrong with as a whole.
  package init(_ gradebook: Gradebook) {
    forEach = { body in
      gradebook.forEachRow { row, _ in body(TestSuite(row)) }
      // What is said of one file comes in one piece.
      var file: [Fault] = []
      gradebook.forEachProblem { fault, _ in
        if let first = file.first, first.file != fault.file {
          TestSuite.suites(file).forEach(body)
          file = []
        }
        file.append(fault)
      }
      TestSuite.suites(file).forEach(body)
    }
  }
}

extension TestSuite {
  package init(_ row: GradeRow) {
    self.init(
      name: "\(row.student): \(row.exercise)", file: row.file,
      cases: row.steps.map { mark in
        TestCase(
          name: mark.step, group: "\(row.exercise).\(mark.question)",
          verdict: mark.verdict, kind: mark.outcome.word,
          note: mark.annotation ?? mark.comment.map { Annotation($0) })
      } + row.strays.map { TestCase($0, group: row.exercise, .failed, kind: "not used") })
  }

  /// A suite for each file that something is wrong with as a whole.
  package static func suites(_ problems: [Fault]) -> [TestSuite] {
    var order: [String] = []
    for fault in problems where !order.contains(fault.file) { order.append(fault.file) }
    let byFile = Dictionary(grouping: problems, by: \.file)
    return order.map { file in
      TestSuite(
        name: file, file: file,
        cases: (byFile[file] ?? []).map {
          TestCase($0, group: TestCase.files, .error, kind: "error")
        })
    }
  }
}

extension TestCase {
  init(_ fault: Fault, group: String, _ verdict: Verdict, kind: String) {
    self.init(
      name: fault.message, group: group, verdict: fault.isUndecided ? .error : verdict,
      kind: fault.isUndecided ? "undecided" : kind,
      note: Annotation(
        [fault.message, fault.help].compactMap(\.self).joined(separator: "; "),
        at: fault.place))
  }
}

extension GradeRow.StepMark {
  var verdict: TestCase.Verdict {
    switch outcome {
    case .right, .roundedEarly, .followsThrough: .passed
    case .marked: points == possible ? .passed : .failed
    case .open, .awaitsMarker, .excused: .skipped
    case .undecided, .unreadable: .error
    case .brokenLink, .tooCoarse, .notWorkedOut, .notInForm, .partly, .wrong: .failed
    }
  }
}
