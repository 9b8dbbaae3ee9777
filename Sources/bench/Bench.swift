import CommandLine
import JSONText

/// One call of `bench`.
struct Bench: ~Copyable {
  let arguments: Arguments
  let output = Output.standardOutput()
  let errors = Output.standardError()

  init(_ arguments: Arguments) { self.arguments = arguments }

  mutating func run() throws(UsageError) -> ExitStatus {
    if arguments.contains(Options.emit) {
      output.write(EmittedSource.text)
      return .right
    }
    if arguments.operands.map(\.text) == ["soundness"] { return try tryOut() }
    let workloads = try selected()
    if arguments.contains(Options.list) {
      let column = (workloads.map(\.name.displayWidth).max() ?? 0) + 2
      for workload in workloads {
        output.writeLine(workload.name.padded(to: column) + workload.summary)
      }
      return .right
    }
    let isJSON = arguments.contains(Options.json)
    let table = ResultTable(workloads)
    if !isJSON { output.writeLine(table.header) }
    var results: [Result] = []
    for workload in workloads {
      let result = Result(workload, isQuick: arguments.contains(Options.quick))
      results.append(result)
      if isJSON { continue }
      output.writeLine(table.line(result))
      output.flush()
    }
    let mistakes = results.filter { $0.mistake != nil }
    for result in mistakes {
      errors.writeLine("bench: \(result.workload.name): \(result.mistake ?? "")")
    }
    let status = mistakes.isEmpty ? ExitStatus.right : .found
    if isJSON {
      output.write(JSONWriter(.indented, sortsKeys: true).text(of: Result.document(results)))
    } else {
      output.write(table.summary(results))
    }
    return status
  }

  private func selected() throws(UsageError) -> [Workload] {
    let names = arguments.operands.map(\.text)
    if let name = names.first(where: { name in
      !Workload.all.contains { $0.name.hasPrefix(name) }
    }) {
      throw UsageError("there is no workload \(name); bench --list shows them")
    }
    return Workload.all.filter { workload in
      names.isEmpty || names.contains { workload.name.hasPrefix($0) }
    }
  }
}
