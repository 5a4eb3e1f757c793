package archsim.cli.progress;

import archsim.base.RootLocale;
import java.util.function.Function;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * What is done, the time left in words and a note on one line of a terminal. A narrow one takes from the bar, then from the
 * end of the note.
 *
 * @param left the time left in words
 */
record BarLine(Function<ProgressState, String> left) implements ProgressBarRenderer {

    private static final int LONGEST = 40;
    private static final int SHORTEST = 10;

    /** A bar of {@code task}, the steps in the plural, on the error stream. */
    static ProgressBarBuilder of(String task, Function<ProgressState, String> left) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .continuousUpdate()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
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
                ended
                        ? " in " + Eta.words(state.getTotalElapsed().toSeconds())
                        : ", " + left.apply(state) + " left",
                state.getExtraMessage());
        int frame = state.getTaskName().length() + 4;
        int bar = Math.max(SHORTEST, Math.min(LONGEST, width - frame - words.length()));
        int full = (int) (bar * Math.max(0, Math.min(1, state.getNormalizedProgress())));
        String line = "%s [%s%s] %s".formatted(state.getTaskName(), "#".repeat(full), " ".repeat(bar - full), words);
        // What was longer before is written over.
        return line.length() < width ? line + " ".repeat(width - line.length()) : line.substring(0, Math.max(0, width));
    }
}
