import Bundled
import CommandLine
import Grading
import JSONText
import Reports
import Scalars
import WorkedExamples

/// One call of `grade`.
struct GradingRun: ~Copyable {
  let arguments: Arguments
  /// Whether the operands are files of records; a folder of that name is `./merge`.
  let isMerge: Bool
  let format: GradeFormat
  let passMark: Rational?
  let shard: Shard
  let lateness: LatePolicy?
  let output = Output.standardOutput()
  let errors = Output.standardError()
  let ink: Ink
  let faultReport: FaultReport

  init(_ arguments: Arguments) throws(UsageError) {
    let format = try Self.format(arguments)
    let passMark = try arguments.value(of: Options.pass).map { argument throws(UsageError) in
      try Self.share(argument.text)
    }
    let shard = try arguments.value(of: Options.shard).map { argument throws(UsageError) in
      try Shard(argument.text)
    }
    let jobs = try arguments.value(of: Options.jobs).map { argument throws(UsageError) in
      guard let number = Int(argument.text), 1...1024 ~= number else {
        throw UsageError(
          "--jobs takes a number from 1 to 1024, not \(argument.text.escapedForTerminal)")
      }
      return number
    }
    let lateness = try Self.lateness(arguments)
    let isMerge = arguments.operands.first == "merge"
    if isMerge, shard != nil { throw UsageError("--shard divides files, and merge has none") }
    if let jobs { Workers.limit(to: jobs) }
    self.isMerge = isMerge
    self.shard = shard ?? .all
    self.lateness = lateness
    self.arguments = arguments
    self.format = format
    self.passMark = passMark
    let color =
      arguments.value(of: Options.color).flatMap { ColorChoice(rawValue: $0.text) } ?? .auto
    ink = Ink(Terminal.standardOutput.style(color))
    faultReport = FaultReport(
      ink: Ink(Terminal.standardError.style(color)),
      width: max(40, Terminal.standardError.width()))
  }

  /// Reads `80%`; the sign may be left out.
  private static func share(_ text: String) throws(UsageError) -> Rational {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let percent = try? Rational(decimal: digits), percent >= .zero, percent <= 100 else {
      throw UsageError("--pass takes a percentage from 0% to 100%, not \(text)")
    }
    return percent / 100
  }

  private static func lateness(_ arguments: Arguments) throws(UsageError) -> LatePolicy? {
    guard let time = arguments.value(of: Options.lateAfter)?.text else {
      if arguments.contains(Options.latePenalty) {
        throw UsageError("--late-penalty goes with --late-after")
      }
      return nil
    }
    guard let deadline = Moment(time) else {
      throw UsageError(
        "--late-after takes a time such as \(Moment.form), not \(time.escapedForTerminal)")
    }
    guard let text = arguments.value(of: Options.latePenalty)?.text else {
      return LatePolicy(deadline: deadline)
    }
    guard let (penalty, unit) = LatePolicy.penalty(text) else {
      throw UsageError(
        "--late-penalty takes 20%, 10%/day or 5%/hour, not \(text.escapedForTerminal)")
    }
    return LatePolicy(deadline: deadline, penalty: penalty, unit: unit)
  }

  private static func format(_ arguments: Arguments) throws(UsageError) -> GradeFormat {
    let named = arguments.value(of: Options.format).flatMap { GradeFormat(rawValue: $0.text) }
    let asked: [(flag: String, format: GradeFormat)] = [
      named.map { ("--format", $0) },
      arguments.contains(Options.csv) ? ("--csv", .csv) : nil,
      arguments.contains(Options.json) ? ("--json", .json) : nil,
    ].compactMap(\.self)
    var flags = asked.map(\.flag)
    if arguments.contains(Options.fill) { flags.append("--fill") }
    guard flags.count < 2 else {
      throw UsageError("\(flags[0]) and \(flags[1]) exclude each other")
    }
    if arguments.contains(Options.column), !arguments.contains(Options.fill) {
      throw UsageError("--column goes with --fill")
    }
    return asked.first?.format ?? .table
  }

