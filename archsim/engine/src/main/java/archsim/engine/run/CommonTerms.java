package archsim.engine.run;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.run.config.CompareConfig;
import archsim.engine.run.config.Iso;
import archsim.tables.TableSet;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a machine and its memory to the common terms that a configuration compares by, and says what was changed. */
final class CommonTerms {

    static final String POINTER = "/compare";
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String ACCELERATOR = "/accelerator";
    /** How far an area may miss the one that was asked for: a PE more or less of a small array is much. */
    private static final double AREA_TOLERANCE = 0.1;

    private final CompareConfig config;
    private final RunCache cache;
    private final TableSet tables;
    private final Problems problems;
    private final List<String> scaled = new ArrayList<>();

    private CommonTerms(CompareConfig config, RunCache cache, Problems problems) {
        this.config = config;
        this.cache = cache;
        this.tables = cache.tables();
        this.problems = problems;
    }

    /**
     * A machine and its memory in common terms.
     *
     * @param json the terms as resolved, with what was changed
     */
    record Scaled(JsonObject json, MachinePart machine, MemoryPart memory) {}

    /** The two brought to the terms; absent if faults of the terms were reported, or the two cannot be brought to them. */
    static Optional<Scaled> of(
            JsonValue part, MachinePart machine, MemoryPart memory, NamedParts parts, Problems problems) {
        return StrictJson.bind(problems, part, CompareConfig.class, POINTER)
                .flatMap(config -> config.scaled().isPresent()
                        ? Optional.of(new Scaled((JsonObject) part, machine, memory))
                        : new CommonTerms(config, parts.cache(), problems)
                                .scaled((JsonObject) part, machine, memory, parts));
    }

