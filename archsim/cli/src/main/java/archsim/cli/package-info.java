/**
 * The command line: reads options, calls the module that does the work, prints its result.
 *
 * <p>Read {@link archsim.cli.Archsim} first: it holds the rules that all commands share (what goes to which stream, what
 * exit codes mean). One class a command. Standard output carries the result only. Commands name no class of ND4J,
 * JFreeChart or Batik, so that asking for help never loads them.
 */
package archsim.cli;
