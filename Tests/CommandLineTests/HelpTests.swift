import Testing

@testable import CommandLine

@Suite("Help")
struct HelpTests {
  @Test("the help screen is this one")
  func wholeScreen() {
    #expect(
      ArgumentTests.command.helpText == """
        Checks every step of a worked example or of an answer.

        usage: verify [EXERCISE [ANSWERS...]] [options]
               verify --claim CLAIM

        examples:
          $ verify exercise5 mine.json
              Check my own steps.
          $ verify --claim 'sigma(x) = 1/2*(tanh(x/2) + 1)'
              Check one formula.

        arguments:
          EXERCISE  The name of an exercise, or its file.
          ANSWERS   A file of answers; - is standard input.

        options:
              --json              Print one JSON document.
          -q, --quiet             Print nothing that is right.
          -v, --verbose           Say more; twice, say all.
          -c, --claim CLAIM       Check a claim of its own.
              --color WHEN        Color the output: auto (the default, on a terminal
                                  only), always or never.
              --exercises-of-the-instructor FOLDER
                                  Look here for exercises, too.
              --generate-completion-script SHELL
                                  Print a script that completes options in bash, zsh or
                                  fish.
              --generate-man-page
                                  Print the manual page, for man.
          -h, --help              Show this help.
              --version           Show the version.

        exit status:
          0  everything holds
          1  something fails or is undecided
          2  the work could not be done

        """)
  }

  @Test("no line is longer than 80 columns, whatever the texts", arguments: [3, 11, 40])
  func fits(repetitions: Int) {
    var command = ArgumentTests.command
    let text = String(repeating: "word ŷ 漢字 ", count: repetitions)
    command.usage.append(text)
    command.examples.append(.init("verify", text))
    command.operands.append(.init("THING", text))
    command.options.append(OptionSpecification("thing", takes: "THING", text))
    for line in command.helpText.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
  }

  @Test("a mistake is followed by the usage and the way to the help")
  func afterMistake() {
    #expect(
      ArgumentTests.command.text(of: UsageError("unknown option --jsn; did you mean --json?"))
        == """
        verify: unknown option --jsn; did you mean --json?
        usage: verify [EXERCISE [ANSWERS...]] [options]
               verify --claim CLAIM
        see verify --help

        """)
    #expect(ArgumentTests.command.versionText == "verify 1.0\n")
  }
}
