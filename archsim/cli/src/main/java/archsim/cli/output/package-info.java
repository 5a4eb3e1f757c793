/** Where a command writes: standard output as a terminal may see it, files and folders that are replaced whole, exit codes. */
package archsim.cli.output;
