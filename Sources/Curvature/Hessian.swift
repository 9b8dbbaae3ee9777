import Autodiff
import Scalars

extension Tape {
  /// Returns the second derivatives of an output, row by row, forward over reverse.
  ///
  /// Up to 32 directions are carried at once: tangents forward through all nodes, then adjoints
  /// and their tangents backward, along rows that a compiler can turn into vector code.
  ///
  /// - Parameters:
  ///   - output: What to differentiate; past a budget no entry has a value.
  ///   - inputs: Variables of which none is computed from another.
  /// - Returns: The derivative by `inputs[i]` and `inputs[j]` in row i, column j.
  /// - Complexity: O(`inputs.count` · `output.index`) in time, and O(`output.index`) in space.
  @inlinable
  package borrowing func hessian(
    of output: Variable<N>, with inputs: [Variable<N>]
  ) -> [[N]] {
    var entries: [N] = []
    hessian(of: output, with: inputs, into: &entries)
    return inputs.indices.map { Array(entries[$0 * inputs.count..<($0 + 1) * inputs.count]) }
  }

  /// Computes the rows of the Hessian one after another, in place of what `entries` holds.
  @inlinable
  package borrowing func hessian(
    of output: Variable<N>, with inputs: [Variable<N>], into entries: inout [N]
  ) {
    let slopes = gradient(of: output)
    let size = inputs.count * inputs.count
    if entries.count != size { entries = Array(repeating: slopes.zero, count: size) }
    // Rows of all nodes together hold four million numbers at most, or four each.
    let lanes = max(1, min(32, (1 << 22) / slopes.count))
    for start in stride(from: 0, to: inputs.count, by: lanes) {
      let count = min(lanes, inputs.count - start)
      let sweep = TangentSweep(lanes: count, slopes: slopes, tape: self) { tangents in
        for lane in 0..<count { tangents.seed(inputs[start + lane].index, lane) }
      }
      guard sweep.isComplete else {
        entries = Array(repeating: self[output].obstructed(by: .tooLarge), count: size)
        return
      }
      let adjoints = sweep.adjoints
      entries.withUnsafeMutableBufferPointer { entries in
        guard let base = entries.baseAddress else { return }
        let places = Strip(base, count: entries.count)
        for (row, input) in inputs.enumerated() {
          adjoints.copy(input.index, lanes: count, to: places.from(row * inputs.count + start))
        }
      }
    }
  }
}
