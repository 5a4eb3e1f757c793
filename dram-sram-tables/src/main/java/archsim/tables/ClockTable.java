package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.StrictJson;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Flip-flops by node: the energy of their clock, and their area.
 *
 * <p>Energies are taken to the node's nominal supply by its square; between tabulated nodes they and the areas follow power
 * laws, beyond the coarsest and the finest the scaling of gates.
 */
public final class ClockTable {

    private static final double FJ_PER_PJ = 1000;
    private static final double UM2_PER_MM2 = 1e6;

    private final ClockFile file;
    private final NodeScaling scaling;
    private final PowerCurve energyFj;
    private final PowerCurve areaUm2;

    private ClockTable(ClockFile file, NodeScaling scaling) {
        this.file = file;
        this.scaling = scaling;
        energyFj = curve(row -> {
            double ofNominal = scaling.supplyV(row.technologyNm()) / row.supplyV();
            return row.energyFj() * ofNominal * ofNominal;
        });
        areaUm2 = curve(ClockFile.Row::areaUm2);
    }

    private PowerCurve curve(ToDoubleFunction<ClockFile.Row> figure) {
        return new PowerCurve(
                "technology node in nm of a flip-flop",
                file.rows().stream()
                        .filter(row -> scaling.covers(row.technologyNm()))
                        .collect(Collectors.toMap(ClockFile.Row::technologyNm, figure::applyAsDouble)));
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @param scaling gives supplies, and the way to nodes beyond the rows
     * @throws InvalidInputException with all faults of the table
     */
    public static ClockTable read(String name, String text, NodeScaling scaling) {
        ClockFile file = StrictJson.read(name, text, ClockFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new ClockTable(file, scaling);
    }

    /**
     * Energy of the clock of a machine in one cycle.
     *
     * @param pipelineBits flip-flops that the clock reaches in every cycle
     * @param storedBits flip-flops of register files, of which it reaches a share
     * @throws OutOfRangeException if the scaling does not cover the node, or there is no flip-flop
     */
    public SourcedEnergy cycle(int technologyNm, long pipelineBits, long storedBits) {
        if (pipelineBits + storedBits < 1) {
            throw new OutOfRangeException("flip-flops of a clocked machine must be at least 1, was 0");
        }
        int tabulatedNm = tabulated(technologyNm);
        SourcedEnergy bit = SourcedEnergy.of(energyFj.at(tabulatedNm) / FJ_PER_PJ, file.spread(), source(tabulatedNm));
        String stored = RootLocale.format(
                "%d in register files %s of the time [%s]",
                storedBits, file.storedShare(), file.storedSource().citation());
        String pipeline = RootLocale.format("%d flip-flops", pipelineBits);
        String clocked = storedBits == 0 ? pipeline : pipelineBits == 0 ? stored : pipeline + ", and of " + stored;
        return scaling.scaled(bit, tabulatedNm, technologyNm)
                .times(pipelineBits + file.storedShare() * storedBits, "the clock of " + clocked);
    }

    /**
     * Area of one flip-flop bit and its share of the clock network.
     *
     * @throws OutOfRangeException if the scaling does not cover the node
     */
    public SourcedArea bitArea(int technologyNm) {
        int tabulatedNm = tabulated(technologyNm);
        double ratio = scaling.areaRatio(tabulatedNm, technologyNm) * (1 + file.networkAreaShare());
        return new SourcedArea(areaUm2.at(tabulatedNm) / UM2_PER_MM2, source(tabulatedNm))
                .times(
                        ratio,
                        RootLocale.format(
                                "with its share of the clock network [%s]",
                                file.networkAreaSource().citation()));
    }

    /** The node itself, or that of the nearest row. */
    private int tabulated(int technologyNm) {
        if (energyFj.isEmpty()) {
            throw new OutOfRangeException("no flip-flop of the table lies in a node that the scaling covers");
        }
        return Math.max(energyFj.smallest(), Math.min(energyFj.largest(), technologyNm));
    }

    private Source source(int technologyNm) {
        int lowerNm = energyFj.floor(technologyNm);
        Source source = file.rows().stream()
                .filter(row -> row.technologyNm() == lowerNm)
                .findAny()
                .orElseThrow()
                .source();
        return lowerNm == technologyNm
                ? source
                : SourcedEnergy.derived(
                        source, RootLocale.format("interpolated to %d nm by the rows beside it", technologyNm));
    }
}
