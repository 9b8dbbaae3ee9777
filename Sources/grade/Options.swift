import CommandLine
import Grading
import Reports

/// What `grade` takes: the one table behind its parser and its help.
enum Options {
  static let pass = OptionSpecification(
    "pass", takes: "N%", "End with 1 when a sheet has less than this part of its points.")
  static let output = OptionSpecification(
    "output", takes: "DIR",
    "Write pages for every student and for the class, grades.csv and results.json.")
  static let showAnswers = OptionSpecification(
    "show-answers", "Tell the right values on the pages of --output.")
  static let format = OptionSpecification(
    "format", takes: "NAME", choices: GradeFormat.allCases.map(\.rawValue),
    "Print a \(GradeFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  static let csv = OptionSpecification("csv", "The same as --format csv.")
  static let json = OptionSpecification("json", "The same as --format json.")
  static let fill = OptionSpecification(
    "fill", takes: "FILE",
    "Fill in a gradebook exported from Canvas, or a grading worksheet of Moodle, and print it.")
  static let column = OptionSpecification(
    "column", takes: "TITLE",
    "With --fill: the column to fill, by its title or number; else that of the exercise.")
  static let to = OptionSpecification(
    "to", takes: "FILE",
    "Write there, whole or not at all, what would be printed; only over what grade wrote.")
  static let force = OptionSpecification(
    "force",
    "With --to and --output: replace also files that grade did not write, but none that was read.")
  static let shard = OptionSpecification(
    "shard", takes: "I/N",
    "Take the I-th of N parts of the files: print its records, and merge those of all parts.")
  static let jobs = OptionSpecification(
    "jobs", takes: "N", "Work on N cores; without it on all.")
  static let decimalComma = OptionSpecification(
    "decimal-comma", "Read 2,75 as a decimal in answers; lists then have ; between their parts.")
  static let marks = OptionSpecification(
    "marks", takes: "FILE",
    "Merge a person's marks: a CSV file with student, step, points (or excused) and comment.")
  static let lateAfter = OptionSpecification(
    "late-after", takes: "TIME",
    "Call late what was handed in after a time, such as 2026-11-20T18:00:00Z.")
  static let latePenalty = OptionSpecification(
    "late-penalty", takes: "N%",
    "With --late-after: the part of its points that a late sheet loses: 20%, 10%/day or 5%/hour.")
  static let attempts = OptionSpecification(
    "attempts", takes: "WHICH", choices: AttemptChoice.allCases.map(\.rawValue),
    "Which of several attempts counts (s1001.json, s1001-2.json): best, last (as a rule) or all.")
  static let layout = OptionSpecification(
    "layout", takes: "NAME", choices: DownloadLayout.allCases.map(\.rawValue),
    "How names of files and folders tell whose sheets are; without it, as they all fit.")
  static let against = OptionSpecification(
    "against", takes: "FILE",
    "Only tell who would have other marks than in an earlier results.json, by how much and why.")
  static let exercise = OptionSpecification(
    "exercise", takes: "ID", "Grade sheets of this exercise only.")
  static let exercises = OptionSpecification(
    "exercises", takes: "DIR", "Add the exercises and solutions of a folder.")
  static let color = OptionSpecification(
    "color", takes: "WHEN", choices: ColorChoice.allCases.map(\.rawValue),
    "Use colour: auto (on a terminal), always or never.")
  static let quiet = OptionSpecification("quiet", letter: "q", "Print problems only.")
  static let verbose = OptionSpecification(
    "verbose", letter: "v",
    "Say whose each file is, and print under the table why answers earn less than they could.")

  static let command = CommandSpecification(
    name: "grade", version: "0.1",
    summary: "Mark answer sheets: points, follow-through, and a gradebook.",
    usage: ["FILE-OR-FOLDER…", "merge RECORDS…"],
    examples: [
      .init("grade submissions/", "Mark every .json file below a folder."),
      .init("grade submissions/ --csv > grades.csv", "Make a gradebook."),
      .init("grade submissions/ --output feedback", "Write a page of feedback for each student."),
      .init(
        "grade submissions/ --fill exported.csv --to import.csv",
        "Fill in a gradebook exported from Canvas or Moodle."),
      .init("grade Solutions --pass 100%", "Fail unless every sheet has full marks."),
      .init(
        "grade submissions/ --marks marks.csv --late-after 2026-11-20T18:00Z --late-penalty 10%/day",
        "Add a person's marks, and take off what lateness costs."),
      .init(
        "grade submissions/ --against feedback/results.json",
        "See who would have other marks before writing any."),
      .init(
        "grade submissions/ --shard 2/4 --format records --to 2.jsonl",
        "Mark the second of four parts, on another machine or in another job."),
      .init(
        "grade merge 1.jsonl 2.jsonl 3.jsonl 4.jsonl --csv",
        "Report on all parts as if they had been marked at once."),
    ],
    operands: [
      .init(
        "FILE-OR-FOLDER",
        "s1001.json, s1001/exercise5.json and s1001/mine.json are sheets of s1001, whatever they say."
      ),
      .init(
        "RECORDS",
        "What --format records printed: a line for each file, from which every report can be made."
      ),
    ],
    options: [
      format, csv, json, fill, column, to, output, force, showAnswers, pass, marks, lateAfter,
      latePenalty, attempts, layout, against, decimalComma, shard, jobs, exercise, exercises, color,
      quiet, verbose,
    ],
    exitStatuses: [
      .init("0", "every file was graded"),
      .init("1", "with --pass: a sheet is below it"),
      .init("2", "some file could not be graded"),
    ])
}
