package archsim.sweep.analysis;

import java.util.List;
import java.util.Optional;

/**
 * A workload at a point, which one may choose or not.
 *
 * @param point its index
 * @param workload its name
 * @param axes values of the axes, as CSV holds them
 * @param values one for each objective, in their order
 * @param beside what {@link Objective#beside} names, in its order; absent where it is not known
 */
public record Candidate(
        int point, String workload, List<String> axes, List<Double> values, List<Optional<Double>> beside) {

    public Candidate {
        axes = List.copyOf(axes);
        values = List.copyOf(values);
        beside = List.copyOf(beside);
    }
}