  func run() throws(UsageError) -> ExitStatus {
    guard !arguments.operands.isEmpty else {
      throw UsageError("name the files or folders to grade")
    }
    if isMerge, arguments.operands.count == 1 {
      throw UsageError("name the files of records to merge")
    }
    try checkRules()
    let library: Library
    do throws(FileError) {
      library = try Library(addingFolder: arguments.value(of: Options.exercises)?.path)
    } catch {
      complain(error)
      return .failed
    }
    for fault in library.faults { errors.write(faultReport.text(fault)) }
    let only = arguments.value(of: Options.exercise)?.text
    if let only, library.exercise(only) == nil {
      let absence = library.absence(of: only)
      errors.writeLine("grade: \("\(absence.message); \(absence.help)".escapedForTerminal)")
      return .failed
    }
    if only == nil, library.ids.count > 1, format.traits.needsExercise {
      // What an unreadable sheet is out of must be known.
      throw UsageError("--format \(format.rawValue) needs --exercise, as there are several")
    }
    var form: GradebookForm?
    if let file = arguments.value(of: Options.fill) {
      guard let read = readForm(file.path) else { return .failed }
      form = read
    }
    let graded: Graded
    let earlier: EarlierMarks?
    do {
      earlier = try readEarlierMarks()
      let (rules, refused) = try courseRules(library, only: only)
      var found =
        try isMerge
        ? merge(
          arguments.operands.dropFirst().map { $0.isStandardInput ? .standardInput : $0.path },
          library, only: only, rules)
        : grade(library, only: only, rules)
      found.refusedMarks = refused
      graded = found
    } catch let error as FileError {
      complain(error)
      return .failed
    } catch {
      errors.write(faultReport.text(error as? Fault ?? Fault(file: "grade", "\(error)")))
      return .failed
    }
    return report(graded, library, only: only, against: earlier, &form)
  }

  /// What came of the files, and where their pages are.
  struct Graded {
    let records: SpooledRecords
    let index: GradebookIndex
    let run: RecordRun
    let pages: GradingPages?
    /// What is wrong besides what the records say.
    var before: [Fault] = []
    var refusedMarks: [Fault] = []
    var after: [Fault] = []

    func gradebook() -> Gradebook {
      index.gradebook(
        of: records, problemsBefore: before, refusedMarks: refusedMarks, problemsAfter: after,
        notes: run.notes)
    }
  }

  /// A file on its way to be graded.
  private struct Work: Sendable {
    let index: Int
    let item: Intake.Item
    let page: String?
  }

  /// Grades files, and keeps a record of each.
  private func grade(_ library: Library, only: String?, _ rules: CourseRules) throws -> Graded {
    let intake = Intake(
      arguments.operands, exercises: Set(library.ids),
      output: arguments.value(of: Options.output)?.path,
      layout: arguments.value(of: Options.layout).flatMap { DownloadLayout(rawValue: $0.text) })
    if arguments.contains(Options.verbose) { explain(intake) }
    let pages = try GradingPages(arguments, for: intake, rules, library.ids)
    // What stands in the folder of pages does not depend on what is printed.
    let isExplained =
      switch format.traits.annotations {
      case .always: true
      case .ifVerbose: pages != nil || arguments.contains(Options.verbose)
      case .never: pages != nil
      }
    let keepsProse = format == .records
    let grader = Grader(
      library, only: only, decimalCommas: arguments.contains(Options.decimalComma),
      isOwner: { intake.isOwner($0) }, students: Classmates(intake).students)
    let progress = ProgressLine(
      total: intake.count / shard.count, of: "sheets",
      isWanted: !arguments.contains(Options.quiet))
    var names = pages == nil && format != .records ? nil : PageNames()
    var position = 0
    var spool = RecordSpool()
    var index = GradebookIndex(rules: rules)
    var faults: [Fault] = pages?.problems ?? []
    var failure: FileError?
    Workers.stream(
      count: intake.count,
      next: { () -> Work? in
        while position < intake.count, failure == nil {
          let item = intake.item(position)
          let page = names?.name(for: item.nameParts)
          position += 1
          if shard.contains(item) { return Work(index: position - 1, item: item, page: page) }
        }
        return nil
      },
      { work -> (record: GradeRecord, faults: [Fault]) in
        defer { progress.advance() }
        var faults: [Fault] = []
        let content: GradeRecord.Content
        do throws(Faults) {
          let sheet = try work.item.graded(by: grader)
          let row = sheet.row(
            annotations: isExplained ? sheet.finding.annotations(sheet.key) : nil,
            keepsProse: keepsProse)
          if let pages, let page = work.page { faults = pages.write(sheet, row, as: page) }
          content = .graded(row)
        } catch {
          if let pages, let page = work.page {
            faults = pages.write(error.all, of: work.item.place.name, as: page)
          }
          content = .problem(error.all)
        }
        return (
          GradeRecord(index: work.index, file: work.item.path.text, page: work.page, content),
          faults
        )
      },
      consume: { record, problems in
        faults += problems
        index.note(record)
        do throws(FileError) {
          try spool.append(record)
        } catch {
          failure = failure ?? error
        }
      })
    progress.end()
    if let failure { throw failure }
    // What is wrong with the list of files is said by the first shard.
    let (before, notes) = shard.number == 1 ? (intake.problems, intake.notes) : ([], [])
    return Graded(
      records: try spool.finish(), index: index,
      run: RecordRun(
        id: String(intake.digest(for: only ?? ""), radix: 16), files: intake.count,
        shard: shard.number,
        shards: shard.count, problems: before, notes: notes), pages: pages, before: before,
      after: faults)
  }

