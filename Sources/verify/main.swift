import CommandLine

do throws(UsageError) {
  switch try Options.command.parse(Argument.ofProcess) {
  case .help:
    var output = Output.standardOutput()
    output.write(Options.command.helpText)
    output.flush()
  case .version:
    var output = Output.standardOutput()
    output.write(Options.command.versionText)
    output.flush()
  case .run(let arguments):
    var verification = Verification(arguments)
    let status = try verification.run()
    verification.finish(status).end()
  }
} catch {
  var output = Output.standardError()
  output.write(Options.command.text(of: error))
  output.flush()
  ExitStatus.failed.end()
}
