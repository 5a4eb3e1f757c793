package archsim.workloads.imports.checkpoint;

import archsim.base.InvalidInputException;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import java.util.List;
import java.util.Optional;

/**
 * The two matrices that decoding makes of the one that expands latent keys and values: of each head's rows for keys, turned, as
 * the query is multiplied with them; and of its rows for values.
 */
public final class AbsorbedMatrices {

    private AbsorbedMatrices() {}

    /**
     * What a head's rows make, keys first.
     *
     * @param keys rows for keys, likewise values
     */
    private record Head(int heads, int keys, int values) {}

    /**
     * Both, for keys and for values; each has its share of the scales.
     *
     * @param heads of the model
     * @param keys rows of a head that make its keys, likewise values
     * @throws InvalidInputException if scales are for rows of both
     */
    public static List<StoredMatrix> of(StoredMatrix expanding, int heads, int keys, int values) {
        var head = new Head(heads, keys, values);
        return List.of(part(expanding, head, true), part(expanding, head, false));
    }

    private static StoredMatrix part(StoredMatrix whole, Head head, boolean keys) {
        int perHead = keys ? head.keys() : head.values();
        int rank = whole.columns();
        int first = keys ? 0 : head.keys();
        int rows = head.heads() * (keys ? rank : head.values());
        return new StoredMatrix(
                whole.name() + (keys ? ".key" : ".value"),
                rows,
                keys ? head.keys() : rank,
                whole.bits(),
                share(whole, perHead, head.keys() + head.values()),
                () -> {
                    float[] all = whole.dequantised();
                    int step = head.keys() + head.values();
                    return (row, into) -> {
                        int of = row / (rows / head.heads());
                        int at = row % (rows / head.heads());
                        for (int i = 0; i < into.length; i++) {
                            int from = of * step + first + (keys ? i : at);
                            into[i] = all[from * rank + (keys ? at : i)];
                        }
                    };
                },
                Optional.empty(),
                whole.tensors());
    }

    private static Quantisation share(StoredMatrix whole, int rows, int all) {
        Quantisation quantisation = whole.quantisation();
        return new Quantisation(
                quantisation.format(),
                quantisation.type(),
                quantisation.groupSize(),
                share(whole, quantisation.scales(), rows, all),
                quantisation.globalScales(),
                share(whole, quantisation.zeroPoints(), rows, all),
                quantisation.groupIndices(),
                quantisation.fileBits() * rows / all);
    }

    private static StoredCount share(StoredMatrix whole, StoredCount count, int rows, int all) {
        if (count.count() * rows % all != 0) {
            throw InvalidInputException.of(
                    whole.name(), "must have scales of each row for --decode, was with %d of blocks", count.count());
        }
        return StoredCount.packed(count.count() * rows / all, count.bits());
    }
}
