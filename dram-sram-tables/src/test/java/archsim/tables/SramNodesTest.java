package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Confidence;
import archsim.base.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of one node and kind of transistor made from those of others, each figure by hand. */
class SramNodesTest {

    private static final Spread SPREAD = new Spread(0.5, 2, "accesses");
    private static final Spread LEAKAGE = new Spread(0.25, 4, "leakage");

    /** From 65 to 45 nm a gate takes half the energy, a quarter of the area and a third of the delay. */
    private static NodeScaling scaling() {
        return NodeScaling.read("x.json", """
                {"name": "x", "note": "", "source": {"citation": "fits", "confidence": "a"},
                 "spread": {"low": 0.5, "high": 3, "reason": "scaling"}, "nodes": [
                  {"technologyNm": 65, "supplyV": 1, "energy": [0, 0, 2], "delay": [0, 0, 0, 3], "areaFrom180": 1},
                  {"technologyNm": 45, "supplyV": 1, "energy": [0, 0, 1], "delay": [0, 0, 0, 1], "areaFrom180": 0.25}]}
                """);
    }

    private static SramFile file(SramFile.Row... rows) {
        return new SramFile("x", 65, new Source("paper", Confidence.A), SPREAD, LEAKAGE, "note", List.of(rows));
    }

    @Test
    void everyFigureFollowsItsOwnRatio() {
        SramFile there = SramNodes.scaled(file(new SramFile.Row(1024, 64, 8, 6, 4, 2, 3)), scaling(), 45);
        assertThat(there.technologyNm()).isEqualTo(45);
        assertThat(there.rows()).containsExactly(new SramFile.Row(1024, 64, 4, 3, 2, 0.5, 1));
        assertThat(there.spread()).isEqualTo(new Spread(0.25, 6, "accesses; scaling"));
        assertThat(there.leakageSpread()).isEqualTo(new Spread(0.125, 12, "leakage; scaling"));
        assertThat(there.source())
                .isEqualTo(new Source(
                        "paper; scaled from 65 to 45 nm (energy and leakage times 0.500, area times 0.250) by fits",
                        Confidence.B));
    }

    @Test
    void itsOwnNodeChangesNothing() {
        SramFile here = file(new SramFile.Row(1024, 64, 8, 6, 4, 2, 3));
        assertThat(SramNodes.scaled(here, scaling(), 65)).isSameAs(here);
    }

    /**
     * By hand: with words of 64 bits the fast memory takes 1/2 of a read, 1/4 of a write, 100 times the leakage, twice the
     * area and half the time; so does one with words of 16 bits. Capacities beyond those of the fast table are left out.
     */
    @Test
    void aFastMemoryDiffersInEachFigureAsThatOf64BitsDoes() {
        SramFile slow = file(
                new SramFile.Row(512, 64, 1, 1, 0.25, 0.25, 5),
                new SramFile.Row(1024, 16, 1, 3, 0.5, 0.5, 5),
                new SramFile.Row(1024, 64, 2, 4, 1, 1, 6),
                new SramFile.Row(2048, 64, 4, 8, 2, 2, 8),
                new SramFile.Row(4096, 64, 8, 16, 4, 4, 9));
        SramFile fast = file(new SramFile.Row(1024, 64, 1, 1, 100, 2, 3), new SramFile.Row(2048, 64, 3, 2, 300, 5, 2));
        SramFile made = SramNodes.highPerformance(slow, fast);
        assertThat(made.rows())
                .containsExactly(
                        new SramFile.Row(1024, 16, 0.5, 0.75, 50, 1, 2.5),
                        new SramFile.Row(1024, 64, 1, 1, 100, 2, 3),
                        new SramFile.Row(2048, 64, 3, 2, 300, 5, 2));
        assertThat(made.source().citation())
                .isEqualTo("paper; words other than 64 bits from low standby power transistors in the same proportion");
    }

    @Test
    void transistorsAreNamedAsConfigurationsWriteThem() {
        assertThat(SramTransistors.LOW_STANDBY_POWER.jsonName()).isEqualTo("low-standby-power");
        assertThat(SramTransistors.HIGH_PERFORMANCE.jsonName()).isEqualTo("high-performance");
    }

    /** The rows of 32 KiB with words of 64 bits: 0.197934 mm2; 23 170 bytes lie between 16 and 32 KiB. */
    @Test
    void anAreaIsThatOfItsRowOrInterpolated() {
        SramTable table = SramTable.read("cacti-65nm", TableKind.SRAM.shippedText("cacti-65nm"));
        assertThat(table.area(32768, 64)).isEqualTo(new SourcedArea(0.197934, table.source()));
        SourcedArea between = table.area(23170, 64);
        assertThat(between.areaMm2()).isBetween(table.area(16384, 64).areaMm2(), 0.197934);
        assertThat(between.source().citation()).endsWith("; interpolated");
    }
}
