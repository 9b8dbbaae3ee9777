import Autodiff
import Scalars
import WorkedExamples

/// The gradients of small models as straight-line Swift, which `Emitted.swift` holds.
enum EmittedSource {
  static var text: String {
    """
    // Written by `bench --emit`; a test compares. Straight-line Swift of two models' tapes.

    import Foundation


    """ + helpers + function("emittedReluUnit", ReluUnit.self) + "\n"
      + function("emittedSigmoidNet", SigmoidNet.self)
  }

  private static func source<M: Model>(_ name: String, _ model: M.Type) -> StraightLineSource? {
    let tape = Tape<Double>()
    guard let data = tape.data(M.data), let parameters = tape.inputs(M.parameters) else {
      return nil
    }
    let output = M.output(parameters, data)
    return StraightLineSource(
      name, of: output, on: tape,
      parameters: [
        .init("w", parameters.map(\.index), isNumber: false),
        .init("data", data.map(\.index), isNumber: false),
      ], differentiated: parameters.map(\.index), names: [:], literal: { "\($0)" })
  }

  private static func function<M: Model>(_ name: String, _ model: M.Type) -> String {
    "@inline(never)\n" + (source(name, model)?.function ?? "")
  }

  private static var helpers: String {
    let all = [source("", ReluUnit.self), source("", SigmoidNet.self)].compactMap { $0 }
    return all.flatMap(\.helpers).map { "private \($0)\n\n" }.joined()
  }
}

/// A model whose gradient is emitted.
protocol EmittedModel: Model {
  static func emitted(
    _ w: [Double], _ data: [Double], into derivatives: inout MutableSpan<Double>
  ) -> Double
}

extension ReluUnit: EmittedModel {
  @inline(__always)
  static func emitted(
    _ w: [Double], _ data: [Double], into derivatives: inout MutableSpan<Double>
  ) -> Double {
    emittedReluUnit(w: w, data: data, into: &derivatives)
  }
}

extension SigmoidNet: EmittedModel {
  @inline(__always)
  static func emitted(
    _ w: [Double], _ data: [Double], into derivatives: inout MutableSpan<Double>
  ) -> Double {
    emittedSigmoidNet(w: w, data: data, into: &derivatives)
  }
}

extension Trial {
  /// The emitted gradient, against the same by hand.
  static func emitted<M: EmittedModel>(_ model: M.Type, operations: Int) -> Trial {
    let taped = gradient(model, .record, operations: operations)
    var found = [Double](repeating: 0, count: M.parameters.count)
    var value = 0.0
    return Trial(
      run: { times in
        let (parameters, data) = (M.parameters, M.data)
        var last = value
        var derivatives = found.mutableSpan
        for _ in 0..<times { last = M.emitted(parameters, data, into: &derivatives) }
        value = last
      }, anchor: taped.anchor, operations: operations,
      mistake: { taped.comparison([value] + found) })
  }
}
