import Bundled
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
  static let digits = OptionSpecification(
    "digits", takes: "N",
    "How many significant digits a rounded number needs in --claim; without it 2.")
  static let emit = OptionSpecification(
    "emit", takes: "LANGUAGE", choices: ["swift"],
    "Print what an exercise differentiates as a program: values, then derivatives backwards.")
  static let errata = OptionSpecification(
    "errata", "List the mistakes found in the sources, each recomputed.")
  static let showAnswers = OptionSpecification(
    "show-answers", "Tell the right values of an answer sheet's steps.")
  static let hint = OptionSpecification(
    "hint", takes: "STEP", isRepeatable: true,
    "Give one hint on a step; STEP:2, or the option once more, gives the second.")
  static let watch = OptionSpecification(
    "watch", "Check the sheet again whenever it is saved; q ends.")
  static let trace = OptionSpecification(
    "trace", "Print each operation of a computation with its value and adjoint.")
  static let html = OptionSpecification(
    "html", takes: "FILE", "Write a page of the exercise, or of one answer sheet, as well.")
  static let force = OptionSpecification(
    "force", "With --html: replace also a file that verify did not write, but none that was read.")
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
    "verbose", letter: "v",
    "Without arguments: replay every exercise step by step. With one: try out its self-tests, too.")

  static let all = [
    list, template, hint, watch, variant, claim, given, digits, errata, trace, emit, showAnswers,
    decimalComma, html, force, exercises, format, json, color, quiet, verbose,
  ]

  /// Options that need an exercise, or a sheet that names one.
  static let aboutOneExercise = [template, variant, hint, trace, emit]

  static let aboutClaims = [given, digits]

  static let command = CommandSpecification(
    name: "verify", version: "0.1",
    summary: "Recompute the claims of worked examples and answer sheets.",
    usage: [
      "[EXERCISE] [ANSWERS…] [--watch]", "EXERCISE --template",
      "EXERCISE [ANSWERS] --hint STEP", "EXERCISE --trace [NAME]", "--errata [EXERCISE…]",
      "--claim CHAIN [--let STATEMENT]… [--digits N]",
    ],
    examples: [
      .init("verify exercise5", "Replay a worked solution, step by step."),
      .init("verify exercise5 mine.json", "Check your own answers."),
      .init(
        "verify exercise5 --template > mine.json", "Start an answer sheet with all its steps."),
      .init("verify exercise5 mine.json --watch", "Check them again whenever you save."),
      .init("verify exercise5 mine.json --hint h1", "Get one hint on a step."),
      .init("verify exercise5 --trace risk", "See each operation of a computation."),
      .init("verify --claim '2*(3 - 1.3) = 2*1.7 = 3.4'", "Check one chain of formulas."),
      .init("verify", "Check every exercise and every solution."),
    ],
    operands: [
      .init("EXERCISE", "The id of an exercise, such as exercise5, or the file of one."),
      .init("ANSWERS", "An answer sheet in JSON, which names its exercise; - is standard input."),
      .init("NAME", "A definition, a step, or a formula in them; the last number, if left out."),
    ],
    options: all,
    exitStatuses: [
      .init("0", "everything holds"),
      .init("1", "something fails or is undecided"),
      .init("2", "the work could not be done"),
    ],
    operandWords: Bundled.exercises.map(\.id))
}
