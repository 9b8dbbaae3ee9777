import CommandLine

Options.command.main { (arguments) throws(UsageError) in
  let grading = try GradingRun(arguments)
  let status = try grading.run()
  return Options.command.finish(status, grading.output, grading.errors)
}
