import CommandLine
import Grading
import WorkedExamples

/// Files of records, put together: the parts of a run in the order of its files, runs in the
/// order in which they are named.
package struct RecordMerge {
  /// What is wrong with the files, and was wrong before their runs began.
  package private(set) var problems: [Fault] = []
  /// What their runs left out on purpose.
  package private(set) var notes: [Fault] = []
  private var runs: [[RecordFile]] = []

  package init(_ paths: [Path]) {
    var files: [RecordFile] = []
    for path in paths {
      do throws(Fault) {
        files.append(try RecordFile(path))
      } catch {
        problems.append(error)
      }
    }
    var places: [String: Int] = [:]
    for file in files {
      guard let place = places[file.run.id] else {
        places[file.run.id] = runs.count
        runs.append([file])
        continue
      }
      let first = runs[place][0]
      if let twin = runs[place].first(where: { $0.run.shard == file.run.shard }) {
        problems.append(
          Fault(
            file: file.path.text,
            "\(twin.path.text) is shard \(file.run.shard) of \(file.run.shards) already",
            help: "name each shard once"))
      } else if first.run.shards != file.run.shards || first.run.files != file.run.files {
        problems.append(
          Fault(
            file: file.path.text,
            "this is a part of \(file.run.shards), and \(first.path.text) of \(first.run.shards)",
            help: "divide a run in one way"))
      } else {
        runs[place].append(file)
      }
    }
    for index in runs.indices {
      runs[index].sort { $0.run.shard < $1.run.shard }
      problems += runs[index].flatMap(\.run.problems)
      notes += runs[index].flatMap(\.run.notes)
      let present = Set(runs[index].map(\.run.shard))
      let first = runs[index][0]
      let missing = (1...min(first.run.shards, 10_000)).filter { !present.contains($0) }
      if !missing.isEmpty {
        let names = missing.prefix(20).map(String.init).joined(separator: ", ")
        problems.append(
          Fault(
            file: first.path.text,
            "shard\(missing.count == 1 ? "" : "s") \(names)\(missing.count > 20 ? ", …" : "") "
              + "of \(first.run.shards) \(missing.count == 1 ? "is" : "are") missing",
            help: "name the files of all shards"))
      }
    }
  }

  /// How many files there are at most.
  package var count: Int { runs.reduce(0) { $0 + $1[0].run.files } }

  /// Calls the body with each record.
  package mutating func forEach(
    _ body: (GradeRecord) throws(FileError) -> Void
  ) throws(FileError) {
    for run in runs {
      var open = run.filter { $0.next != nil }
      while !open.isEmpty {
        var first = 0
        for index in open.indices where Self.index(open[index]) < Self.index(open[first]) {
          first = index
        }
        let file = open[first]
        if let record = file.next { try body(record) }
        do throws(Fault) {
          try file.advance()
        } catch {
          problems.append(error)
          file.close()
        }
        if file.next == nil { open.remove(at: first) }
      }
    }
  }

  private static func index(_ file: RecordFile) -> Int { file.next?.index ?? .max }
}
