/**
 * JMH benchmarks; not run by the tests.
 *
 * <p>{@code mvn -q -pl validation -am test-compile exec:exec@benchmark -Dbenchmark=Kernel} runs those whose name holds
 * {@code Kernel}.
 */
package archsim.validation.benchmark;
