import Autodiff
import Foundation
import Scalars

/// W5: gradient steps of a net of 2, 8 and 1 tanh units on 200 points of two circles, all points
/// at each step: 33 parameters, 12,001 operations.
enum Circles {
  static let points = 200
  static let units = 8
  static let operations = points * 60 + 1
  static let rate = 0.5

  /// Two weights and a bias for each hidden unit, then the weights and the bias of the output.
  static let parameters: [Double] = {
    var random = SplitMix64(seed: 5)
    return (0..<4 * units + 1).map { _ in random.fraction() }
  }()

  /// Of each point its place and its circle: -1 within, 1 without.
  static let data: [Double] = {
    var random = SplitMix64(seed: 6)
    return (0..<points).flatMap { point -> [Double] in
      let radius = (point % 2 == 0 ? 0.5 : 1) + random.fraction() / 10
      let angle = .pi * random.fraction()
      return [radius * cos(angle), radius * sin(angle), point % 2 == 0 ? -1 : 1]
    }
  }()

  @inline(__always)
  static func loss<N: Recordable>(
    _ w: Run<N>, _ x: Variable<N>, _ y: Variable<N>, target: Variable<N>
  ) -> Variable<N> {
    var z = w[4 * units]
    for unit in 0..<units {
      let bias = w[2 * units + unit]
      let hidden = bias.adding(w[2 * unit], times: x).adding(w[2 * unit + 1], times: y)
      z = z.adding(w[3 * units + unit], times: hidden.applying(.tanh))
    }
    let error = z.applying(.tanh) - target
    return error * error
  }

  /// The same with one dot product for the output unit.
  static func lossWithDot<N: Recordable>(
    _ w: Run<N>, _ x: Variable<N>, _ y: Variable<N>, target: Variable<N>
  ) -> Variable<N> {
    let sums = (0..<units).map { unit in
      w[2 * units + unit].adding(w[2 * unit], times: x).adding(w[2 * unit + 1], times: y)
    }
    guard let hidden = Run(sums.map { $0.applying(.tanh) }) else { return target }
    let z = w[4 * units] + w[3 * units..<4 * units].dot(hidden)
    let error = z.applying(.tanh) - target
    return error * error
  }

  /// The mean loss, and its derivatives from 1 on.
  @inline(never)
  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    guard w.count == 4 * units + 1, result.count == w.count + 1 else { return }
    var (h, total) = (SIMD8<Double>.zero, 0.0)
    var (toX, toY) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    var (biases, outer) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    for unit in 0..<units {
      (toX[unit], toY[unit]) = (w[2 * unit], w[2 * unit + 1])
      (biases[unit], outer[unit]) = (w[2 * units + unit], w[3 * units + unit])
    }
    let last = w[4 * units]
    var (dToX, dToY) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    var (dBiases, dOuter, dLast) = (SIMD8<Double>.zero, SIMD8<Double>.zero, 0.0)
    for first in stride(from: 0, to: data.count, by: 3) {
      let (x, y) = (data[first], data[first + 1])
      let sums = biases + toX * x + toY * y
      for unit in 0..<units { h[unit] = Foundation.tanh(sums[unit]) }
      let output = Foundation.tanh(last + (outer * h).sum())
      let error = output - data[first + 2]
      total += error * error
      let slope = 2 * error * (1 - output * output) / Double(points)
      dLast += slope
      dOuter += slope * h
      let inner = slope * outer * (1 - h * h)
      dBiases += inner
      dToX += inner * x
      dToY += inner * y
    }
    result[0] = total / Double(points)
    for unit in 0..<units {
      (result[1 + 2 * unit], result[2 + 2 * unit]) = (dToX[unit], dToY[unit])
      result[1 + 2 * units + unit] = dBiases[unit]
      result[1 + 3 * units + unit] = dOuter[unit]
    }
    result[1 + 4 * units] = dLast
  }

  /// Moves against a gradient, and starts anew when a thousand steps are made.
  static func descend(_ w: inout [Double], _ result: [Double], step: inout Int) {
    step += 1
    if step == 1000 {
      (w, step) = (parameters, 0)
    } else {
      for place in w.indices { w[place] -= rate * result[place + 1] }
    }
  }
}

/// All points recorded, as one mean.
enum CirclesModel: Model {
  static let parameters = Circles.parameters
  /// The points, and their number.
  static let data = Circles.data + [Double(Circles.points)]

