import Foundation
import Testing

/// The files for build servers and course platforms that the README shows: each of their commands
/// is run with the programs of this build, and what it promises is there afterwards.
@Suite("Recipes of the README")
struct RecipeTests {
  /// A block of the README that is a file: its first comment is its name.
  struct Recipe {
    let name: String
    let language: String
    let text: String
  }

  static let recipes: [String: Recipe] = {
    let url = Terminal.root.appending(path: "README.md")
    let page = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var recipes: [String: Recipe] = [:]
    var open: (language: String, lines: [String])?
    for line in page.components(separatedBy: "\n") {
      if let block = open {
        if line == "```" {
          let comments = block.lines.prefix(2).filter { $0.hasPrefix("# ") }
          if let name = comments.first?.dropFirst(2) {
            recipes[String(name)] = Recipe(
              name: String(name), language: block.language,
              text: block.lines.joined(separator: "\n") + "\n")
          }
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```"), line.count > 3 {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return recipes
  }()

  private func recipe(_ name: String) throws -> Recipe { try #require(Self.recipes[name]) }

  /// Commands of a script for people, as this build runs them: it is built already.
  private func here(_ command: String) -> String {
    command.replacing("swift run -c release ", with: "")
      .replacing("swift build -c release --show-bin-path", with: "dirname $(command -v grade)")
      .replacing(/^swift build .*$/.anchorsMatchLineEndings(), with: "true")
  }

  /// A folder with two sheets that were handed in.
  private func classroom() throws -> Terminal {
    let terminal = try Terminal()
    let setUp =
      "mkdir -p submissions/s2 && cp mine.json submissions/s1.json"
      + " && cp Solutions/exercise5.json submissions/s2"
    #expect(try terminal.run(setUp) == "")
    return terminal
  }

  private func contents(_ terminal: Terminal, _ path: String) throws -> String {
    try String(contentsOf: terminal.folder.appending(path: path), encoding: .utf8)
  }

  @Test("all of them are there")
  func complete() {
    #expect(
      Self.recipes.keys.sorted() == [
        ".github/workflows/answers.yml", ".gitlab-ci.yml", "autograde-Makefile", "autograder.sh",
        "run_autograder", "setup.sh",
      ])
  }

  @Test("files in YAML are indented by twos, and their commands are plain")
  func yaml() throws {
    for recipe in Self.recipes.values where recipe.language == "yaml" {
      for line in recipe.text.split(separator: "\n") {
        let indent = line.prefix { $0 == " " }.count
        #expect(indent % 2 == 0 && !line.contains("\t") && !line.hasSuffix(" "), "\(line)")
        // A value with a colon or a hash would have to be quoted.
        let value = line.drop { $0 != ":" }.dropFirst(2)
        #expect(!value.contains(": ") && !value.contains(" #"), "\(line)")
      }
    }
  }

  @Test("the workflow for GitHub checks, grades, annotates and leaves the pages")
  func github() throws {
    let text = try recipe(".github/workflows/answers.yml").text
    let commands = text.split(separator: "\n").compactMap { line in
      line.firstRange(of: "run: swift").map { "swift" + line[$0.upperBound...] }
    }
    #expect(commands.count == 3)
    let terminal = try classroom()
    defer { terminal.close() }
    let outputs = try commands.map { try terminal.run("GITHUB_STEP_SUMMARY=s.md " + here($0)) }
    #expect(outputs[1].contains("exercise5: ") && !outputs[1].hasSuffix("]"))
    #expect(
      outputs[2].contains("::error file=submissions/s1.json,line=") && !outputs[2].hasSuffix("]"))
    #expect(try contents(terminal, "s.md").contains("| s1 | "))
    let kept = try #require(text.firstMatch(of: /name: feedback\n\s+path: (\S+)/)?.1)
    #expect(try contents(terminal, "\(kept)/class.html").contains("</html>"))
  }

  @Test("the one for GitLab leaves the reports and pages that it names")
  func gitlab() throws {
    let text = try recipe(".gitlab-ci.yml").text
    let terminal = try classroom()
    defer { terminal.close() }
    let commands = text.split(separator: "\n").compactMap { line in
      line.firstRange(of: "    - ").map { String(line[$0.upperBound...]) }
    }
    #expect(commands.count == 3)
    for command in commands {
      #expect(!(try terminal.run(here(command)).hasSuffix("]")), "\(command)")
    }
    let reports = try #require(text.firstMatch(of: /junit: \[(.*)\]/)?.1)
    for report in reports.split(separator: ", ") {
      let parser = XMLDocumentCheck(try contents(terminal, String(report)))
      #expect(parser.isWellFormed && parser.root == "testsuites", "\(report)")
    }
    let pages = try #require(text.firstMatch(of: /paths: \[(feedback)\]/)?.1)
    #expect(try contents(terminal, "\(pages)/class.html").contains("</html>"))
  }

  @Test("every script is one that a shell can read", arguments: ["sh", "bash"])
  func syntax(_ shell: String) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    for recipe in Self.recipes.values where recipe.language == "sh" {
      try recipe.text.write(
        to: terminal.folder.appending(path: recipe.name), atomically: true, encoding: .utf8)
      #expect(try terminal.run("\(shell) -n \(recipe.name)") == "", "\(recipe.name)")
    }
  }

  @Test("Gradescope's autograder writes its results whatever was handed in")
  func gradescope() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let root = terminal.folder.appending(path: "autograder").path
    #expect(try terminal.run("mkdir -p autograder/source autograder/results") == "")
    // The archive is Gradescope's to unpack; `zip` itself is not everywhere.
    let pack = here(try recipe("autograder.sh").text).replacing("\nzip ", with: "\nls > ")
    #expect(
      try terminal.run(
        "touch setup.sh run_autograder && "
          + pack.split(separator: "\n").dropFirst().joined(separator: " && ")) == "")
    #expect(try terminal.run("cp grade autograder/source") == "")
    func script(_ name: String) throws -> String {
      try recipe(name).text.replacing("/autograder", with: root)
    }
    #expect(try terminal.run(script("setup.sh")) == "")
    // All that the worked solution earns is all that there is.
    let row = try terminal.run("grade Solutions/exercise5.json --csv --quiet").split(
      separator: "\n")
    let cells = try #require(row.last).split(separator: ",")
    let possible = try #require(Double(cells[cells.count - 2]))
    #expect(possible > 40)
    let submissions = [
      ("cp mine.json autograder/submission", 21.5),
      ("printf '{' > autograder/submission/x.json", 0),
      ("true", 0), ("cp mine.json Solutions/exercise5.json autograder/submission", 0),
      ("cp Solutions/exercise5.json autograder/submission", possible),
    ]
    for (handIn, points) in submissions {
      let before = "rm -rf autograder/submission autograder/results/*; mkdir autograder/submission"
      #expect(try terminal.run("\(before) && \(handIn)") == "")
      let said = try terminal.run(script("run_autograder"))
      let text = try? contents(terminal, "autograder/results/results.json")
      let data = Data(try #require(text, "\(handIn): \(said)").utf8)
      let results = try #require(
        try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(results["score"] as? Double == points, "\(handIn)")
      let tests = try #require(results["tests"] as? [[String: Any]])
      #expect(tests.compactMap { $0["max_score"] as? Double }.reduce(0, +) == possible, "\(handIn)")
    }
  }

  @Test("Autolab's Makefile ends with the scores", arguments: ["mine.json", "broken"])
  func autolab(_ sheet: String) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let pack = "cp \"$(command -v grade)\" . && tar cf autograde.tar grade && rm grade"
    #expect(try terminal.run(pack) == "")
    if sheet == "broken" { #expect(try terminal.run("printf '{' > mine.json") == "") }
    let lines = try recipe("autograde-Makefile").text.split(separator: "\n")
      .filter { $0.hasPrefix("\t") }.map { $0.dropFirst().trimmingPrefix("@") }
    #expect(lines.count == 2)
    var output = ""
    for line in lines { output = try terminal.run(String(line)) }
    let last = try #require(output.split(separator: "\n").last)
    let scores = try #require(
      try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: [String: Double]])
    #expect(scores["scores"]?.values.reduce(0, +) == (sheet == "broken" ? 0 : 21.5))
  }

  @Test("the picture of a student's page is there, and small")
  func picture() throws {
    let readme = try String(
      contentsOf: Terminal.root.appending(path: "README.md"), encoding: .utf8)
    let path = try #require(readme.firstMatch(of: /!\[[^\]]{20,}\]\((.+\.png)\)/)?.1)
    let data = try Data(contentsOf: Terminal.root.appending(path: String(path)))
    #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]) && data.count < 150_000)
  }
}
