import Checking
import Notation
import WorkedExamples

/// Judges for students with numbers of their own, kept for their next sheets.
struct VariantKeys: Sendable {
  private let known = Memo<Key, Result<SheetJudge, Fault>>(limit: 32, parts: 1)

  private struct Key: Hashable {
    let exercise: String
    let student: String
  }

  /// The judge for a sheet that is handed in by a student: with the numbers of the exercise's file,
  /// or with the student's own, and nobody else's.
  /// `names` are those that the student goes by, the first one first.
  func judge(
    for sheet: AnswerSheet, of names: [String], base: SheetJudge
  ) throws(Fault) -> SheetJudge {
    let student = names.first ?? ""
    let exercise = base.key.exercise
    guard let variant = try sheet.variant(of: exercise) else {
      guard exercise.variants?.isRequired == true else { return base }
      throw Fault(
        "everybody has numbers of their own in \(exercise.id), and this sheet does not say whose it answers",
        in: sheet.document.source, at: sheet.place(of: "exercise"),
        help: "start from the sheet of one's own: \(exercise.command(for: student))")
    }
    guard names.contains(where: { variant == VariantSeed.canonical($0) }) else {
      throw Fault(
        "this sheet answers the variant \(variant), and it is handed in by \(student)",
        in: sheet.document.source, at: sheet.place(of: "variant"),
        help: "only one's own numbers count: \(exercise.command(for: student))")
    }
    do throws(Fault) {
      return try judge(for: variant, base: base)
    } catch {
      // Who graded this file must hear of the file, and that it is not its fault.
      let place = error.position.map { ":\($0.line)" } ?? ""
      throw Fault(
        error.message, in: sheet.document.source, at: sheet.place(of: "variant"),
        help: "this lies with the exercise, at \(error.file)\(place)")
    }
  }

  private func judge(for variant: String, base: SheetJudge) throws(Fault) -> SheetJudge {
    try known.value(for: Key(exercise: base.key.exercise.id, student: variant)) {
      Result { () throws(Fault) in try base.dealt(to: variant) }
    }.get()
  }
}

extension SheetJudge {
  /// The judge of the sheets of one student, who has numbers of their own.
  package func dealt(to student: String) throws(Fault) -> SheetJudge {
    var judge = SheetJudge(
      AnswerKey(try key.exercise.dealt(to: student)), judge: self.judge,
      decimalCommas: hasDecimalCommas)
    // Where no formula depends on the numbers, what was judged once holds for the whole class.
    if !key.exercise.hasDrawnFormulas { judge.formulas = formulas }
    return judge
  }

  /// The judge for a sheet that anybody may look at: with the numbers that the sheet says it
  /// answers, or that were asked for.
  package func dealt(for sheet: AnswerSheet, asked: String?) throws(Fault) -> SheetJudge {
    guard let variant = try sheet.variant(of: key.exercise) else {
      return try asked.map { student throws(Fault) in try dealt(to: student) } ?? self
    }
    if let asked, VariantSeed.canonical(asked) != variant {
      throw Fault(
        "this sheet answers the variant \(variant), not \(asked)", in: sheet.document.source,
        at: sheet.place(of: "variant"))
    }
    return try dealt(to: variant)
  }
}

extension Exercise {
  /// What prints the sheet of a student.
  fileprivate func command(for student: String) -> String {
    let isWord = student.utf8.allSatisfy {
      $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "._-@".utf8.contains($0)
    }
    let word = isWord ? student : "'\(student.replacing("'", with: "'\\''"))'"
    return "verify \(id) --variant \(word) --template"
  }
}

extension AnswerSheet {
  /// Whose numbers the sheet answers, in normal form; nil for those of the file.
  fileprivate func variant(of exercise: Exercise) throws(Fault) -> String? {
    guard let variant else { return nil }
    guard exercise.variants != nil else {
      throw Fault(
        "\(exercise.id) has the same numbers for everybody", in: document.source,
        at: place(of: "variant"), help: "leave \"variant\" out")
    }
    let name = VariantSeed.canonical(variant)
    guard !name.isEmpty else {
      throw Fault(
        "\"variant\" does not say whose numbers these are", in: document.source,
        at: place(of: "variant"), help: "write the student's id")
    }
    return name
  }

  fileprivate func place(of key: String) -> Range<Int> {
    document.root[key]?.range ?? document.root.range
  }
}
