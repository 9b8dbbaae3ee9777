import JSONText

/// What was measured of a workload.
struct Result {
  let workload: Workload
  let timing: PairedTiming
  let operations: Int?
  let bytes: Int?
  let mistake: String?

  init(_ workload: Workload, isQuick: Bool) {
    self.workload = workload
    let trial = workload.prepare()
    timing = PairedTiming(trial, isQuick: isQuick)
    operations = trial.operations
    bytes = trial.bytes
    mistake = trial.mistake()
  }

  var nanosecondsPerOperation: Double? { operations.map { timing.median * 1e9 / Double($0) } }
  var bytesPerOperation: Double? {
    guard let operations, let bytes else { return nil }
    return Double(bytes) / Double(operations)
  }

  /// Nil where the figure was not measured.
  func isMet(_ goal: Goal) -> Bool? { value(of: goal.figure).map { $0 <= goal.most } }

  func value(of figure: Goal.Figure) -> Double? {
    switch figure {
    case .ratio: timing.ratio
    case .nanosecondsPerOperation: nanosecondsPerOperation
    case .bytesPerOperation: bytesPerOperation
    case .microseconds: timing.median * 1e6
    }
  }

  static func document(_ results: [Result]) -> JSONValue {
    .object([
      JSONMember("version", 1),
      JSONMember("status", results.contains { $0.mistake != nil } ? "fail" : "pass"),
      JSONMember("workloads", .array(results.map(\.json))),
    ])
  }

  private var json: JSONValue {
    func number(_ value: Double?) -> JSONValue {
      value.map { JSONValue(.number("\($0)")) } ?? JSONValue(.null)
    }
    return .object([
      JSONMember("name", .string(workload.name)),
      JSONMember("summary", .string(workload.summary)),
      JSONMember("seconds", number(timing.median)),
      JSONMember("spread", number(timing.spread)),
      JSONMember("ratio", number(timing.ratio)),
      JSONMember("operations", operations.map { .integer($0) } ?? JSONValue(.null)),
      JSONMember("nanoseconds per operation", number(nanosecondsPerOperation)),
      JSONMember("bytes per operation", number(bytesPerOperation)),
      JSONMember("mistake", mistake.map { .string($0) } ?? JSONValue(.null)),
      JSONMember(
        "goals",
        .array(
          workload.goals.map { goal in
            .object([
              JSONMember("figure", .string(goal.figure.words)),
              JSONMember("most", number(goal.most)),
              JSONMember("met", JSONValue(.boolean(isMet(goal) ?? false))),
            ])
          })),
    ])
  }
}

extension Goal.Figure {
  var words: String {
    switch self {
    case .ratio: "ratio"
    case .nanosecondsPerOperation: "nanoseconds per operation"
    case .bytesPerOperation: "bytes per operation"
    case .microseconds: "microseconds"
    }
  }

  var unit: String {
    switch self {
    case .ratio: ""
    case .nanosecondsPerOperation: " ns"
    case .bytesPerOperation: " B"
    case .microseconds: " µs"
    }
  }
}
