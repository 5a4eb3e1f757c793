package archsim.engine.machines.loopnest.search;

import archsim.base.table.ResultTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cycles of a layer by the mapping that archsim finds, and by the best of a random search.
 *
 * @param weights that the network was drawn with, as people write it
 * @param searched mappings that archsim estimated
 * @param drawn random mappings, all of which fit
 */
record ComparedLayer(
        String machine,
        String weights,
        String network,
        String layer,
        long found,
        long random,
        long searched,
        long drawn) {

    static ComparedLayer ofCsv(String line) {
        String[] cells = line.split(",", -1);
        return new ComparedLayer(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                Long.parseLong(cells[4]),
                Long.parseLong(cells[5]),
                Long.parseLong(cells[6]),
                Long.parseLong(cells[7]));
    }

    /** Below 1 archsim's mapping is better. */
    double ratio() {
        return (double) found / random;
    }

    boolean isOf(ComparedNetwork one, String name) {
        return one.machine().equals(machine)
                && one.weights().equals(weights)
                && one.network().equals(network)
                && layer.equals(name);
    }

    static ResultTable table(List<ComparedLayer> rows) {
        ResultTable.Builder table = ResultTable.titled("")
                .text("machine")
                .text("weights")
                .text("network")
                .text("layer")
                .number("cycles found", "found", "%d")
                .number("best of random", "random", "%d")
                .number("mappings searched", "searched", "%d")
                .number("drawn", "%d");
        rows.forEach(row -> table.row(row.cells().toArray()));
        return table.build();
    }

    /** With what people read from the others. */
    static ResultTable page(List<ComparedLayer> rows) {
        ResultTable.Builder table = ResultTable.titled("")
                .text("machine")
                .text("weights")
                .text("network")
                .text("layer")
                .number("cycles found", "%,d")
                .number("best of random", "%,d")
                .number("ratio", "%.3f")
                .number("mappings searched", "%,d")
                .number("times as many drawn", "%.0f");
        for (ComparedLayer row : rows) {
            table.row(
                    row.machine,
                    row.weights,
                    row.network,
                    row.layer,
                    row.found,
                    row.random,
                    row.ratio(),
                    row.searched,
                    (double) row.drawn / row.searched);
        }
        return table.build();
    }

    private Stream<Object> cells() {
        return Stream.of(machine, weights, network, layer, found, random, searched, drawn);
    }
}
