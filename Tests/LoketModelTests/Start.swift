import Testing
@testable import LoketModel
