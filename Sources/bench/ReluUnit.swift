import Autodiff
import Scalars

/// W1: the risk of exercise 5, one relu unit on two samples, as it is written on paper.
enum ReluUnit: Model {
  static let parameters: [Double] = [1, 1, 0, 1, 0]
  static let data: [Double] = [2, 1, 1.3, -3, 2, 1.9]

  @inline(__always)
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    func loss(_ first: Int) -> Variable<N> {
      let z = w[0] * data[first] + w[1] * data[first + 1] + w[2]
      let error = w[3] * z.applying(.relu) + w[4] - data[first + 2]
      return error * error
    }
    return (loss(0) + loss(3)) / w[0].constant(2)
  }

  @inline(never)
  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    guard w.count == 5, data.count == 6, result.count == 6 else { return }
    let (w0, w1, w2, w3, w4) = (w[0], w[1], w[2], w[3], w[4])
    func unit(_ x0: Double, _ x1: Double, _ y: Double) -> (z: Double, h: Double, error: Double) {
      let z = w0 * x0 + w1 * x1 + w2
      let h = z > 0 ? z : 0
      return (z, h, w3 * h + w4 - y)
    }
    let (a0, a1, b0, b1) = (data[0], data[1], data[3], data[4])
    let a = unit(a0, a1, data[2])
    let b = unit(b0, b1, data[5])
    // The 2 of the squares and that of the mean cancel.
    let slopeA = a.z > 0 ? a.error * w3 : 0
    let slopeB = b.z > 0 ? b.error * w3 : 0
    result[0] = (a.error * a.error + b.error * b.error) / 2
    result[1] = slopeA * a0 + slopeB * b0
    result[2] = slopeA * a1 + slopeB * b1
    result[3] = slopeA + slopeB
    result[4] = a.error * a.h + b.error * b.h
    result[5] = a.error + b.error
  }
}

/// The same with multiply-add nodes.
enum FusedReluUnit: Model {
  static var parameters: [Double] { ReluUnit.parameters }
  static var data: [Double] { ReluUnit.data }

  @inline(__always)
  static func output<N: Recordable>(_ w: Run<N>, _ data: Run<N>) -> Variable<N> {
    func loss(_ first: Int) -> Variable<N> {
      let z = w[2].adding(w[0], times: data[first]).adding(w[1], times: data[first + 1])
      let error = w[4].adding(w[3], times: z.applying(.relu)) - data[first + 2]
      return error * error
    }
    return (loss(0) + loss(3)) / w[0].constant(2)
  }

  static func byHand(
    _ w: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    ReluUnit.byHand(w, data, into: &result)
  }
}
