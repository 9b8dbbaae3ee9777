// Run it in release: `swift run -c release bench`. The machine counts, so compare the lines of one
// run, not runs.
var bench = Bench()
bench.run()
