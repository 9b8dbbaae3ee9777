import JSONText
import WorkedExamples

/// How the downloads of a platform say whose a sheet is, in the names of files and folders: these
/// are the platform's words, while what is typed in a sheet is the student's.
package enum DownloadLayout: String, CaseIterable, Sendable {
  case moodle, canvas, autolab, blackboard, sakai, gradescope, nbgrader, github
  /// Folders and files that bear the names of their owners; told by ``PlainNames``.
  case plain

  /// What the path of a sheet says of it.
  package struct Ownership: Equatable, Sendable {
    package var student: String
    /// The platform's number for the student.
    package var id: String?
    package var attempt: Int?
    /// Whether the platform calls it late, without saying by how much.
    package var isLate = false
    /// When it was handed in, as ``Moment`` reads it.
    package var submitted: String?

    package init(
      student: String, id: String? = nil, attempt: Int? = nil, isLate: Bool = false,
      submitted: String? = nil
    ) {
      self.student = student
      self.id = id
      self.attempt = attempt
      self.isLate = isLate
      self.submitted = submitted
    }
  }

  /// What stands beside the sheets.
  package struct Surroundings: Sendable {
    /// What repositories of a class begin with, before the name of their owner.
    var assignments: Set<String> = []
    /// The text of a small file that a platform put there.
    var text: @Sendable (_ path: String) -> String? = { _ in nil }
    /// Gradescope's list of who handed in what, for a folder of an export.
    var metadata: @Sendable (_ folder: String) -> GradescopeMetadata? = { _ in nil }

    package init() {}

    package init(
      assignments: Set<String>, text: @escaping @Sendable (_ path: String) -> String?,
      metadata: @escaping @Sendable (_ folder: String) -> GradescopeMetadata?
    ) {
      self.assignments = assignments
      self.text = text
      self.metadata = metadata
    }
  }

  /// An example of a path, as help and messages show it.
  package var example: String {
    switch self {
    case .moodle: "Ann Lee_123_assignsubmission_file_/mine.json"
    case .canvas: "leeann_LATE_12345_678901_mine.json"
    case .autolab: "ann@x.edu_3_mine.json"
    case .blackboard: "Homework 1_ann_attempt_2026-11-20-17-55-00_mine.json"
    case .sakai: "Lee, Ann(ann)/Submission attachment(s)/mine.json"
    case .gradescope: "submission_123456/mine.json"
    case .nbgrader: "submitted/ann/homework1/mine.json"
    case .github: "exercise5-ann/mine.json"
    case .plain: "ann/mine.json or ann.json"
    }
  }

  /// Returns what the path of a sheet says; nil where it is none of this layout.
  ///
  /// `path` leads from the named folder, with the name of that folder in front.
  package func ownership(
    of path: String, in surroundings: Surroundings = Surroundings()
  ) -> Ownership? {
    switch self {
    case .moodle:
      // Ann Lee_123_assignsubmission_file_/mine.json, or without the slash.
      guard
        let match = path.wholeMatch(
          of: /(?s)(?:.*\/)?([^\/]+)_(\d+)_assignsubmission_(?:file|onlinetext)(?:_.*|\/.*)/)
      else { return nil }
      return Ownership(student: String(match.1), id: String(match.2))
    case .canvas:
      // The name, the user's number, the submission's number; "-1" is the first resubmission.
      guard
        let match = path.wholeMatch(
          of: /(?s)(?:.*\/)?([^\/_]+)_(LATE_)?(\d+)_\d+_[^\/]+?(?:-(\d{1,2}))?\.[A-Za-z]+/)
      else { return nil }
      return Ownership(
        student: String(match.1), id: String(match.3),
        attempt: match.4.flatMap { Int($0) }.map { $0 + 1 },
        isLate: match.2 != nil)
    case .autolab:
      guard let match = path.wholeMatch(of: /(?s)(?:.*\/)?([^\/@]+@[^\/@]+?)_(\d{1,3})_[^\/]+/)
      else {
        return nil
      }
      return Ownership(
        student: String(match.1), attempt: Int(match.2).flatMap { $0 > 0 ? $0 : nil })
    case .blackboard:
      guard
        let match = path.wholeMatch(
          of: /(?s)(?:.*\/)?[^\/]+_([^\/_]+)_attempt_(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)_[^\/]+/)
      else { return nil }
      return Ownership(
        student: String(match.1), submitted: "\(match.2) \(match.3):\(match.4):\(match.5)")
    case .sakai:
      guard
        let match = path.wholeMatch(
          of: /(?s)((?:.*\/)?[^\/]*\(([^\/()]+)\))\/Submission attachment\(s\)\/[^\/]+/)
      else { return nil }
      return Ownership(
        student: String(match.2),
        submitted: surroundings.text("\(match.1)/timestamp.txt").flatMap(Self.sakaiTime))
    case .gradescope:
      guard let match = path.wholeMatch(of: /(?s)((?:.*\/)?)(submission_(\d+))\/.*/) else {
        return nil
      }
      return surroundings.metadata(String(match.1))?[String(match.2)]
        ?? Ownership(student: String(match.2), id: String(match.3))
    case .nbgrader:
      guard let match = path.wholeMatch(of: /(?s)((?:.*\/)?)([^\/]+)\/([^\/]+)\/[^\/]+/) else {
        return nil
      }
      let time = surroundings.text("\(match.1)\(match.2)/\(match.3)/timestamp.txt")
      guard time != nil || match.1 == "submitted/" || match.1.hasSuffix("/submitted/") else {
        return nil
      }
      return Ownership(student: String(match.2), submitted: time.flatMap(Self.nbgraderTime))
    case .github:
      // Only the first folder below the named one is a repository.
      guard let match = path.wholeMatch(of: /(?s)[^\/]+\/([^\/]+)\/.*/),
        let start = surroundings.assignments.filter({
          match.1.hasPrefix($0) && $0.count < match.1.count
        })
        .max(by: { $0.count < $1.count })
      else { return nil }
      return Ownership(student: String(match.1.dropFirst(start.count)))
    case .plain: return nil
    }
  }

  /// `20261120175500000`, which Sakai writes in UTC.
  private static func sakaiTime(_ text: String) -> String? {
    guard
      let parts = text.trimmingBlanks.wholeMatch(
        of: /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{0,3}/)
    else { return nil }
    return moment(
      "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)Z")
  }

  /// `2026-11-20 17:55:00.000000 UTC`, or with an offset, or with none.
  fileprivate static func nbgraderTime(_ text: String) -> String? {
    guard
      let parts = text.trimmingBlanks.wholeMatch(
        of: /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(UTC|GMT|Z|[+-]\d\d:?\d\d)?/)
    else { return nil }
    guard let zone = parts.3 else { return "\(parts.1) \(parts.2)" }
    let offset =
      zone.first.map { "+-".contains($0) } == true
      ? "\(zone.prefix(3)):\(zone.suffix(2))" : "Z"
    return moment("\(parts.1)T\(parts.2)\(offset)")
  }

  private static func moment(_ text: String) -> String? { Moment(text) == nil ? nil : text }
}

