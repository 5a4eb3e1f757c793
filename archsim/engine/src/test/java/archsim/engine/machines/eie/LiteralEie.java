package archsim.engine.machines.eie;

import archsim.engine.machines.LiteralLayer;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** EIE cycle by cycle: queues that fill and drain, one entry a PE and cycle. */
final class LiteralEie {

    private final LiteralLayer layer;
    private final Eie eie;
    private final int pes;
    private long cycles;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long index;
    private long fill;

    LiteralEie(LayerWorkload layer, Eie eie, int pes) {
        this.layer = new LiteralLayer(layer);
        this.eie = eie;
        this.pes = pes;
    }

    /** Every vector passes over every group's rows, as many rows at a time as there are registers. */
    LiteralEie run() {
        LayerShape shape = layer.shape();
        for (int n = 0; n < shape.n(); n++) {
            for (int h = 0; h < shape.h(); h++) {
                for (int w = 0; w < shape.w(); w++) {
                    for (int group = 0; group < shape.groups(); group++) {
                        List<Integer> filters = layer.filters(group);
                        for (int from = 0; from < filters.size(); from += pes * eie.registersPerFile()) {
                            int to = Math.min(filters.size(), from + pes * eie.registersPerFile());
                            pass(n, h, w, group, filters.subList(from, to));
                        }
                    }
                }
            }
        }
        return this;
    }

    private void pass(int n, int h, int w, int group, List<Integer> rows) {
        List<LiteralLayer.Column> columns = layer.columns().stream()
                .filter(column -> layer.hasInput(n, group * layer.shape().channelsPerGroup() + column.c(), h, w))
                .toList();
        int used = Math.min(pes, rows.size());
        List<Deque<Deque<Boolean>>> queues = new ArrayList<>();
        for (int pe = 0; pe < used; pe++) {
            queues.add(new ArrayDeque<>());
        }
        int sent = 0;
        while (sent < columns.size() || queues.stream().anyMatch(queue -> !queue.isEmpty())) {
            boolean room = queues.stream().allMatch(queue -> queue.size() < eie.queueDepth());
            for (Deque<Deque<Boolean>> queue : queues) {
                step(queue, sent == 0);
            }
            fill += sent == 0 ? pes - used : 0;
            fragmentation += sent == 0 ? 0 : pes - used;
            if (room && sent < columns.size()) {
                for (int pe = 0; pe < used; pe++) {
                    queues.get(pe).add(new ArrayDeque<>(stored(rows, pe, columns.get(sent))));
                }
                sent++;
            }
            cycles++;
        }
        cycles += eie.pipelineCycles();
        fill += (long) eie.pipelineCycles() * pes;
    }

    private void step(Deque<Deque<Boolean>> queue, boolean nothingSent) {
        if (queue.isEmpty()) {
            fill += nothingSent ? 1 : 0;
            imbalance += nothingSent ? 0 : 1;
            return;
        }
        Deque<Boolean> head = queue.peek();
        boolean weight = !head.isEmpty() && head.poll();
        useful += weight ? 1 : 0;
        index += weight ? 0 : 1;
        if (head.isEmpty()) {
            queue.poll();
        }
    }

    /** A PE's entries of a column, zero by zero. */
    private List<Boolean> stored(List<Integer> rows, int pe, LiteralLayer.Column column) {
        var entries = new ArrayList<Boolean>();
        int zeros = 0;
        for (int i = pe; i < rows.size(); i += pes) {
            if (!layer.hasWeight(rows.get(i), column)) {
                zeros++;
                continue;
            }
            entries.addAll(Collections.nCopies(zeros / (1 << eie.indexBits()), false));
            entries.add(true);
            zeros = 0;
        }
        return entries;
    }

    long cycles() {
        return cycles;
    }

    SlotStack slots() {
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, fragmentation)
                .lost(Cause.IMBALANCE, imbalance)
                .lost(Cause.INDEX, index)
                .lost(Cause.FILL, fill);
    }
}
