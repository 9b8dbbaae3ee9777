import CommandLine
import Checking
import Grading
import Notation
import Scalars
import WorkedExamples

/// The worked solution of an exercise, replayed: each step with its chain, its exact value, how
/// that is known, and what the source prints where it differs.
package struct ReplayReport {
  let exercise: Exercise
  let key: AnswerKey
  let checks: [StepCheck]
  let solution: SolutionFinding?
  let ink: Ink
  let width: Int

  package init(
    key: AnswerKey, checks: [StepCheck], solution: SolutionFinding?, ink: Ink = .plain,
    width: Int = 80
  ) {
    exercise = key.exercise
    self.key = key
    self.checks = checks
    self.solution = solution
    self.ink = ink
    self.width = width
  }

  package var text: String {
    var lines = shown("\(exercise.id): \(exercise.title)", indent: 0).map { ink($0, .strong) }
    lines += shown(exercise.source, indent: 0)
    if let variant = exercise.variant {
      lines.append("with the numbers of \(variant.escapedForTerminal)")
    }
    if !exercise.given.isEmpty {
      lines += ["", "given"] + shown(exercise.given.joined(separator: ", "), indent: 2)
    }
    for question in exercise.questions {
      lines += [""] + shown("\(question.id). \(question.ask)", indent: 0)
      if !question.given.isEmpty {
        lines += shown("given \(question.given.joined(separator: ", "))", indent: 2)
      }
      for step in question.steps { lines += [""] + self.lines(of: step) }
    }
    if let errata = solution?.answers.sheet.errata, !errata.isEmpty {
      lines += ["", "noted in the source"]
      for erratum in errata { lines += remark(erratum) }
    }
    if !exercise.unchecked.isEmpty {
      lines += ["", "not recomputed"]
      for item in exercise.unchecked { lines += shown("\(item.what): \(item.why)", indent: 2) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words of the exercise's author, who may be a stranger too.
  private func shown(_ text: String, indent: Int) -> [String] {
    wrapped(text.escapedForTerminal, indent: indent, width: width)
  }

  private func lines(of step: Step) -> [String] {
    let ask = step.ask == step.id ? "" : "  \(step.ask.escapedForTerminal)"
    var lines = wrapped(step.id + ask, indent: 0, width: width - 6)
    // Words are told apart by one space; the id and what is asked, by two.
    lines = lines.enumerated().map { number, line in
      guard number == 0 else { return "      " + line }
      let rest = line.dropFirst(step.id.count)
      return "  \(ink(step.id, .strong))\(rest.isEmpty ? "" : " \(rest)")"
    }
    guard let finding = solution?.answers.finding(step.id) else {
      if let value = key.values[step.id] { lines += layout([value.text]) }
      return lines + witnesses(step)
    }
    if let answer = finding.answer {
      lines += layout(answer)
      lines.append("      \(ink(evidence(finding), finding.outcome.tone))")
    } else {
      lines.append("      \(finding.outcome.word)")
    }
    lines += witnesses(step)
    if solution?.differs(step.id) == true { lines += printed(step) }
    return lines
  }

  private func evidence(_ finding: StepFinding) -> String {
    guard case .right(let evidence) = finding.outcome else { return finding.outcome.word }
    let links = finding.chains.reduce(0) { $0 + $1.links.count }
    guard links > 0 else { return evidence.words }
    return "\(evidence.words), \(counted(links, "link"))"
  }

  private func witnesses(_ step: Step) -> [String] {
    guard let target = step.target else { return [] }
    let check = checks.first { $0.step.id == step.id }
    var words = "\(target.value.formula)"
    var lead = check?.isUndecided == true ? "undecided:" : "known by"
    if let derivation = target.form.derivation, let verdict = check?.witnesses {
      let claim = "\(derivation.start.formula) \(derivation.relation.rawValue) \(words)"
      switch verdict {
      case .holds(let evidence): words = "\(claim), \(evidence.words)"
      case .fails: (lead, words) = ("the witnesses disagree:", "\(claim) does not hold")
      case .undecided(let doubt): (lead, words) = ("undecided:", "\(claim); \(doubt.words)")
      }
    } else if let via = target.via, let verdict = check?.witnesses {
      switch verdict {
      case .holds(let evidence): words += " = \(via.formula), \(evidence.words)"
      case .fails: (lead, words) = ("the witnesses disagree:", "\(words) is not \(via.formula)")
      case .undecided(let doubt): words += " and \(via.formula): \(doubt.words)"
      }
    } else if let digits = key.values[step.id]?.computedDigits, digits > 0 {
      words += ", \(Evidence.computed(digits: digits).words)"
    }
    return wrapped("\(lead) \(words)", indent: 6, width: width).map { ink($0, .quiet) }
  }

  private func printed(_ step: Step) -> [String] {
    guard let finding = solution?.printed.finding(step.id),
      let transcript = finding.transcript(in: solution?.printed.sheet)
    else { return [] }
    var lines: [String] = []
    if let answer = finding.answer {
      lines.append("      printed:")
      lines += layout(answer)
    } else if let printed = transcript.printed {
      lines.append("      printed:")
      lines += shown(printed.text, indent: 6)
      if case .unreadable(let fault) = finding.outcome {
        lines += shown(fault.message, indent: 8)
      }
    } else {
      lines.append("      printed: nothing")
    }
    if let erratum = transcript.erratum {
      let kind = erratum.kind == .note ? "rounded" : erratum.kind.rawValue
      lines += shown("\(kind) (\(erratum.origin.rawValue)): \(erratum.why)", indent: 8)
        .map { ink($0, .doubtful) }
    }
    return lines
  }

  private func remark(_ remark: Remark) -> [String] {
    shown(
      "\(remark.place): \"\(remark.printed)\", \(remark.right) (\(remark.origin.rawValue): \(remark.why))",
      indent: 2)
  }

  // MARK: Chains

  /// Each chain, in a proof by cases under its case.
  private func layout(_ answer: ParsedAnswer) -> [String] {
    guard case .cases(let conditions) = answer.arrangement else {
      return answer.strands.flatMap { layout($0.chain) }
    }
    return zip(conditions, answer.strands).flatMap { condition, strand in
      let words = "\(condition.left) \(condition.relation.rawValue) \(condition.right)"
      return ["      if \(words):"] + layout(strand.chain)
    }
  }

  private func layout(_ chain: Chain) -> [String] {
    var parts = ["\(chain.members[0])"]
    for (link, member) in zip(chain.links, chain.members.dropFirst()) {
      parts.append("\(link.rawValue) \(member)")
    }
    return layout(parts)
  }

  /// On one line if it fits, else a line for each member.
  private func layout(_ parts: [String]) -> [String] {
    let line = parts.joined(separator: " ")
    if line.displayWidth <= width - 6 { return ["      " + line] }
    return parts.enumerated().flatMap { index, part in
      wrapped(part, indent: index == 0 ? 6 : 8, width: width)
    }
  }
}

extension StepFinding {
  func transcript(in sheet: AnswerSheet?) -> Transcript? {
    sheet?.answer(to: step.id)?.transcript
  }
}
