/// The workloads of the engine, in the order of the table.
extension Workload {
  static let engine = reluUnit + sigmoidNet + perceptron + hessians + circles

  static let reluUnit = [
    Workload("w1-record", "exercise 5, recorded and swept anew each time", goals: [.ratio(15)]) {
      .gradient(ReluUnit.self, .record, operations: 21)
    },
    Workload("w1-record-fused", "the same with multiply-add nodes") {
      .gradient(FusedReluUnit.self, .record, operations: 21)
    },
    Workload("w1-replay", "exercise 5, replayed and swept") {
      .gradient(ReluUnit.self, .replay, operations: 21)
    },
    Workload("w1-emitted", "exercise 5 as straight-line Swift", goals: [.ratio(1)]) {
      .emitted(ReluUnit.self, operations: 21)
    },
  ]

  static let sigmoidNet = [
    Workload(
      "w2-record", "4-5-1 sigmoid net, recorded and swept anew each time", goals: [.ratio(5)]
    ) {
      .gradient(SigmoidNet.self, .record, operations: 52)
    },
    Workload("w2-record-fused", "the same with multiply-add nodes") {
      .gradient(FusedSigmoidNet.self, .record, operations: 52)
    },
    Workload("w2-replay", "4-5-1 sigmoid net, replayed and swept") {
      .gradient(SigmoidNet.self, .replay, operations: 52)
    },
    Workload("w2-emitted", "4-5-1 sigmoid net as straight-line Swift", goals: [.ratio(1)]) {
      .emitted(SigmoidNet.self, operations: 52)
    },
  ]

  private static let perceptronOperations = Perceptron.operations

  static let perceptron = [
    Workload("w3-natural", "64-128-10 net, batch of 16, recorded as written") {
      .gradient(NaturalPerceptron.self, .record, operations: perceptronOperations)
    },
    Workload(
      "w3-fused", "the same with multiply-add nodes", goals: [.ratio(15), .bytesPerOperation(24)]
    ) {
      .gradient(FusedPerceptron.self, .record, operations: perceptronOperations)
    },
    Workload(
      "w3-fused-sweep", "the reverse sweep of it alone", goals: [.nanosecondsPerOperation(1.7)]
    ) {
      .gradient(FusedPerceptron.self, .sweep, operations: perceptronOperations)
    },
    Workload(
      "w3-dot", "the same with dot products", goals: [.ratio(3), .bytesPerOperation(8)]
    ) {
      .gradient(DotPerceptron.self, .record, operations: perceptronOperations)
    },
    Workload("w3-dot-replay", "dot products, replayed and swept", goals: [.ratio(2.2)]) {
      .gradient(DotPerceptron.self, .replay, operations: perceptronOperations)
    },
  ]

  static let hessians = [
    Workload("w4a-hessian", "25×25 Hessian of the 4-5-1 net, replayed", goals: [.ratio(9)]) {
      SigmoidHessian.trial
    },
    Workload(
      "w4b-hessian", "100×100 Hessian of Rosenbrock's function, the pattern found once before",
      goals: [.ratio(14)]
    ) {
      Rosenbrock.trial(findsPattern: false)
    },
    Workload("w4b-pattern", "the same, with the pattern found anew each time") {
      Rosenbrock.trial(findsPattern: true)
    },
  ]

  static let circles = [
    Workload(
      "w5-record", "a step of training on two circles, recorded anew", goals: [.ratio(1.8)]
    ) {
      Circles.recording
    },
    Workload(
      "w5-batch", "the same: one point recorded, replayed for 16 at a time", goals: [.ratio(0.35)]
    ) {
      Circles.batchReplay
    },
  ]
}
