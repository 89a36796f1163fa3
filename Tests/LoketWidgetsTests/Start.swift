import Testing

@testable import LoketWidgets
