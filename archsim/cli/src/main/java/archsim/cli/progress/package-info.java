/** How far long work is, on a terminal or as lines. */
package archsim.cli.progress;
