import Autodiff
import Notation
import Scalars

extension Evaluation<Ball> {
  /// How many bits of a value may be decided by its smallest part: 1330 for tanh(1) + 10^-400.
  ///
  /// Agreement to fewer bits says nothing. What is far out on a flat end, as in tanh(1000), leaves
  /// e^-2000 of a difference, and so does anything beside a number as large as 2^2885.
  package var detail: Int {
    (0..<tape.count).reduce(finestConstant) { detail, index in
      let value = tape.value(at: index)
      guard value.obstacle == nil else { return detail }
      guard value.certainSign != nil else {
        // Never 0, and yet not to be told from it: exp(-10^4000).
        guard case .elementary(let function) = tape[index].kind else { return detail }
        return function.facts.fadesToZero ? .max / 8 : detail
      }
      let smallest = min(value.lower.magnitude, value.upper.magnitude)
      guard smallest.obstacle == nil else { return .max / 8 }
      let size = smallest.numerator.bitWidth - smallest.denominator.bitWidth
      guard case .elementary(let function) = tape[index].kind, function.facts.isExponential
      else { return max(detail, abs(size)) }
      let argument = tape.value(at: tape[index].left)
      let reach = max(argument.lower.magnitude, argument.upper.magnitude)
      // 2·log2(e) is less than 3.
      let flatness = Int(exactly: (reach * 3).wholePart).map { min($0, .max / 8) } ?? .max / 8
      return max(detail, abs(size), flatness)
    }
  }
}
