/** One run and its result: {@code run, explain, price, report}. */
package archsim.cli.run;
