package archsim.engine.machines.eie;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.PlainLayer;
import archsim.engine.counts.PlainLayer.Column;
import archsim.engine.counts.PlainMemory;
import archsim.engine.counts.PlainTile;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * EIE entry by entry, as S. Han et al., "EIE", ISCA 2016 have it.
 *
 * <p>A PE has two files of 64 registers and a pointer memory of 32 KB in two banks; 8 columns wait in its queue; indices
 * have 4 bits and pointers 16, so that 65,535 entries can be reached.
 */
final class CountedEie {

    private static final int INDEX_BITS = 4;
    private static final int POINTER_BITS = 16;
    private static final int REGISTERS = 64;
    private static final int QUEUE_DEPTH = 8;
    private static final int POINTER_BANK_BYTES = 32768 / 2;
    private static final int MOST_ENTRIES = 65_535;

    private final PlainLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final int pes;
    private final int weightBits;
    private final int activationBits;
    private final Tally tally = new Tally();
    private final PlainMemory memory;
    private final List<StoredRows> passes = new ArrayList<>();
    private final boolean resident;
    private final int channels;
    private long inputsInRegisters;
    private long broadcasts;
    private long queued;
    private long pointers;
    private long entries;

    CountedEie(PlainLayer layer, Machine machine) {
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.pes = machine.peArray().rows() * machine.peArray().columns();
        this.weightBits = machine.precision().weightBits();
        this.activationBits = machine.precision().activationBits();
        this.memory = new PlainMemory(layer, machine, tally);
        storeRows();
        this.resident = fitsWeightMemories();
        this.channels = channels();
        run();
        tallyUp();
    }

    Map<String, Long> counts() {
        return tally.counts();
    }

    PlainMemory memory() {
        return memory;
    }

    boolean isResident() {
        return resident;
    }

    /** As many rows a pass as the registers of all PEs hold. */
    private void storeRows() {
        for (int group = 0; group < shape.groups(); group++) {
            List<Integer> rows = layer.filters(group);
            for (int from = 0; from < rows.size(); from += REGISTERS * pes) {
                List<Integer> ofPass = rows.subList(from, Math.min(rows.size(), from + REGISTERS * pes));
                passes.add(new StoredRows(layer, group, from, ofPass, pes));
            }
        }
    }

    /** Whether each PE has room for its entries of the whole layer in its part of the weight memory. */
    private boolean fitsWeightMemories() {
        int places = machine.buffers().weights().capacityBytes() * 8 / pes / (weightBits + INDEX_BITS);
        for (int pe = 0; pe < pes; pe++) {
            int stored = 0;
            for (StoredRows rows : passes) {
                stored += rows.entries(pe, 0, shape.channelsPerGroup()).size();
            }
            if (stored > places) {
                return false;
            }
        }
        return true;
    }

    /** The vector is halved until half of each buffer holds a tile and pointers reach all its entries. */
    private int channels() {
        int halved = shape.channelsPerGroup();
        while (!fits(halved)) {
            halved = (halved + 1) / 2;
        }
        return halved;
    }

    private boolean fits(int size) {
        boolean fits =
                (long) size * activationBits <= machine.buffers().inputs().capacityBytes() * 4L;
        for (StoredRows rows : passes) {
            for (int from = 0; from < shape.channelsPerGroup(); from += size) {
                int to = Math.min(shape.channelsPerGroup(), from + size);
                fits &= valueBits(rows, from, to) + indexBits(rows, from, to)
                        <= machine.buffers().weights().capacityBytes() * 4L;
                for (int pe = 0; pe < pes; pe++) {
                    fits &= rows.entries(pe, from, to).size() <= MOST_ENTRIES;
                }
            }
        }
        return fits;
    }

    /** 4 bits for each weight; nothing moves where weights stay. */
    private long valueBits(StoredRows rows, int from, int to) {
        long bits = 0;
        for (int pe = 0; pe < pes && !resident; pe++) {
            for (StoredRows.Entry entry : rows.entries(pe, from, to)) {
                bits += entry.weight() ? weightBits : 0;
            }
        }
        return bits;
    }

    /** 4 bits for each weight, 8 for each padding zero, and for each PE a pointer to each column and one to the end. */
    private long indexBits(StoredRows rows, int from, int to) {
        long bits = 0;
        for (int pe = 0; pe < pes && !resident; pe++) {
            for (StoredRows.Entry entry : rows.entries(pe, from, to)) {
                bits += entry.weight() ? INDEX_BITS : weightBits + INDEX_BITS;
            }
            bits += (to - from + 1L) * POINTER_BITS;
        }
        return bits;
    }

