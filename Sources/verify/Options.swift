import CommandLine

/// What results are printed as.
enum ReportFormat: String, CaseIterable {
  case text, json, junit, github
}

/// What `verify` takes: the one table behind its parser and its help.
enum Options {
  static let list = OptionSpecification("list", "List the exercises that are known.")
  static let template = OptionSpecification(
    "template", "Print an answer sheet of the exercise to fill in.")
  static let variant = OptionSpecification(
    "variant", takes: "STUDENT", "Use the numbers that the exercise draws for this student's id.")
  static let claim = OptionSpecification(
    "claim", takes: "CHAIN", "Check one chain; - reads a chain from each line of standard input.")
  static let given = OptionSpecification(
    "let", takes: "STATEMENT", isRepeatable: true,
    "Declare or define a name for --claim: 'x : vector(3)', 'mu : real > 0', 'f(t) = t^2'.")
  static let errata = OptionSpecification(
    "errata", "List the mistakes found in the sources, each recomputed.")
  static let showAnswers = OptionSpecification(
    "show-answers", "Tell the right values of an answer sheet's steps.")
  static let html = OptionSpecification(
    "html", takes: "FILE", "Write a page of the exercise, or of one answer sheet, as well.")
  static let decimalComma = OptionSpecification(
    "decimal-comma", "Read 2,75 as a decimal in answers; lists then have ; between their parts.")
  static let exercises = OptionSpecification(
    "exercises", takes: "DIR", "Add the exercises and solutions of a folder.")
  static let format = OptionSpecification(
    "format", takes: "NAME", choices: ReportFormat.allCases.map(\.rawValue),
    "Print text, json, or for build servers junit (XML) or github (annotations).")
  static let json = OptionSpecification("json", "The same as --format json.")
  static let color = OptionSpecification(
    "color", takes: "WHEN", choices: ColorChoice.allCases.map(\.rawValue),
    "Use colour: auto (on a terminal), always or never.")
  static let quiet = OptionSpecification("quiet", letter: "q", "Print problems only.")
  static let verbose = OptionSpecification(
    "verbose", letter: "v", "Without arguments: replay every exercise step by step.")

  static let all = [
    list, template, variant, claim, given, errata, showAnswers, decimalComma, html, exercises,
    format, json,
    color, quiet, verbose,
  ]

  static let command = CommandSpecification(
    name: "verify", version: "0.1",
    summary: "Recompute the claims of worked examples and answer sheets.",
    usage: [
      "[EXERCISE [ANSWERS…]]", "EXERCISE --template", "--errata [EXERCISE…]",
      "--claim CHAIN [--let STATEMENT]…",
    ],
    examples: [
      .init("verify exercise5", "Replay a worked solution, step by step."),
      .init("verify exercise5 mine.json", "Check your own answers."),
      .init(
        "verify exercise5 --template > mine.json", "Start an answer sheet with all its steps."),
      .init("verify --claim '2*(3 - 1.3) = 2*1.7 = 3.4'", "Check one chain of formulas."),
      .init("verify", "Check every exercise and every solution."),
    ],
    operands: [
      .init("EXERCISE", "The id of an exercise, such as exercise5."),
      .init("ANSWERS", "An answer sheet in JSON; - is standard input."),
    ],
    options: all,
    exitStatuses: [
      .init("0", "everything holds"),
      .init("1", "something fails or is undecided"),
      .init("2", "the work could not be done"),
    ])
}
