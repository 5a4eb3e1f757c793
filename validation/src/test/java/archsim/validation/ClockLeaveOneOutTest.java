package archsim.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.table.TextTable;
import archsim.validation.design.ChipPower;
import archsim.validation.design.ClockLeaveOneOut;
import archsim.validation.design.ClockLeaveOneOut.Chip;
import archsim.validation.design.DrawnConnected;
import archsim.validation.design.DrawnConvolution;
import archsim.validation.design.DrawnNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockLeaveOneOutTest {

    private static final Path PAGE = Path.of("results", "clock-and-control.md");

    private static final List<Chip> CHIPS = List.of(
            new Chip("Eyeriss, AlexNet conv3", eyeriss(256, 13, 0.275), 266, 91.7),
            new Chip(
                    "EIE, Alex-6",
                    new ChipPower(
                            "eie",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new DrawnConnected(9216, 4096, 0.09, 0.351))),
                    590,
                    185.6),
            new Chip("DianNao, AlexNet", onAlexNet("diannao"), 485, 218),
            new Chip("Cambricon-X, AlexNet", onAlexNet("cambricon-x"), 954, 0),
            new Chip("STICKER, dense", convolution("sticker", new DrawnConvolution(64, 32, 3, 1, 1)), 248.4, 0));

    private static ChipPower eyeriss(int channels, int mapSize, double inputDensity) {
        return convolution("eyeriss", new DrawnConvolution(channels, mapSize, 3, 1, inputDensity));
    }

    private static ChipPower convolution(String accelerator, DrawnConvolution layer) {
        return new ChipPower(accelerator, Optional.of(layer), Optional.empty(), Optional.empty());
    }

    private static ChipPower onAlexNet(String accelerator) {
        var alexNet = new DrawnNetwork("alexnet", "alexnet-han15", 16, DrawnNetwork.Layers.ALL);
        return new ChipPower(accelerator, Optional.empty(), Optional.of(alexNet), Optional.empty());
    }

    /** Run with {@code -Darchsim.results=write} to make the page again. */
    @Test
    void thePageHoldsWhatTheModelGives() throws IOException {
        String page = page(new ClockLeaveOneOut(CHIPS));
        if ("write".equals(System.getProperty("archsim.results"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page(ClockLeaveOneOut leftOut) {
        return """
            # Clock and control, chip by chip

            The clock of a machine is priced by its flip-flops: `dram-sram-tables/tables/clock/flip-flop.json` says what the clock of
            one takes in a cycle, and the machine's structure how many there are (two operands, a product and a sum a multiplier in
            every cycle; a quarter of register files of up to 64 words). No chip has a constant of its own.

            *Own factor* is what the clock's price would have to be multiplied by to make up a chip's published power; each chip is then
            foretold by the median factor of the *other* chips, and by the price as it is charged (factor 1). *Printed* is the power of
            clock and registers where it was published (EIE, DianNao; of Eyeriss that of the clock, a third of 278 mW), else 0. Memory
            never stalls; the memory's own power is left out; every node is at its nominal supply.

            ```text
            %s```

            - What the price is held against is *printed*: where clock and registers were published, they are 0.5 to 2 times what is
              charged, the interval that the table states.
            - A factor below 0 says that the rest alone exceeds the published power: EIE's memories take 533 mW by CACTI and 347 mW as
              published.
            - DianNao's and Cambricon-X's products settle in 1 ns at 65 nm and are charged 55 and 82 mW for it, to which nothing that
              the chips print corresponds; without it both would be foretold within 15 %%.
            - Eyeriss has neither: no large memories, 5 ns for a product. A factor that takes back what the others are charged too much
              takes its clock away, which as priced is 86 mW where a third of the chip's power, 92 mW, is printed. What is missing
              lies elsewhere. In `archsim validate eyeriss`, batch 4 and all filters, conv3 takes 144 mW. From conv4 to conv1, of which
              21 and 100 %% of the inputs are not zero, the chip's power rises by 97 mW and here by 63, so that products and their
              scratchpads are priced at two thirds; without any product it would take 210 mW and here 115, of which 29 are networks
              and buffers. The FIFOs and registers of its PEs and networks and its control, to which the rest belongs, were not
              published with a size.
            - SCNN's power was not published.

            Made by `ClockLeaveOneOutTest` (`-Darchsim.results=write`).
            """.formatted(TextTable.render(leftOut.table()));
    }

    @Test
    void oneChipCannotBeLeftOut() {
        assertThatThrownBy(() -> new ClockLeaveOneOut(CHIPS.subList(0, 1)))
                .hasMessage("leaving one out takes at least two chips, were 1");
    }
}
