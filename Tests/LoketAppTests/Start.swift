import Testing
@testable import LoketApp
