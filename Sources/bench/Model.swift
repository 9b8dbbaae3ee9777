import Autodiff
import Scalars

/// A scalar computed from parameters and data, in any number system.
protocol Model {
  static var parameters: [Double] { get }
  static var data: [Double] { get }

  static func output<N: Recordable>(_ parameters: Run<N>, _ data: Run<N>) -> Variable<N>
  /// The output and its derivatives, by hand.
  static func byHand(
    _ parameters: Span<Double>, _ data: Span<Double>, into result: inout MutableSpan<Double>)
}

/// A tape with the data and the parameters of a model, ready for its operations.
final class Recorder<M: Model, N: Recordable> {
  let tape = Tape<N>()
  let data: Run<N>
  let parameters: Run<N>
  private var numbers: [N]
  private let start: Mark
  private var output: Variable<N>?
  private var gradient: Gradient<N>?
  /// The output and its derivatives.
  private(set) var result: [N]

  init?(_ number: (Double) -> N) {
    numbers = M.parameters.map(number)
    guard let data = tape.data(M.data.map(number)), let parameters = tape.inputs(numbers)
    else { return nil }
    (self.data, self.parameters) = (data, parameters)
    start = tape.mark
    result = Array(repeating: numbers[0], count: numbers.count + 1)
    record(times: 1)
  }

  /// Records everything anew with other parameters.
  func move(to parameters: [N]) {
    numbers = parameters
    record(times: 1)
  }

  /// Records everything anew, and sweeps back.
  func record(times: Int) {
    var output = parameters[0]
    var gradient = gradient.take() ?? tape.gradient(of: output)
    var result = result
    for _ in 0..<times {
      tape.rewind(to: start)
      tape.set(parameters, to: numbers)
      output = M.output(parameters, data)
      tape.differentiate(output, into: &gradient)
      read(output, gradient, into: &result)
    }
    self.output = output
    self.gradient = consume gradient
    self.result = result
  }

  /// Computes the recorded operations anew, and sweeps back.
  func replay(times: Int) {
    guard let output, var gradient = gradient.take() else { return }
    var result = result
    for _ in 0..<times {
      tape.set(parameters, to: numbers)
      tape.replay()
      tape.differentiate(output, into: &gradient)
      read(output, gradient, into: &result)
    }
    self.gradient = consume gradient
    self.result = result
  }

  @inline(__always)
  private func read(
    _ output: Variable<N>, _ gradient: borrowing Gradient<N>, into result: inout [N]
  ) {
    result[0] = tape[output]
    gradient.copy(parameters, to: &result, from: 1)
  }

  /// Sweeps back only.
  func sweep(times: Int) {
    guard let output, var gradient = gradient.take() else { return }
    var result = result
    for _ in 0..<times {
      tape.differentiate(output, into: &gradient)
      result[1] = gradient[parameters[0]]
    }
    self.gradient = consume gradient
    self.result = result
  }

  /// What the tape and the adjoints of a sweep hold.
  var bytes: Int { tape.byteCount + tape.count * (MemoryLayout<N>.stride + 1) }
}

extension Trial {
  enum Way { case record, replay, sweep }

  /// A model on the tape, against the same by hand.
  ///
  /// The operations are those of the model as it is written; what is recorded may be fewer.
  static func gradient<M: Model>(_ model: M.Type, _ way: Way, operations: Int) -> Trial {
    guard let recorder = Recorder<M, Double>({ $0 }),
      let tracked = Recorder<M, Tracked>(Tracked.init)
    else { return .impossible }
    var byHand = recorder.result
    func hand(_ times: Int) {
      let (parameters, data) = (M.parameters, M.data)
      var result = byHand.mutableSpan
      for _ in 0..<times { M.byHand(parameters.span, data.span, into: &result) }
    }
    func compare(_ found: [Double]) -> String? {
      hand(1)
      return bench.mistake(found, byHand, tracked.result)
    }
    return Trial(
      run: { times in
        switch way {
        case .record: recorder.record(times: times)
        case .replay: recorder.replay(times: times)
        case .sweep: recorder.sweep(times: times)
        }
      },
      anchor: hand, operations: operations, bytes: recorder.bytes,
      comparison: compare, mistake: { compare(recorder.result) })
  }

  static var impossible: Trial { Trial(run: { _ in }, mistake: { "it cannot be prepared" }) }
}
