import CommandLine

// Build it for release: `swift run -c release bench`. Ratios are what counts: times are those of
// one machine on one day.
Options.command.main { (arguments) throws(UsageError) in
  var bench = Bench(arguments)
  let status = try bench.run()
  Workplace.removeAll()
  return Options.command.finish(status, bench.output, bench.errors)
}
