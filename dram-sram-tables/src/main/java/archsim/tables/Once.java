package archsim.tables;

import java.util.function.Supplier;

/** Makes a value when it is first asked for, once, also if several threads ask. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
