package archsim.engine.machines.loopnest;

import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.mapping.GivenLoop;
import archsim.engine.machines.loopnest.mapping.LevelLoops;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.plan.PlanCost;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Described machines, products of matrices, and mappings as text. */
final class Described {

    static final Path FOLDER = Path.of("../examples/described-machines");

    private Described() {}

    static Accelerator machine(String name) {
        return StrictJson.read(FOLDER.resolve(name + ".json"), Accelerator.class);
    }

    /** {@code level: k8 c4?; level: ...}; a question mark lets the last iteration be cut. */
    static NestMapping mapping(String text) {
        var levels = new ArrayList<LevelLoops>();
        for (String level : text.split(";", -1)) {
            String[] parts = level.strip().split(":", -1);
            var loops = new ArrayList<GivenLoop>();
            for (String loop : parts[1].strip().split(" ", -1)) {
                boolean cut = loop.endsWith("?");
                String factor = loop.substring(1, loop.length() - (cut ? 1 : 0));
                loops.add(new GivenLoop(
                        Dimension.valueOf(loop.substring(0, 1).toUpperCase(Locale.ROOT)),
                        Integer.parseInt(factor),
                        cut ? Optional.of(true) : Optional.empty()));
            }
            levels.add(new LevelLoops(parts[0].strip(), loops));
        }
        return new NestMapping(levels);
    }

    static LayerPlan plan(Accelerator machine, LayerWorkload layer, NestMapping mapping) {
        return machine.dataflow().plan(layer, machine.machine(), given(mapping));
    }

    static MappingGoal given(Record mapping) {
        MappingGoal goal = PipelineTime.goal();
        return new MappingGoal() {
            @Override
            public Objective objective() {
                return goal.objective();
            }

            @Override
            public MemoryRate memory() {
                return goal.memory();
            }

            @Override
            public List<PlanCost> costs(List<LayerPlan> plans) {
                return goal.costs(plans);
            }

            @Override
            public double effort() {
                return goal.effort();
            }

            @Override
            public <T extends Record> Optional<T> given(String layer, Class<T> type) {
                return Optional.of(type.cast(mapping));
            }
        };
    }

    /** {@code Z[m][n] = A[m][k] B[k][n]}, A weights and B inputs; the columns lie as a map of {@code rows} rows. */
    static LayerWorkload product(int m, int k, int n, int rows, Mask weights, Mask inputs) {
        LayerShape shape = LayerShape.convolution(k, m).map(rows, n / rows).build();
        return new LayerWorkload(
                new Layer("product", shape, Optional.empty()), weights, inputs, 8, Scheme.NON_STRUCTURED);
    }

    /** Exactly {@code n} of each {@code of} weights that follow one another, anywhere among them. */
    static Mask nm(int size, int n, int of, long seed) {
        var random = new Random(seed);
        boolean[] present = new boolean[size];
        for (int group = 0; group < size; group += of) {
            for (int left = Math.min(n, size - group); left > 0; ) {
                int at = group + random.nextInt(Math.min(of, size - group));
                if (!present[at]) {
                    present[at] = true;
                    left--;
                }
            }
        }
        return Mask.of(size, i -> present[i]);
    }

    /** The same row by row: groups end with a filter's {@code width} weights. */
    static Mask nm(int rows, int width, int n, int of, long seed) {
        boolean[] present = new boolean[rows * width];
        for (int row = 0; row < rows; row++) {
            Mask ofRow = nm(width, n, of, seed + row);
            for (int i = 0; i < width; i++) {
                present[row * width + i] = ofRow.get(i);
            }
        }
        return Mask.of(present.length, i -> present[i]);
    }

    static Mask random(int size, double density, long seed) {
        var random = new Random(seed);
        return Mask.of(size, i -> random.nextDouble() < density);
    }
}
