package archsim.engine.dataflow;

import java.util.Arrays;

/**
 * Vectors of inputs by the kinds that they hold: a trie.
 *
 * <p>Kinds within a vector are ordered, so vectors that differ only in the order of their inputs are one node. Node {@code
 * 1 + kind} is the vector of that one kind.
 */
final class ScnnBricks {

    /** Node of the vector without inputs. */
    static final int EMPTY = 0;

    private final int kinds;
    private int[] parent;
    private int[] lastKind;
    private int[] child;
    private int[] lowerHalf;
    private int[] upperHalf;
    private int nodes = 1;

    ScnnBricks(int kinds) {
        this.kinds = kinds;
        parent = new int[kinds + 1];
        lastKind = new int[kinds + 1];
        lowerHalf = new int[kinds + 1];
        upperHalf = new int[kinds + 1];
        child = new int[(kinds + 1) * kinds];
        for (int kind = 0; kind < kinds; kind++) {
            add(EMPTY, kind);
        }
    }

    private int add(int node, int kind) {
        if (nodes == parent.length) {
            parent = Arrays.copyOf(parent, 2 * nodes);
            lastKind = Arrays.copyOf(lastKind, 2 * nodes);
            lowerHalf = Arrays.copyOf(lowerHalf, 2 * nodes);
            upperHalf = Arrays.copyOf(upperHalf, 2 * nodes);
            child = Arrays.copyOf(child, Math.multiplyExact(2 * nodes, kinds));
        }
        parent[nodes] = node;
        lastKind[nodes] = kind;
        child[node * kinds + kind] = nodes;
        return nodes++;
    }

    /** Node of the vector of the first {@code length} kinds, which are in order. */
    int of(int[] vector, int length) {
        return of(vector, 0, length);
    }

    private int of(int[] vector, int from, int to) {
        int node = EMPTY;
        for (int i = from; i < to; i++) {
            int next = child[node * kinds + vector[i]];
            node = next == EMPTY ? add(node, vector[i]) : next;
        }
        if (to - from > 1 && lowerHalf[node] == EMPTY) {
            int middle = (from + to + 1) / 2;
            int lower = of(vector, from, middle);
            int upper = of(vector, middle, to);
            lowerHalf[node] = lower;
            upperHalf[node] = upper;
        }
        return node;
    }

    /** Nodes so far. */
    int count() {
        return nodes;
    }

    /** Whether the vector holds one input. */
    boolean isSingle(int node) {
        return parent[node] == EMPTY;
    }

    /** The vector without its last kind. */
    int parent(int node) {
        return parent[node];
    }

    /** Last kind of a vector that is not empty. */
    int lastKind(int node) {
        return lastKind[node];
    }

    /** First half of a vector of two inputs or more that was asked for. */
    int lowerHalf(int node) {
        return lowerHalf[node];
    }

    /** Second half of a vector of two inputs or more that was asked for. */
    int upperHalf(int node) {
        return upperHalf[node];
    }

    /** Node of the vector of one kind. */
    int single(int kind) {
        return 1 + kind;
    }
}
