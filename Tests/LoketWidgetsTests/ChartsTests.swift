// Pictures in cells: bars of one value and of two, funnels and sparklines, at widths and values of every size.
import Testing

@testable import LoketWidgets

@Suite("Charts")
struct ChartsTests {
  private func drawn(
    width: Int, rows: Int = 4, glyphs: Glyphs = .unicode, _ draw: (inout Frame) -> Void
  ) -> Frame {
    var frame = Frame(size: Size(columns: width, rows: rows), glyphs: glyphs)
    draw(&frame)
    return frame
  }

  private let bars = [
    BarRow(label: "Nol", value: 0, figures: ["0"]), BarRow(label: "Satu", value: 1, figures: ["1"]),
    BarRow(label: "Hampir", value: 999, figures: ["999"]), BarRow(label: "Semua", value: 1000, figures: ["1.000"]),
  ]

  @Test("Something is never drawn as nothing, less than all never as all, and both stay so on a console and in ASCII")
  func eighths() {
    #expect(BarCells.eighths(value: 0, total: 10, width: 10) == "")
    #expect(BarCells.eighths(value: 10, total: 10, width: 3) == "███")
    #expect(BarCells.eighths(value: 1, total: Int.max, width: 10) == "▎")
    #expect(BarCells.eighths(value: Int.max - 1, total: Int.max, width: 2) == "█▋")
    #expect(BarCells.eighths(value: Int.max, total: 1, width: 2) == "██")
    #expect(BarCells.eighths(value: 5, total: 0, width: 2) == "")
    #expect(BarCells.eighths(value: 1, total: 2, width: 0) == "")
    #expect(
      (1...8).map { BarCells.eighths(value: $0, total: 16, width: 2) }
        == [
          "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█",
        ].enumerated().map { $0.offset == 0 ? "▎" : $0.element })
    for glyphs in [Glyphs.console, .ascii] {
      for width in 1...12 {
        let least = drawn(width: width, rows: 1, glyphs: glyphs) {
          $0.put(BarCells.eighths(value: 1, total: 1_000, width: width), row: 0, column: 0)
        }
        #expect(least[0, 0].character != " ", "\(glyphs) \(width)")
        let most = drawn(width: width, rows: 1, glyphs: glyphs) {
          $0.put(BarCells.eighths(value: 999, total: 1_000, width: width), row: 0, column: 0)
        }
        // Seven bits have no sign for five eighths but that of a whole: the figure beside it tells them apart.
        if glyphs == .console { #expect(most[0, width - 1].character != "█", "\(width)") }
      }
    }
  }

  @Test("Two parts share a bar by their size, each with a cell where there is room for both")
  func parts() {
    func cells(_ first: Int, _ second: Int, _ total: Int, _ width: Int) -> [Int] {
      let parts = BarCells.parts(first, second, total: total, width: width)
      return [parts.first, parts.second]
    }
    #expect(cells(0, 0, 10, 10) == [0, 0])
    #expect(cells(5, 5, 10, 10) == [5, 5])
    #expect(cells(1, 999, 1000, 10) == [1, 9])
    #expect(cells(999, 1, 1000, 10) == [9, 1])
    #expect(cells(1, 1, 1_000_000, 10) == [1, 1])
    #expect(cells(1, 0, 1_000_000, 10) == [1, 0])
    #expect(cells(0, 999, 1000, 10) == [0, 9])
    #expect(cells(2, 1, 3, 1) == [1, 0])
    #expect(cells(Int.max, Int.max, Int.max, 10) == [5, 5])
    #expect(cells(-1, 3, 3, 3) == [0, 3])
    #expect(cells(3, 3, 0, 3) == [0, 0])
    #expect(cells(3, 3, 6, 0) == [0, 0])
  }

