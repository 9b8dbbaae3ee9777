import Foundation
import Testing

@testable import CommandLine

@Suite("Manual page")
struct ManPageTests {
  static let command = CommandSpecification(
    name: "grade", version: "1.0", summary: "Marks sheets.", usage: ["FILE…", "--list"],
    examples: [.init("grade '.x' \\ --to a", "'Tis how.")],
    operands: [.init("FILE", ".json files")],
    options: [OptionSpecification("to", letter: "t", takes: "FILE", "Write there.")],
    exitStatuses: [.init("0", "all is well")])

  @Test("the page is this one")
  func page() {
    #expect(
      Self.command.manPage == #"""
        .TH "GRADE" 1 "" "grade 1.0" "User Commands"
        .SH NAME
        grade \- marks sheets
        .SH SYNOPSIS
        .B grade
        FILE\[u2026]
        .br
        .B grade
        \-\-list
        .SH DESCRIPTION
        Marks sheets.
        .SH ARGUMENTS
        .TP
        .B FILE
        \&.json files
        .SH OPTIONS
        .TP
        .B \-t, \-\-to FILE
        Write there.
        .TP
        .B \-\-generate\-completion\-script SHELL
        Print a script that completes options in bash, zsh or fish.
        .TP
        .B \-\-generate\-man\-page
        Print the manual page, for man.
        .TP
        .B \-h, \-\-help
        Show this help.
        .TP
        .B \-\-version
        Show the version.
        .SH EXIT STATUS
        .TP
        .B 0
        all is well
        .SH EXAMPLES
        .PP
        \(aqTis how.
        .PP
        .RS 4
        .nf
        grade \(aq.x\(aq \e \-\-to a
        .fi
        .RE

        """#)
  }

  @Test("it is asked for by its option")
  func option() throws {
    #expect(try Self.command.parse(["--generate-man-page"]) == .manPage)
  }

  @Test(
    "troff sets it without a warning, and shows what was meant",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func troff() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/groff")
    process.arguments = ["-man", "-ww", "-Tutf8", "-P-c"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = errors
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(Self.command.manPage.utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
    for words in ["grade '.x' \\ --to a", "'Tis how.", ".json files", "FILE…"] {
      #expect(text.contains(words))
    }
  }
}
