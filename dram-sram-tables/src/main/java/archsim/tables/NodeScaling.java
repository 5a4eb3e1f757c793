package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How energy, delay and area of logic change from one technology node to another, each at its nominal supply.
 *
 * <p>Energy and delay of a gate are polynomials of the supply, its area is tabulated (Stillmaker and Baas, 2017); only the
 * ratio of two nodes has a meaning. Nodes between fitted ones are interpolated by a power law of the feature size.
 */
public final class NodeScaling {

    /**
     * The scaling as its file holds it.
     *
     * @param spread of energies scaled from any node to any other
     */
    public record ScalingFile(String name, Source source, Spread spread, String note, List<Node> nodes) {

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
            var byNode = new MonotonicityCheck<>("/nodes", nodes, node -> true, Node::technologyNm, "a coarser node");
            byNode.check(problems, "energy", Node::gateEnergy);
            byNode.check(problems, "areaFrom180", Node::areaFrom180);
        }
    }

    /**
     * The fits of one node.
     *
     * @param supplyV nominal supply
     * @param energy coefficients of {@code V^2}, {@code V} and 1
     * @param delay coefficients of {@code V^3}, {@code V^2}, {@code V} and 1
     * @param areaFrom180 area of a gate over that at 180 nm
     * @param spread of energies scaled to the node, on top of the file's
     */
    public record Node(
            @Range(min = 1, max = 1000) int technologyNm,
            @Range(min = 0.1, max = 10) double supplyV,
            List<Double> energy,
            List<Double> delay,
            @Range(min = TableKind.POSITIVE) double areaFrom180,
            Optional<Spread> spread) {

        public Node {
            energy = List.copyOf(energy);
            delay = List.copyOf(delay);
            requirePositive("energy", energy, 3, supplyV);
            requirePositive("delay", delay, 4, supplyV);
        }

        private static void requirePositive(String fit, List<Double> coefficients, int count, double supplyV) {
            if (coefficients.size() != count) {
                throw new IllegalArgumentException(
                        RootLocale.format("%s must have %d coefficients, was %s", fit, count, coefficients));
            }
            if (!(polynomial(coefficients, supplyV) > 0)) {
                throw new IllegalArgumentException(RootLocale.format(
                        "%s must be above 0 at supplyV %s, was %s of %s",
                        fit, supplyV, polynomial(coefficients, supplyV), coefficients));
            }
        }

        private static double polynomial(List<Double> coefficients, double x) {
            double value = 0;
            for (double coefficient : coefficients) {
                value = value * x + coefficient;
            }
            return value;
        }

        double gateEnergy() {
            return polynomial(energy, supplyV);
        }

        double gateDelay() {
            return polynomial(delay, supplyV);
        }
    }

    private final Source source;
    private final Spread spread;
    private final NavigableMap<Integer, Node> nodes = new TreeMap<>();
    private final PowerCurve energy;
    private final PowerCurve delay;
    private final PowerCurve area;
    private final PowerCurve supplyV;

    private NodeScaling(ScalingFile file) {
        source = file.source();
        spread = file.spread();
        file.nodes().forEach(node -> nodes.put(node.technologyNm(), node));
        energy = curve(file, Node::gateEnergy);
        delay = curve(file, Node::gateDelay);
        area = curve(file, Node::areaFrom180);
        supplyV = curve(file, Node::supplyV);
    }

    private static PowerCurve curve(ScalingFile file, ToDoubleFunction<Node> figure) {
        return new PowerCurve(
                "technology node in nm",
                file.nodes().stream().collect(Collectors.toMap(Node::technologyNm, figure::applyAsDouble)));
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
     * An energy at {@code fromNm} taken to {@code toNm}.
     *
     * @throws OutOfRangeException if a node lies outside the fitted ones
     */
    public SourcedEnergy scaled(SourcedEnergy energy, int fromNm, int toNm) {
        if (fromNm == toNm) {
            return energy;
        }
        double ratio = energyRatio(fromNm, toNm);
        return energy.times(
                        ratio,
                        String.format(
                                Locale.ROOT,
                                "times %.3f from %d to %d nm by %s",
                                ratio,
                                fromNm,
                                toNm,
                                source.citation()))
                .within(spread(toNm));
    }

    /**
     * An area at {@code fromNm} taken to {@code toNm}.
     *
     * @throws OutOfRangeException if a node lies outside the tabulated ones
     */
    public SourcedArea scaled(SourcedArea area, int fromNm, int toNm) {
        return fromNm == toNm
                ? area
                : area.times(
                        areaRatio(fromNm, toNm),
                        RootLocale.format("from %d to %d nm by %s", fromNm, toNm, source.citation()));
    }

    /** Of energies scaled to a node from any other. */
    Spread spread(int toNm) {
        return nodes.ceilingEntry(toNm).getValue().spread().map(spread::times).orElse(spread);
    }

    /** Energy of a gate at {@code supplyV} over that at its nominal supply, by the fit of the node that is nearest. */
    double energyAtSupply(int technologyNm, double supplyV) {
        Node node = nodes.get(SramNodes.nearest(List.copyOf(nodes.keySet()), technologyNm));
        double ofNominal = supplyV / supplyV(technologyNm);
        return Node.polynomial(node.energy(), ofNominal * node.supplyV()) / node.gateEnergy();
    }

    /** Whether a node can be scaled to. */
    public boolean covers(int technologyNm) {
        return technologyNm >= finestNm() && technologyNm <= coarsestNm();
    }

    /** The finest node, in nanometres. */
    public int finestNm() {
        return energy.smallest();
    }

    /** The coarsest node, in nanometres. */
    public int coarsestNm() {
        return energy.largest();
    }

    /**
     * What an energy at {@code fromNm} must be multiplied by to give that at {@code toNm}.
     *
     * @throws OutOfRangeException if a node lies outside the fitted ones
     */
    public double energyRatio(int fromNm, int toNm) {
        return energy.at(toNm) / energy.at(fromNm);
    }

    /**
     * What a delay at {@code fromNm} must be multiplied by to give that at {@code toNm}.
     *
     * @throws OutOfRangeException if a node lies outside the fitted ones
     */
    public double delayRatio(int fromNm, int toNm) {
        return delay.at(toNm) / delay.at(fromNm);
    }

    /**
     * What an area at {@code fromNm} must be multiplied by to give that at {@code toNm}.
     *
     * @throws OutOfRangeException if a node lies outside the fitted ones
     */
    public double areaRatio(int fromNm, int toNm) {
        return area.at(toNm) / area.at(fromNm);
    }

    /**
     * Nominal supply in volts.
     *
     * @throws OutOfRangeException if the node lies outside the fitted ones
     */
    public double supplyV(int technologyNm) {
        return supplyV.at(technologyNm);
    }
}
