/** Tables that commands print. */
package archsim.cli.table;
