/**
 * JMH benchmarks; not run by the tests.
 *
 * <p>{@code mvn -q -P benchmark -pl validation -am process-test-classes -Dbenchmark=Kernel} runs those whose name holds
 * {@code Kernel}.
 */
package archsim.validation.benchmark;
