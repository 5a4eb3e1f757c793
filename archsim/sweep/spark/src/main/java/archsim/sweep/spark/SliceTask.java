package archsim.sweep.spark;

import archsim.base.InvalidInputException;
import archsim.sweep.LocalRunner;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointRunner;
import archsim.sweep.PortableSweep;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs the slices of one partition, on a machine of the cluster. */
final class SliceTask extends AbstractFunction1<Iterator<int[]>, FinishedSlice> implements Serializable {

    private final PortableSweep sweep;

    SliceTask(PortableSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public FinishedSlice apply(Iterator<int[]> slices) {
        var rows = new ArrayList<String>();
        var sources = new TreeSet<String>();
        try {
            PointRunner runner = WarmRunner.of(sweep);
            while (slices.hasNext()) {
                new LocalRunner(1).run(runner, slices.next(), row -> keep(row, rows, sources));
            }
        } catch (InvalidInputException e) {
            return new FinishedSlice(List.of(), List.of(), e.faults());
        }
        return new FinishedSlice(rows, new ArrayList<>(sources), List.of());
    }

    private static void keep(PointRow row, List<String> rows, Set<String> sources) {
        rows.add(PointRows.text(row));
        sources.addAll(row.sources());
    }
}
