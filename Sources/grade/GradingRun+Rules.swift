import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// What a course adds to what answers are worth, as options say it.
extension GradingRun {
  private static let ruleOptions = [
    Options.marks, Options.lateAfter, Options.attempts, Options.against,
  ]

  func checkRules() throws(UsageError) {
    // Records say what the program found; rules come when reports are made of them.
    if format == .records, let rule = Self.ruleOptions.first(where: { arguments.contains($0) }) {
      throw UsageError("--\(rule.name) goes with grade merge, and not with --format records")
    }
    guard arguments.contains(Options.against) else { return }
    let others = [Options.output, Options.fill, Options.pass, Options.shard]
    if let other = others.first(where: { arguments.contains($0) }) {
      throw UsageError("--against only compares: it excludes --\(other.name)")
    }
    guard format == .table || format == .json else {
      throw UsageError("--against prints text or json, not \(format.rawValue)")
    }
  }

  /// The rules, and which lines of a person's marks could not be used.
  func courseRules(_ library: Library, only: String?) throws -> (CourseRules, [Fault]) {
    var rules = CourseRules()
    rules.lateness = lateness
    rules.attempts = attemptChoice
    guard let file = arguments.value(of: Options.marks) else { return (rules, []) }
    let source = SourceText(name: file.path.text, bytes: try file.path.read())
    let exercises = library.ids.filter { only == nil || $0 == only }
      .compactMap { library.exercise($0) }
    let marks = try MarksCSV(source, exercises: exercises)
    rules.marks = marks.marks
    return (rules, marks.faults)
  }

  private var attemptChoice: AttemptChoice {
    arguments.value(of: Options.attempts).flatMap { AttemptChoice(rawValue: $0.text) } ?? .last
  }

  func readEarlierMarks() throws -> EarlierMarks? {
    guard let file = arguments.value(of: Options.against) else { return nil }
    return try EarlierMarks(
      SourceText(name: file.path.text, bytes: try file.path.read(limit: 1 << 30)),
      attempts: attemptChoice)
  }
}
