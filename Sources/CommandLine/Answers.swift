extension CommandSpecification {
  /// Prints what was asked for; ends the program where it cannot.
  package func print(_ text: String) {
    var output = Output.standardOutput()
    output.write(text)
    output.flush()
    guard let error = output.error else { return }
    var errors = Output.standardError()
    errors.writeLine("\(name): \(error.path.text): \(error.message)")
    errors.flush()
    ExitStatus.failed.end()
  }

  /// Says what is wrong with the command line, and ends the program.
  package func refuse(_ error: UsageError) -> Never {
    var output = Output.standardError()
    output.write(text(of: error))
    output.flush()
    ExitStatus.failed.end()
  }
}
