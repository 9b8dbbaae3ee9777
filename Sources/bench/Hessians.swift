import Autodiff
import Curvature
import Foundation
import Scalars

/// W4a: the 25×25 Hessian of W2, by hand.
enum SigmoidHessian {
  /// Both triangles, row by row, into 625 places.
  @inline(never)
  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    guard w.count == 25, data.count == 5, result.count == 625 else { return }
    func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    let x = SIMD4(data[0], data[1], data[2], data[3])
    func hidden(_ row: Int) -> Double {
      sigmoid(w[row] * x[0] + w[row + 1] * x[1] + w[row + 2] * x[2] + w[row + 3] * x[3])
    }
    // Of each unit: its weight v, its value h, and v·h' and v·h''; three lanes are idle.
    let v = SIMD8(w[20], w[21], w[22], w[23], w[24], 0, 0, 0)
    let h = SIMD8(hidden(0), hidden(4), hidden(8), hidden(12), hidden(16), 0, 0, 0)
    let first = v * h * (1 - h)
    let second = first * (1 - 2 * h)
    let y = sigmoid((v * h).sum())
    let slope = y * (1 - y)
    let error = y - data[4]
    let dz = 2 * error * slope
    let ddz = 2 * slope * slope + 2 * error * slope * (1 - 2 * y)
    result.withUnsafeMutableBytes { bytes in
      // Numbers side by side, from a row and a column on.
      func put<Numbers>(_ numbers: Numbers, _ row: Int, _ column: Int) {
        bytes.storeBytes(of: numbers, toByteOffset: 8 * (25 * row + column), as: Numbers.self)
      }
      // The rows of a unit's weights; `own` has a 1 in its lane.
      func rows(_ unit: Int, _ own: SIMD8<Double>) {
        let (hUnit, firstUnit) = ((own * h).sum(), (own * first).sum())
        let both = ddz * firstUnit * first + own * (dz * second)
        let beside = own * (dz * h * (1 - h))
        let mixed = ddz * hUnit * first + beside
        let column = ddz * firstUnit * h + beside
        let outer = ddz * hUnit * h
        for other in 0..<5 { put(mixed[other] * x, 20 + unit, 4 * other) }
        put(outer.lowHalf, 20 + unit, 20)
        put(outer[4], 20 + unit, 24)
        for place in 0..<4 {
          let row = 4 * unit + place
          for other in 0..<5 { put(both[other] * x[place] * x, row, 4 * other) }
          put(column.lowHalf * x[place], row, 20)
          put(column[4] * x[place], row, 24)
        }
      }
      rows(0, SIMD8(1, 0, 0, 0, 0, 0, 0, 0))
      rows(1, SIMD8(0, 1, 0, 0, 0, 0, 0, 0))
      rows(2, SIMD8(0, 0, 1, 0, 0, 0, 0, 0))
      rows(3, SIMD8(0, 0, 0, 1, 0, 0, 0, 0))
      rows(4, SIMD8(0, 0, 0, 0, 1, 0, 0, 0))
    }
  }

  static var trial: Trial {
    func prepared<N: Recordable>(_ number: (Double) -> N) -> HessianRecorder<N>? {
      HessianRecorder(
        SigmoidNet.parameters, SigmoidNet.data, number: number,
        output: { SigmoidNet.output($0, $1) })
    }
    guard let recorder = prepared({ $0 }), let tracked = prepared(Tracked.init) else {
      return .impossible
    }
    var result = [Double](repeating: 0, count: 625)
    func hand(_ times: Int) {
      let (parameters, data) = (SigmoidNet.parameters, SigmoidNet.data)
      var numbers = result.mutableSpan
      for _ in 0..<times { byHand(parameters.span, data.span, into: &numbers) }
    }
    tracked.replay(times: 1)
    return Trial(
      run: recorder.replay, anchor: hand,
      mistake: {
        hand(1)
        return bench.mistake(
          recorder.dense, result, tracked.dense)
      })
  }
}

