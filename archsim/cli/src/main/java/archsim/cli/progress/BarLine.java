package archsim.cli.progress;

import archsim.base.RootLocale;
import java.util.function.Function;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * What is done, the time left in words and a note on one line of a terminal. The bar is as long however long the note is, of
 * which whole parts are left out where a terminal is narrow.
 *
 * @param left the time left in words
 */
record BarLine(Function<ProgressState, String> left) implements ProgressBarRenderer {

    private static final int LONGEST = 40;
    private static final int SHORTEST = 10;
    /** Of the width of a terminal. */
    private static final int SHARE = 4;

    private static final String PART = ", ";

    /** A bar of {@code task}, the steps in the plural, on the error stream. */
    static ProgressBarBuilder of(String task, Function<ProgressState, String> left) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .continuousUpdate()
                .setConsumer(new EndedOnce())
                .setRenderer(new BarLine(left));
    }

    /** The time left if the steps that are left take as long as those of this run did. */
    static String atMeanPace(ProgressState state) {
        long done = state.getCurrent() - state.getStart();
        double perStep = state.getElapsedAfterStart().toMillis() / 1e3 / done;
        return done == 0 ? "?" : Eta.words(Math.round(perStep * (state.getMax() - state.getCurrent())));
    }

    @Override
    public String render(ProgressState state, int width) {
        boolean ended = state.getCurrent() >= state.getMax();
        String words = RootLocale.format(
                "%,d of %,d%s%s",
                state.getCurrent(),
                state.getMax(),
                ended ? " in " + Eta.words(state.getTotalElapsed().toSeconds()) : ", " + left.apply(state) + " left",
                state.getExtraMessage());
        int bar = Math.max(SHORTEST, Math.min(LONGEST, width / SHARE));
        int full = (int) (bar * Math.max(0, Math.min(1, state.getNormalizedProgress())));
        String line = cut(state.getTaskName() + " [" + "#".repeat(full) + " ".repeat(bar - full) + "] " + words, width);
        // What was longer before is written over.
        return line + " ".repeat(width - line.length());
    }

    private static String cut(String line, int width) {
        if (line.length() <= width) {
            return line;
        }
        int part = line.lastIndexOf(PART, width);
        return line.substring(0, part > 0 ? part : width);
    }

    /** One line, though an update may find the bar ended just before the last one does. */
    private static final class EndedOnce extends ConsoleProgressBarConsumer {

        private boolean ended;

        EndedOnce() {
            super(System.err);
        }

        @Override
        public void accept(String line) {
            if (!ended) {
                super.accept(line);
            }
        }

        @Override
        public void close() {
            if (!ended) {
                super.close();
            }
            ended = true;
        }
    }
}
