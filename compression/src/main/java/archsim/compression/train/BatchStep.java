package archsim.compression.train;

import archsim.compression.train.layer.BatchNorm;
import archsim.compression.train.layer.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The work of one batch: stretches that every slice does for itself, and between them moments when the slices meet.
 *
 * <p>A network without batch normalisation has a single stretch.
 */
final class BatchStep {

    private final ThreadTeam team;
    private final Slices slices;
    private List<IntConsumer> stretch = new ArrayList<>();

    BatchStep(ThreadTeam team, Slices slices) {
        this.team = team;
        this.slices = slices;
    }

    /** Each slice, by its number, does {@code work} after what was asked for before. */
    void each(IntConsumer work) {
        stretch.add(work);
    }

    /** All slices finish what was asked for; then {@code work} is done once. */
    void meet(Runnable work) {
        finish();
        work.run();
    }

    /** All slices finish what was asked for. */
    void finish() {
        List<IntConsumer> todo = stretch;
        stretch = new ArrayList<>();
        var work = new ArrayList<Runnable>();
        for (int slice = 0; slice < slices.count(); slice++) {
            int index = slice;
            work.add(() -> todo.forEach(piece -> piece.accept(index)));
        }
        team.run(work);
    }

    /** Forward through all operations. */
    void forward(List<Pass> passes, float[] parameters) {
        for (int op = 0; op < slices.get(0).ops().size(); op++) {
            int index = op;
            if (slices.get(0).ops().get(op) instanceof BatchNorm) {
                each(slice -> norm(slice, index).measure());
                meet(() -> BatchNorm.combine(norms(index), parameters));
            }
            each(slice -> slices.get(slice).ops().get(index).forward(passes.get(slice)));
        }
    }

    /** Back through all operations. */
    void backward(List<Pass> passes) {
        for (int op = slices.get(0).ops().size() - 1; op >= 0; op--) {
            int index = op;
            if (slices.get(0).ops().get(op) instanceof BatchNorm) {
                each(slice -> norm(slice, index).measureGradients());
                meet(() -> BatchNorm.combineGradients(norms(index)));
            }
            each(slice -> slices.get(slice).ops().get(index).backward(passes.get(slice)));
        }
    }

    private BatchNorm norm(int slice, int op) {
        return (BatchNorm) slices.get(slice).ops().get(op);
    }

    private List<BatchNorm> norms(int op) {
        var norms = new ArrayList<BatchNorm>();
        for (int slice = 0; slice < slices.count(); slice++) {
            norms.add(norm(slice, op));
        }
        return norms;
    }
}
