import Checking
import CommandLine
import Grading
import JSONText
import Reports
import WorkedExamples

/// Exercises and their solutions.
extension Verification {
  mutating func list(_ library: Library) -> ExitStatus {
    if isJSON {
      let members = library.ids.compactMap { library.exercise($0) }.map { exercise -> JSONValue in
        [
          "id": .string(exercise.id), "title": .string(exercise.title),
          "source": .string(exercise.source), "steps": .integer(exercise.steps.count),
        ]
      }
      output.write(
        JSONReports.document(.right, [JSONMember("exercises", .array(members))]))
    } else {
      let column = (library.ids.map(\.displayWidth).max() ?? 0) + 2
      for id in library.ids {
        output.writeLine(id.padded(to: column) + (library.exercise(id)?.title ?? ""))
      }
    }
    return report(library.faults)
  }

  mutating func unknown(_ id: String, _ library: Library) -> ExitStatus {
    let absence = library.absence(of: id)
    let message = "\(absence.message); \(absence.help)"
    guard isText else { return refuse(library.faults + [Fault(file: "verify", message)]) }
    report(library.faults)
    errors.writeLine("verify: \(message.escapedForTerminal)")
    return .failed
  }

  struct Outcome {
    let key: AnswerKey
    var checks: [StepCheck]
    var solution: SolutionFinding?
    var pictureFaults: [Fault] = []
    var trials: ExerciseTrials?

    var faults: [Fault] {
      key.faults(of: checks) + pictureFaults + (solution?.faults ?? []) + (trials?.faults ?? [])
    }

    func replay(_ ink: Ink, _ width: Int) -> String {
      ReplayReport(key: key, checks: checks, solution: solution, ink: ink, width: width).text
    }

    /// One line: how many steps hold, and what the source got wrong.
    func summary(_ ink: Ink) -> String {
      ReplaySummary(key: key, checks: checks, solution: solution, trials: trials).text(ink: ink)
    }
  }

  /// What comes with the program was tried when it was made: who looks at it need not wait.
  func outcome(of exercise: Exercise, _ library: Library) -> Outcome {
    let triesOut = !library.isBundled(exercise.id) || arguments.contains(Options.verbose)
    return outcomes(of: [exercise], library, triesOut: triesOut)[0]
  }

  /// Checks exercises and their solutions on all cores, in the order given; where asked, runs their
  /// self-tests and deals some variants.
  func outcomes(of exercises: [Exercise], _ library: Library, triesOut: Bool) -> [Outcome] {
    enum Part: Sendable {
      case checks([StepCheck], pictures: [Fault])
      case solution(SolutionFinding?)
      case trials(ExerciseTrials)
    }
    let progress = ProgressLine(
      total: 4 * exercises.count, of: "parts", isWanted: isText && !isQuiet)
    defer { progress.end() }
    let keys = Workers.map(exercises, didFinish: progress.advance) { AnswerKey($0) }
    let numbers = Array(0..<(3 * keys.count))
    let parts = Workers.map(numbers, didFinish: progress.advance) { number -> Part in
      let key = keys[number / 3]
      switch number % 3 {
      case 0: return .checks(Judge().check(key), pictures: key.pictureFaults())
      // A solution has the numbers of the file.
      case 1 where key.exercise.variant == nil:
        return .solution(library.solution(key.exercise.id).map { SheetJudge(key).check($0) })
      case 2 where triesOut && key.exercise.variant == nil:
        return .trials(ExerciseTrials(SheetJudge(key)))
      default: return .solution(nil)
      }
    }
    return keys.indices.map { index in
      var outcome = Outcome(key: keys[index], checks: [], solution: nil)
      for part in parts[(3 * index)...(3 * index + 2)] {
        switch part {
        case .checks(let checks, let pictures):
          (outcome.checks, outcome.pictureFaults) = (checks, pictures)
        case .solution(let solution): outcome.solution = solution ?? outcome.solution
        case .trials(let trials): outcome.trials = trials
        }
      }
      return outcome
    }
  }

