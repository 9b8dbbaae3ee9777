import CommandLine

Options.command.main { (arguments) throws(UsageError) in
  var verification = try Verification(arguments)
  let status = try verification.run()
  return Options.command.finish(status, verification.output, verification.errors)
}
