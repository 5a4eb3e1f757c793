/** Options that several commands share, with the words that they take. */
package archsim.cli.option;
