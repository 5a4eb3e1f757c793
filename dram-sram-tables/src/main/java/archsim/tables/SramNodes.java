package archsim.tables;

import archsim.base.RootLocale;
import archsim.base.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes the SRAM tables that do not ship as such: those of other nodes, and those of other transistors. */
final class SramNodes {

    /** Width of the words of high performance tables. */
    static final int HIGH_PERFORMANCE_WORD_BITS = 64;

    private SramNodes() {}

    /** The one of {@code nodesNm} that is nearest to {@code technologyNm} on a logarithmic axis. */
    static int nearest(List<Integer> nodesNm, int technologyNm) {
        return nodesNm.stream()
                .min(Comparator.comparingDouble(node -> Math.abs(Math.log((double) node / technologyNm))))
                .orElseThrow();
    }

    /** Energies and leakage follow the energy of a gate, access times its delay, areas its area. */
    static SramFile scaled(SramFile file, NodeScaling scaling, int technologyNm) {
        int fromNm = file.technologyNm();
        if (fromNm == technologyNm) {
            return file;
        }
        double energy = scaling.energyRatio(fromNm, technologyNm);
        double delay = scaling.delayRatio(fromNm, technologyNm);
        double area = scaling.areaRatio(fromNm, technologyNm);
        Source source = SourcedEnergy.derived(
                file.source(),
                String.format(
                        Locale.ROOT,
                        "scaled from %d to %d nm (energy and leakage times %.3f, area times %.3f) by %s",
                        fromNm,
                        technologyNm,
                        energy,
                        area,
                        scaling.source().citation()));
        return new SramFile(
                file.name(),
                technologyNm,
                source,
                file.spread().times(scaling.spread(technologyNm)),
                file.leakageSpread().times(scaling.spread(technologyNm)),
                file.note(),
                file.rows().stream().map(row -> row.times(energy, area, delay)).toList());
    }

    /** Memories of {@code lowPower} whose capacity {@code highPerformance} covers, each changed as one with 64 bits is. */
    static SramFile highPerformance(SramFile lowPower, SramFile highPerformance) {
        SramTable from = SramTable.of(lowPower);
        SramTable to = SramTable.of(highPerformance);
        int smallest =
                capacities(highPerformance).min(Comparator.naturalOrder()).orElseThrow();
        int largest = capacities(highPerformance).max(Comparator.naturalOrder()).orElseThrow();
        List<SramFile.Row> rows = lowPower.rows().stream()
                .filter(row -> row.capacityBytes() >= smallest && row.capacityBytes() <= largest)
                .map(row -> changed(row, from, to))
                .toList();
        if (rows.isEmpty()) {
            throw new OutOfRangeException(
                    "capacity in bytes of a high performance SRAM must be %d to %d, but no other SRAM has that",
                    smallest, largest);
        }
        return new SramFile(
                highPerformance.name(),
                highPerformance.technologyNm(),
                SourcedEnergy.derived(
                        highPerformance.source(),
                        RootLocale.format(
                                "words other than %d bits from low standby power transistors in the same proportion",
                                HIGH_PERFORMANCE_WORD_BITS)),
                highPerformance.spread(),
                highPerformance.leakageSpread(),
                highPerformance.note(),
                rows);
    }

    private static Stream<Integer> capacities(SramFile file) {
        return file.rows().stream().map(SramFile.Row::capacityBytes);
    }

    private static SramFile.Row changed(SramFile.Row row, SramTable from, SramTable to) {
        SramFigures low = from.interpolate(row.capacityBytes(), HIGH_PERFORMANCE_WORD_BITS);
        SramFigures high = to.interpolate(row.capacityBytes(), HIGH_PERFORMANCE_WORD_BITS);
        return new SramFile.Row(
                row.capacityBytes(),
                row.wordBits(),
                row.readPj() * high.readPj() / low.readPj(),
                row.writePj() * high.writePj() / low.writePj(),
                row.leakageMw() * high.leakageMw() / low.leakageMw(),
                row.areaMm2() * high.areaMm2() / low.areaMm2(),
                row.accessNs() * high.accessNs() / low.accessNs());
    }
}
