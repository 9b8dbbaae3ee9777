import JSONText
import Scalars
import WorkedExamples

/// What a line of a file of records says.
package enum RecordLine: Equatable, Sendable {
  /// The first one: of which run the records are a part.
  case run(RecordRun)
  case record(GradeRecord)
  /// The last one: how many records there were.
  case end(count: Int)

  /// Reads a line, or says what of it is not as it should be.
  package init(_ document: JSONDocument) throws(JSONError) {
    let root = document.root
    let members = try root.requireMembers()
    let kind = try root.require("kind")
    let version = try root.require("version")
    guard version.integer == GradeRecord.version else {
      throw JSONError(
        "records of version \(GradeRecord.version) are read", at: version.range,
        help: "make them with the same version of grade")
    }
    let rest = members.filter { $0.key != "kind" && $0.key != "version" }
    switch try kind.requireString() {
    case "run": self = .run(try RecordRun(rest, of: root))
    case "sheet": self = .record(try GradeRecord(sheet: rest, of: root))
    case "problem": self = .record(try GradeRecord(problem: rest, of: root))
    case "end":
      var count: Int?
      for member in rest {
        guard member.key == "records" else { throw member.isUnknown }
        count = try member.value.requireNatural()
      }
      self = .end(count: try count.required("records", root))
    default:
      throw JSONError(
        "a line of records is a run, a sheet, a problem or the end", at: kind.range)
    }
  }
}

/// Which files were to be graded, and which part of them a file of records holds.
package struct RecordRun: Equatable, Sendable {
  /// The same for all parts of one run.
  package let id: String
  /// How many files all parts have together.
  package let files: Int
  /// From 1.
  package let shard: Int
  package let shards: Int
  /// What was wrong before any file was read.
  package let problems: [Fault]
  /// What was left out on purpose.
  package let notes: [Fault]

  package init(
    id: String, files: Int, shard: Int, shards: Int, problems: [Fault], notes: [Fault] = []
  ) {
    self.id = id
    self.files = files
    self.shard = shard
    self.shards = shards
    self.problems = problems
    self.notes = notes
  }

  /// How a file of records begins.
  package static var beginning: String {
    String(decoding: JSONLine(kind: "run").ended().dropLast(2), as: UTF8.self)
  }

  package var line: [UInt8] {
    var line = JSONLine(kind: "run")
    line.add("run", id)
    line.add("files", files)
    line.add("shard", shard)
    line.add("shards", shards)
    line.add("faults", problems)
    if !notes.isEmpty { line.add("notes", notes) }
    return line.ended()
  }

  package static func endLine(count: Int) -> [UInt8] {
    var line = JSONLine(kind: "end")
    line.add("records", count)
    return line.ended()
  }

  fileprivate init(_ members: [JSONMember], of root: JSONValue) throws(JSONError) {
    var id: String?
    var files: Int?
    var shard: Int?
    var shards: Int?
    var problems: [Fault]?
    var notes: [Fault] = []
    for member in members {
      let value = member.value
      switch member.key {
      case "run": id = try value.requireString()
      case "files": files = try value.requireNatural()
      case "shard": shard = try value.requireNatural(from: 1)
      case "shards": shards = try value.requireNatural(from: 1)
      case "faults": problems = try value.requireFaults()
      case "notes": notes = try value.requireFaults()
      default: throw member.isUnknown
      }
    }
    self.init(
      id: try id.required("run", root), files: try files.required("files", root),
      shard: try shard.required("shard", root), shards: try shards.required("shards", root),
      problems: try problems.required("faults", root), notes: notes)
    guard self.shard <= self.shards else {
      throw JSONError(
        "there are only \(self.shards) shards", at: root["shard"]?.range ?? root.range)
    }
  }
}

extension GradeRecord {
  fileprivate init(problem members: [JSONMember], of root: JSONValue) throws(JSONError) {
    var index: Int?
    var file: String?
    var page: String?
    var faults: [Fault]?
    for member in members {
      let value = member.value
      switch member.key {
      case "index": index = try value.requireNatural()
      case "file": file = try value.requireString()
      case "page": page = try value.requirePage()
      case "faults": faults = try value.requireFaults()
      default: throw member.isUnknown
      }
    }
    self.init(
      index: try index.required("index", root), file: try file.required("file", root), page: page,
      .problem(try faults.required("faults", root)))
  }

