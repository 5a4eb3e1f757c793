package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the energy of logic changes from one technology node to another, each at its nominal supply.
 *
 * <p>The energy of a gate at supply {@code V} is {@code a2 V^2 + a1 V + a0} (Stillmaker and Baas, 2017, equation of the
 * energy fit); only the ratio of two nodes has a meaning. Nodes between fitted ones are interpolated by a power law of the
 * feature size.
 */
public final class NodeScaling {

    /** The scaling as its file holds it. */
    public record ScalingFile(String name, Source source, String note, List<Node> nodes) {

        private void check(Problems problems) {
            if (nodes.isEmpty()) {
                problems.add("/nodes", "must hold at least one node");
            }
            Map<Integer, Integer> seen = new HashMap<>();
            for (int i = 0; i < nodes.size(); i++) {
                Integer first = seen.putIfAbsent(nodes.get(i).technologyNm(), i);
                if (first != null) {
                    problems.add(
                            "/nodes/" + i,
                            "must differ from /nodes/%d, was again %d nm",
                            first,
                            nodes.get(i).technologyNm());
                }
            }
        }
    }

    /**
     * The energy fit of one node.
     *
     * @param supplyV nominal supply
     */
    public record Node(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = 0.1, max = 10) double supplyV,
            double a2,
            double a1,
            double a0) {

        public Node {
            if (a2 * supplyV * supplyV + a1 * supplyV + a0 <= 0) {
                throw new IllegalArgumentException(
                        "a2 V^2 + a1 V + a0 must be above 0 at supplyV, was " + List.of(a2, a1, a0, supplyV));
            }
        }

        double energy() {
            return a2 * supplyV * supplyV + a1 * supplyV + a0;
        }
    }

    private final Source source;
    private final PowerCurve energy;

    private NodeScaling(ScalingFile file) {
        source = file.source();
        Map<Integer, Double> energies = new HashMap<>();
        file.nodes().forEach(node -> energies.put(node.technologyNm(), node.energy()));
        energy = new PowerCurve("technology node in nm", energies);
    }

    /** The scaling that ships. */
    public static NodeScaling stillmakerBaas() {
        String name = "stillmaker-baas";
        return read(name, TableFiles.text("scaling", name));
    }

    /**
     * Reads a scaling.
     *
     * @param name of the input, for messages
     * @throws InvalidInputException with all faults of the file
     */
    public static NodeScaling read(String name, String text) {
        ScalingFile file = StrictJson.read(name, text, ScalingFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new NodeScaling(file);
    }

    /** Source of the fits. */
    public Source source() {
        return source;
    }

    /**
     * What an energy at {@code fromNm} must be multiplied by to give that at {@code toNm}.
     *
     * @throws OutOfRangeException if a node lies outside the fitted ones
     */
    public double energyRatio(int fromNm, int toNm) {
        return energy.at(toNm) / energy.at(fromNm);
    }
}
