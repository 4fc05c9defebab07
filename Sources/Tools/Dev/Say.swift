import Foundation

/// Writes a line for people, at once, also into a pipe.
func say(_ text: String) {
  write(text + "\n")
}

/// The same without an end of line.
func write(_ text: String) {
  FileHandle.standardOutput.write(Data(text.utf8))
}
