package archsim.sweep.analysis;

import java.util.List;

/**
 * A workload at a point, which one may choose or not.
 *
 * @param point its index
 * @param workload its name
 * @param axes values of the axes, as CSV holds them
 * @param values one for each objective, in their order
 */
public record Candidate(int point, String workload, List<String> axes, List<Double> values) {

    public Candidate {
        axes = List.copyOf(axes);
        values = List.copyOf(values);
    }
}
