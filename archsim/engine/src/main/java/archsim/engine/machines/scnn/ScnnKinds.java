package archsim.engine.machines.scnn;

import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of inputs: those of one kind meet the same banks with every weight.
 *
 * <p>For each kind and kernel offset {@code r * S + s} the place of the product's output, or {@link #DROPPED}. Kinds whose
 * places are all as many banks away from each other's, modulo the banks, are <em>turns</em> of one kind: with {@code t}
 * turns, those of the kind {@code i * t} are {@code i * t + 1} and so on.
 */
final class ScnnKinds {

    /** Instead of a place: the product lies beyond the map and meets no bank. */
    static final int DROPPED = -1;

    private final int turns;
    private final int banks;
    private final int[][] kindOf;
    private final List<int[]> places = new ArrayList<>();

    ScnnKinds(Scnn scnn, LayerShape shape, ScnnAxis rows, ScnnAxis columns) {
        turns = ShortBankQueues.turns(scnn) ? scnn.bankHash().turns(scnn) : 1;
        banks = scnn.accumulatorBanks();
        Map<List<Integer>, Integer> known = new LinkedHashMap<>();
        kindOf = new int[rows.kinds()][columns.kinds()];
        for (int row = 0; row < rows.kinds(); row++) {
            for (int column = 0; column < columns.kinds(); column++) {
                List<Integer> own = places(scnn, shape, rows, row, columns, column);
                int turn = turns == 1 ? 0 : own.get(0) / banksOfTurn();
                List<Integer> unturned = moved(own, banks - turn * banksOfTurn());
                known.putIfAbsent(unturned, known.size());
                kindOf[row][column] = known.get(unturned) * turns + turn;
            }
        }
        for (List<Integer> unturned : known.keySet()) {
            for (int turn = 0; turn < turns; turn++) {
                places.add(moved(unturned, turn * banksOfTurn()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
    }

    /** Places so many banks further, modulo the banks. */
    private List<Integer> moved(List<Integer> all, int by) {
        return by % banks == 0
                ? all
                : all.stream().map(place -> (place + by) % banks).toList();
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

    /** Different kinds, all turns of each included. */
    int count() {
        return places.size();
    }

    /** The first of a kind's turns. */
    int unturned(int kind) {
        return kind - kind % turns;
    }

    /** Banks by which a kind's products are further, modulo the banks, than those of the first of its turns. */
    int turnBanks(int kind) {
        return kind % turns * banksOfTurn();
    }

    private int banksOfTurn() {
        return banks / turns;
    }

    /** A vector of kinds turned back so far that one of them is unturned; in order. */
    int[] turnedBack(int[] vector, int back) {
        return Arrays.stream(vector)
                .map(kind -> unturned(kind) + Math.floorMod(kind - back, turns))
                .sorted()
                .toArray();
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
