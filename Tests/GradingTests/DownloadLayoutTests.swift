import Grading
import Testing
import WorkedExamples

@Suite("Layouts of downloads")
struct DownloadLayoutTests {
  typealias Ownership = DownloadLayout.Ownership

  static let metadata = """
    ---
    submission_17:
      :submitters:
      - :name: Ann Lee
        :sid: 's1001'
        :email: ann@x.edu
      :created_at: 2026-11-20 17:55:00.123456789 Z
      :score: 3.0
      :history:
      - :created_at: 2026-11-19 10:00:00.000000000 Z
    submission_18.json:
      :submitters:
      - :name: "Bo O'Neil"
        :sid: ''
      :created_at: 2026-11-20 18:05:00 -08:00

    """

  static let surroundings = DownloadLayout.Surroundings(
    assignments: ["hw-", "hw-1-"],
    text: { path in
      switch path {
      case "sub/Lee, Ann(ann)/timestamp.txt": "20261120175500123\n"
      case "class/ann/hw1/timestamp.txt": "2026-11-20 17:55:00.000000 UTC\n"
      case "class/bo/hw1/timestamp.txt": "2026-11-20 17:55:00\n"
      default: nil
      }
    },
    metadata: { $0 == "export/" ? GradescopeMetadata(metadata) : nil })

  @Test(
    "the path of a sheet says whose it is",
    arguments: [
      (
        .moodle, "all/Ann Lee_123_assignsubmission_file_/mine.json",
        Ownership(student: "Ann Lee", id: "123")
      ),
      (
        .moodle, "all/Ann_Lee_123_assignsubmission_file_mine.json",
        Ownership(student: "Ann_Lee", id: "123")
      ),
      (.canvas, "all/leeann_12345_678901_mine.json", Ownership(student: "leeann", id: "12345")),
      (
        .canvas, "all/leeann_LATE_12345_678901_mine-2.json",
        Ownership(student: "leeann", id: "12345", attempt: 3, isLate: true)
      ),
      (.autolab, "all/ann_lee@x.edu_3_mine.json", Ownership(student: "ann_lee@x.edu", attempt: 3)),
      (
        .blackboard, "all/Homework_1_ann_attempt_2026-11-20-17-55-00_mine.json",
        Ownership(student: "ann", submitted: "2026-11-20 17:55:00")
      ),
      (
        .sakai, "sub/Lee, Ann(ann)/Submission attachment(s)/mine.json",
        Ownership(student: "ann", submitted: "2026-11-20T17:55:00Z")
      ),
      (.sakai, "sub/Bo(bo)/Submission attachment(s)/a.json", Ownership(student: "bo")),
      (
        .gradescope, "export/submission_17/mine.json",
        Ownership(student: "Ann Lee", id: "s1001", submitted: "2026-11-20T17:55:00Z")
      ),
      (
        .gradescope, "export/submission_18/mine.json",
        Ownership(student: "Bo O'Neil", submitted: "2026-11-20T18:05:00-08:00")
      ),
      (
        .gradescope, "other/submission_19/mine.json",
        Ownership(student: "submission_19", id: "19")
      ),
      (
        .nbgrader, "class/ann/hw1/hw1.json",
        Ownership(student: "ann", submitted: "2026-11-20T17:55:00Z")
      ),
      (
        .nbgrader, "class/bo/hw1/hw1.json",
        Ownership(student: "bo", submitted: "2026-11-20 17:55:00")
      ),
      (.nbgrader, "submitted/cy/hw1/hw1.json", Ownership(student: "cy")),
      (.github, "all/hw-ann-lee/mine.json", Ownership(student: "ann-lee")),
      (.github, "all/hw-1-bo/deep/mine.json", Ownership(student: "bo")),
    ] as [(DownloadLayout, String, Ownership)])
  func layouts(_ layout: DownloadLayout, _ path: String, _ expected: Ownership) {
    #expect(layout.ownership(of: path, in: Self.surroundings) == expected)
    // No other layout takes it for its own.
    for other in DownloadLayout.allCases where other != layout {
      #expect(other.ownership(of: path, in: Self.surroundings) == nil, "\(other)")
    }
    // Nor is what students call their files mistaken for it.
    #expect(layout.ownership(of: "all/ann.json", in: Self.surroundings) == nil)
    #expect(layout.ownership(of: "all/ann/mine.json", in: Self.surroundings) == nil)
  }

  @Test("the example of each layout is one")
  func examples() {
    for layout in DownloadLayout.allCases where layout != .plain {
      let surroundings = DownloadLayout.Surroundings(
        assignments: ["exercise5-"], text: { _ in nil }, metadata: { _ in nil })
      #expect(layout.ownership(of: "x/" + layout.example, in: surroundings) != nil, "\(layout)")
    }
  }

  @Test(
    "a name that stands in several folders is no student's",
    arguments: [
      (["ann/mine", "bob/mine"], ["ann", "bob"]),
      (["ann/e", "bob/e", "cy"], ["ann", "bob", "cy"]),
      (["ann/hw1/sheet", "bob/hw1/sheet"], ["ann", "bob"]),
      (["monday/ann", "monday/cy", "tuesday/bob"], ["ann", "cy", "bob"]),
      (["ann/mine", "bob/mine", "eve/ann"], ["ann", "bob", "eve"]),
      (["ann/x", "eve/y"], ["ann", "eve"]), (["late/ann"], ["ann"]),
      (["ann", "late/ann"], ["ann", "ann"]),
      (["ann/mine"], ["ann"]), (["mine"], [nil]), (["e"], [nil]),
    ] as [([String], [String?])])
  func plain(_ paths: [String], _ owners: [String?]) {
    var names = PlainNames(exercises: ["e"])
    let parts = paths.map { path in
      let parts = path.split(separator: "/")
      return (folders: Array(parts.dropLast()), stem: parts.last.map(String.init) ?? "")
    }
    for part in parts { names.note(part.folders, part.stem) }
    #expect(parts.map { names.owner($0.folders, $0.stem) } == owners)
  }

  @Test("names that look alike are alike only at a glance")
  func looseNames() {
    for name in ["Ann", "ann", " ann ", "a\u{200B}nn", "ANN\u{FEFF}"] {
      #expect(LooseName(name) == LooseName("ann"))
    }
    for name in ["an", "ann 2", "anna"] { #expect(LooseName(name) != LooseName("ann")) }
  }
}
