// A tiny full-screen program for the tests of the adapter: shows what is typed, reports what it hears, crashes on request.
//
// Usage: TerminalProbe <standard|anywhere|mono|contrast>. Reports go to descriptor 3, one line each.
import Glibc
import LoketTerminal
import LoketWidgets

func report(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(3, bytes, bytes.count)
}

func described(_ key: Key) -> String {
  switch key {
  case .character(let character): "‹\(character)›"
  case .function(let number): "F\(number)"
  case .control(let letter): "^\(letter)"
  case .paste(let text): "paste(\(text.debugDescription))"
  default: "\(key)"
  }
}

func screen(_ typed: String, size: Size, glyphs: Glyphs) -> Frame {
  let keys = KeyTable(words: [.help: "Bantuan", .back: "Kembali"], available: [.help: .on, .back: .on])
  var chrome = ScreenFrame(
    path: ["Loket", "Uji"], situation: ["Mintaragen", "PC 1", "petugas1", "22-11-2026"], keys: keys,
    tooSmall: "Terlalu kecil")
  chrome.hint = "16 angka pada KTP"
  return chrome.frame(size: size, glyphs: glyphs) { frame in
    frame.box(row: 2, column: 1, width: 60, height: 12)
    for (offset, style) in Style.allCases.enumerated() where offset < 10 {
      frame.put("Baris \(offset) · gaya", row: 3 + offset, column: 3, style: style)
    }
    let used = frame.put(typed, row: 16, column: 4, style: .focus, width: 40, fill: false)
    frame.fill(row: 16, column: 4 + used, width: 40 - used, style: .focus)
    frame.cursor = Position(row: 16, column: 4 + used)
  }
}

/// Never ends by itself; each call keeps something after it alive.
func overflow(_ depth: Int) -> Int { depth == Int.max ? 0 : 1 + overflow(depth + 1) + (depth % 2) }

func crash(_ how: Character, _ typed: String) {
  switch how {
  case "S": raise(SIGSEGV)
  case "B": raise(SIGBUS)
  case "A": abort()
  case "T": print([1, 2, 3][typed.count + 3])
  case "O": print(overflow(typed.count))
  case "Q": raise(SIGQUIT)
  default: break
  }
}

var options = Terminal.Options()
switch CommandLine.arguments.dropFirst().first {
case "anywhere": options.opensAnywhere = true
case "mono": options.scheme = .mono
case "contrast": options.scheme = .highContrast
default: break
}
do {
  let terminal = try Terminal(options)
  var typed = ""
  var isEnding = false
  terminal.draw(screen(typed, size: terminal.size, glyphs: terminal.glyphs))
  report(
    "ready \(terminal.name) \(terminal.glyphs) \(terminal.scheme) \(terminal.size.columns)x\(terminal.size.rows)")
  while !isEnding {
    var lines: [String] = []
    for event in terminal.waitForInput() {
      switch event {
      case .keys(let keys):
        for key in keys {
          switch key {
          case .character("!"): crash(typed.last ?? "T", typed)
          case .character(let character): typed.append(character)
          case .backspace: if !typed.isEmpty { typed.removeLast() }
          case .control("z"):
            terminal.suspend()
            terminal.resume()
          case .control("q"), .function(10): isEnding = true
          default: break
          }
        }
        lines.append("keys " + keys.map(described).joined(separator: " "))
      case .resized(let size): lines.append("resized \(size.columns)x\(size.rows)")
      case .resumed: lines.append("resumed")
      case .readable(let descriptor): lines.append("readable \(descriptor)")
      case .terminate, .hangUp:
        lines.append("\(event)")
        isEnding = true
      }
    }
    terminal.draw(screen(typed, size: terminal.size, glyphs: terminal.glyphs))
    lines.forEach(report)
  }
  terminal.close()
  report("closed")
} catch {
  report("problem \(error)")
  exit(1)
}
