extension CommandSpecification {
  /// Answers what every program can be asked, and else ends as its work does.
  package func main(_ work: (Arguments) throws(UsageError) -> ExitStatus) -> Never {
    do throws(UsageError) {
      switch try parse(Argument.ofProcess) {
      case .help: print(helpText)
      case .version: print(versionText)
      case .manPage: print(manPage)
      case .completion(let shell): print(completionScript(for: shell))
      case .run(let arguments): try work(arguments).end()
      }
    } catch {
      refuse(error)
    }
    ExitStatus.right.end()
  }

  /// Sends what is left of a program's words, and says if some of it was lost.
  package func finish(_ status: ExitStatus, _ output: Output, _ errors: Output) -> ExitStatus {
    output.flush()
    defer { errors.flush() }
    guard let error = output.error else { return status }
    errors.writeLine("\(name): \(error.path.text): \(error.message)")
    return .failed
  }

  /// Prints what was asked for; ends the program where it cannot.
  private func print(_ text: String) {
    let output = Output.standardOutput()
    output.write(text)
    let status = finish(.right, output, .standardError())
    if status != .right { status.end() }
  }

  /// Says what is wrong with the command line, and ends the program.
  private func refuse(_ error: UsageError) -> Never {
    let output = Output.standardError()
    output.write(text(of: error))
    output.flush()
    ExitStatus.failed.end()
  }
}
