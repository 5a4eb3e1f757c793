/** Many runs: {@code sweep, study} and the analyses. */
package archsim.cli.sweep;
