import Testing

@testable import CommandLine

@Suite("Arguments")
struct ArgumentTests {
  static let json = OptionSpecification("json", "Print one JSON document.")
  static let quiet = OptionSpecification("quiet", letter: "q", "Print nothing that is right.")
  static let verbose = OptionSpecification(
    "verbose", letter: "v", isRepeatable: true, "Say more; twice, say all.")
  static let claim = OptionSpecification(
    "claim", letter: "c", takes: "CLAIM", isRepeatable: true, "Check a claim of its own.")
  static let color = OptionSpecification(
    "color", takes: "WHEN", choices: ["auto", "always", "never"],
    "Color the output: auto (the default, on a terminal only), always or never.")
  static let exercises = OptionSpecification(
    "exercises-of-the-instructor", takes: "FOLDER", "Look here for exercises, too.")

  static let command = CommandSpecification(
    name: "verify", version: "1.0",
    summary: "Checks every step of a worked example or of an answer.",
    usage: ["[EXERCISE [ANSWERS...]] [options]", "--claim CLAIM"],
    examples: [
      .init("verify exercise5 mine.json", "Check my own steps."),
      .init("verify --claim 'sigma(x) = 1/2*(tanh(x/2) + 1)'", "Check one formula."),
    ],
    operands: [
      .init("EXERCISE", "The name of an exercise, or its file."),
      .init("ANSWERS", "A file of answers; - is standard input."),
    ],
    options: [json, quiet, verbose, claim, color, exercises],
    exitStatuses: [
      .init("0", "everything holds"),
      .init("1", "something fails or is undecided"),
      .init("2", "the work could not be done"),
    ])

  func parse(_ arguments: Argument...) throws -> Arguments {
    guard case .run(let parsed) = try Self.command.parse(arguments) else {
      throw UsageError("not run")
    }
    return parsed
  }

  func mistake(_ arguments: [Argument]) -> String? {
    do {
      _ = try Self.command.parse(arguments)
      return nil
    } catch {
      return error.message
    }
  }

  @Test("options and operands mix, and keep their order")
  func mixes() throws {
    let parsed = try parse("exercise5", "--json", "a.json", "-", "--color=always", "b.json")
    #expect(parsed.operands.map(\.text) == ["exercise5", "a.json", "-", "b.json"])
    #expect(parsed.operands.map(\.isStandardInput) == [false, false, true, false])
    #expect(parsed.contains(Self.json))
    #expect(!parsed.contains(Self.quiet))
    #expect(parsed.value(of: Self.color)?.text == "always")
    #expect(parsed.value(of: Self.claim) == nil)
  }

  @Test(
    "a value stands behind =, behind a space, or at its letter",
    arguments: [
      ["--claim=-x = -x", "-c-x = -x"], ["--claim", "-x = -x", "-c", "-x = -x"],
      ["-qc-x = -x", "-vc", "-x = -x"],
    ] as [[Argument]])
  func readsValues(_ arguments: [Argument]) throws {
    guard case .run(let parsed) = try Self.command.parse(arguments) else {
      return #expect(Bool(false))
    }
    #expect(parsed.values(of: Self.claim).map(\.text) == ["-x = -x", "-x = -x"])
    #expect(parsed.operands.isEmpty)
  }

  @Test("-- ends the options, once, and a value may be empty")
  func endsOptions() throws {
    let parsed = try parse("-q", "--claim=", "--", "--json", "--", "-h")
    #expect(parsed.operands.map(\.text) == ["--json", "--", "-h"])
    #expect(parsed.values(of: Self.claim).map(\.text) == [""])
  }

  @Test("a name that is not UTF-8 stays as it is")
  func keepsBytes() throws {
    let name = Argument(bytes: [0x61, 0xFF, 0x2D])
    let parsed = try parse(name, "--claim", name)
    #expect(parsed.operands.map(\.path.bytes) == [[0x61, 0xFF, 0x2D]])
    #expect(parsed.values(of: Self.claim) == [name])
  }

