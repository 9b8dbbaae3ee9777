import CommandLine

/// What `bench` takes: the one table behind its parser and its help.
enum Options {
  static let list = OptionSpecification("list", "List the workloads.")
  static let quick = OptionSpecification("quick", "Measure roughly, in a few seconds.")
  static let emit = OptionSpecification(
    "emit", "Print the straight-line Swift that w1-emitted and w2-emitted run.")
  static let json = OptionSpecification("json", "Print the measurements as JSON.")
  static let claims = OptionSpecification(
    "claims", takes: "COUNT", "Make so many claims for soundness; 20,000 otherwise.")
  static let seed = OptionSpecification(
    "seed", takes: "NUMBER", "Make the claims of soundness from this number; 1 otherwise.")

  static let command = CommandSpecification(
    name: "bench", version: "0.1",
    summary: "Measure workloads against hand-written Swift of the same mathematics.",
    usage: ["[NAME…]", "soundness"],
    examples: [
      .init("swift run -c release bench", "Measure everything."),
      .init("swift run -c release bench w1 w2", "Measure what begins with w1 or w2."),
      .init(
        "swift run -c release bench soundness",
        "Try to be told something false by 20,000 claims whose truth is known."),
    ],
    operands: [
      .init("NAME", "A workload or the beginning of several: " + Workload.families + ".")
    ],
    options: [list, quick, json, emit, claims, seed],
    exitStatuses: [
      .init("0", "all was measured, and every result is right"),
      .init("1", "a gradient or a Hessian is wrong, or a verdict is"),
      .init("2", "the work could not be done"),
    ])
}

extension Workload {
  /// The names without what comes after their first dash.
  static var families: String {
    var families: [String] = []
    for workload in all {
      let family = String(workload.name.prefix { $0 != "-" })
      if !families.contains(family) { families.append(family) }
    }
    return families.joined(separator: ", ")
  }
}
