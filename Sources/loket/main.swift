// Where the program begins.
import Glibc

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
