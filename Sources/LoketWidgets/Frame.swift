// One picture of the screen: a grid of cells with styles and a cursor. Drawing ends here; terminals only copy it.

public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

public struct Position: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// What a cell means; a colour scheme says how that looks. `letter` stands for it in the frames of the tests.
public enum Style: UInt8, Sendable, CaseIterable {
  case plain, title, key, keyOff, label, value, focus, proposal, selected, dim, error, check, info, border, bar, barAlt
  public var letter: Character { Array("·TKkLVFPSDECIBXY")[Int(rawValue)] }
}

/// One column. A wide character fills its cell and leaves `continuation` in the next.
public struct Cell: Hashable, Sendable {
  public var character: Character
  public var style: Style
  public var isContinuation: Bool
  public init(_ character: Character = " ", _ style: Style = .plain, isContinuation: Bool = false) {
    self.character = character
    self.style = style
    self.isContinuation = isContinuation
  }
}
