import Foundation
import Testing

/// What a container may forbid: the work is done all the same, or it is said why not.
@Suite("Limits of the system")
struct LimitTests {
  private static func has(_ program: String) -> Bool {
    ["/usr/bin", "/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// Root may start as many processes as it likes, so that somebody else has to try.
  private static let somebody = geteuid() == 0 ? "setpriv --reuid 54321 --clear-groups " : ""
  private static let canLimit = has("timeout") && has("bash") && (geteuid() != 0 || has("setpriv"))

  @Test("where no thread can be started, one does all the work", .enabled(if: canLimit))
  func threads() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    _ = try terminal.run("mkdir class; for i in 1 2 3 4 5; do cp mine.json class/s$i.json; done")
    let free = try terminal.run("grade class --csv 2>&1")
    let bound = try terminal.run(
      "timeout 100 \(Self.somebody)bash -c 'ulimit -u 1; exec grade class --csv' 2>&1")
    #expect(bound == free)
    let exercises = try terminal.run(
      "timeout 200 \(Self.somebody)bash -c 'ulimit -u 1; exec verify -q' 2>&1")
    #expect(exercises == (try terminal.run("verify -q 2>&1")))
  }

  @Test("few open files are enough")
  func files() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    _ = try terminal.run("mkdir class; for i in 1 2 3 4 5; do cp mine.json class/s$i.json; done")
    let free = try terminal.run("grade class --output out --csv 2>&1")
    #expect(
      try terminal.run("(ulimit -n 16; exec grade class --output few --csv) 2>&1") == free)
    #expect(try terminal.run("diff -r out few") == "")
  }

  @Test("a device is nothing to write to", arguments: ["/dev/null", "/dev/full", "/dev/stdout"])
  func devices(_ name: String) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let said = try terminal.run("grade mine.json --csv --force --to \(name) 2>&1")
    #expect(said.contains("grade: \(name): ") && said.hasSuffix("[2]"), "\(said)")
  }
}
