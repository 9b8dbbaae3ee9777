import CommandLine

// Build it for release: `swift run -c release bench`. Ratios are what counts: times are those of
// one machine on one day.
do throws(UsageError) {
  switch try Options.command.parse(Argument.ofProcess) {
  case .help: Options.command.print(Options.command.helpText)
  case .version: Options.command.print(Options.command.versionText)
  case .manPage: Options.command.print(Options.command.manPage)
  case .completion(let shell): Options.command.print(Options.command.completionScript(for: shell))
  case .run(let arguments):
    var bench = Bench(arguments)
    let status = try bench.run()
    bench.finish(status).end()
  }
} catch {
  Options.command.refuse(error)
}