    private Optional<Scaled> scaled(JsonObject part, MachinePart machine, MemoryPart memory, NamedParts parts) {
        int before = problems.count();
        Optional<Reference> reference = config.reference().flatMap(json -> reference(json, parts));
        Optional<MachinePart> common = common(machine, true);
        if (common.isEmpty() || problems.count() > before) {
            return Optional.empty();
        }
        MachinePart sized = common.get();
        MemoryPart used = memory;
        JsonObjectBuilder terms = JSON.createObjectBuilder(part).remove("reference");
        Iso iso = config.iso().orElse(null);
        if (iso == Iso.BANDWIDTH) {
            double target = config.gbPerSecond()
                    .orElse(reference
                            .map(found -> found.memory().memory().peakGbPerSecond())
                            .orElse(memory.memory().peakGbPerSecond()));
            used = memory(memory, target);
            terms.add("gbPerSecond", target);
        } else if (iso == Iso.MULTIPLIERS) {
            int target = config.multipliers()
                    .orElse(reference.map(Reference::multipliers).orElse(multipliers(sized)));
            sized = withMultipliers(sized, target);
            terms.add("multipliers", target);
        } else if (iso == Iso.AREA) {
            double target = config.areaMm2()
                    .orElseGet(() -> areaMm2(reference.map(Reference::machine).orElse(common.get())));
            sized = problems.count() > before ? sized : withArea(sized, target);
            terms.add("areaMm2", Math.max(target, 1e-6));
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        JsonArrayBuilder sentences = JSON.createArrayBuilder();
        scaled.forEach(sentences::add);
        return Optional.of(new Scaled(terms.add("scaled", sentences).build(), sized, used));
    }

    /** What others are made equal to: a machine on the same terms, or a memory. */
    private record Reference(MachinePart machine, MemoryPart memory) {
        int multipliers() {
            return CommonTerms.multipliers(machine);
        }
    }

    private Optional<Reference> reference(JsonValue json, NamedParts parts) {
        String pointer = POINTER + "/reference";
        return config.iso().orElseThrow() == Iso.BANDWIDTH
                ? MemoryPart.of(json, parts.memories(pointer), problems).map(memory -> new Reference(null, memory))
                : MachinePart.of(json, parts.machines(pointer), cache, problems)
                        .flatMap(machine -> common(machine, false))
                        .map(machine -> new Reference(machine, null));
    }

    /** On the common node, clock and widths; absent if that makes a faulty machine. */
    private Optional<MachinePart> common(MachinePart part, boolean told) {
        Accelerator from = part.accelerator();
        JsonObjectBuilder json = JSON.createObjectBuilder(part.json());
        config.technologyNm().ifPresent(node -> {
            json.add("technologyNm", node);
            from.dataflow()
                    .ownNodes()
                    .forEach((own, nm) -> problems.add(
                            POINTER + "/technologyNm",
                            "must be left out: %s of %s says %d nm for itself",
                            own,
                            from.name(),
                            nm));
            tell(told && node != from.technologyNm(), "node %d nm -> %d nm", from.technologyNm(), node);
        });
        config.clockMhz().ifPresent(clock -> {
            json.add("clockMhz", clock);
            tell(told && clock != from.clockMhz(), "clock %s MHz -> %s MHz", text(from.clockMhz()), text(clock));
        });
        config.bits().ifPresent(bits -> {
            Precision old = from.precision();
            old.type()
                    .ifPresent(type -> problems.add(
                            POINTER + "/bits",
                            "must be left out: the operands of %s are floats, %s",
                            from.name(),
                            type));
            int accumulatorBits = Math.max(bits, old.accumulatorBits());
            json.add(
                    "precision",
                    JSON.createObjectBuilder()
                            .add("weightBits", bits)
                            .add("activationBits", bits)
                            .add("accumulatorBits", accumulatorBits));
            tell(
                    told && (old.weightBits() != bits || old.activationBits() != bits),
                    "weights %d bits -> %d, activations %d bits -> %d, accumulators %d bits -> %d",
                    old.weightBits(),
                    bits,
                    old.activationBits(),
                    bits,
                    old.accumulatorBits(),
                    accumulatorBits);
        });
        return bound(json.build(), POINTER);
    }

    private Optional<MachinePart> bound(JsonObject json, String pointer) {
        return cache.machineParts()
                .bind(problems, json, Accelerator.class, pointer)
                .flatMap(machine -> {
                    int before = problems.count();
                    new PricedMachine(machine, tables).check(pointer, problems);
                    return problems.count() > before ? Optional.empty() : Optional.of(new MachinePart(json, machine));
                });
    }

    private static int multipliers(MachinePart part) {
        return part.accelerator().machine().multipliers();
    }

    private MachinePart withMultipliers(MachinePart part, int target) {
        if (multipliers(part) == target) {
            return part;
        }
        int ofPe = part.accelerator().machine().multipliersPerPe();
        var array = new ScaledArray(part.json(), part.accelerator());
        Optional<PeArray> grid = array.grid((double) target / ofPe);
        Optional<MachinePart> made = grid.flatMap(found -> bound(array.with(found), ACCELERATOR));
        if (grid.isEmpty() || (made.isPresent() && Math.abs(multipliers(made.get()) - target) > 0.05 * target)) {
            problems.add(
                    ACCELERATOR + "/peArray",
                    "cannot be scaled to %d multipliers: %s has %d a PE, and no grid that it can have comes within 5"
                            + " %%",
                    target,
                    part.accelerator().name(),
                    ofPe);
        }
        made.ifPresent(machine -> {
            scaled.addAll(ScaledArray.changes(part.accelerator(), machine.accelerator()));
            tell(multipliers(machine) != target, "the nearest that it can have to %d multipliers", target);
        });
        return made.orElse(part);
    }

    private double areaMm2(MachinePart part) {
        MachineArea area = cache.area(part.accelerator());
        area.unknown()
                .forEach(component -> problems.add(
                        ACCELERATOR,
                        "cannot be compared at equal area: the tables have no area of the %s of %s",
                        component,
                        part.accelerator().name()));
        return area.totalMm2();
    }

    /** The array whose machine comes nearest to an area, found by halving: areas grow with the PEs. */
    private MachinePart withArea(MachinePart part, double target) {
        double own = areaMm2(part);
        if (Math.abs(own / target - 1) < 1e-9) {
            return part;
        }
        var array = new ScaledArray(part.json(), part.accelerator());
        Optional<MachinePart> best = Optional.empty();
        double low = 1;
        double high = 1 << 20;
        while (high / low > 1.01) {
            double elements = Math.sqrt(low * high);
            Optional<MachinePart> made = array.grid(elements).flatMap(grid -> quietly(array.with(grid)));
            double area = made.map(this::quietAreaMm2).orElse(Double.MAX_VALUE);
            if (made.isPresent() && nearer(made.get(), best, target)) {
                best = made;
            }
            if (area > target) {
                high = elements;
            } else {
                low = elements;
            }
        }
        double reached = best.map(this::quietAreaMm2).orElse(0.0);
        if (Math.abs(reached / target - 1) > AREA_TOLERANCE) {
            problems.add(
                    ACCELERATOR + "/peArray",
                    "cannot be scaled to %s mm2: %s has %s mm2, and no grid that it can have comes within 10 %%",
                    text(target),
                    part.accelerator().name(),
                    text(own));
            return part;
        }
        scaled.addAll(ScaledArray.changes(part.accelerator(), best.orElseThrow().accelerator()));
        tell(true, "area %s mm2 -> %s mm2, the nearest to %s mm2", text(own), text(reached), text(target));
        return best.orElseThrow();
    }

    private boolean nearer(MachinePart one, Optional<MachinePart> other, double target) {
        return other.isEmpty() || Math.abs(quietAreaMm2(one) - target) < Math.abs(quietAreaMm2(other.get()) - target);
    }

    private double quietAreaMm2(MachinePart part) {
        return cache.area(part.accelerator()).totalMm2();
    }

    /** A size on the way, which may be beyond what a machine can have. */
    private Optional<MachinePart> quietly(JsonObject json) {
        var own = new Problems("");
        return cache.machineParts().bind(own, json, Accelerator.class, "").flatMap(machine -> {
            new PricedMachine(machine, tables).check("", own);
            return own.isEmpty() && cache.area(machine).unknown().isEmpty()
                    ? Optional.of(new MachinePart(json, machine))
                    : Optional.empty();
        });
    }

    private MemoryPart memory(MemoryPart memory, double target) {
        double own = memory.memory().peakGbPerSecond();
        if (Math.abs(own / target - 1) < 1e-3) {
            return memory;
        }
        JsonObject wished = JSON.createObjectBuilder(memory.json())
                .add("gbPerSecond", target)
                .build();
        return MemoryPart.bound(wished, "/memory", problems)
                .map(made -> {
                    tell(
                            true,
                            "memory %s GB/s -> %s GB/s: channels %d -> %d, clock %d ps -> %d ps",
                            text(own),
                            text(made.memory().peakGbPerSecond()),
                            memory.memory().channels(),
                            made.memory().channels(),
                            memory.memory().timing().tCkPs(),
                            made.memory().timing().tCkPs());
                    return made;
                })
                .orElse(memory);
    }

    @FormatMethod
    private void tell(boolean holds, @FormatString String message, Object... arguments) {
        if (holds) {
            scaled.add(RootLocale.format(message, arguments));
        }
    }

    private static String text(double value) {
        return RootLocale.format("%.4g", value).replaceFirst("\\.0+$|(\\.\\d*?)0+$", "$1");
    }
}
