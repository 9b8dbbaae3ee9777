import Checking
import Grading
import Notation
import WorkedExamples

/// The worked solution of an exercise as a page: each step, how it is known, and how it comes about.
package struct ExercisePage {
  let key: AnswerKey
  let checks: [StepCheck]
  let solution: SolutionFinding?

  package init(key: AnswerKey, checks: [StepCheck], solution: SolutionFinding?) {
    self.key = key
    self.checks = checks
    self.solution = solution
  }

  private var exercise: Exercise { key.exercise }

  package var html: String {
    var formulas = PageFormulas()
    let summary = ReplaySummary(key: key, checks: checks, solution: solution).text(ink: .plain)
    let head: [HTML] = [
      .tag("h1", exercise.title),
      .tag(
        "p", ["class": "quiet"],
        exercise.source.isEmpty ? exercise.id : "\(exercise.id) · \(exercise.source)"),
      .tag("p", String(summary.filter { $0 != "\n" })),
    ]
    var sections: [HTML] = []
    if !exercise.given.isEmpty {
      sections.append(
        .tag(
          "section", ["aria-labelledby": "given"],
          [.tag("h2", ["id": "given"], "Given"), formulas.given(exercise.given)]))
    }
    if let solution, let map = StepMap(exercise) {
      sections.append(map.figure(of: solution.answers.steps))
    }
    var position = 0
    for (index, question) in exercise.questions.enumerated() {
      var parts: [HTML] = [
        .tag("h2", ["id": "q\(index + 1)"], "Question \(question.id)"), .tag("p", question.ask),
      ]
      if !question.given.isEmpty { parts.append(formulas.given(question.given)) }
      for step in question.steps {
        let pictures = StepPictures(step, of: question, at: position, key: key)
        parts.append(section(pictures, at: position, &formulas))
        position += 1
      }
      parts += AskedPictures(question, of: exercise).figures
      sections.append(.tag("section", ["aria-labelledby": "q\(index + 1)"], parts))
    }
    sections += remarks
    return HTMLPage(
      title: "\(exercise.id): \(exercise.title)", header: head, main: sections,
      footer:
        "Each value was recomputed for this page by automatic differentiation, and each link of the solution checked."
    ).text
  }

  private func section(
    _ pictures: StepPictures, at position: Int, _ formulas: inout PageFormulas
  ) -> HTML {
    let step = pictures.step
    let finding = solution?.answers.finding(step.id)
    let tone = finding?.outcome.tone.styleClass ?? "quiet"
    var head: [HTML] = [.tag("h3", [.code(step.id), "  \(step.ask)"])]
    if let finding { head.append(.tag("span", ["class": "badge \(tone)"], finding.outcome.word)) }
    var parts: [HTML] = [.tag("header", head)]
    if let finding, let sheet = solution?.answers.sheet {
      let account = StepAccount(finding, key: key, showsAnswers: true)
      if let written = finding.written(in: sheet) {
        parts.append(.tag("p", written.cut(to: 3_000)))
      }
      for strand in account.strands { parts.append(formulas.chain(strand)) }
    } else if let value = key.values[step.id] {
      parts.append(.tag("p", [.code(value.text.cut(to: 1_000))]))
    }
    if let known = witnesses(step, &formulas) { parts.append(known) }
    parts += printed(step, &formulas)
    let computation = pictures.computation
    if !computation.isEmpty {
      parts.append(.tag("details", [.tag("summary", "How \(step.id) is computed")] + computation))
    }
    return .tag("section", ["class": "step \(tone)", "id": "s\(position + 1)"], parts)
  }

  private func witnesses(_ step: Step, _ formulas: inout PageFormulas) -> HTML? {
    guard let target = step.target else { return nil }
    let check = checks.first { $0.step.id == step.id }
    var parts: [HTML] = [
      check?.isUndecided == true ? "Undecided: " : "Known by ",
      formulas.mathInText(target.value.formula),
    ]
    if let via = target.via, let verdict = check?.witnesses {
      switch verdict {
      case .holds(let evidence):
        parts += [" = ", formulas.mathInText(via.formula), ", \(evidence.words)"]
      case .fails: parts += [", which is not ", formulas.mathInText(via.formula)]
      case .undecided(let doubt):
        parts += [" and ", formulas.mathInText(via.formula), ": \(doubt.words)"]
      }
    } else if let digits = key.values[step.id]?.computedDigits, digits > 0 {
      parts.append(", \(Evidence.computed(digits: digits).words)")
    }
    return .tag("p", ["class": "quiet"], parts)
  }

  /// What the source prints, where that differs.
  private func printed(_ step: Step, _ formulas: inout PageFormulas) -> [HTML] {
    guard let solution, solution.differs(step.id), let finding = solution.printed.finding(step.id),
      let transcript = finding.transcript(in: solution.printed.sheet)
    else { return [] }
    let account = StepAccount(finding, key: key, showsAnswers: true)
    var parts: [HTML] = [.tag("p", "The source prints:")]
    for strand in account.strands { parts.append(formulas.chain(strand)) }
    if account.strands.isEmpty {
      parts.append(.tag("p", finding.written(in: solution.printed.sheet) ?? "nothing"))
    }
    if let erratum = transcript.erratum {
      let kind = erratum.kind == .note ? "rounded" : erratum.kind.rawValue
      parts.append(
        .tag("p", ["class": "hint"], "\(kind) (\(erratum.origin.rawValue)): \(erratum.why)"))
    }
    return parts
  }

  private var remarks: [HTML] {
    var parts: [HTML] = []
    let errata = solution?.answers.sheet.errata ?? []
    if !errata.isEmpty {
      parts.append(.tag("h2", "Noted in the source"))
      parts.append(
        .table(
          ["where", "printed", "right", "why"],
          errata.map {
            [
              .text($0.place), .text($0.printed), .text($0.right),
              "\($0.origin.rawValue): \($0.why)",
            ]
          }))
    }
    if !exercise.unchecked.isEmpty {
      parts.append(.tag("h2", "Not recomputed"))
      parts.append(.tag("ul", exercise.unchecked.map { .tag("li", "\($0.what): \($0.why)") }))
    }
    return parts
  }
}
