import Autodiff
import Foundation
import Scalars

/// W2: a net of 4, 5 and 1 sigmoid units without biases on one sample: 25 weights, 52 operations.
enum SigmoidNet: Model {
  static let parameters: [Double] = (0..<25).map { Double($0 * 7 % 25 - 12) / 16 }
  /// The sample, and its target.
  static let data: [Double] = [0.5, -1.25, 2, 0.75, 0.25]

  @inline(__always)
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    @inline(__always)
    func hidden(_ unit: Int) -> Variable<N> {
      let row = 4 * unit
      let z = w[row] * data[0] + w[row + 1] * data[1] + w[row + 2] * data[2]
      return (z + w[row + 3] * data[3]).applying(.sigmoid)
    }
    var z = w[20] * hidden(0)
    for unit in 1..<5 { z = z + w[20 + unit] * hidden(unit) }
    let error = z.applying(.sigmoid) - data[4]
    return error * error
  }

  @inline(never)
  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    guard w.count == 25, data.count == 5, result.count == 26 else { return }
    let (x0, x1, x2, x3) = (data[0], data[1], data[2], data[3])
    func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    func hidden(_ row: Int) -> Double {
      sigmoid(w[row] * x0 + w[row + 1] * x1 + w[row + 2] * x2 + w[row + 3] * x3)
    }
    let (h0, h1, h2, h3, h4) = (hidden(0), hidden(4), hidden(8), hidden(12), hidden(16))
    let y = sigmoid(w[20] * h0 + w[21] * h1 + w[22] * h2 + w[23] * h3 + w[24] * h4)
    let error = y - data[4]
    let dz = 2 * error * y * (1 - y)
    result[0] = error * error
    func back(_ unit: Int, _ h: Double) {
      result[21 + unit] = dz * h
      let slope = dz * w[20 + unit] * h * (1 - h)
      let row = 4 * unit + 1
      result[row] = slope * x0
      result[row + 1] = slope * x1
      result[row + 2] = slope * x2
      result[row + 3] = slope * x3
    }
    back(0, h0)
    back(1, h1)
    back(2, h2)
    back(3, h3)
    back(4, h4)
  }
}

/// The same with multiply-add nodes.
enum FusedSigmoidNet: Model {
  static var parameters: [Double] { SigmoidNet.parameters }
  static var data: [Double] { SigmoidNet.data }

  @inline(__always)
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    @inline(__always)
    func hidden(_ unit: Int) -> Variable<N> {
      let row = 4 * unit
      let z = (w[row] * data[0]).adding(w[row + 1], times: data[1])
      return z.adding(w[row + 2], times: data[2]).adding(w[row + 3], times: data[3])
        .applying(.sigmoid)
    }
    var z = w[20] * hidden(0)
    for unit in 1..<5 { z = z.adding(w[20 + unit], times: hidden(unit)) }
    let error = z.applying(.sigmoid) - data[4]
    return error * error
  }

  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    SigmoidNet.byHand(w, data, into: &result)
  }
}
