import Foundation
import Testing

/// Parts of a run, put together, are the run.
@Suite("Shards")
struct ShardTests {
  /// A class of which everything happens: right, wrong, damaged, foreign, twice, elsewhere.
  static let classroom = """
    mkdir -p class/ann class/fay class/many && cp Solutions/exercise5.json class/ann/ \
    && cp mine.json class/bo.json \
    && sed 's/"exercise5"/"other"/' Exercises/exercise5.json > Exercises/other.json \
    && sed 's/"exercise5"/"other"/' Solutions/exercise5.json > class/ann/other.json \
    && for n in fay/exercise5 fay gus-1 gus-2; do \
    printf '{"exercise": "exercise5", "student": "%s", "answers": {"z1": 3}}' $(echo $n | cut -c 1-3) \
    > class/$n.json; done \
    && for n in 1 2 3 4 5 6 7 8 9; do \
    printf '{"exercise": "exercise5", "answers": {"z1": %s, "h1": "(", "zz": 1}}' $n > class/many/s$n.json; \
    done \
    && printf '{' > class/broken.json && printf '{"exercise": "exercise9", "answers": {}}' > class/foreign.json \
    && ln -s loop.json class/loop.json && ln -s ../elsewhere class/out.json \
    && printf 'Student,ID,SIS User ID,SIS Login ID,Section,X (31)\\nBo,101,s1,bo,A,\\nfay,102,f,fay,A,\\n' > form.csv
    """

  static let formats = [
    "--format table -v", "--csv", "--json", "--format json-lines", "--format canvas",
    "--format moodle", "--format nbgrader", "--format junit",
    "--format gradescope --exercise exercise5", "--format autolab --exercise exercise5",
    "--format github | sed 's/[0-9a-f]\\{32\\}/TOKEN/'", "--pass 50% -q",
    "--fill form.csv --column 31 --exercise exercise5",
  ]

  private static func withoutPlaces(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains(/^class\/\S+: \S+'s by its place/) }.joined(separator: "\n")
  }

  @Test("n shards merged print what one run prints, in every format")
  func merged() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    _ = try terminal.run(Self.classroom)
    let whole = try Self.formats.map { try terminal.run("grade class --exercises Exercises \($0)") }
    // Also which sheets are refused depends on the exercise that is asked for.
    for only in ["", "--exercise exercise5"] {
      for count in 1...5 {
        for part in 1...count {
          let output = try terminal.run(
            "grade class -q --exercises Exercises --shard \(part)/\(count) \(only) "
              + "--format records --to \(part).jsonl")
          #expect(output == "")
        }
        let parts = (1...count).reversed().map { "\($0).jsonl" }.joined(separator: " ")
        for (format, expected) in zip(Self.formats, whole)
        where format.contains("--exercise ") == !only.isEmpty {
          let merged = try terminal.run("grade merge \(parts) --exercises Exercises \(format)")
          // Only a run that has the files says whose each is.
          #expect(merged == Self.withoutPlaces(expected), "\(count) shards, \(format)")
        }
      }
    }
  }

  @Test("the pages of n shards and their merge are those of one run")
  func pages() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    _ = try terminal.run(Self.classroom)
    let whole = try terminal.run("grade class --output whole")
    for part in 1...3 {
      _ = try terminal.run(
        "grade class -q --shard \(part)/3 --output parts --format records --to \(part).jsonl")
    }
    #expect(try terminal.run("grade merge 3.jsonl 1.jsonl 2.jsonl --output parts") == whole)
    #expect(try terminal.run("diff -r whole parts") == "")
  }
}
