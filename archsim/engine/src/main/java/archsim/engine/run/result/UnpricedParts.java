package archsim.engine.run.result;

import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.ActionCount;
import archsim.energy.EnergyModel;
import archsim.energy.UnpricedActionException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What a machine does that the tables do not price, told at the parameter that makes it so: the one whose value is the size
 * that the tables do not reach, in entries or in bytes.
 *
 * @param config of the run, as resolved
 * @param model that prices it
 */
public record UnpricedParts(JsonObject config, EnergyModel model) {

    private static final List<String> PARTS = List.of("dataflow", "peArray", "buffers", "precision");

    /** A sentence for each component and reason, with a pointer into the run configuration. */
    public List<String> of(SimulationResult result) {
        Set<String> sentences = new LinkedHashSet<>();
        for (RunResult run : result.runs()) {
            run.counts().toList().forEach(count -> tell(count, sentences));
        }
        return List.copyOf(sentences);
    }

    private void tell(ActionCount count, Set<String> sentences) {
        try {
            model.price(count.action());
        } catch (UnpricedActionException e) {
            sentences.add(RootLocale.format(
                    "%s leaves %s without a price, so that energies are partial: %s",
                    pointer(count.action()), count.component(), e.reason()));
        }
    }

    private String pointer(Action action) {
        var accelerator = config.getJsonObject("accelerator");
        for (LongPredicate fits : sizes(action)) {
            for (String part : PARTS) {
                List<String> found = new ArrayList<>();
                find(accelerator.get(part), "/accelerator/" + part, fits, found);
                if (!found.isEmpty()) {
                    return found.get(0);
                }
            }
        }
        return "/accelerator/dataflow";
    }

    /** Which values of parameters would make an action of this size, the likeliest first. */
    private static List<LongPredicate> sizes(Action sized) {
        Action action = sized.inAnyNode();
        long entries = 0;
        long bits = 0;
        if (action instanceof Action.FifoAccess fifo) {
            entries = fifo.entries();
            bits = fifo.entryBits();
        } else if (action instanceof Action.RegisterAccess register) {
            entries = register.words();
            bits = register.wordBits();
        } else if (action instanceof Action.Accumulate accumulate) {
            entries = accumulate.entries();
            bits = accumulate.entryBits();
        } else if (action instanceof Action.CrossbarTransfer crossbar) {
            entries = Math.max(crossbar.inputs(), crossbar.outputs());
            bits = crossbar.bits();
        } else if (action instanceof Action.PriorityEncode encoder) {
            entries = encoder.lines();
        }
        long known = entries;
        long bytes = entries * bits / Byte.SIZE;
        return List.of(value -> value == known, value -> bytes > 0 && value == bytes);
    }

    private static void find(JsonValue value, String pointer, LongPredicate fits, List<String> found) {
        if (value instanceof JsonObject object) {
            object.forEach((key, child) -> find(child, pointer + "/" + key, fits, found));
        } else if (value instanceof JsonNumber number && number.isIntegral() && fits.test(number.longValue())) {
            found.add(pointer);
        }
    }
}
