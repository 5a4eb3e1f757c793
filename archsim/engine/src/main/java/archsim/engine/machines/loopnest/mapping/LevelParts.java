package archsim.engine.machines.loopnest.mapping;

import archsim.base.Fault.Code;
import archsim.base.Problems;
import archsim.base.json.PartCheck;
import archsim.base.json.StrictJson;
import archsim.engine.machines.loopnest.architecture.Dram;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.LevelCheck;
import archsim.engine.machines.loopnest.architecture.LevelCheck.LevelFault;
import archsim.engine.machines.loopnest.architecture.Spatial;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** What is wrong with the levels of a machine together, some of which are faulty: these are of one instance and do nothing. */
public final class LevelParts implements PartCheck {

    private final List<Level> levels = new ArrayList<>();
    private final Set<Integer> faulty = new HashSet<>();
    private boolean mayHoldOutputs;

    @Override
    public void check(JsonObject written, Problems problems) {
        if (!(written.get("levels") instanceof JsonArray array)) {
            return;
        }
        for (JsonValue level : array) {
            Optional<Level> sound = StrictJson.bind(new Problems(""), level, Level.class, "");
            if (sound.isEmpty()) {
                faulty.add(levels.size());
            }
            levels.add(sound.orElseGet(() -> idle(level)));
        }
        for (LevelFault fault : LevelCheck.faultsOf(levels)) {
            if (isCertain(fault)) {
                problems.add(Code.REFUSED, "/levels" + fault.pointer(), "%s", fault.sentence());
            }
        }
    }

    /** Whether it stands whatever the levels that could not be read should have been. */
    private boolean isCertain(LevelFault fault) {
        return fault.causes().stream().noneMatch(faulty::contains) && !(fault.lacksMemory() && mayHoldOutputs);
    }

    private Level idle(JsonValue written) {
        JsonObject level = written instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        String type = text(level, "type");
        boolean dram = type.equals("dram") || (levels.isEmpty() && !type.equals("memory") && !type.equals("spatial"));
        mayHoldOutputs |= !dram && !type.equals("spatial");
        String name = text(level, "name");
        if (dram) {
            return new Dram(name.isEmpty() ? "#" + levels.size() : name, Optional.empty());
        }
        return new Spatial(
                name.matches("[a-z][A-Za-z0-9]*") ? name : "unread" + levels.size(),
                1,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty());
    }

    private static String text(JsonObject level, String key) {
        return level.get(key) instanceof JsonString text ? text.getString() : "";
    }
}
