import Foundation
import Testing

/// Nothing that was read in a run is written to, and nothing that the program did not write is
/// replaced unless somebody says so.
@Suite("What files may be replaced")
struct OverwritingTests {
  /// A call that writes to `$T`, and what it reads.
  struct Call: CustomTestStringConvertible {
    let command: String
    let read: [String]
    var input: String?

    var testDescription: String { command }
  }

  static let calls: [Call] = [
    Call(
      command: "grade class --marks marks.csv --exercises own --csv --to $T",
      read: ["class/bo.json", "marks.csv", "own/tiny.json"]),
    Call(
      command: "grade class --exercise exercise5 --fill canvas.csv --to $T",
      read: ["class/bo.json", "canvas.csv"]),
    Call(
      command: "grade class --against before.json --json --to $T",
      read: ["class/bo.json", "before.json"]),
    Call(command: "grade merge all.jsonl --format records --to $T", read: ["all.jsonl"]),
    Call(command: "grade - --to $T", read: ["class/bo.json"], input: "class/bo.json"),
    Call(command: "GITHUB_STEP_SUMMARY=$T grade class --format github", read: ["class/bo.json"]),
    Call(
      command: "verify exercise5 class/bo.json --exercises own --html $T",
      read: ["class/bo.json", "own/tiny.json"]),
    Call(command: "verify own/tiny.json --html $T", read: ["own/tiny.json"]),
    Call(
      command: "verify exercise5 - --html $T", read: ["class/bo.json"], input: "class/bo.json"),
  ]

  static func classroom() throws -> Terminal {
    let terminal = try Terminal()
    let setUp = """
      mkdir class own sub && cp mine.json class/bo.json && cp Exercises/exercise5.json own/tiny.json
      printf 'student,step,points\\nBo,z1,1\\n' > marks.csv
      printf 'Student,ID,SIS User ID,Section\\nBo,7,bo,A\\n' > canvas.csv
      grade class -q --json --to before.json; grade class -q --format records --to all.jsonl
      """
    _ = try terminal.run(setUp)
    return terminal
  }

  /// Names of one file; that of other case only where the file system knows it.
  private static func names(of file: String, in folder: URL) throws -> [String] {
    let target = folder.appending(path: file)
    let (link, twin) = (folder.appending(path: "a-link"), folder.appending(path: "a-twin"))
    for name in [link, twin] { try? FileManager.default.removeItem(at: name) }
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    try FileManager.default.linkItem(at: target, to: twin)
    let other = file.uppercased()
    let isSame = FileManager.default.fileExists(atPath: folder.appending(path: other).path)
    return [file, "./\(file)", "sub/../\(file)", target.path, "a-link", "a-twin"]
      + (isSame ? [other] : [])
  }

  @Test("what was read stays as it is, under each of its names, also by force", arguments: calls)
  func read(_ call: Call) throws {
    let terminal = try Self.classroom()
    defer { terminal.close() }
    for file in call.read {
      let url = terminal.folder.appending(path: file)
      let before = try Data(contentsOf: url)
      for name in try Self.names(of: file, in: terminal.folder) {
        let command = call.command.replacing("$T", with: "\"\(name)\"")
        let force = command.contains(" --to ") || command.contains(" --html ") ? " --force" : ""
        let said = try terminal.run(
          command + force + (call.input.map { " < \($0)" } ?? "") + " 2>&1")
        #expect(said.hasSuffix("[2]") && said.contains("this was read"), "\(command)\n\(said)")
        #expect(try Data(contentsOf: url) == before, "\(command)")
      }
    }
  }

  @Test(
    "what others wrote stays until somebody forces it", arguments: calls.filter { $0.input == nil })
  func foreign(_ call: Call) throws {
    let terminal = try Self.classroom()
    defer { terminal.close() }
    guard !call.command.contains("GITHUB") else { return }
    let command = call.command.replacing("$T", with: "new")
    _ = try terminal.run("printf mine > new")
    let refusal = try terminal.run(command + " 2>&1")
    #expect(refusal.hasSuffix("[2]") && refusal.contains("--force"), "\(refusal)")
    #expect(try terminal.run("cat new") == "mine")
    // Forced, then the same once more: what stands there is what would be written.
    let forced = try terminal.run(command + " --force 2>&1")
    let written = try terminal.run("cat new")
    #expect(written != "mine")
    #expect(try terminal.run(command + " 2>&1") == forced)
    #expect(try terminal.run("cat new") == written)
  }

  @Test("reports of other sheets replace those that the format tells from all else")
  func rerun() throws {
    let terminal = try Self.classroom()
    defer { terminal.close() }
    let formats = ["csv", "json", "gradescope", "autolab", "junit", "records"]
    for format in formats {
      let command = "--exercise exercise5 --format \(format) --to again"
      let said = try terminal.run(
        "rm -f again; grade class/bo.json \(command); cp again first;"
          + " grade Solutions/exercise5.json -q \(command) && ! cmp -s first again; echo \"=$?\"")
      #expect(said.hasSuffix("=0"), "\(format): \(said)")
    }
  }

  @Test("a sheet called as a file of --output stays, also by force")
  func output() throws {
    let terminal = try Self.classroom()
    defer { terminal.close() }
    let said = try terminal.run(
      "cp mine.json class/results.json; grade class --output class --force -q 2>&1;"
        + " cmp mine.json class/results.json && echo same")
    #expect(said.hasSuffix("same") && said.contains("class/results.json: error: this was read"))
  }

  /// An option that takes a name of a file is either tried above, or only reads.
  @Test("every option that takes a file is known here", arguments: ["grade", "verify"])
  func complete(_ program: String) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let help = try terminal.run("\(program) --help")
    let found = help.matches(of: /--([a-z-]+) (?:FILE|DIR)/).map { String($0.1) }
    let known: Set = [
      "fill", "to", "output", "marks", "against", "exercises", "html",
    ]
    #expect(!found.isEmpty && known.isSuperset(of: found), "\(found)")
  }

  /// Fifty pairs by `BACKCHECK_PAIRS=50`; here as many as show a lost list in two of three tries.
  @Test("two runs into one folder leave whole files, and one list of all")
  func pairs() throws {
    let terminal = try Self.classroom()
    defer { terminal.close() }
    let count = ProcessInfo.processInfo.environment["BACKCHECK_PAIRS"].flatMap { Int($0) } ?? 6
    let said = try terminal.run(
      """
      cp -r class other; for i in 1 2 3 4 5 6 7 8 9; do cp mine.json other/s$i.json; done
      i=0; while [ $i -lt \(count) ]; do i=$((i+1)); rm -rf out
        grade class -q --output out > a.txt 2>&1 & grade other -q --output out > b.txt 2>&1; wait
        grep -q 'did not write' a.txt b.txt && echo refused $i
        tail -n +2 out/written-by-grade.txt | LC_ALL=C sort > listed
        (cd out && find . -type f ! -name written-by-grade.txt | sed 's|^./||') | LC_ALL=C sort > found
        diff found listed > /dev/null || echo differs $i
      done
      """)
    #expect(said == "", "\(said)")
  }
}
