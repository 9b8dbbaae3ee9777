import CommandLine

do throws(UsageError) {
  switch try Options.command.parse(Argument.ofProcess) {
  case .help: Options.command.print(Options.command.helpText)
  case .version: Options.command.print(Options.command.versionText)
  case .manPage: Options.command.print(Options.command.manPage)
  case .completion(let shell): Options.command.print(Options.command.completionScript(for: shell))
  case .run(let arguments):
    let grading = try GradingRun(arguments)
    let status = try grading.run()
    grading.finish(status).end()
  }
} catch {
  Options.command.refuse(error)
}
