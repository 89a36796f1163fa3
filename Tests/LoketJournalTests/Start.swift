import Testing
@testable import LoketJournal
