// The one place that says which Loket this is: `--version`, the headers of segments, the manual and the package ask here.

public enum ProgramVersion {
  public static let text = "1.0"
}
