package archsim.engine.machines.eyeriss;

import archsim.base.Ceil;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.MappingLimits;

/**
 * What a mapping of a layer must keep on one array.
 *
 * <p>A bank of the global buffer holds inputs or partial sums, never both. A PE set that is wider than the array is cut
 * into segments that lie below each other. The filters of a pass must fit the buffer that fetches them ahead.
 */
record RowStationaryLimits(RowStationaryLoops loops, Machine machine, Eyeriss spads) {

    /** PE sets that find room below each other. */
    int bands() {
        return machine.peArray().rows() / loops.filterRows();
    }

    /** PE sets that find room on the array at once. */
    int sets(int e) {
        int columns = machine.peArray().columns();
        return e <= columns ? bands() * (columns / e) : bands() / Ceil.div(e, columns);
    }

    int banks() {
        return machine.buffers().inputs().banks() + machine.buffers().outputs().banks();
    }

    long psumBanks(int m, int n, int e) {
        long bits =
                (long) n * m * e * loops.outputColumns() * machine.precision().accumulatorBits();
        return Ceil.div(bits, machine.buffers().outputs().bankBytes() * 8L);
    }

    /** Banks that the inputs of a pass take, of {@code images} images. */
    long inputBanks(int images, int e, int channels) {
        long bits = (long) images
                * channels
                * loops.inputRows(e)
                * loops.inputColumns()
                * machine.precision().activationBits();
        return Ceil.div(bits, machine.buffers().inputs().bankBytes() * 8L);
    }

    long passWeightBits(RowStationaryMapping mapping) {
        return (long) mapping.passFilters()
                * mapping.passChannels()
                * loops.filterRows()
                * loops.filterColumns()
                * machine.precision().weightBits();
    }

    long weightBits() {
        return machine.buffers().weights().capacityBytes() * 8L;
    }

    /**
     * Holds every limit against a mapping that was not found here.
     *
     * @throws InfeasibleLayerException with all limits that it does not keep
     */
    void check(String layer, RowStationaryMapping mapping) {
        var limits = new MappingLimits(layer);
        limits.require("filters (m), of a group", mapping.m(), loops.filters());
        limits.require("images (n)", mapping.n(), loops.images());
        limits.require("output rows (e)", mapping.e(), loops.outputRows());
        limits.require("filters in a PE (p), of m", mapping.p(), mapping.m());
        limits.require("channels in a pass (q r), of a group", mapping.passChannels(), loops.channels());
        limits.require("PE sets on the array (r t)", (long) mapping.r() * mapping.t(), sets(mapping.e()));
        limits.require(
                "words in an input scratchpad (q S)",
                (long) mapping.q() * loops.filterColumns(),
                spads.inputSpadWords());
        limits.require(
                "words in a filter scratchpad (p q S)",
                (long) mapping.p() * mapping.q() * loops.filterColumns(),
                spads.filterSpadWords());
        limits.require("words in a partial-sum scratchpad (p)", mapping.p(), spads.psumSpadWords());
        limits.require("bits in the weight buffer (p q r t R S)", passWeightBits(mapping), weightBits());
        limits.require(
                "banks of the global buffer",
                psumBanks(mapping.m(), mapping.n(), mapping.e())
                        + inputBanks(mapping.n(), mapping.e(), mapping.passChannels()),
                banks());
        limits.throwIfAny();
    }
}
