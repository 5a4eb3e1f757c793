package archsim.base;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;

/**
 * Values that are expensive to compute, each computed by the first caller and kept while there is room; of those not needed
 * for longest, the first go first. That a value was kept shows in nothing but time.
 *
 * <p>Safe for threads: a caller waits for a value that is being computed. Computing one may need values of other memos, and of
 * this one those of parts of its key, never in a circle.
 */
public final class Memo<K, V> {

    private final long room;
    private final ToLongBiFunction<K, V> size;
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    private static final class Kept<V> {

        private final FutureTask<V> value;
        private long size;

        Kept(Supplier<V> make) {
            value = new FutureTask<>(make::get);
        }
    }

    /**
     * @param room for all values together; 0 keeps none, and keys are never compared
     * @param size of a value with its key, in the unit of {@code room}, at least 1
     */
    public Memo(long room, ToLongBiFunction<K, V> size) {
        this.room = room;
        this.size = size;
    }

    /**
     * The value of {@code key}, which {@code make} makes if it is not there. What {@code make} throws is thrown to all who
     * wait for the value, and is not kept.
     */
    public V get(K key, Supplier<V> make) {
        if (room == 0) {
            return make.get();
        }
        Kept<V> mine = new Kept<>(make);
        Kept<V> found;
        synchronized (kept) {
            Kept<V> known = kept.get(key);
            found = known == null ? mine : known;
            if (known == null) {
                kept.put(key, mine);
            }
        }
        if (found == mine) {
            mine.value.run();
        }
        return finished(key, mine, found);
    }

    private V finished(K key, Kept<V> mine, Kept<V> found) {
        try {
            V value = found.value.get();
            if (found == mine) {
                settle(mine, size.applyAsLong(key, value));
            }
            return value;
        } catch (ExecutionException e) {
            if (found == mine) {
                synchronized (kept) {
                    kept.remove(key);
                }
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            // A supplier throws nothing else.
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + key, e);
        }
    }

    private void settle(Kept<V> made, long madeSize) {
        synchronized (kept) {
            made.size = madeSize;
            used += madeSize;
            Iterator<Kept<V>> eldest = kept.values().iterator();
            while (used > room && eldest.hasNext()) {
                Kept<V> next = eldest.next();
                if (next.size > 0) { // else it is still being made
                    used -= next.size;
                    eldest.remove();
                }
            }
        }
    }
}
