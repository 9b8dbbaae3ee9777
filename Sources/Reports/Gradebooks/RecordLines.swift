import Grading

/// Records as they are, to be merged with others.
struct RecordLines: GradeReport {
  let records: any RecordSource
  let run: RecordRun

  init(_ records: any RecordSource, of run: RecordRun) {
    self.records = records
    self.run = run
  }

  func write(to stream: inout some TextOutputStream) {
    func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }
    stream.write(text(run.line))
    var count = 0
    records.forEachRecord { record in
      stream.write(text(record.line))
      count += 1
    }
    stream.write(text(RecordRun.endLine(count: count)))
  }
}