/// Whose submissions there are, as Gradescope's export says in `submission_metadata.yml`.
package struct GradescopeMetadata: Sendable {
  package static let file = "submission_metadata.yml"

  private var owners: [String: DownloadLayout.Ownership] = [:]

  /// Reads what the export writes: one key for each submission, and below it, further in, who
  /// handed it in and when.
  package init(_ text: String) {
    var current: String?
    for line in text.split(whereSeparator: \.isNewline) {
      if let match = line.wholeMatch(of: /(submission_\d+)(?:\.[a-z]+)?:\s*/) {
        current = String(match.1)
        continue
      }
      guard let key = current,
        let match = line.wholeMatch(of: /\s+(?:- )?:(name|sid|created_at): *(.*?)\s*/)
      else { continue }
      let value = match.2.trimmingQuotes
      guard !value.isEmpty else { continue }
      switch match.1 {
      case "name":
        if owners[key] == nil { owners[key] = DownloadLayout.Ownership(student: value) }
      case "sid": if owners[key]?.id == nil { owners[key]?.id = value }
      // The first one is that of the submission; its history comes behind.
      default:
        if owners[key]?.submitted == nil {
          owners[key]?.submitted = DownloadLayout.nbgraderTime(value)
        }
      }
    }
  }

  subscript(submission: String) -> DownloadLayout.Ownership? { owners[submission] }
}

extension Substring {
  fileprivate var trimmingQuotes: String {
    guard count >= 2, let first, first == last, first == "'" || first == "\"" else {
      return String(self)
    }
    return String(dropFirst().dropLast())
  }
}