  @inline(__always)
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    var total = Circles.loss(w, data[0], data[1], target: data[2])
    for point in 1..<Circles.points {
      let first = 3 * point
      total =
        total + Circles.loss(w, data[first], data[first + 1], target: data[first + 2])
    }
    return total / data[data.count - 1]
  }

  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    Circles.byHand(w, data, into: &result)
  }
}

/// One point recorded, and computed for 16 at a time.
final class BatchTrainer {
  private let tape = Tape<Batch>()
  private let parameters: Run<Batch>
  /// A point's place, its circle, and its weight in the mean: 0 fills up the last batch.
  private let point: Run<Batch>
  private let output: Variable<Batch>
  private let batches: [[Batch]]
  private var gradient: Gradient<Batch>?

  init?() {
    let zeros = [Batch](repeating: Batch(0), count: 4)
    guard let point = tape.data(zeros),
      let parameters = tape.inputs(Circles.parameters.map { Batch($0) })
    else { return nil }
    (self.point, self.parameters) = (point, parameters)
    output = Circles.lossWithDot(parameters, point[0], point[1], target: point[2]) * point[3]
    batches = stride(from: 0, to: Circles.points, by: Batch.count).map { first in
      var numbers = [Batch.Vector](repeating: .zero, count: 4)
      for lane in 0..<min(Batch.count, Circles.points - first) {
        for place in 0..<3 { numbers[place][lane] = Circles.data[3 * (first + lane) + place] }
        numbers[3][lane] = 1 / Double(Circles.points)
      }
      return numbers.map { Batch($0) }
    }
  }

  /// The mean loss, and its derivatives from 1 on.
  func differentiate(_ w: [Double], into result: inout [Double]) {
    for place in w.indices { tape.set(parameters[place], to: Batch(w[place])) }
    var gradient = gradient.take() ?? tape.gradient(of: output)
    var loss = Batch(0)
    for (place, batch) in batches.enumerated() {
      tape.set(point, to: batch)
      tape.replay()
      tape.differentiate(output, into: &gradient, isAdded: place > 0)
      loss = loss + tape[output]
    }
    result[0] = loss.sum
    for place in w.indices { result[place + 1] = gradient[parameters[place]].sum }
    self.gradient = consume gradient
  }
}

extension Circles {
  /// The mean loss, and its derivatives from 1 on, into an array.
  typealias Differentiation = (_ w: [Double], _ result: inout [Double]) -> Void

  /// A way to train, against the same by hand; both take a thousand steps and begin anew.
  static func trial(_ differentiate: @escaping Differentiation) -> Trial {
    func training(_ differentiate: @escaping Differentiation) -> (Int) -> Void {
      var (w, step) = (parameters, 0)
      var result = [Double](repeating: 0, count: parameters.count + 1)
      return { times in
        for _ in 0..<times {
          differentiate(w, &result)
          descend(&w, result, step: &step)
        }
      }
    }
    let data = data
    func byHand(_ w: [Double], into result: inout [Double]) {
      var result = result.mutableSpan
      Self.byHand(w.span, data.span, into: &result)
    }
    return Trial(
      run: training(differentiate), anchor: training(byHand),
      operations: operations,
      mistake: {
        // At the first parameters, and at those of a trained net.
        var (w, step) = (parameters, 0)
        var (found, expected) = ([Double](repeating: 0, count: w.count + 1), [Double]())
        expected = found
        for turn in 0..<300 {
          byHand(w, into: &expected)
          if turn == 0 || turn == 299 {
            differentiate(w, &found)
            guard let tracked = Recorder<CirclesModel, Tracked>(Tracked.init) else { break }
            tracked.move(to: w.map(Tracked.init))
            if let mistake = bench.mistake(found, expected, tracked.result) { return mistake }
          }
          descend(&w, expected, step: &step)
        }
        return nil
      })
  }

  static var recording: Trial {
    guard let recorder = Recorder<CirclesModel, Double>({ $0 }) else { return .impossible }
    var trial = trial { w, result in
      recorder.move(to: w)
      result = recorder.result
    }
    trial.bytes = recorder.bytes
    return trial
  }

  static var batchReplay: Trial {
    guard let trainer = BatchTrainer() else { return .impossible }
    return trial { trainer.differentiate($0, into: &$1) }
  }
}
