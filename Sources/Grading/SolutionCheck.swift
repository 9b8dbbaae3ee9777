import Checking
import Notation
import Scalars
import WorkedExamples

/// What was found out about a worked solution: its answers, and what its source prints.
package struct SolutionFinding: Sendable {
  /// The answers as they should be.
  package let answers: SheetFinding
  /// The source's own sheet, judged as one sheet.
  package let printed: SheetFinding
  package let faults: [Fault]

  package var holds: Bool { faults.isEmpty }

  /// Whether the source prints something else than the answer for a step.
  package func differs(_ step: String) -> Bool {
    answers.sheet.answer(to: step)?.transcript != nil
  }
}

extension SheetJudge {
  /// Checks that a solution earns full marks, and that what its source prints is wrong exactly
  /// where, and in the way that, its errata say.
  package func check(_ solution: AnswerSheet) -> SolutionFinding {
    let answers = judge(solution)
    let printed = judge(solution.asPrinted)
    var faults = answers.strays
    for (right, source) in zip(answers.steps, printed.steps) {
      faults += problems(of: right, in: solution)
      faults += problems(ofPrinted: source, in: solution)
    }
    return SolutionFinding(answers: answers, printed: printed, faults: faults)
  }

  private func problems(of finding: StepFinding, in solution: AnswerSheet) -> [Fault] {
    let id = finding.step.id
    let answer = solution.answer(to: id)
    let place = answer?.content.place ?? answer?.keyPlace ?? 0..<0
    func fault(_ message: String) -> [Fault] {
      [Fault("\(id): \(message)", in: solution.document.source, at: place)]
    }
    switch finding.outcome {
    case .right, .awaitsMarker: return []
    case .open: return fault("the solution does not answer this step")
    case .unreadable(let found): return [found]
    case .undecided(let doubt):
      return [
        .undecided(
          "\(id): this could not be decided: \(doubt.words)", in: solution.document.source,
          at: place)
      ]
    default: return fault("this answer does not earn full marks")
    }
  }

  private func problems(ofPrinted finding: StepFinding, in solution: AnswerSheet) -> [Fault] {
    let id = finding.step.id
    guard let answer = solution.answer(to: id) else { return [] }
    let erratum = answer.transcript?.erratum
    func fault(_ message: String) -> [Fault] {
      [
        Fault(
          "\(id): \(message)", in: solution.document.source,
          at: erratum?.place ?? answer.keyPlace)
      ]
    }
    if case .unreadable(let found) = finding.outcome {
      // A syntax error is a mistake of whoever typed the transcript.
      return erratum?.kind.covers(found.mistake) == true ? [] : [found]
    }
    if case .undecided(let doubt) = finding.outcome {
      // Neither does it hold, nor does it fail as the erratum says.
      return [
        .undecided(
          "\(id): what is printed could not be decided: \(doubt.words)",
          in: solution.document.source, at: erratum?.place ?? answer.keyPlace)
      ]
    }
    guard let erratum else {
      guard answer.transcript?.printed != nil || answer.transcript == nil else { return [] }
      switch finding.outcome {
      case .right, .awaitsMarker, .open: return []
      default:
        return answer.transcript == nil
          ? [] : fault("what is printed does not hold, and no erratum says so")
      }
    }
    if let link = erratum.link, let complaint = complaint(about: link, of: finding, erratum.kind) {
      return fault(complaint)
    }
    switch (erratum.kind, finding.outcome) {
    case (.note, .right(let evidence)) where evidence.isRounding: return []
    case (.note, _): return fault("a note is for what is printed rounded, and this is not")
    case (.roundedEarly, .roundedEarly): return []
    case (.roundedEarly, _): return fault("what is printed is not rounded early")
    case (_, .open): return answer.transcript?.printed == nil ? [] : fault("nothing is printed")
    case (_, .right), (_, .awaitsMarker):
      return fault("the erratum says that this is wrong, and it holds")
    case (_, .roundedEarly): return fault("what is printed is only rounded early")
    case (.shape, _) where finding.misshape != nil: return []
    case (.shape, _): return fault("what is printed has the right shape")
    case (.value, _) where finding.hasOtherShape, (.name, _) where finding.hasOtherShape,
      (.form, _) where finding.hasOtherShape:
      return fault("what is printed has another shape, and the erratum does not say so")
    default: return []
    }
  }

  private func complaint(about link: Int, of finding: StepFinding, _ kind: Erratum.Kind)
    -> String?
  {
    guard let links = finding.chains.first?.links, link <= links.count else {
      return "there is no link \(link)"
    }
    if kind == .note || kind == .roundedEarly {
      return links[link - 1] == .holds(.exact) ? "link \(link) is exact" : nil
    }
    guard finding.firstFailure?.link != link - 1 else { return nil }
    return "the first link that fails is not link \(link)"
  }
}

extension StepFinding {
  /// Whether what is printed has another shape; rows for columns are an erratum of their own.
  fileprivate var hasOtherShape: Bool { misshape != nil && misshape != .transposed }
}

extension Erratum.Kind {
  /// Whether a formula with such a mistake is wrong in this way.
  fileprivate func covers(_ mistake: Diagnostic.Mistake?) -> Bool {
    switch mistake {
    case .name: self == .name
    case .shape: self == .shape
    case .range: self == .range
    case nil: false
    }
  }
}
