import Checking
import CommandLine
import Grading
import JSONText
import Notation
import Scalars
import WorkedExamples

/// How a run ended, in a word for programs.
extension ExitStatus {
  package var word: JSONValue {
    switch self {
    case .right: "pass"
    case .found: "fail"
    case .failed: "error"
    }
  }
}

/// Results as JSON, for programs: one document with a version and a status.
package enum JSONReports {
  package static func document(_ status: ExitStatus, _ members: [JSONMember]) -> String {
    JSONWriter(.indented, sortsKeys: true).text(
      of: .object([JSONMember("version", 1), JSONMember("status", status.word)] + members))
  }

  package static func faults(_ faults: [Fault]) -> JSONValue {
    .array(faults.map(fault))
  }

  static func fault(_ fault: Fault) -> JSONValue {
    var members = [
      JSONMember("file", .string(fault.file)), JSONMember("message", .string(fault.message)),
    ]
    if let position = fault.position {
      members.append(JSONMember("line", .integer(position.line)))
      members.append(JSONMember("column", .integer(position.column)))
    }
    if let help = fault.help { members.append(JSONMember("help", .string(help))) }
    if fault.isUndecided { members.append(JSONMember("undecided", true)) }
    return .object(members)
  }

  // MARK: Exercises

  package static func exercise(
    _ key: AnswerKey, _ checks: [StepCheck], _ solution: SolutionFinding?,
    _ trials: ExerciseTrials? = nil, faults: [Fault]
  ) -> JSONValue {
    var members = [
      JSONMember("id", .string(key.exercise.id)), JSONMember("title", .string(key.exercise.title)),
      JSONMember("holds", .boolean(faults.isEmpty)), JSONMember("faults", self.faults(faults)),
      JSONMember("steps", .array(checks.map { step($0, key, solution) })),
    ]
    if let variant = key.exercise.variant {
      members.append(JSONMember("variant", .string(variant)))
      members.append(JSONMember("given", .array(key.exercise.given.map(JSONValue.string))))
    }
    if let trials, !trials.tests.isEmpty {
      members.append(
        JSONMember(
          "tests",
          .array(
            trials.tests.map {
              ["name": .string($0.name), "passes": .boolean($0.passes)]
            })))
    }
    if let trials, trials.variants > 0 {
      members.append(JSONMember("variantsDealt", .integer(trials.variants)))
    }
    return .object(members)
  }

  private static func step(
    _ check: StepCheck, _ key: AnswerKey, _ solution: SolutionFinding?
  ) -> JSONValue {
    var members = [
      JSONMember("id", .string(check.step.id)), JSONMember("ask", .string(check.step.ask)),
    ]
    if let value = key.values[check.step.id] {
      members.append(JSONMember("value", .string(value.text)))
    }
    if check.isUndecided { members.append(JSONMember("undecided", true)) }
    if let digits = key.values[check.step.id]?.computedDigits {
      members.append(JSONMember("computedDigits", .integer(digits)))
    }
    if let witnesses = check.witnesses {
      members.append(JSONMember("witnesses", .string(word(witnesses))))
    }
    let slips = key.slipValues(of: check.step)
    if !slips.isEmpty {
      members.append(
        JSONMember(
          "slips",
          .array(slips.map { ["code": .string($0.code), "value": .string($0.value)] })))
    }
    if !check.hiddenSlips.isEmpty {
      members.append(
        JSONMember("hiddenSlips", .array(check.hiddenSlips.map { .string($0.code) })))
    }
    if !check.twinSlips.isEmpty {
      members.append(
        JSONMember(
          "twinSlips",
          .array(
            check.twinSlips.map { .array([.string($0.first.code), .string($0.second.code)]) })))
    }
    if let finding = solution?.answers.finding(check.step.id) {
      members.append(JSONMember("solution", outcome(finding.outcome)))
    }
    if solution?.differs(check.step.id) == true,
      let finding = solution?.printed.finding(check.step.id)
    {
      members.append(JSONMember("printed", outcome(finding.outcome)))
      if let erratum = finding.transcript(in: solution?.printed.sheet)?.erratum {
        members.append(
          JSONMember(
            "erratum",
            [
              "kind": .string(erratum.kind.rawValue), "origin": .string(erratum.origin.rawValue),
              "why": .string(erratum.why),
            ]))
      }
    }
    return .object(members)
  }

  private static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds(let evidence): evidence.words
    case .fails: "fails"
    case .undecided: "undecided"
    }
  }

  private static func outcome(_ outcome: Outcome) -> JSONValue {
    guard case .right(let evidence) = outcome else { return .string(outcome.word) }
    return .string("\(outcome.word), \(evidence.words)")
  }

  // MARK: Sheets

  package static func sheet(_ finding: SheetFinding, _ key: AnswerKey) -> [JSONMember] {
    let variant = finding.sheet.variant.map { [JSONMember("variant", .string($0))] } ?? []
    return variant + [
      JSONMember("file", .string(finding.sheet.document.source.name)),
      JSONMember("exercise", .string(finding.sheet.exercise)),
      JSONMember("points", .number(Marks.text(finding.points))),
      JSONMember("possible", .number(Marks.text(finding.possible))),
      JSONMember(
        "steps",
        .array(
          zip(finding.steps, finding.annotations(key, tellsValues: true)).map {
            self.finding($0, annotation: $1)
          })),
      JSONMember("faults", faults(finding.strays)),
    ]
  }

  /// What the sheet has where an answer follows from it, and where the mistakes are.
  static func origins(_ origins: [Origin]) -> JSONMember {
    JSONMember(
      "origins",
      .array(
        origins.map {
          [
            "step": .string($0.step), "value": .string($0.value),
            "slips": .array($0.slips.map(JSONValue.string)),
          ]
        }))
  }

  /// What is said of an answer, and where.
  static func annotation(_ note: Annotation) -> [JSONMember] {
    var members: [JSONMember] = []
    if !note.message.isEmpty { members.append(JSONMember("message", .string(note.message))) }
    if let hint = note.hint { members.append(JSONMember("hint", .string(hint))) }
    if let place = note.place {
      members += [
        JSONMember("line", .integer(place.start.line)),
        JSONMember("column", .integer(place.start.column)),
        JSONMember("endLine", .integer(place.end.line)),
        JSONMember("endColumn", .integer(place.end.column)),
      ]
    }
    return members
  }

  private static func finding(_ finding: StepFinding, annotation: Annotation?) -> JSONValue {
    var members = [
      JSONMember("id", .string(finding.step.id)),
      JSONMember("outcome", .string(finding.outcome.word)),
      JSONMember("points", .number(Marks.text(finding.points))),
      JSONMember("possible", .number(Marks.text(finding.step.points))),
    ]
    switch finding.outcome {
    case .right(let evidence): members.append(JSONMember("evidence", .string(evidence.words)))
    case .roundedEarly(let from), .followsThrough(let from):
      members.append(JSONMember("from", .array(from.map(JSONValue.string))))
      if !finding.origins.isEmpty { members.append(origins(finding.origins)) }
    case .unreadable(let fault): members.append(JSONMember("fault", self.fault(fault)))
    default: break
    }
    if let (strand, link) = finding.firstFailure {
      members.append(JSONMember("strand", .integer(strand + 1)))
      members.append(JSONMember("link", .integer(link + 1)))
    }
    if finding.entries.count > 1 {
      members.append(
        JSONMember(
          "entries",
          .array(finding.entries.map { .boolean($0.isSound) })))
    }
    if let slip = finding.slip { members.append(JSONMember("slip", .string(slip.code))) }
    return .object(members + (annotation.map(self.annotation) ?? []))
  }
}
