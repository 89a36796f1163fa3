import Testing

@testable import LoketRegistry
