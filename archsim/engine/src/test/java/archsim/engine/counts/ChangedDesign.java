package archsim.engine.counts;

import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** A design that ships with some of its parameters changed. */
public final class ChangedDesign {

    private ChangedDesign() {}

    /**
     * The changed design.
     *
     * @param changes a JSON merge patch of the design's file; single quotes stand for double ones
     */
    public static Accelerator of(String name, String changes) {
        JsonObject patch = StrictJson.parseObject("changes", changes.replace('\'', '"'));
        JsonObject changed = Json.createMergePatch(patch)
                .apply(AcceleratorLibrary.json(name))
                .asJsonObject();
        return StrictJson.bind(name, changed, Accelerator.class);
    }
}