  fileprivate init(sheet members: [JSONMember], of root: JSONValue) throws(JSONError) {
    var index: Int?
    var file: String?
    var page: String?
    var student: String?
    var handles: [String]?
    var folder: String?
    var exercise: String?
    var attempt: Int?
    var submitted: String?
    var questions: [String]?
    var steps: [GradeRow.StepMark]?
    var faults: [Fault]?
    var notes: [Fault] = []
    for member in members {
      let value = member.value
      switch member.key {
      case "index": index = try value.requireNatural()
      case "file": file = try value.requireString()
      case "page": page = try value.requirePage()
      case "student": student = try value.requireString()
      case "handles": handles = try value.requireStrings()
      case "folder": folder = try value.requireString()
      case "exercise": exercise = try value.requireString()
      case "attempt": attempt = try value.requireNatural(from: 1)
      case "submitted": submitted = try value.requireString()
      case "questions": questions = try value.requireStrings()
      case "steps":
        var marks: [GradeRow.StepMark] = []
        for element in try value.requireElements() { marks.append(try .init(element)) }
        steps = marks
      case "faults": faults = try value.requireFaults()
      case "notes": notes = try value.requireFaults()
      default: throw member.isUnknown
      }
    }
    let path = try file.required("file", root)
    let ids = try questions.required("questions", root)
    let marks = try steps.required("steps", root)
    if let stray = marks.indices.first(where: { !ids.contains(marks[$0].question) }) {
      let place = root["steps"]?.elements?[stray]["question"]?.range ?? root.range
      throw JSONError("there is no question \(marks[stray].question)", at: place)
    }
    let row = GradeRow(
      student: try student.required("student", root),
      handles: try handles.required("handles", root), folder: folder, file: path,
      exercise: try exercise.required("exercise", root), attempt: attempt, submitted: submitted,
      questions: ids, steps: marks, strays: try faults.required("faults", root),
      notes: notes)
    self.init(index: try index.required("index", root), file: path, page: page, .graded(row))
  }
}

extension GradeRow.StepMark {
  fileprivate init(_ value: JSONValue) throws(JSONError) {
    var id: String?
    var question: String?
    var outcome: OutcomeKind?
    var points: Rational?
    var possible: Rational?
    var isProse = false
    var isBonus = false
    var text: String?
    var slip: String?
    var origins: [Origin] = []
    var message: String?
    var hint: String?
    var place = PlaceMembers()
    for member in try value.requireMembers() {
      let value = member.value
      switch member.key {
      case "id": id = try value.requireString()
      case "question": question = try value.requireString()
      case "outcome":
        outcome = OutcomeKind(rawValue: try value.requireString())
        if outcome == nil || outcome == .marked || outcome == .excused {
          throw JSONError("there is no such outcome", at: value.range)
        }
      case "points": points = try value.requirePoints()
      case "possible": possible = try value.requirePoints()
      case "prose": isProse = try value.requireBoolean()
      case "bonus": isBonus = try value.requireBoolean()
      case "text": text = try value.requireString()
      case "slip": slip = try value.requireString()
      case "origins":
        for element in try value.requireElements() { origins.append(try Origin(element)) }
      case "message": message = try value.requireString()
      case "hint": hint = try value.requireString()
      default: if try !place.read(member) { throw member.isUnknown }
      }
    }
    let annotation: Annotation?
    if let message {
      annotation = Annotation(message, hint: hint, at: try place.annotationPlace(value))
    } else if hint != nil || !place.isEmpty {
      throw value.isMissing("message")
    } else {
      annotation = nil
    }
    self.init(
      step: try id.required("id", value), question: try question.required("question", value),
      outcome: try outcome.required("outcome", value),
      points: try points.required("points", value),
      possible: try possible.required("possible", value), isBonus: isBonus, slip: slip,
      origins: origins, annotation: annotation, isProse: isProse, text: text)
  }
}

extension Origin {
  fileprivate init(_ value: JSONValue) throws(JSONError) {
    for member in try value.requireMembers()
    where !["step", "value", "slips"].contains(member.key) {
      throw member.isUnknown
    }
    self.init(
      step: try value.require("step").requireString(),
      value: try value.require("value").requireString(),
      slips: try value.require("slips").requireStrings())
  }
}
