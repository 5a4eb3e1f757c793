package archsim.engine.machines.sigma;

import archsim.engine.machines.LiteralLayer;
import archsim.engine.machines.LiteralLayer.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SIGMA's iterations step by step: every adder of the tree on its own, every line of the bus and the write queue in every
 * cycle of every iteration.
 */
final class LiteralSigma {

    private final LiteralLayer layer;
    private final int multipliers;
    private final int period;
    private long cycles;
    private long iterations;
    private long products;

    LiteralSigma(LiteralLayer layer, int multipliers, int bandwidth) {
        this.layer = layer;
        this.multipliers = multipliers;
        this.period = Math.max(1, multipliers / bandwidth);
    }

    long cycles() {
        return cycles;
    }

    long iterations() {
        return iterations;
    }

    long products() {
        return products;
    }

    /** All positions as one stream of vectors. */
    void run() {
        List<Column> columns = layer.columns();
        for (int group = 0; group < layer.shape().groups(); group++) {
            var waiting = new ArrayList<Integer>();
            int used = 0;
            for (int k : layer.filters(group)) {
                int present = (int) columns.stream()
                        .filter(column -> layer.hasWeight(k, column))
                        .count();
                products += present * layer.shape().outputPositions();
                int cluster = Math.max(3, present);
                if (used + cluster > multipliers) {
                    iterate(waiting);
                    waiting.clear();
                    used = 0;
                }
                if (cluster > multipliers) {
                    fold(present);
                } else {
                    waiting.add(cluster);
                    used += cluster;
                }
            }
            iterate(waiting);
        }
    }

    private void fold(int present) {
        iterate(List.of(multipliers));
        for (int left = present - multipliers; left > 0; left -= multipliers - 1) {
            iterate(List.of(Math.min(left, multipliers - 1) + 1));
        }
    }

    private void iterate(List<Integer> clusters) {
        if (clusters.isEmpty()) {
            return;
        }
        iterations++;
        var doneAt = new ArrayList<Integer>();
        var lineOf = new ArrayList<Integer>();
        int from = 0;
        for (int cluster : clusters) {
            sumUp(from, from + cluster - 1, doneAt, lineOf);
            from += cluster;
        }
        int loading = period > 1 ? period + 1 : 1;
        cycles += 4 + loading + collect(doneAt, lineOf);
    }

    /** Adders by number, each with the cycle in which its sum is there. */
    private void sumUp(int first, int last, List<Integer> doneAt, List<Integer> lineOf) {
        Map<Integer, Integer> sums = new TreeMap<>();
        for (int leaf = first; leaf <= last; leaf++) {
            sums.put(leaf, leaf % period);
        }
        int level = Integer.numberOfTrailingZeros(multipliers);
        int low = first;
        int high = last;
        do {
            level--;
            Map<Integer, Integer> above = new TreeMap<>();
            sums.forEach((adder, cycle) -> above.merge(adder / 2, cycle + 1, Math::max));
            int lowParent = low / 2;
            int highParent = high / 2;
            for (int a = 1; a + 1 < (1 << level) - 1; a += 2) {
                if (!above.containsKey(a) || !above.containsKey(a + 1)) {
                    continue;
                }
                int onLeft = 2 * a + 2 - low;
                int onRight = high - 2 * a - 1;
                if (onLeft < onRight && a == lowParent) {
                    hand(above, a, a + 1);
                    lowParent = a + 1;
                    low = 2 * a + 2;
                } else if (onLeft >= onRight && a + 1 == highParent) {
                    hand(above, a + 1, a);
                    highParent = a;
                }
            }
            sums = above;
            low = lowParent;
            high = highParent;
        } while (sums.size() > 1);
        int adder = sums.keySet().iterator().next();
        doneAt.add(sums.get(adder));
        lineOf.add(line(level, adder));
    }

    private static void hand(Map<Integer, Integer> sums, int from, int to) {
        sums.merge(to, sums.remove(from) + 1, Math::max);
    }

    /** Linked pairs from the root down, then the outermost adders, left and right, from the root down. */
    private int line(int level, int adder) {
        var pairs = new ArrayList<List<Integer>>();
        var singles = new ArrayList<List<Integer>>();
        for (int l = 0; 1 << l < multipliers; l++) {
            for (int a = 0; a < 1 << l; a++) {
                if (a == 0 || a == (1 << l) - 1) {
                    singles.add(List.of(l, a));
                } else if (a % 2 == 1) {
                    pairs.add(List.of(l, a));
                }
            }
        }
        int pair = pairs.indexOf(List.of(level, adder % 2 == 1 ? adder : adder - 1));
        int single = singles.indexOf(List.of(level, adder));
        return (single < 0 ? pair : 2 * pairs.size() + single) % multipliers;
    }

    private int collect(List<Integer> doneAt, List<Integer> lineOf) {
        long vectors = layer.shape().outputPositions();
        int[] lines = new int[multipliers];
        int queue = 0;
        int cycle = 0;
        for (long left = vectors * doneAt.size(); left > 0; cycle++) {
            for (int row = 0; row < doneAt.size(); row++) {
                int age = cycle + 1 - doneAt.get(row);
                lines[lineOf.get(row)] += age >= 0 && age % period == 0 && age / period < vectors ? 1 : 0;
            }
            for (int line = 0; line < lines.length; line++) {
                if (lines[line] > 0) {
                    lines[line]--;
                    queue++;
                }
            }
            int written = queue - queue / 2;
            queue -= written;
            left -= written;
        }
        return cycle;
    }
}