  @Test(
    "a mistake is told, with the nearest option",
    arguments: [
      (["--jsn"], "unknown option --jsn; did you mean --json?"),
      (["--JSON"], "unknown option --JSON; did you mean --json?"),
      (["-json"], "unknown option -json; did you mean --json?"),
      (["--verb"], "unknown option --verb; did you mean --verbose?"),
      (["--frobnicate=1"], "unknown option --frobnicate"),
      (["--\u{1B}[2J"], "unknown option --\\u{1B}[2J"),
      (["-qz"], "unknown option -z"),
      (["--json=yes"], "--json takes no value"),
      (["--json", "--json"], "--json is given twice"),
      (["-qq"], "-q is given twice"),
      (["--color=never", "--color", "auto"], "--color is given twice"),
      (["--color=alwyas"], "--color takes auto, always or never, not alwyas; did you mean always?"),
      (["--color="], "--color takes auto, always or never, not "),
      (["--claim"], "--claim needs a value: --claim CLAIM"),
      (["-c"], "-c needs a value: -c CLAIM"),
      (["--claim", "--json"], "--claim needs a value: --claim CLAIM"),
      (["--claim", "--color=auto"], "--claim needs a value: --claim CLAIM"),
      (["--claim", "--"], "--claim needs a value: --claim CLAIM"),
      (["---"], "unknown option ---"),
    ] as [([Argument], String)])
  func tellsMistakes(_ arguments: [Argument], _ message: String) {
    #expect(mistake(arguments) == message)
  }

  @Test(
    "help is answered wherever it is asked for",
    arguments: [
      ["-h"], ["--help"], ["a", "-qh"], ["--jsn", "--help"], ["--json", "--json", "-h"],
    ] as [[Argument]])
  func answersHelp(_ arguments: [Argument]) throws {
    #expect(try Self.command.parse(arguments) == .help)
    #expect(try Self.command.parse(["--version"] + arguments) == .version)
  }

  @Test("the process's own arguments come without the program's name")
  func readsProcess() {
    #expect(Argument.ofProcess.map(\.text) == Array(Swift.CommandLine.arguments.dropFirst()))
  }

  @Test("help behind -- is an operand, and does not excuse a mistake")
  func helpAsOperand() {
    #expect(mistake(["--jsn", "--", "--help"]) == "unknown option --jsn; did you mean --json?")
  }

  @Test("random command lines are read or refused, never worse", arguments: UInt64(1)...20)
  func survives(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let pieces: [[UInt8]] =
      ["-", "--", "=", "c", "q", "json", "claim", "é", "color"].map {
        Array($0.utf8)
      } + [[0xFF], [0xC3]]
    for _ in 0..<200 {
      let arguments = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        Argument(
          bytes: (0..<Int.random(in: 0...4, using: &random)).flatMap { _ in
            pieces.randomElement(using: &random) ?? []
          })
      }
      // Bytes of operands behind `--` come through, whatever stands before.
      if case .run(let parsed)? = try? Self.command.parse(["--"] + arguments) {
        #expect(parsed.operands == arguments, "seed \(seed)")
      } else {
        Issue.record("operands refused, seed \(seed)")
      }
      if let message = mistake(arguments) { #expect(!message.isEmpty, "seed \(seed)") }
    }
  }

  @Test(
    "the edit distance is the published one",
    arguments: [
      ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("ca", "ac", 1), ("ca", "abc", 3),
      ("same", "same", 0), ("saturday", "sunday", 3),
    ])
  func measures(_ left: String, _ right: String, _ distance: Int) {
    #expect(editDistance(Array(left), Array(right)) == distance)
    #expect(editDistance(Array(right), Array(left)) == distance)
  }

  @Test("the worst status wins, and nothing is right")
  func worstStatus() {
    #expect(ExitStatus.worst(of: [.right, .failed, .found]) == .failed)
    #expect(ExitStatus.worst(of: [.found, .right]) == .found)
    #expect(ExitStatus.worst(of: []) == .right)
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2])
  }
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same seed, the same test.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
