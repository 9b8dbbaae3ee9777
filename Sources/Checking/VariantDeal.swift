import Notation
import WorkedExamples

/// Numbers of one's own.
extension Exercise {
  /// How often numbers are drawn before that is given up.
  private static let drawLimit = 2000

  /// Returns the exercise with the numbers of one student: drawn from the id until all conditions
  /// hold, no value is too long, and every slip shows and can be told from the others.
  ///
  /// The same id gets the same numbers on every machine. Where none are found within a bounded
  /// number of draws, the fault names what spoke against most of them.
  package func dealt(to student: String) throws(Fault) -> Exercise {
    guard let plan = variants else {
      throw Fault(
        file: document.source.name, "\(id) has no variants: its numbers are the same for everybody")
    }
    var seed = VariantSeed(student: student, exercise: id, salt: plan.salt)
    var probe = VariantProbe(self, plan)
    var refusals: [VariantRefusal: Int] = [:]
    var order: [VariantRefusal] = []
    var draws = 0
    while draws < Self.drawLimit, !probe.work.isExhausted, let draw = plan.draw(from: &seed) {
      draws += 1
      let exercise = dealt(draw, to: VariantSeed.canonical(student))
      guard let refusal = try probe.refusal(of: draw, in: exercise) else { return exercise }
      if refusals[refusal] == nil { order.append(refusal) }
      refusals[refusal, default: 0] += 1
    }
    // What comes last in the tests may be what no draw passes, though few get so far.
    let reasons = order.sorted { refusals[$0, default: 0] > refusals[$1, default: 0] }.prefix(3)
    let worst = reasons.first
    let share =
      reasons.count == 1 && worst.flatMap { refusals[$0] } == draws
      ? "all \(draws) draws failed, as \(worst?.reason ?? "")"
      : "of \(draws) draws "
        + reasons.map { "\(refusals[$0, default: 0]) failed, as \($0.reason)" }
        .joined(separator: "; ")
    throw Fault(
      "no numbers can be dealt to \(student): "
        + (worst == nil ? "nothing could be drawn" : share),
      in: document.source, at: worst?.place ?? plan.place,
      help: probe.work.isExhausted
        ? "all the work that one variant may take is spent: make the conditions cheaper"
        : "widen the ranges, or ask less of the numbers")
  }
}