/// W4b: the 100×100 Hessian of Rosenbrock's function, which has three diagonals.
enum Rosenbrock {
  static let count = 100
  static let parameters: [Double] = (0..<count).map { Double($0 % 7 - 3) / 4 }

  static func output<N: Recordable>(_ x: Run<N>, _ data: Run<N>) -> Variable<N> {
    func term(_ place: Int) -> Variable<N> {
      let valley = x[place + 1] - x[place] * x[place]
      let slope = data[0] - x[place]
      return data[1] * (valley * valley) + slope * slope
    }
    return (1..<count - 1).reduce(term(0)) { $0 + term($1) }
  }

  /// Written out with all its zeros, by the tape as well.
  @inline(never)
  static func byHand(_ x: Span<Double>, into result: inout MutableSpan<Double>) {
    guard x.count == count, result.count == count * count else { return }
    for place in result.indices { result[place] = 0 }
    for place in 0..<count {
      var diagonal = place > 0 ? 200.0 : 0
      if place < count - 1 {
        diagonal += 1200 * x[place] * x[place] - 400 * x[place + 1] + 2
        let beside = -400 * x[place]
        result[place * count + place + 1] = beside
        result[(place + 1) * count + place] = beside
      }
      result[place * count + place] = diagonal
    }
  }

  /// The pattern may be found anew at each run.
  static func trial(findsPattern: Bool) -> Trial {
    func prepared<N: Recordable>(_ number: (Double) -> N) -> HessianRecorder<N>? {
      HessianRecorder(parameters, [1, 100], number: number, output: { output($0, $1) })
    }
    guard let recorder = prepared({ $0 }), let tracked = prepared(Tracked.init) else {
      return .impossible
    }
    var result = [Double](repeating: 0, count: count * count)
    func hand(_ times: Int) {
      let parameters = parameters
      var numbers = result.mutableSpan
      for _ in 0..<times { byHand(parameters.span, into: &numbers) }
    }
    tracked.replay(times: 1)
    return Trial(
      run: { recorder.replaySparsely(times: $0, findsPattern: findsPattern) }, anchor: hand,
      mistake: {
        hand(1)
        return bench.mistake(recorder.dense, result, tracked.dense)
      })
  }
}

/// A recorded tape whose Hessian is computed again and again.
final class HessianRecorder<N: Recordable> {
  private let tape = Tape<N>()
  private let numbers: [N]
  private let zero: N
  private let parameters: Run<N>
  private let output: Variable<N>
  private var pattern: HessianPattern
  /// The rows one after another, with all zeros.
  private(set) var dense: [N]

  init?(
    _ values: [Double], _ data: [Double], number: (Double) -> N,
    output: (Run<N>, Run<N>) -> Variable<N>
  ) {
    numbers = values.map(number)
    guard let data = tape.data(data.map(number)), let parameters = tape.inputs(numbers)
    else { return nil }
    self.parameters = parameters
    self.output = output(parameters, data)
    pattern = tape.hessianPattern(of: self.output, with: Array(parameters))
    zero = number(0)
    dense = Array(repeating: zero, count: numbers.count * numbers.count)
  }

  private func replay() {
    tape.set(parameters, to: numbers)
    tape.replay()
  }

  func replay(times: Int) {
    let inputs = Array(parameters)
    for _ in 0..<times {
      replay()
      tape.hessian(of: output, with: inputs, into: &dense)
    }
  }

  func replaySparsely(times: Int, findsPattern: Bool) {
    var dense = dense
    self.dense = []
    for _ in 0..<times {
      replay()
      if findsPattern {
        pattern = tape.hessianPattern(of: output, with: Array(parameters))
      }
      let derivatives = tape.hessian(of: output, in: pattern)
      dense.withUnsafeMutableBufferPointer { $0.update(repeating: zero.constant(0)) }
      for (entry, derivative) in zip(pattern.entries, derivatives) {
        dense[entry.row * numbers.count + entry.column] = derivative
      }
    }
    self.dense = dense
  }
}
