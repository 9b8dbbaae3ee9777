import Checking
import Grading
import WorkedExamples

/// The account on one line, as records, gradebooks and build servers keep it.
extension StepAccount {
  /// Nil where nothing is to be said.
  package func annotation(in sheet: AnswerSheet) -> Annotation? {
    let fault = fault(in: sheet)
    let words = sentences + [fault?.message, fault?.help].compactMap(\.self)
    guard !words.isEmpty || hint != nil || !outcome.isSound else { return nil }
    return Annotation(
      words.joined(separator: "; "), hint: hint, at: fault?.place ?? place(in: sheet))
  }

  /// Where the answer stands, or the first of its entries that is not right.
  private func place(in sheet: AnswerSheet) -> Annotation.Place? {
    var place = sheet.answer(to: step.id)?.content.place
    if let strands = finding.answer?.strands, strands.count == finding.entries.count,
      let first = finding.entries.firstIndex(of: .wrong)
    {
      place = strands[first].inscription.place
    }
    return place.flatMap { Fault("", in: sheet.document.source, at: $0).place }
  }
}

extension SheetFinding {
  /// For each step what is said of it on one line; nil where there is nothing to be said.
  ///
  /// Records, and what is made from them, keep links without the values of their sides: they are
  /// the same bytes in every version.
  package func annotations(_ key: AnswerKey, tellsValues: Bool = false) -> [Annotation?] {
    steps.map { finding in
      // Nearly all answers: nothing is to be said of them.
      switch finding.outcome {
      case .open: nil
      case .right where finding.misshape == nil: nil
      default: StepAccount(finding, key: key, tellsValues: tellsValues).annotation(in: sheet)
      }
    }
  }
}
