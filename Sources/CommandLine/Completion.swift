/// A shell that completes command lines.
package enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish
}

extension CommandSpecification {
  /// A script that teaches a shell the options of this command.
  package func completionScript(for shell: Shell) -> String {
    switch shell {
    case .bash: bashScript
    case .zsh: zshScript
    case .fish: fishScript
    }
  }

  private var bashScript: String {
    let cases = allOptions.filter { $0.placeholder != nil }.map { option in
      let reply =
        switch option.completion {
        case .words(let words): "COMPREPLY=($(compgen -W '\(words)' -- \"$current\")); "
        case .files: "COMPREPLY=($(compgen -f -- \"$current\")); "
        case .folders: "COMPREPLY=($(compgen -d -- \"$current\")); "
        case .nothing: ""
        }
      return "    \(option.forms.joined(separator: "|"))) \(reply)return ;;\n"
    }
    let words = operandWords.isEmpty ? "" : "-W '\(operandWords.joined(separator: " "))' "
    return """
      _\(name)() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
        # "=" is a word of its own in bash.
        [[ "$current" == "=" ]] && current=""
        [[ "$previous" == "=" ]] && previous="${COMP_WORDS[COMP_CWORD-2]}"
        case "$previous" in
      \(cases.joined())  esac
        if [[ "$current" == -* ]]; then
          COMPREPLY=($(compgen -W '\(allOptions.flatMap(\.forms).joined(separator: " "))' -- "$current"))
        else
          COMPREPLY=($(compgen \(words)-f -- "$current"))
        fi
      }
      complete -o filenames -F _\(name) \(name)

      """
  }

  private var zshScript: String {
    let lines = allOptions.map { option in
      let meaning = option.meaning.escaped(["[", "]", "\\"], by: "\\").escaped(["'"], by: "'\\'")
      let action =
        switch option.completion {
        case .words(let words): "(\(words))"
        case .files: "_files"
        case .folders: "_files -/"
        case .nothing: " "
        }
      let value = option.placeholder.map { ":\($0):\(action)" } ?? ""
      let equals = option.placeholder == nil ? "" : "="
      let prefix = option.isRepeatable ? "*" : "(\(option.forms.joined(separator: " ")))"
      return option.forms.map { form in
        "  '\(prefix)\(form)\(form.hasPrefix("--") ? equals : "")[\(meaning)]\(value)' \\\n"
      }.joined()
    }
    let operands =
      operandWords.isEmpty
      ? "'*:file:_files'"
      : "'*: : _alternative \"words:name:(\(operandWords.joined(separator: " ")))\" \"files:file:_files\"'"
    return "#compdef \(name)\n_arguments -s \\\n\(lines.joined())  \(operands)\n"
  }

  private var fishScript: String {
    let operands =
      operandWords.isEmpty
      ? "" : "complete -c \(name) -a '\(operandWords.joined(separator: " "))'\n"
    return operands
      + allOptions.map { option in
        let meaning = option.meaning.escaped(["\\", "'"], by: "\\")
        let value =
          switch option.completion {
          case _ where option.placeholder == nil: ""
          case .words(let words): " -x -a '\(words)'"
          case .files: " -r -F"
          case .folders: " -x -a '(__fish_complete_directories)'"
          case .nothing: " -x"
          }
        let letter = option.letter.map { " -s \($0)" } ?? ""
        return "complete -c \(name)\(letter) -l \(option.name)\(value) -d '\(meaning)'\n"
      }.joined()
  }
}

extension OptionSpecification {
  fileprivate enum Completion {
    case words(String)
    case files
    case folders
    /// Text of a person's own, such as a formula.
    case nothing
  }

  fileprivate var completion: Completion {
    switch placeholder {
    case _ where !choices.isEmpty: .words(choices.joined(separator: " "))
    case "FILE": .files
    case "FOLDER", "DIR": .folders
    default: .nothing
    }
  }

  /// How it may be typed: `-q` and `--quiet`.
  fileprivate var forms: [String] { (letter.map { ["-\($0)"] } ?? []) + [flag] }
}

extension String {
  /// The text with something before each of these characters.
  fileprivate func escaped(_ characters: Set<Character>, by escape: String) -> String {
    reduce(into: "") { text, character in
      text += characters.contains(character) ? escape + String(character) : String(character)
    }
  }
}
