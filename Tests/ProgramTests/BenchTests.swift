import Foundation
import Testing

@Suite("bench")
struct BenchTests {
  @Test("the straight-line source of the workloads is what bench writes")
  func emitted() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let source = try String(
      contentsOf: Terminal.root.appending(path: "Sources/bench/Emitted.swift"), encoding: .utf8)
    #expect(try terminal.run("bench --emit") + "\n" == source)
  }

  @Test("every gradient and Hessian agrees with the one by hand")
  func right() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    // The table has times, which are not compared; a wrong result would end it with 1.
    let output = try terminal.run("bench --quick w1 w2 w3-dot w4 w5 > table; echo $?")
    #expect(output == "0", "\(output)")
  }

  @Test("unknown workloads are refused, and the known ones listed")
  func names() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let refusal = try terminal.run("bench w9")
    #expect(refusal.contains("there is no workload w9; bench --list shows them"), "\(refusal)")
    let list = try terminal.run("bench --list w5")
    #expect(list.split(separator: "\n").count == 2 && list.contains("two circles"), "\(list)")
    let json = try terminal.run("bench --quick --json w1-emitted")
    #expect(json.contains("\"status\": \"pass\""), "\(json)")
  }

  @Test("claims are counted, by seed and number, and what is no number is refused")
  func soundness() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let run = "bench soundness --claims 5 --seed 3 | grep -v -e ' ms: '"
    let output = try terminal.run(run)
    #expect(output.hasPrefix("seed 3\n") && output.contains("5 claims, "), "\(output)")
    #expect(try terminal.run(run) == output)
    let refusal = try terminal.run("bench soundness --claims many")
    #expect(refusal.contains("--claims takes a whole number above 0, not many"), "\(refusal)")
  }
}
