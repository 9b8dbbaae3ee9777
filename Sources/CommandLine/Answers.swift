extension CommandSpecification {
  /// Prints what was asked for.
  package func print(_ text: String) {
    var output = Output.standardOutput()
    output.write(text)
    output.flush()
  }

  /// Says what is wrong with the command line, and ends the program.
  package func refuse(_ error: UsageError) -> Never {
    var output = Output.standardError()
    output.write(text(of: error))
    output.flush()
    ExitStatus.failed.end()
  }
}
