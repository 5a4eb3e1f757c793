package archsim.engine.machines.loopnest.mapping;

import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Operand;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A nest as loops that people read, an indentation a loop. */
public final class NestText {

    private final Nest nest;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private NestText(Nest nest) {
        this.nest = nest;
    }

    /** One line a level and a loop. */
    public static String of(Nest nest) {
        var text = new NestText(nest);
        for (int level = 0; level < nest.levels(); level++) {
            text.level(level);
        }
        text.line("output += weight * input");
        return text.text.toString();
    }

    private void level(int level) {
        Level each = nest.level(level);
        String held = Arrays.stream(Operand.values())
                .filter(each::holds)
                .map(Operand::jsonName)
                .collect(Collectors.joining(", "));
        if (!held.isEmpty()) {
            line("# " + each.name() + ": " + held);
        }
        for (int i = nest.first(level); i < nest.first(level + 1); i++) {
            String name = Dimension.at(nest.dimension(i)).jsonName();
            String loop = RootLocale.format("for %s in 0..%d:", name, nest.factor(i));
            line(nest.isSpatial(i) ? "spatial " + loop + "  # " + each.name() : loop);
            depth++;
        }
    }

    private void line(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }
}
