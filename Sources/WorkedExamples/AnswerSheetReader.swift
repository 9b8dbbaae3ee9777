import JSONText
import Notation

extension AnswerSheet {
  /// Reads a file of answers, or says why it is none; one that names no exercise answers the
  /// `expected` one.
  package init(_ source: SourceText, expected: String? = nil) throws(Faults) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(source)
    } catch {
      throw Faults([Fault(error, in: source)])
    }
    try self.init(document, expected: expected)
  }

  /// Reads a sheet of answers or a worked solution, or says all that is wrong with its form.
  package init(_ document: JSONDocument, expected: String? = nil) throws(Faults) {
    var reader = AnswerSheetReader(document, expected: expected)
    guard let sheet = reader.read(), reader.faults.isEmpty else {
      throw Faults(reader.faults)
    }
    self = sheet
  }
}

struct AnswerSheetReader {
  private var fields: DocumentReader
  /// What is answered where the sheet does not say.
  private let expected: String?

  var faults: [Fault] { fields.faults }

  init(_ document: JSONDocument, expected: String? = nil) {
    self.expected = expected
    fields = DocumentReader(document)
  }

  mutating func read() -> AnswerSheet? {
    let root = fields.document.root
    guard let own = root.members else {
      fields.report(
        "an answer sheet must be an object", at: root.range,
        help: "it has the form {\"exercise\": \"…\", \"answers\": {\"step\": answer, …}}")
      return nil
    }
    let known = [
      "$schema", "exercise", "student", "variant", "attempt", "submitted", "given", "asked",
      "answers", "errata",
    ]
    let exercise: String?
    if root["exercise"] == nil {
      exercise = expected
      if expected == nil {
        fields.report(
          "the sheet has no \"exercise\"", at: root.range.prefix,
          help: "add \"exercise\" and the id of the exercise that it answers")
      }
    } else {
      exercise = fields.optionalString("exercise", of: root)
    }
    guard let value = root["answers"] else {
      let near = own.first { Nearest.name(to: $0.key, among: known) == "answers" }
      fields.report(
        "the sheet has no \"answers\"", at: near?.keyRange ?? root.range.prefix,
        help: near == nil
          ? "the steps stand in it: \"answers\": {\"step\": answer, …}"
          : "write \"answers\" for \"\(near?.key ?? "")\"")
      return nil
    }
    _ = fields.object(root, "an answer sheet", knows: known)
    let student = root["student"].flatMap { $0.isNull ? nil : fields.string($0, "student") }
    let variant = root["variant"].flatMap { $0.isNull ? nil : fields.string($0, "variant") }
    let attempt = fields.wholeNumber("attempt", of: root, in: 1...999)
    let (submitted, complaints) = submitted(of: root)
    guard let members = value.members else {
      fields.report(
        "\"answers\" must be an object: {\"step\": answer, …}", at: value.range.prefix)
      return nil
    }
    var answers: [Answer] = []
    answers.reserveCapacity(members.count)
    // Most keys are spelled as the steps are.
    lazy var taken = Set(members.map(\.key))
    for member in members {
      answers.append(answer(member))
      let step = AnswerSheet.step(member.key)
      // Where two keys spell one name, the second is nobody's answer, and is told as such.
      if step != member.key, taken.insert(step).inserted { answers[answers.count - 1].step = step }
    }
    var errata: [Remark] = []
    for value in fields.list("errata", of: root) {
      if let remark = remark(value) { errata.append(remark) }
    }
    guard let exercise else { return nil }
    return AnswerSheet(
      exercise: exercise, student: student, variant: variant, attempt: attempt,
      submitted: submitted, answers: answers, complaints: complaints, errata: errata,
      document: fields.document)
  }

  /// When it says that it was handed in; what it says otherwise is for a person, and the answers
  /// are judged all the same.
  private func submitted(of root: JSONValue) -> (String?, [Fault]) {
    guard let value = root["submitted"], !value.isNull else { return (nil, []) }
    if let text = value.string, Moment(text) != nil { return (text, []) }
    return (
      nil,
      [
        Fault(
          "\"submitted\" must be a point in time", in: fields.document.source,
          at: value.range.prefix, help: "write \(Moment.form)")
      ]
    )
  }

  mutating func answer(_ member: JSONMember) -> Answer {
    let value = member.value
    // One answer of an odd form is unreadable; the others are judged all the same.
    guard let parts = value.members, !parts.isEmpty,
      parts.allSatisfy({ ["answer", "printed", "erratum"].contains($0.key) })
    else {
      return Answer(
        step: member.key, keyPlace: member.keyRange, content: content(value), transcript: nil)
    }
    let printed = value["printed"].flatMap { $0.isNull ? nil : content($0) }
    let erratum = value["erratum"].flatMap { self.erratum($0) }
    let isTranscript = value["printed"] != nil || erratum != nil
    return Answer(
      step: member.key, keyPlace: member.keyRange,
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
    // One comparison tells that cases are meant; what is none among them is told where it stands.
    guard members.contains(where: { $0.key.contains { "=<>≠≤≥".contains($0) } }) else {
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
