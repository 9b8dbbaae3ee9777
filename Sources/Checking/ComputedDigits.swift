import Scalars
import WorkedExamples

/// Verdicts on numbers that are known by two computations having their digits in common.
///
/// Their balls are so much wider than the two differ that what lies outside is refuted.
extension Judge {
  /// Nil where both numbers are known for certain.
  func compareComputed(_ a: RealQuantity, _ b: RealQuantity) -> Verdict? {
    guard let digits = [a, b].compactMap(\.computedDigits).min() else { return nil }
    guard digits > 0 else { return .undecided(.tooMuchWork) }
    // Two numbers that have all known digits in common may differ behind them.
    return compare(a.taken, b.taken).computed(to: digits)
  }

  /// Nil where the value is known for certain.
  func judgeComputed(
    _ written: WrittenNumber, against value: RealQuantity, _ index: Int, precision: Precision
  ) -> Verdict? {
    guard let digits = value.computedDigits else { return nil }
    guard digits > 0 else { return .undecided(.tooMuchWork) }
    return judge(written, against: value.taken, index, precision: precision).computed(to: digits)
  }
}

extension Verdict {
  /// What holds rests on a computation, and what is undecided is so for want of digits.
  func computed(to digits: Int) -> Verdict {
    switch self {
    case .holds: .holds(.computed(digits: digits))
    case .fails: self
    case .undecided(.precision): .undecided(.computed(digits: digits))
    case .undecided: self
    }
  }
}