  /// Says how each file was read.
  private func explain(_ intake: Intake) {
    for index in 0..<intake.count where shard.contains(intake.item(index)) {
      let item = intake.item(index)
      let place = item.place
      let facts = [
        place.owner.map { "\($0)'s by its place" } ?? "nobody's by its place",
        place.attempt.map { "attempt \($0)" }, place.submitted.map { "handed in \($0)" },
        place.isLate ? "late" : nil,
      ]
      errors.writeLine(
        "\(item.path.text): \(facts.compactMap(\.self).joined(separator: ", "))".escapedForTerminal)
    }
  }

  /// Reads records that were made before.
  private func merge(
    _ paths: [Path], _ library: Library, only: String?, _ rules: CourseRules
  ) throws -> Graded {
    let pages = try GradingPages(arguments, for: nil, rules, library.ids)
    var merge = RecordMerge(paths)
    var spool = RecordSpool()
    var index = GradebookIndex(rules: rules)
    var unknown: [Fault] = []
    var count = 0
    try merge.forEach { record throws(FileError) in
      let record = GradeRecord(
        index: count, file: record.file, page: record.page,
        Self.content(of: record, only: only))
      if case .graded(let row) = record.content, library.exercise(row.exercise) == nil,
        !unknown.contains(where: { $0.message.hasSuffix(" \(row.exercise)") })
      {
        unknown.append(
          Fault(
            file: row.file, "there is no exercise \(row.exercise)",
            help: "name its folder with --exercises"))
      }
      count += 1
      index.note(record)
      try spool.append(record)
    }
    let problems = merge.problems
    return Graded(
      records: try spool.finish(), index: index,
      run: RecordRun(
        id: "merged", files: count, shard: 1, shards: 1, problems: problems, notes: merge.notes),
      pages: pages, before: problems, after: unknown + (pages?.problems ?? []))
  }

  /// What counts of a record where only one exercise is asked for.
  private static func content(of record: GradeRecord, only: String?) -> GradeRecord.Content {
    guard let only, case .graded(let row) = record.content, row.exercise != only else {
      return record.content
    }
    return .problem([
      Fault(file: record.file, "this sheet answers \(row.exercise), not \(only)")
    ])
  }

  /// How it ends: badly where something could not be graded, else as the pass mark says.
  func status(of gradebook: Gradebook, _ library: Library) -> ExitStatus {
    if gradebook.problemCount > 0 || !library.faults.isEmpty { return .failed }
    guard let passMark else { return .right }
    var status = ExitStatus.right
    gradebook.forEachRow { row, _ in
      if row.share < passMark { status = .found }
    }
    return status
  }

  func complain(_ error: FileError) {
    errors.writeLine("grade: \(error.path.text.escapedForTerminal): \(error.message)")
  }
}
