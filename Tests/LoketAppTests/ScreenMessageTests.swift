import LoketModel
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Messages of the journal on the screen")
struct ScreenMessageTests {
  @Test("A long path leaves room for what to do")
  func pathIsShort() {
    var desk = Desk.open()
    let path = "/home/kantor/.local/share/loket/drafts/2892e592564368d8f5d608417fd76af4.json.part"
    desk.happen(.trouble(Message(Phrase("file.diskFull"), ["path": path])))
    #expect(desk.state.status?.text.contains("drafts/2892e592…") == true)
    #expect(desk.state.status?.text.contains("/home") == false)
  }

  @Test("What is no path stays as it is")
  func otherArguments() {
    let message = Message(Phrase("app.form.saved"), ["name": "SITI / AMINAH"])
    #expect(message.forScreen == message)
  }
}