  mutating func replay(_ exercise: Exercise, _ library: Library) -> ExitStatus {
    let outcome = outcome(of: exercise, library)
    let page = write(
      ExercisePage(key: outcome.key, checks: outcome.checks, solution: outcome.solution).html)
    let status: ExitStatus = max(page, outcome.faults.isEmpty ? .right : .found)
    if isJSON {
      output.write(
        JSONReports.document(
          status,
          [
            JSONMember(
              "exercises",
              [
                JSONReports.exercise(
                  outcome.key, outcome.checks, outcome.solution, outcome.trials,
                  faults: outcome.faults)
              ])
          ]))
      return status
    }
    if isText, !isQuiet {
      output.write(outcome.replay(ink, width))
      output.writeLine()
    }
    summarize(outcome, after: "")
    warn(outcome)
    report(outcome.faults)
    return status
  }

  mutating func checkAll(_ library: Library) -> ExitStatus {
    var documents: [JSONValue] = []
    var faults = library.faults
    for outcome in outcomes(
      of: library.ids.compactMap { library.exercise($0) }, library, triesOut: true)
    {
      let id = outcome.key.exercise.id
      faults += outcome.faults
      documents.append(
        JSONReports.exercise(
          outcome.key, outcome.checks, outcome.solution, outcome.trials, faults: outcome.faults))
      if isText, arguments.contains(Options.verbose) {
        output.write(outcome.replay(ink, width) + "\n")
      }
      summarize(outcome, after: "\(id): ")
      warn(outcome)
    }
    var foreign: [Fault] = []
    for id in library.solutionIDs where !library.has(id) {
      guard let solution = library.solution(id) else { continue }
      let absence = library.absence(of: id)
      foreign.append(
        Fault(
          absence.message, in: solution.document.source,
          at: solution.document.root["exercise"]?.range ?? 0..<0, help: absence.help))
    }
    suites += TestSuite.suites(library.faults + foreign)
    faults += foreign
    let status: ExitStatus =
      !library.faults.isEmpty ? .failed : faults.isEmpty ? .right : .found
    if isJSON {
      output.write(
        JSONReports.document(
          status,
          [
            JSONMember("exercises", .array(documents)),
            JSONMember("faults", JSONReports.faults(library.faults)),
          ]))
    } else {
      report(faults)
    }
    return status
  }

  /// Keeps what came of an exercise, and says it in a line.
  private mutating func summarize(_ outcome: borrowing Outcome, after lead: String) {
    suites.append(TestSuite(outcome.key, outcome.checks, outcome.solution, outcome.trials))
    guard !isQuiet else { return }
    switch format {
    case .text: output.write(lead + outcome.summary(ink))
    case .github: log += lead + outcome.summary(ink)
    case .json, .junit: break
    }
  }

  /// A word to the author: slips that nobody could see at the exercise's numbers, formulas that
  /// anything may stand for, and hints that nobody is shown.
  mutating func warn(_ outcome: borrowing Outcome) {
    guard !isJSON, !isQuiet else { return }
    for check in outcome.checks {
      for (message, place) in check.notes { note(message, at: place, outcome.key) }
      guard !check.step.hints.isEmpty else { continue }
      for hint in StepHints(check.step.id, key: outcome.key)?.withheld ?? [] {
        note(
          "nobody is shown this hint to \(check.step.id): it tells the answer, or the whole way",
          at: hint, outcome.key)
      }
    }
  }

  private mutating func note(_ message: String, at place: Inscription, _ key: AnswerKey) {
    let source = key.exercise.document.source
    tell(faultReport.text(Fault(message, in: source, at: place.place), severity: "note"))
  }

  /// The mistakes that are known in the sources, recomputed.
  mutating func errata(of operands: [Argument], _ library: Library) throws(UsageError)
    -> ExitStatus
  {
    let ids = operands.isEmpty ? library.ids : operands.map(\.text)
    var documents: [JSONValue] = []
    var isFirst = true
    var faults = library.faults
    if let id = ids.first(where: { !library.has($0) }) { return unknown(id, library) }
    let exercises = ids.compactMap { library.exercise($0) }
    for solution in outcomes(of: exercises, library, triesOut: false).compactMap(\.solution) {
      faults += solution.faults
      let report = ErrataReport(solution, ink: ink, width: width)
      documents += report.json
      if !isJSON, !report.text.isEmpty {
        output.write((isFirst ? "" : "\n") + report.text)
        isFirst = false
      }
    }
    let status: ExitStatus = faults.isEmpty ? .right : .found
    if isJSON {
      output.write(JSONReports.document(status, [JSONMember("errata", .array(documents))]))
    } else {
      report(faults)
    }
    return status
  }
}
