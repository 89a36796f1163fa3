import Testing
@testable import LoketTerminal
