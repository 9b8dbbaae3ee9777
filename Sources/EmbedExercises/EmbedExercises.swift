import Foundation
import PackagePlugin

/// Compiles the exercises and solutions of the project into the programs.
@main
struct EmbedExercises: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let files = try ["Exercises", "Solutions"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: context.package.directoryURL.appending(path: folder), includingPropertiesForKeys: nil
      )
      .filter { $0.pathExtension == "json" && !$0.lastPathComponent.contains(".schema.") }
    }
    .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Files.swift")
    return [
      .buildCommand(
        displayName: "Embedding exercises", executable: try context.tool(named: "embed").url,
        arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
