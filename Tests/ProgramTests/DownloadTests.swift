import Foundation
import Testing

/// Made-up downloads of each platform, graded to the right names, attempts and times.
@Suite("Downloads of platforms")
struct DownloadTests {
  struct Download: CustomTestStringConvertible {
    let name: String
    /// Paths of sheets, and what else the platform puts there.
    let sheets: [String]
    var others: [String: String] = [:]
    /// What is printed of them: student, attempt and time, in the order of their files.
    let expected: [String]
    var options = ""

    var testDescription: String { name }
  }

  static let downloads = [
    Download(
      name: "README", sheets: ["s1/mine.json", "s2/mine.json", "s3.json"],
      expected: ["s1", "s2", "s3"]),
    Download(
      name: "one student", sheets: ["ann/mine.json"], expected: ["ann"]),
    Download(
      name: "Canvas",
      sheets: [
        "leeann_12345_678901_mine.json", "o'neilbo_LATE_12346_678902_mine-1.json",
      ], expected: ["leeann", "o'neilbo 2"]),
    Download(
      name: "Moodle",
      sheets: [
        "Ann Lee_123_assignsubmission_file_/mine.json",
        "Ann Lee_124_assignsubmission_file_/mine.json",
        "Bo Müller_125_assignsubmission_file_/mine.json",
      ], expected: ["Ann Lee (123)", "Ann Lee (124)", "Bo Müller"]),
    Download(
      name: "Moodle, without folders",
      sheets: ["Ann Lee_123_assignsubmission_file_mine.json"], expected: ["Ann Lee"]),
    Download(
      name: "Gradescope",
      sheets: ["submission_17/mine.json", "submission_18/mine.json"],
      others: [
        "submission_metadata.yml": """
        ---
        submission_17:
          :submitters:
          - :name: Ann Lee
            :sid: s1001
          :created_at: 2026-11-20 17:55:00.123456789 Z
        submission_18:
          :submitters:
          - :name: Bo
          :created_at: 2026-11-20 18:05:00.123456789 Z

        """
      ], expected: ["Ann Lee 2026-11-20T17:55:00Z", "Bo 2026-11-20T18:05:00Z"]),
    Download(
      name: "nbgrader",
      sheets: ["ann/hw1/hw1.json", "bo/hw1/hw1.json"],
      others: [
        "ann/hw1/timestamp.txt": "2026-11-20 17:55:00 UTC\n",
        "bo/hw1/timestamp.txt": "2026-11-20 18:05:00 UTC\n",
      ], expected: ["ann 2026-11-20T17:55:00Z", "bo 2026-11-20T18:05:00Z"]),
    Download(
      name: "nbgrader, without times",
      sheets: ["s1/exercise5/exercise5.json", "s2/exercise5/exercise5.json"],
      expected: ["s1", "s2"]),
    Download(
      name: "Sakai",
      sheets: [
        "Lee, Ann(ann)/Submission attachment(s)/mine.json",
        "Bo(bo)/Submission attachment(s)/mine.json",
      ], others: ["Lee, Ann(ann)/timestamp.txt": "20261120175500000"],
      expected: ["bo", "ann 2026-11-20T17:55:00Z"]),
    Download(
      name: "Blackboard",
      sheets: [
        "Homework 1_ann_attempt_2026-11-20-17-55-00_mine.json",
        "Homework 1_bo_attempt_2026-11-20-18-05-00_mine.json",
      ], expected: ["ann 2026-11-20 17:55:00", "bo 2026-11-20 18:05:00"]),
    Download(
      name: "GitHub Classroom", sheets: ["exercise5-ann-lee/mine.json", "exercise5-bo/mine.json"],
      expected: ["ann-lee", "bo"]),
    Download(
      name: "Autolab", sheets: ["ann@x.edu_3_mine.json", "bo_b@x.edu_1_mine.json"],
      expected: ["ann@x.edu 3", "bo_b@x.edu 1"]),
    Download(
      name: "a stranger among them", sheets: ["leeann_12345_678901_mine.json", "bo.json"],
      expected: ["bo", "leeann_12345_678901_mine"]),
    Download(
      name: "a stranger among them, asked",
      sheets: ["leeann_12345_678901_mine.json", "bo.json"], expected: ["Eve", "leeann"],
      options: "--layout canvas"),
    Download(
      name: "nobody by the layout", sheets: ["leeann_12345_678901_mine.json"],
      expected: ["leeann_12345_678901_mine"], options: "--layout plain"),
    // What is called so in somebody's own folder changes nothing.
    Download(
      name: "a name of another layout inside",
      sheets: ["ann/mine.json", "eve/leeann_12345_678901_mine.json"], expected: ["ann", "eve"],
      options: ""),
  ]

  private func write(_ download: Download, into folder: URL) throws {
    for (path, text) in download.others.merging(
      download.sheets.map {
        ($0, #"{"exercise": "exercise5", "student": "Eve", "answers": {"z1": 3}}"#)
      }, uniquingKeysWith: { $1 })
    {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  @Test("each sheet is its owner's, whatever it says", arguments: downloads)
  func owners(_ download: Download) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    try write(download, into: terminal.folder.appending(path: "class"))
    for command in ["grade class", "grade ./class/", "cd class && grade ."] {
      let json = try terminal.run("\(command) --json \(download.options) 2> /dev/null")
      let results = try #require(
        JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any], "\(json)")
      let sheets = try #require(results["sheets"] as? [[String: Any]])
      let found = sheets.map { sheet in
        [
          sheet["student"] as? String, (sheet["attempt"] as? Int).map { "\($0)" },
          sheet["submitted"] as? String,
        ].compactMap(\.self).joined(separator: " ")
      }
      #expect(found == download.expected, "\(command)")
      #expect((results["problems"] as? [Any])?.isEmpty == true, "\(json)")
    }
    let said = try terminal.run("grade class --verbose \(download.options) 2>&1 > /dev/null")
    for sheet in download.sheets { #expect(said.contains("class/\(sheet): "), "\(said)") }
  }

  @Test("names that look alike are told, and so is who types the name of another")
  func alike() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let sheet = #"{"exercise": "exercise5", "student": "Ann", "answers": {}}"#
    for name in ["ann", "ann ", "a\u{200B}nn", "eve"] {
      let file = terminal.folder.appending(path: "class/\(name)/mine.json")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(sheet.utf8).write(to: file)
    }
    let said = try terminal.run("grade class --csv 2>&1 > /dev/null")
    #expect(said.ranges(of: "looks like the name of another student").count == 2, "\(said)")
    #expect(
      said.ranges(of: "this says that it is by Ann, and it is eve's by its place").count == 1)
    #expect(said.ranges(of: "this says that it is by").count == 1, "\(said)")
  }
}
