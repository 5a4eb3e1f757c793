package archsim.engine.machines.scnn;

import java.util.Arrays;

/**
 * Vectors of inputs by the kinds that they hold: a trie.
 *
 * <p>Kinds within a vector are ordered, so vectors that differ only in the order of their inputs are one node. Node {@code
 * 1 + kind} is the vector of that one kind. Of the vectors that are turns of each other one counts as unturned.
 */
final class ScnnBricks {

    /** Node of the vector without inputs. */
    static final int EMPTY = 0;

    private final ScnnKinds kinds;
    private int[] parent;
    private int[] lastKind;
    private int[] child;
    private int[] unturned;
    private int[] turnBanks;
    private int[] lowerHalf;
    private int[] upperHalf;
    private int nodes = 1;

    ScnnBricks(ScnnKinds kinds) {
        this.kinds = kinds;
        int singles = kinds.count();
        parent = new int[singles + 1];
        lastKind = new int[singles + 1];
        unturned = new int[singles + 1];
        turnBanks = new int[singles + 1];
        lowerHalf = new int[singles + 1];
        upperHalf = new int[singles + 1];
        child = new int[(singles + 1) * singles];
        for (int kind = 0; kind < singles; kind++) {
            int single = add(EMPTY, kind);
            unturned[single] = single(kinds.unturned(kind));
            turnBanks[single] = kinds.turnBanks(kind);
        }
    }

    private int add(int node, int kind) {
        if (nodes == parent.length) {
            parent = Arrays.copyOf(parent, 2 * nodes);
            lastKind = Arrays.copyOf(lastKind, 2 * nodes);
            unturned = Arrays.copyOf(unturned, 2 * nodes);
            turnBanks = Arrays.copyOf(turnBanks, 2 * nodes);
            lowerHalf = Arrays.copyOf(lowerHalf, 2 * nodes);
            upperHalf = Arrays.copyOf(upperHalf, 2 * nodes);
            child = Arrays.copyOf(child, Math.multiplyExact(2 * nodes, kinds.count()));
        }
        parent[nodes] = node;
        lastKind[nodes] = kind;
        child[node * kinds.count() + kind] = nodes;
        return nodes++;
    }

    /** Node of the vector of the first {@code length} kinds, which are in order. */
    int of(int[] vector, int length) {
        int node = EMPTY;
        for (int i = 0; i < length; i++) {
            int next = child[node * kinds.count() + vector[i]];
            node = next == EMPTY ? add(node, vector[i]) : next;
        }
        if (unturned[node] == EMPTY && node != EMPTY) {
            turnBack(node, Arrays.copyOf(vector, length));
        }
        return node;
    }

    /** Finds the first, in order, of the turns of a vector that begin with an unturned kind. */
    private void turnBack(int node, int[] vector) {
        int[] first = vector;
        for (int kind : vector) {
            int[] turned = kinds.turnBanks(kind) == 0 ? vector : kinds.turnedBack(vector, kind);
            if (Arrays.compare(turned, first) < 0) {
                first = turned;
                turnBanks[node] = kinds.turnBanks(kind);
            }
        }
        if (turnBanks[node] == 0) {
            unturned[node] = node;
            halve(node, vector);
        } else {
            int other = of(first, first.length);
            unturned[node] = other;
        }
    }

    private void halve(int node, int[] vector) {
        int middle = (vector.length + 1) / 2;
        int lower = of(vector, middle);
        int upper = of(Arrays.copyOfRange(vector, middle, vector.length), vector.length - middle);
        lowerHalf[node] = lower;
        upperHalf[node] = upper;
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

    /** The one of a vector's turns that stands for all of them. */
    int unturned(int node) {
        return unturned[node];
    }

    /** Banks by which the products of a vector are further, modulo the banks, than those of the unturned one. */
    int turnBanks(int node) {
        return turnBanks[node];
    }

    /** First half of an unturned vector of two inputs or more. */
    int lowerHalf(int node) {
        return lowerHalf[node];
    }

    /** Second half of an unturned vector of two inputs or more. */
    int upperHalf(int node) {
        return upperHalf[node];
    }

    /** Node of the vector of one kind. */
    int single(int kind) {
        return 1 + kind;
    }
}
