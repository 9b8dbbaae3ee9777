import Foundation
import Testing

@testable import CommandLine

@Suite("Completion")
struct CompletionTests {
  static let command = CommandSpecification(
    name: "grade", version: "1.0", summary: "Marks answers.", usage: ["FILE..."],
    options: [
      OptionSpecification("quiet", letter: "q", "Don't say [much]."),
      OptionSpecification("color", takes: "WHEN", choices: ["auto", "never"], "Color."),
      OptionSpecification(
        "exercises", letter: "e", takes: "FOLDER", isRepeatable: true, "Look here."),
    ])

  @Test("zsh learns this")
  func zsh() {
    #expect(
      Self.command.completionScript(for: .zsh) == #"""
        #compdef grade
        _arguments -s \
          '(-q --quiet)-q[Don'\''t say \[much\].]' \
          '(-q --quiet)--quiet[Don'\''t say \[much\].]' \
          '(--color)--color=[Color.]:WHEN:(auto never)' \
          '*-e[Look here.]:FOLDER:_files -/' \
          '*--exercises=[Look here.]:FOLDER:_files -/' \
          '(--generate-completion-script)--generate-completion-script=[Print a script that completes options in bash, zsh or fish.]:SHELL:(bash zsh fish)' \
          '(--generate-man-page)--generate-man-page[Print the manual page, for man.]' \
          '(-h --help)-h[Show this help.]' \
          '(-h --help)--help[Show this help.]' \
          '(--version)--version[Show the version.]' \
          '*:file:_files'

        """#)
  }

  @Test("fish learns this")
  func fish() {
    #expect(
      Self.command.completionScript(for: .fish) == #"""
        complete -c grade -s q -l quiet -d 'Don\'t say [much].'
        complete -c grade -l color -x -a 'auto never' -d 'Color.'
        complete -c grade -s e -l exercises -x -a '(__fish_complete_directories)' -d 'Look here.'
        complete -c grade -l generate-completion-script -x -a 'bash zsh fish' -d 'Print a script that completes options in bash, zsh or fish.'
        complete -c grade -l generate-man-page -d 'Print the manual page, for man.'
        complete -c grade -s h -l help -d 'Show this help.'
        complete -c grade -l version -d 'Show the version.'

        """#)
  }

  @Test("words are offered beside files, where a command has some", arguments: Shell.allCases)
  func words(_ shell: Shell) {
    var command = Self.command
    command.operandWords = ["tiny", "large"]
    #expect(!Self.command.completionScript(for: shell).contains("tiny large"))
    #expect(command.completionScript(for: shell).contains("tiny large"))
  }

  @Test("every script offers every option that the help shows", arguments: Shell.allCases)
  func offersAll(_ shell: Shell) {
    let script = ArgumentTests.command.completionScript(for: shell)
    for option in ArgumentTests.command.allOptions {
      #expect(ArgumentTests.command.helpText.contains(option.flag))
      #expect(script.contains(shell == .fish ? "-l \(option.name)" : option.flag))
    }
    #expect(
      (try? ArgumentTests.command.parse([
        "--generate-completion-script", Argument(bytes: Array(shell.rawValue.utf8)),
      ])) == .completion(shell))
  }

  @Test(
    "bash completes with it",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")),
    arguments: [
      (["--q"], "--quiet"), (["--color", "n"], "never"), (["--color", "=", "a"], "auto"),
      (["--color", "="], "auto never"), (["--generate-c"], "--generate-completion-script"),
      (["-e", "/us"], "/usr"), (["/us"], "/usr"), (["--nothing"], ""),
    ])
  func bash(_ words: [String], _ reply: String) throws {
    let quoted = (["grade"] + words).map { "'\($0)'" }.joined(separator: " ")
    let script =
      Self.command.completionScript(for: .bash)
      + "COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count); _grade; echo \"${COMPREPLY[*]}\"\n"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--norc", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(String(decoding: bytes, as: UTF8.self) == reply + "\n")
  }
}
