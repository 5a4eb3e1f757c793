package archsim.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Memo<String, Integer> memo = new Memo<>(2, (key, value) -> 1);

    private int get(String key) {
        return memo.get(key, made::incrementAndGet);
    }

    @Test
    void aValueIsMadeOnce() {
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("a")).isEqualTo(1);
    }

    /** With room for two, the third sends the one away that was not needed for longest: b, as a was asked for again. */
    @Test
    void whatWasNotNeededForLongestGoesFirst() {
        get("a");
        get("b");
        get("a");
        get("c");
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("b")).isEqualTo(4);
    }

    @Test
    void withoutRoomNothingIsKept() {
        var none = new Memo<String, Integer>(0, (key, value) -> 1);
        assertThat(none.get("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(none.get("a", made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void aFailureIsThrownAndNotKept() {
        assertThatThrownBy(() -> memo.get("a", () -> {
                    throw new IllegalStateException("not today");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not today");
        assertThat(get("a")).isEqualTo(1);
    }

    @Test
    void whoeverNeedsAValueThatIsBeingMadeWaitsForIt() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> maker = threads.submit(() -> memo.get("a", () -> {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return made.incrementAndGet();
            }));
            begun.await();
            Future<Integer> waiter = threads.submit(() -> get("a"));
            go.countDown();
            assertThat(List.of(maker.get(), waiter.get())).containsExactly(1, 1);
        } finally {
            threads.shutdownNow();
        }
    }
}
