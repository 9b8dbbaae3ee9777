import Autodiff
import Foundation
import Scalars

/// W3: a net of 64 inputs, 128 tanh units and 10 classes, the mean softmax cross-entropy of a
/// batch of 16: 9,610 parameters, 305,505 operations.
enum Perceptron {
  static let inputs = 64
  static let units = 128
  static let classes = 10
  static let batch = 16
  static let operations = batch * (2 * units * (inputs + classes) + units + 2 * classes + 2) + 1

  static let parameters: [Double] = {
    var random = SplitMix64(seed: 3)
    return (0..<units * (inputs + 1) + classes * (units + 1)).map { _ in random.fraction() / 4 }
  }()
  /// The samples, and their number.
  static let data: [Double] = {
    var random = SplitMix64(seed: 4)
    return (0..<inputs * batch).map { _ in random.fraction() } + [Double(batch)]
  }()

  static func target(of sample: Int) -> Int { sample * 7 % classes }

  /// Where the biases and weights of the layers begin.
  static let hiddenWeights = units
  static let outputBiases = units * (inputs + 1)
  static let outputWeights = units * (inputs + 1) + classes

  /// One layer's sums, each a bias and the products of a row of weights with what comes in.
  typealias Layer<N: Recordable> = (_ bias: Variable<N>, _ weights: Run<N>, _ inputs: Run<N>) ->
    Variable<N>

  @inline(__always)
  static func output<N: Recordable>(
    _ w: Run<N>, _ data: Run<N>, unit: Layer<N>
  ) -> Variable<N> {
    var total: Variable<N>?
    for sample in 0..<batch {
      let x = data[sample * inputs..<(sample + 1) * inputs]
      let z = (0..<units).map { row in
        let first = hiddenWeights + row * inputs
        return unit(w[row], w[first..<first + inputs], x)
      }
      guard let h = Run(z.map { $0.applying(.tanh) }) else { return w[0] }
      let logits = (0..<classes).map { row in
        let first = outputWeights + row * units
        return unit(w[outputBiases + row], w[first..<first + units], h)
      }
      var sum = logits[0].applying(.exp)
      for logit in logits.dropFirst() { sum = sum + logit.applying(.exp) }
      let loss = sum.applying(.ln) - logits[target(of: sample)]
      total = total.map { $0 + loss } ?? loss
    }
    return (total ?? w[0]) / data[data.count - 1]
  }

  @inline(never)
  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    w.withUnsafeBufferPointer { w in
      data.withUnsafeBufferPointer { data in
        result.withUnsafeMutableBufferPointer { result in
          guard let w = w.baseAddress, let data = data.baseAddress,
            let result = result.baseAddress
          else { return }
          result[0] = Self.byHand(w, data, result + 1)
        }
      }
    }
  }

  private static func byHand(
    _ w: UnsafePointer<Double>, _ data: UnsafePointer<Double>, _ d: UnsafeMutablePointer<Double>
  ) -> Double {
    d.update(repeating: 0, count: parameters.count)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * units + classes) { room in
      guard let h = room.baseAddress else { return 0 }
      let (slopes, logits) = (h + units, h + 2 * units)
      var total = 0.0
      for sample in 0..<batch {
        let x = data + sample * inputs
        for row in 0..<units {
          h[row] = tanh(w[row] + dot(w + hiddenWeights + row * inputs, x, inputs))
        }
        var sum = 0.0
        for row in 0..<classes {
          logits[row] = w[outputBiases + row] + dot(w + outputWeights + row * units, h, units)
          sum += exp(logits[row])
        }
        let target = target(of: sample)
        total += log(sum) - logits[target]
        for row in 0..<units { slopes[row] = 0 }
        for row in 0..<classes {
          let slope = (exp(logits[row]) / sum - (row == target ? 1 : 0)) / Double(batch)
          d[outputBiases + row] += slope
          add(slope, times: h, to: d + outputWeights + row * units, units)
          add(slope, times: w + outputWeights + row * units, to: slopes, units)
        }
        for row in 0..<units {
          let slope = slopes[row] * (1 - h[row] * h[row])
          d[row] += slope
          add(slope, times: x, to: d + hiddenWeights + row * inputs, inputs)
        }
      }
      return total / Double(batch)
    }
  }

  /// Lanes of a vector by hand; the counts are multiples of eight.
  @inline(__always)
  private static func lanes(_ numbers: UnsafePointer<Double>) -> SIMD8<Double> {
    UnsafeRawPointer(numbers).loadUnaligned(as: SIMD8<Double>.self)
  }

  @inline(__always)
  private static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int)
    -> Double
  {
    var sum = SIMD8<Double>.zero
    for place in stride(from: 0, to: count, by: 8) { sum += lanes(a + place) * lanes(b + place) }
    return sum.sum()
  }

  @inline(__always)
  private static func add(
    _ factor: Double, times source: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for place in stride(from: 0, to: count, by: 8) {
      let sum = lanes(target + place) + factor * lanes(source + place)
      UnsafeMutableRawPointer(target + place).storeBytes(of: sum, as: SIMD8<Double>.self)
    }
  }
}

/// A way to record the net.
protocol PerceptronModel: Model {}

extension PerceptronModel {
  static var parameters: [Double] { Perceptron.parameters }
  static var data: [Double] { Perceptron.data }

  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    Perceptron.byHand(w, data, into: &result)
  }
}

/// As it is written: a product and a sum for each weight.
enum NaturalPerceptron: PerceptronModel {
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    Perceptron.output(w, data) { bias, weights, inputs in
      var sum = bias
      for place in weights.indices { sum = sum + weights[place] * inputs[place] }
      return sum
    }
  }
}

/// A multiply-add for each weight.
enum FusedPerceptron: PerceptronModel {
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    Perceptron.output(w, data) { bias, weights, inputs in
      var sum = bias
      for place in weights.indices { sum = sum.adding(weights[place], times: inputs[place]) }
      return sum
    }
  }
}

/// A dot product for each unit.
enum DotPerceptron: PerceptronModel {
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    Perceptron.output(w, data) { bias, weights, inputs in bias + weights.dot(inputs) }
  }
}
