package archsim.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import org.junit.jupiter.api.Test;

/** STICKER is of 65 nm at 200 MHz, SCNN of 16 nm at 1 GHz; a channel of LPDDR4-2400, 64 bits wide, moves 19.3 GB/s in shipped tables. */
class SweepConditionsTest {

    private static String of(String axes) {
        return SweepConditions.of(StrictJson.parseObject(
                "sweep.json",
                "{\"base\": {\"accelerator\": \"sticker\", \"memory\": \"lpddr4-2400\"}, \"axes\": [" + axes + "]}"));
    }

    @Test
    void whatDoesNotVaryIsNamedWithNodeClockAndChannels() {
        assertThat(of("")).isEqualTo("machine sticker, 65 nm, 200 MHz; memory lpddr4-2400, 1 channel, 19.3 GB/s");
    }

    @Test
    void machinesOfAnAxisAreNamedEach() {
        assertThat(of("{\"pointer\": \"/accelerator\", \"values\": [\"sticker\", \"scnn\","
                        + " {\"base\": \"scnn\", \"name\": \"slow\", \"clockMhz\": 500}]}"))
                .startsWith("machines sticker, 65 nm, 200 MHz; scnn, 16 nm, 1,000 MHz; slow, 16 nm, 500 MHz; memory");
    }

    /** What an axis is called, and what else it sets, says nothing of what it changes. */
    @Test
    void anAxisOfMachinesIsKnownByWhereItLeads() {
        assertThat(of("{\"name\": \"design\", \"pointer\": [\"/accelerator\", \"/workloads/0/accelerator\"],"
                        + " \"values\": [\"sticker\", \"scnn\"]}"))
                .startsWith("machines sticker, 65 nm, 200 MHz; scnn, 16 nm, 1,000 MHz; memory");
    }

    /** An axis along the clock leaves no clock to state. */
    @Test
    void whatAnAxisChangesIsLeftOut() {
        assertThat(of("{\"pointer\": \"/accelerator/clockMhz\", \"values\": [100, 200]}"))
                .startsWith("machine sticker, 65 nm; memory");
        assertThat(of("{\"pointer\": \"/memory/channels\", \"values\": [1, 2]}"))
                .isEqualTo("machine sticker, 65 nm, 200 MHz; memory lpddr4-2400");
    }

    /** A machine without a name that ships cannot be told apart in words: nothing is said of any. */
    @Test
    void anUnknownMachineSilencesAll() {
        assertThat(of("{\"pointer\": \"/accelerator\", \"values\": [\"sticker\", \"mine.json\"]}"))
                .isEqualTo("memory lpddr4-2400, 1 channel, 19.3 GB/s");
    }
}
