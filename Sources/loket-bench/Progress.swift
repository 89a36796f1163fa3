// Says on standard error what is being measured: minutes pass at 100,000 households.
import Glibc

enum Progress {
  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
