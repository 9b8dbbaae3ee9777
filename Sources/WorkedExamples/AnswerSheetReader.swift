import JSONText
import Notation

extension AnswerSheet {
  /// Reads a file of answers, or says why it is none.
  package init(_ source: SourceText) throws(Faults) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(source)
    } catch {
      throw Faults(all: [Fault(error, in: source)])
    }
    try self.init(document)
  }

  /// Reads a sheet of answers or a worked solution, or says all that is wrong with its form.
  package init(_ document: JSONDocument) throws(Faults) {
    var reader = AnswerSheetReader(document)
    guard let sheet = reader.read(), reader.faults.isEmpty else {
      throw Faults(all: reader.faults)
    }
    self = sheet
  }
}

struct AnswerSheetReader {
  private var fields: DocumentReader

  var faults: [Fault] { fields.faults }

  init(_ document: JSONDocument) {
    fields = DocumentReader(document)
  }

  mutating func read() -> AnswerSheet? {
    let root = fields.document.root
    guard
      fields.object(
        root, "an answer sheet",
        knows: [
          "$schema", "exercise", "student", "variant", "given", "asked", "answers", "errata",
        ]) != nil
    else { return nil }
    let exercise = fields.string("exercise", of: root, "the sheet")
    let student = root["student"].flatMap { $0.isNull ? nil : fields.string($0, "student") }
    let variant = root["variant"].flatMap { $0.isNull ? nil : fields.string($0, "variant") }
    guard let value = root["answers"] else {
      fields.report("the sheet has no \"answers\"", at: root.range.prefix)
      return nil
    }
    guard let members = value.members else {
      fields.report(
        "\"answers\" must be an object: {\"step\": answer, …}", at: value.range.prefix)
      return nil
    }
    var answers: [Answer] = []
    let keys = Set(members.map(\.key))
    var steps: Set<String> = []
    for member in members {
      // Of two spellings of one step the plain one counts, or else the first.
      let step = AnswerSheet.step(member.key)
      let isTaken = step != member.key && keys.contains(step) || steps.contains(step)
      answers.append(answer(member, to: isTaken ? member.key : step))
      steps.insert(step)
    }
    var errata: [Remark] = []
    for value in fields.list("errata", of: root) {
      if let remark = remark(value) { errata.append(remark) }
    }
    guard let exercise else { return nil }
    return AnswerSheet(
      exercise: exercise, student: student, variant: variant, answers: answers, errata: errata,
      document: fields.document)
  }

  mutating func answer(_ member: JSONMember, to step: String? = nil) -> Answer {
    let value = member.value
    let step = step ?? AnswerSheet.step(member.key)
    // One answer of an odd form is unreadable; the others are judged all the same.
    guard let parts = value.members, !parts.isEmpty,
      parts.allSatisfy({ ["answer", "printed", "erratum"].contains($0.key) })
    else {
      return Answer(
        step: step, keyPlace: member.keyRange, content: content(value), transcript: nil)
    }
    let printed = value["printed"].flatMap { $0.isNull ? nil : content($0) }
    let erratum = value["erratum"].flatMap { self.erratum($0) }
    let isTranscript = value["printed"] != nil || erratum != nil
    return Answer(
      step: step, keyPlace: member.keyRange,
      content: value["answer"].map { content($0) } ?? .open,
      transcript: isTranscript ? Transcript(printed: printed, erratum: erratum) : nil)
  }

  private func content(_ value: JSONValue) -> Answer.Content {
    switch value.kind {
    case .null: .open
    case .string(let text): .text(Inscription(text, at: value.range))
    case .number(let literal): .number(Inscription(literal, at: value.range))
    case .array(let elements): .array(elements.map { content($0) }, place: value.range)
    case .boolean: .unusable(what: "true or false", place: value.range)
    case .object(let members): cases(members, at: value.range)
    }
  }

  private func cases(_ members: [JSONMember], at place: Range<Int>) -> Answer.Content {
    guard !members.isEmpty, members.allSatisfy({ $0.key.contains { "=<>≠≤≥".contains($0) } }) else {
      return .unusable(what: "an object", place: place)
    }
    return .cases(
      members.map {
        Case(condition: Inscription($0.key, at: $0.keyRange), content: content($0.value))
      }, place: place)
  }

  private mutating func erratum(_ value: JSONValue) -> Erratum? {
    guard fields.object(value, "an erratum", knows: ["kind", "link", "origin", "why"]) != nil,
      let (kind, origin, why) = judgement(value)
    else { return nil }
    return Erratum(
      kind: kind, link: fields.wholeNumber("link", of: value, in: 1...1000), origin: origin,
      why: why, place: value.range)
  }

  private mutating func remark(_ value: JSONValue) -> Remark? {
    guard
      fields.object(
        value, "an erratum", knows: ["where", "printed", "right", "kind", "origin", "why"]) != nil,
      let place = fields.string("where", of: value, "this erratum"),
      let printed = fields.string("printed", of: value, "this erratum"),
      let right = fields.string("right", of: value, "this erratum"),
      let (kind, origin, why) = judgement(value)
    else { return nil }
    return Remark(
      place: place, printed: printed, right: right, kind: kind, origin: origin, why: why)
  }

  private mutating func judgement(_ value: JSONValue)
    -> (Erratum.Kind, Erratum.Origin, why: String)?
  {
    guard let kind = named(Erratum.Kind.self, "kind", of: value),
      let why = fields.string("why", of: value, "this erratum")
    else { return nil }
    guard value["origin"] != nil else { return (kind, .author, why) }
    return named(Erratum.Origin.self, "origin", of: value).map { (kind, $0, why) }
  }

  private mutating func named<Case: CaseIterable & RawRepresentable<String>>(
    _ type: Case.Type, _ key: String, of value: JSONValue
  ) -> Case? {
    guard let text = fields.string(key, of: value, "this erratum") else { return nil }
    if let found = Case(rawValue: text) { return found }
    let all = Case.allCases.map(\.rawValue).joined(separator: ", ")
    fields.report("\"\(key)\" is one of \(all)", at: value[key]?.range ?? value.range)
    return nil
  }
}

extension AnswerSheet {
  /// A step's id as formulas write it: `ŷ₁` is `yhat1`.
  package static func step(_ key: String) -> String {
    guard !key.utf8.allSatisfy({ $0 < 0x80 }),
      case .name(let name)? = (try? Formula.parse(key, vocabulary: Vocabulary()))?.node
    else { return key }
    return name
  }
}
