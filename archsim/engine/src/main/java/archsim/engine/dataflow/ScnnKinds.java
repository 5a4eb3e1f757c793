package archsim.engine.dataflow;

import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of inputs: those of one kind meet the same banks with every weight.
 *
 * <p>For each kind and kernel offset {@code r * S + s} the place of the product's output, or {@link #DROPPED}.
 */
final class ScnnKinds {

    /** Instead of a place: the product lies beyond the map and meets no bank. */
    static final int DROPPED = -1;

    private final int[][] kindOf;
    private final List<int[]> places = new ArrayList<>();

    ScnnKinds(Scnn scnn, LayerShape shape, ScnnAxis rows, ScnnAxis columns) {
        Map<List<Integer>, Integer> known = new HashMap<>();
        kindOf = new int[rows.kinds()][columns.kinds()];
        for (int row = 0; row < rows.kinds(); row++) {
            for (int column = 0; column < columns.kinds(); column++) {
                List<Integer> signature = places(scnn, shape, rows, row, columns, column);
                Integer kind = known.get(signature);
                if (kind == null) {
                    kind = known.size();
                    known.put(signature, kind);
                    places.add(signature.stream().mapToInt(Integer::intValue).toArray());
                }
                kindOf[row][column] = kind;
            }
        }
    }

    private static List<Integer> places(
            Scnn scnn, LayerShape shape, ScnnAxis rows, int row, ScnnAxis columns, int column) {
        var places = new ArrayList<Integer>();
        for (int r = 0; r < shape.r(); r++) {
            for (int s = 0; s < shape.s(); s++) {
                boolean meets = rows.meetsBank(row, r) && columns.meetsBank(column, s);
                places.add(
                        meets ? scnn.bankHash().place(rows.output(row, r), columns.output(column, s), scnn) : DROPPED);
            }
        }
        return places;
    }

    /** Different kinds. */
    int count() {
        return places.size();
    }

    /** Kind of the inputs with these kinds of row and column. */
    int of(int rowKind, int columnKind) {
        return kindOf[rowKind][columnKind];
    }

    /** Place of the output of a product, by kernel offset. */
    int[] places(int kind) {
        return places.get(kind);
    }
}
