import Testing
@testable import loket