  @Test("Bars in rows have their figures at the right, at every width")
  func rows() {
    let wide = drawn(width: 30) { BarRows.draw(bars, into: &$0, row: 0, column: 0, width: 30, height: 4) }
    #expect(
      wide.lines == [
        "Nol    ·················     0", "Satu   ▎················     1",
        "Hampir ████████████████▋   999", "Semua  █████████████████ 1.000",
      ])
    let ascii = drawn(width: 30, glyphs: .ascii) {
      BarRows.draw(bars, into: &$0, row: 0, column: 0, width: 30, height: 4)
    }
    #expect(
      ascii.lines == [
        "Nol    -----------------     0", "Satu   -----------------     1",
        "Hampir #################   999", "Semua  ################# 1.000",
      ])
    let narrow = drawn(width: 10) { BarRows.draw(bars, into: &$0, row: 0, column: 0, width: 10, height: 4) }
    #expect(narrow.lines == ["Nol      0", "Sa…      1", "Ha…    999", "Se…  1.000"])
    for width in 0...9 {
      let frame = drawn(width: 10) { BarRows.draw(bars, into: &$0, row: 0, column: 0, width: width, height: 4) }
      #expect(frame.lines.allSatisfy { $0.count <= width }, "\(width): \(frame.lines)")
    }
    #expect(drawn(width: 30) { BarRows.draw([], into: &$0, row: 0, column: 0, width: 30, height: 4) }.lines[0] == "")
    #expect(drawn(width: 30) { BarRows.draw(bars, into: &$0, row: 0, column: 0, width: 30, height: 2) }.lines[2] == "")
  }

  private let stages = [
    FunnelRow(label: "Mendaftar", checked: 600, unchecked: 600, figures: ["1.200"]),
    FunnelRow(label: "Terpilih", checked: 300, unchecked: 0, figures: ["300"]),
    FunnelRow(label: "Terlatih", checked: 0, unchecked: 150, figures: ["150"]),
    FunnelRow(label: "Bekerja", checked: 0, unchecked: 0, figures: ["0"]),
  ]

  private func funnel(width: Int, glyphs: Glyphs = .unicode) -> Frame {
    drawn(width: width, rows: 5, glyphs: glyphs) {
      FunnelChart.draw(
        stages, titles: ["Orang", "awal", "tahap"], into: &$0, row: 0, column: 0, width: width, height: 5, selected: 1)
    }
  }

  @Test("A funnel has the two parts in fillings of their own, its shares, and the row of the keys")
  func funnels() {
    let frame = funnel(width: 50)
    #expect(
      frame.lines == [
        "                                 Orang  awal tahap",
        "Mendaftar ███████████▒▒▒▒▒▒▒▒▒▒▒ 1.200 100 %",
        "Terpilih  █████·················   300  25 %  25 %",
        "Terlatih  ▒▒····················   150  13 %  50 %",
        "Bekerja   ······················     0   0 %   0 %",
      ])
    #expect(frame.cursor == Position(row: 2, column: 0) && frame[2, 0].style == .selected)
    #expect(frame[1, 12].style == .bar && frame[1, 25].style == .barAlt)
    #expect(
      funnel(width: 50, glyphs: .ascii).lines[1...3] == [
        "Mendaftar ###########::::::::::: 1.200 100 %", "Terpilih  #####-----------------   300  25 %  25 %",
        "Terlatih  ::--------------------   150  13 %  50 %",
      ])
    // What is short of room loses the share of the stage before first, then the other, then the bar.
    #expect(funnel(width: 34).lines[2] == "Terpilih  █·····   300  25 %  25 %")
    #expect(funnel(width: 30).lines[2] == "Terpilih  ██······   300  25 %")
    #expect(funnel(width: 10).lines == ["     Orang", "Me…  1.200", "Te…    300", "Te…    150", "Be…      0"])
  }

  @Test("Shares of nobody are no number, and those past the whole are told")
  func shares() {
    #expect(FunnelChart.share(0, of: 0) == "–" && FunnelChart.share(3, of: 2) == "150 %")
    #expect(FunnelChart.share(999, of: 1000) == "99 %" && FunnelChart.share(1, of: 1000) == "1 %")
    #expect(FunnelChart.share(1001, of: 1000) == "101 %")
    #expect(FunnelChart.share(2, of: 3) == "67 %" && FunnelChart.share(1e18, of: 1) == ">999999 %")
  }

  @Test("A sparkline keeps nothing apart from little, and the newest values where room is short")
  func sparklines() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7, 8, -3]) == "·▁▂▃▄▅▆▇█·")
    #expect(Sparkline.text([1, Int.max]) == "▁█" && Sparkline.text([]) == "" && Sparkline.text([0, 0]) == "··")
    let values = [0, 1, 4, 8]
    let draw = { (width: Int, glyphs: Glyphs) in
      drawn(width: max(width, 1), rows: 1, glyphs: glyphs) {
        Sparkline.draw(values, label: "30 hari", figures: "13 warga", into: &$0, row: 0, column: 0, width: width)
      }.lines[0]
    }
    #expect(draw(40, .unicode) == "30 hari ·▁▄█ 13 warga")
    #expect(draw(40, .ascii) == "30 hari -_=# 13 warga")
    #expect(draw(40, .console) == "30 hari ·▄▄█ 13 warga")
    #expect(draw(10, .unicode) == "30… ▁▄█ 1…")
    #expect(draw(0, .unicode) == "" && draw(1, .unicode).count <= 1)
  }
}
