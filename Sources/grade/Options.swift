import CommandLine

/// What `grade` takes: the one table behind its parser and its help.
enum Options {
  static let pass = OptionSpecification(
    "pass", takes: "N%", "End with 1 when a sheet has less than this part of its points.")
  static let csv = OptionSpecification("csv", "Print comma-separated values, for a gradebook.")
  static let json = OptionSpecification("json", "Print one JSON document, for programs.")
  static let exercises = OptionSpecification(
    "exercises", takes: "DIR", "Add the exercises and solutions of a folder.")
  static let color = OptionSpecification(
    "color", takes: "WHEN", choices: ColorChoice.allCases.map(\.rawValue),
    "Use colour: auto (on a terminal), always or never.")
  static let quiet = OptionSpecification("quiet", letter: "q", "Print problems only.")

  static let command = CommandSpecification(
    name: "grade", version: "0.1",
    summary: "Mark answer sheets: points, follow-through, and a gradebook.",
    usage: ["FILE-OR-FOLDER…"],
    examples: [
      .init("grade submissions/", "Mark every .json file below a folder."),
      .init("grade submissions/ --csv > grades.csv", "Make a gradebook."),
      .init("grade Solutions --pass 100%", "Fail unless every sheet has full marks."),
    ],
    operands: [
      .init(
        "FILE-OR-FOLDER",
        "s1001.json and s1001/exercise5.json are both a sheet of s1001, unless it names a student.")
    ],
    options: [pass, csv, json, exercises, color, quiet],
    exitStatuses: [
      .init("0", "every file was graded"),
      .init("1", "with --pass: a sheet is below it"),
      .init("2", "some file could not be graded"),
    ])
}
