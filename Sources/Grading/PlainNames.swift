/// Which names of files and folders below a folder are somebody's, where no platform made them.
///
/// A name that stands in several folders is no student's: `ann/mine.json` and `bob/mine.json` are
/// ann's and bob's, and so are `ann/homework1/mine.json` and `bob/homework1/mine.json`. Where one file
/// is called so, or every folder has one sheet, folders are people's, and nobody becomes somebody
/// else by what a file is called in a folder of one's own. Else files are: `monday/ann.json`.
///
/// - Invariant: a name takes a few words, whatever its length.
package struct PlainNames: Sendable {
  /// The folder in which the name of a folder or of a sheet was first met; nil once it was met in
  /// another.
  private var folders: [Int: Int?] = [:]
  private let common: Set<String>
  /// The last sheet of each folder below the named one.
  private var sheets: [Int: Int] = [:]
  private var hasCommonSheets = false
  private var hasFullFolders = false

  /// `exercises` are names that no student has; nor is that of the sheet which README makes.
  package init(exercises: Set<String>) {
    common = exercises.union(["mine"])
  }

  /// Notes a sheet, by the folders that lead to it and its own name without its ending.
  package mutating func note(_ folders: [Substring], _ stem: String) {
    var parent = 0
    for folder in folders {
      note(folder, in: parent, Self.folder)
      parent = Self.hash(folder, parent)
    }
    // What lies in the named folder itself is in no folder of anybody.
    guard !folders.isEmpty else { return }
    note(stem[...], in: parent, Self.sheet)
    if !isSomebodys(stem[...], Self.sheet) { hasCommonSheets = true }
    let sheet = Self.hash(stem[...], 0)
    if let known = sheets.updateValue(sheet, forKey: parent), known != sheet {
      hasFullFolders = true
    }
  }

  private var hasOwnFolders: Bool { hasCommonSheets || sheets.count > 1 && !hasFullFolders }

  private mutating func note(_ name: Substring, in parent: Int, _ kind: Int) {
    let key = Self.hash(name, kind)
    guard let known = folders[key] else {
      folders[key] = .some(parent)
      return
    }
    if let known, known != parent { folders[key] = .some(nil) }
  }

  // What a sheet is called says nothing of folders of that name.
  private static let (folder, sheet) = (1, 2)

  private static func hash(_ name: Substring, _ seed: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(seed)
    hasher.combine(name)
    return hasher.finalize()
  }

  /// Whose a sheet is: the innermost name of one folder only; nil where there is none.
  package func owner(_ folders: [Substring], _ stem: String) -> String? {
    if folders.isEmpty || !hasOwnFolders, isSomebodys(stem[...], Self.sheet) { return stem }
    return folders.last { isSomebodys($0, Self.folder) }.map(String.init)
  }

  /// Whether no student has this name, wherever it stands.
  package func isCommon(_ name: String) -> Bool { common.contains(name) }

  private func isSomebodys(_ name: Substring, _ kind: Int) -> Bool {
    guard !name.isEmpty, name != ".", name != "..", !common.contains(String(name)) else {
      return false
    }
    let known: Int?? = folders[Self.hash(name, kind)]
    return known.map { $0 != nil } ?? true
  }
}
