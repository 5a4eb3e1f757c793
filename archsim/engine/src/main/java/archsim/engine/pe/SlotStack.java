package archsim.engine.pe;

import archsim.base.RootLocale;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the multiplier slots (one multiplier, one core cycle) of a layer went; each slot has exactly one cause.
 *
 * @param useful a product that the dataflow had to make
 * @param fragmentation lanes left over where the work does not fill a vector
 * @param imbalance waiting for the slowest PE or lane
 * @param conflict waiting for a bank or port
 * @param index decoding, filler zeros, scanning of empty windows
 * @param halo partial sums exchanged between tiles, products outside the output
 * @param fill pipelines filling and draining
 * @param dramStall waiting for DRAM
 */
public record SlotStack(
        long useful,
        long fragmentation,
        long imbalance,
        long conflict,
        long index,
        long halo,
        long fill,
        long dramStall) {

    /** No slot. */
    public static final SlotStack NONE = new SlotStack(0, 0, 0, 0, 0, 0, 0, 0);

    public SlotStack {
        if (Math.min(
                        Math.min(Math.min(useful, fragmentation), Math.min(imbalance, conflict)),
                        Math.min(Math.min(index, halo), Math.min(fill, dramStall)))
                < 0) {
            throw new IllegalArgumentException(RootLocale.format(
                            "slots must be at least 0, was useful=%d fragmentation=%d imbalance=%d",
                            useful, fragmentation, imbalance)
                    + RootLocale.format(
                            " conflict=%d index=%d halo=%d fill=%d dramStall=%d",
                            conflict, index, halo, fill, dramStall));
        }
    }

    /** All slots: cycles times multipliers. */
    public long total() {
        return useful + fragmentation + imbalance + conflict + index + halo + fill + dramStall;
    }

    /** Sum by cause. */
    public SlotStack plus(SlotStack other) {
        return new SlotStack(
                useful + other.useful,
                fragmentation + other.fragmentation,
                imbalance + other.imbalance,
                conflict + other.conflict,
                index + other.index,
                halo + other.halo,
                fill + other.fill,
                dramStall + other.dramStall);
    }

    /** The same with {@code slots} more spent waiting for DRAM. */
    public SlotStack plusDramStall(long slots) {
        return new SlotStack(
                useful, fragmentation, imbalance, conflict, index, halo, fill, Math.addExact(dramStall, slots));
    }

    /** Slots by cause, from useful to dramStall, under the names that results use. */
    public Map<String, Long> byCause() {
        var slots = new LinkedHashMap<String, Long>();
        slots.put("useful", useful);
        slots.put("fragmentation", fragmentation);
        slots.put("imbalance", imbalance);
        slots.put("conflict", conflict);
        slots.put("index", index);
        slots.put("halo", halo);
        slots.put("fill", fill);
        slots.put("dramStall", dramStall);
        return slots;
    }
}
