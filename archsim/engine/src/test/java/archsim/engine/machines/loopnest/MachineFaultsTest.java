package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.InvalidInputException;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Spatial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is wrong with the description of a machine, all at once and with its place. */
final class MachineFaultsTest {

    private static List<String> faults(String levels) {
        try {
            String text = """
                    {"schemaVersion": 1, "name": "m", "title": "M", "clockMhz": 1000, "technologyNm": 45,
                     "precision": {"weightBits": 8, "activationBits": 8, "accumulatorBits": 24},
                     "dataflow": {"kind": "loop-nest", "levels": [{"type": "dram", "name": "dram"}, %s]},
                     "source": {"citation": "ours", "confidence": "c"}, "assumptions": []}""";
            StrictJson.read("m.json", text.formatted(levels.replace('\'', '"')), Accelerator.class);
            return List.of();
        } catch (InvalidInputException e) {
            return e.getMessage().lines().skip(1).map(String::strip).toList();
        }
    }

    private static String memory(String name, String holds, String rest) {
        return "{'type': 'memory', 'name': '%s', 'made': 'registers', 'words': 64, 'wordBits': 8, 'holds': [%s]%s}"
                .formatted(name, holds, rest);
    }

    @Test
    void aLevelWithoutFaultsHasNone() {
        assertThat(faults(memory("all", "'weights', 'inputs', 'outputs'", ""))).isEmpty();
    }

    /** Banks that are no number do not hide that another level keeps 3 of 2. */
    @Test
    void aLevelThatCannotBeReadHidesNoFaultOfOthers() {
        assertThat(faults(memory("one", "'weights', 'outputs'", ", 'banks': 'two'") + ", "
                        + memory(
                                "two",
                                "'weights', 'weights'",
                                ", 'formats': {'weights': {'kind': 'nm', 'n': 3, 'm': 2}}")))
                .containsExactly(
                        "/dataflow/levels/1/banks must be a whole number from 1 to 1024, was \"two\"",
                        "/dataflow/levels/2/formats/weights/n must not exceed m, 2, was 3");
    }

    /** What Java's type cannot hold is told within the key's own bounds. */
    @Test
    void aNumberThatIsTooLargeIsToldTheBoundsOfItsKey() {
        assertThat(faults("{'type': 'memory', 'name': 'one', 'made': 'sram', 'words': 2147483648, 'wordBits': 64,"
                        + " 'holds': ['outputs']}"))
                .containsExactly(
                        "/dataflow/levels/1/words must be a whole number from 1 to 2147483647, was 2147483648");
    }

    @Test
    void aLevelThatSpreadsNothingSaysSo() {
        assertThat(spreading(List.of()).spreadText()).isEqualTo("none");
        assertThat(spreading(List.of(Dimension.K, Dimension.Q)).spreadText()).isEqualTo("k, q");
    }

    private static Spatial spreading(List<Dimension> loops) {
        return new Spatial(
                "rows",
                4,
                Optional.empty(),
                loops,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty());
    }

    /** Two names given twice, a second DRAM and no memory for sums, beside two spatial levels that are faulty themselves. */
    @Test
    void aLevelThatCannotBeReadHidesNoFaultOfAllTogether() {
        assertThat(faults("{'type': 'spatial', 'name': 'one', 'x': 0, 'spread': ['k']}, "
                        + memory("one", "'weights'", "") + ", {'type': 'dram', 'name': 'far'}, "
                        + "{'type': 'spatial', 'name': 'far', 'x': 2, 'spread': ['k', 'k']}"))
                .containsExactly(
                        "/dataflow/levels/1/x must be a whole number from 1 to 65536, was 0",
                        "/dataflow/levels/4/spread names a loop twice",
                        "/dataflow/levels/3 must not be of type dram: there is one, the outermost",
                        "/dataflow/levels/2/name must be unique, \"one\" is that of /1",
                        "/dataflow/levels/4/name must be unique, \"far\" is that of /3",
                        "/dataflow/levels must have a memory that holds outputs: their sums are added up on the chip");
    }

    /** A level refused by its own record alone, and a memory that may have been meant to hold outputs. */
    @Test
    void whatAFaultyLevelMayBeTheCauseOfIsNotSaid() {
        assertThat(faults(memory("one", "'weights', 'weights'", "") + ", " + memory("one", "'inputs'", "")))
                .containsExactly(
                        "/dataflow/levels/1/holds names a tensor twice",
                        "/dataflow/levels/2/name must be unique, \"one\" is that of /1");
    }

    /** Without links, and of registers that belong to the multipliers, there is nothing that could be in another node. */
    @Test
    void aNodeOfNothingIsRefused() {
        assertThat(faults(memory("all", "'weights', 'inputs', 'outputs'", ", 'banks': 64, 'technologyNm': 28")
                        + ", {'type': 'spatial', 'name': 'pes', 'x': 2, 'spread': ['k'], 'technologyNm': 300}"
                        + ", {'type': 'spatial', 'name': 'few', 'x': 2, 'spread': ['k'], 'technologyNm': 28}"))
                .containsExactly(
                        "/dataflow/levels/2/technologyNm must be a whole number from 1 to 250, was 300",
                        "/dataflow/levels/1/technologyNm must be left out: single registers are among those of the"
                                + " multipliers",
                        "/dataflow/levels/3/technologyNm must be left out: few has no links, and the multipliers are in"
                                + " the machine's node");
    }

    @Test
    void aTebibyteOfRegistersIsRefused() {
        assertThat(faults(
                        "{'type': 'memory', 'name': 'all', 'made': 'registers', 'words': 2147483647, 'wordBits': 4096,"
                                + " 'holds': ['weights', 'inputs', 'outputs']}"))
                .containsExactly("/dataflow/levels/1/words must make less than 2 GiB");
    }

    @Test
    void aCodeOfATensorThatPassesByIsRefused() {
        assertThat(
                        faults(
                                memory(
                                        "sums",
                                        "'outputs'",
                                        ", 'formats': {'weights': {'kind': 'bitmask'}, 'inputs': {'kind': 'uncompressed'}}, 'lookCycles': 1")))
                .containsExactly(
                        "/dataflow/levels/1/formats/weights must be left out: sums holds no weights",
                        "/dataflow/levels/1/formats/inputs must be left out: sums holds no inputs",
                        "/dataflow/levels/1/lookCycles must be left out: sums skips nothing that it would look for");
    }

    /** 2 to the 60 instances, and 2 to the 80, which no long holds. */
    @Test
    void moreMultipliersThanCanBeCountedAreRefused() {
        String level = ", {'type': 'spatial', 'name': '%s', 'x': 65536, 'y': 16, 'spread': ['k']}";
        String three = level.formatted("a") + level.formatted("b") + level.formatted("c");
        for (String levels : List.of(three, three + level.formatted("d"))) {
            assertThat(faults(memory("sums", "'outputs'", "") + levels))
                    .containsExactly("/dataflow/levels must have at most 16777216 multipliers, all instances of spatial"
                            + " levels multiplied, was at least 2147483647");
        }
    }
}
