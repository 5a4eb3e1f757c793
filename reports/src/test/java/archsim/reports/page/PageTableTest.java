package archsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.table.Column;
import archsim.engine.run.result.RunResult;
import archsim.reports.SampleResults;
import archsim.reports.text.RunTables;
import archsim.reports.text.StorageExplanation;
import org.junit.jupiter.api.Test;

class PageTableTest {

    private final RunResult run = SampleResults.three().runs().get(1);

    /** A terminal has per cent below the cycles, which sorting would part from them. */
    @Test
    void aLayerIsOneRowAndTheTotalStaysBelow() {
        PageTable stack = PageTable.of(RunTables.cycleStack(run));
        assertThat(stack.table().rows()).extracting(row -> row.get(0)).containsExactly("conv1", "fc1", "total");
        assertThat(stack.totals()).isEqualTo(1);
        assertThat(stack.table().title()).isEqualTo("Cycle stack (cycles)");
        assertThat(stack.table().columns()).extracting(Column::header).endsWith("DRAM stall");
    }

    @Test
    void totalsOfAllWorkloadsComeLast() {
        PageTable storage = PageTable.of(StorageExplanation.table(SampleResults.three()));
        assertThat(storage.totals()).isEqualTo(3);
        assertThat(storage.table().rows())
                .extracting(row -> row.get(1))
                .containsExactly("conv1", "fc1", "conv1", "fc1", "conv1", "fc1", "total", "total", "total");
    }

    @Test
    void componentsAreNamedInWords() {
        assertThat(PageTable.of(RunTables.energy(run)).table().rows())
                .extracting(row -> row.get(0))
                .containsExactly("multiplier", "weight buffer", "DRAM", "total");
    }
}