    /** Where weights stay, one vector after the other takes all passes; where they are streamed, a pass all vectors. */
    private void run() {
        for (int group = 0; group < shape.groups(); group++) {
            int of = group;
            List<StoredRows> ofGroup =
                    passes.stream().filter(rows -> rows.group() == of).toList();
            if (resident) {
                for (int vector = 0; vector < shape.outputPositions(); vector++) {
                    for (StoredRows rows : ofGroup) {
                        pass(vector, rows);
                    }
                }
            } else {
                for (StoredRows rows : ofGroup) {
                    for (int vector = 0; vector < shape.outputPositions(); vector++) {
                        pass(vector, rows);
                    }
                }
            }
        }
    }

    private void pass(int vector, StoredRows rows) {
        int row = vector / shape.q();
        int q = vector % shape.q();
        int end = rows.filterFrom() + rows.rows();
        for (int from = 0; from < shape.channelsPerGroup(); from += channels) {
            int to = Math.min(shape.channelsPerGroup(), from + channels);
            var tile = new PlainTile(rows.group(), row, row + 1, q, q + 1, rows.filterFrom(), end, from, to);
            memory.pass(tile, valueBits(rows, from, to), indexBits(rows, from, to));
            long words = 0;
            for (Column column : layer.columns(from, to)) {
                inputsInRegisters++;
                if (layer.hasInputUnder(rows.group(), column, row, q)) {
                    words += broadcast(rows, column.c());
                }
            }
            memory.read(DataType.INPUTS, layer.columns(from, to).size() * (long) activationBits);
            readWeights(words);
        }
    }

    /** Into the queue of every PE that has a row, which reads where the column starts and ends: a pointer of each bank. */
    private long broadcast(StoredRows rows, int column) {
        broadcasts++;
        int perWord = Math.max(1, machine.buffers().weights().wordBits() / (weightBits + INDEX_BITS));
        long words = 0;
        for (int pe = 0; pe < rows.usedPes(); pe++) {
            queued++;
            pointers += 2;
            Set<Integer> wordsOfPe = new HashSet<>();
            for (StoredRows.Entry entry : rows.entries(pe, column)) {
                entries++;
                wordsOfPe.add(entry.place() / perWord);
            }
            words += wordsOfPe.size();
        }
        return words;
    }

    /** Each word is read once; its bits are weights and indices, and a word of which a part is weights counts as theirs. */
    private void readWeights(long words) {
        int wordBits = machine.buffers().weights().wordBits();
        long ofWeights = PlainMemory.words(words * weightBits, weightBits + INDEX_BITS);
        memory.read(DataType.WEIGHTS, ofWeights * wordBits);
        memory.read(DataType.INDICES, (words - ofWeights) * wordBits);
    }

    /** Inputs enter the source registers and are looked at once; an entry is decoded, looked up, multiplied and added. */
    private void tallyUp() {
        var written = new Action.RegisterAccess(REGISTERS, activationBits, true);
        tally.add("inputRegisters", DataType.INPUTS, written, inputsInRegisters);
        var looked = new Action.RegisterAccess(REGISTERS, activationBits, false);
        tally.add("inputRegisters", DataType.INPUTS, looked, inputsInRegisters);
        tally.add("nonZeroDetection", DataType.INPUTS, new Action.PriorityEncode(pes), broadcasts);
        tally.add("queues", DataType.INPUTS, new Action.FifoAccess(QUEUE_DEPTH, activationBits, true), queued);
        tally.add("queues", DataType.INPUTS, new Action.FifoAccess(QUEUE_DEPTH, activationBits, false), queued);
        var pointer = new Action.SramAccess(POINTER_BANK_BYTES, POINTER_BITS, false);
        tally.add("pointerMemory", DataType.INDICES, pointer, pointers);
        tally.add("indexing", DataType.INDICES, new Action.IndexDecode(INDEX_BITS), entries);
        var codebook = new Action.RegisterAccess(1 << weightBits, activationBits, false);
        tally.add("codebook", DataType.WEIGHTS, codebook, entries);
        var product = Action.Multiply.of(Math.max(weightBits, activationBits));
        tally.add("multipliers", DataType.PSUMS, product, entries);
        var sum = new Action.Accumulate(REGISTERS, machine.precision().accumulatorBits());
        tally.add("accumulators", DataType.PSUMS, sum, entries);
    }
}
