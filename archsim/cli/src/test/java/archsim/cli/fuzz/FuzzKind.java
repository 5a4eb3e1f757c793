package archsim.cli.fuzz;

import java.util.List;
import java.util.Set;

/**
 * One kind of input.
 *
 * <p>Commands are written in one line, {@code @} being the folder of the case and {@code %} the damaged file.
 *
 * @param name for the report
 * @param share of all cases, relative to the other kinds
 * @param damaged the files of which one is damaged, relative to the folder; none where options are
 * @param damage how
 * @param commands of which one is run
 */
record FuzzKind(String name, int share, List<String> damaged, Damage damage, List<String> commands) {

    private static final Damage JSON = new JsonDamage();
    private static final Damage BYTES = new BytesDamage();
    private static final Damage TEXT = new TextDamage();

    private static final Set<String> TRAINING = Set.of("idx", "cifar", "pictures", "trained");

    /** Every kind. */
    static final List<FuzzKind> ALL = List.of(
            json("run", 170, "run.json", "run --config @/run.json --out @/out", "--config @/run.json --fidelity event"),
            json("network", 90, "net.json", "run --config @/with-net.json --out @/out"),
            new FuzzKind(
                    "machine",
                    110,
                    FuzzRoom.MACHINES.stream()
                            .map(name -> "machines/" + name + ".json")
                            .toList(),
                    JSON,
                    List.of("run --config % --format json", "run --config % --out @/out")),
            json(
                    "accelerator",
                    40,
                    "accelerator.json",
                    "area @/accelerator.json",
                    "area @/accelerator.json --technology 22 --format json"),
            json("memory", 100, "dram.json", "memory @/dram.json --format json", "memory @/dram.json --pattern random"),
            json("memory of a run", 40, "with-dram.json", "run --config @/with-dram.json --out @/out"),
            new FuzzKind(
                    "tables",
                    70,
                    List.of(
                            "tables/arithmetic-45nm.json",
                            "tables/logic-45nm.json",
                            "tables/interconnect.json",
                            "tables/stillmaker-baas.json",
                            "tables/sram/cacti-45nm.json",
                            "tables/dram/ddr3-1600.json"),
                    JSON,
                    List.of("price @/result/result.json --tables @/tables", "area scnn --tables @/tables")),
            json(
                    "result",
                    70,
                    "result/result.json",
                    "price @/result/result.json --format json",
                    "price @/result/result.json --technology 45 --monte-carlo 20",
                    "explain @/result/result.json --energy",
                    "explain @/result/result.json --cycles",
                    "explain @/result/result.json --storage",
                    "report @/result/result.json -o @/page.html"),
            json(
                    "sweep",
                    60,
                    "sweep.json",
                    "sweep --config @/sweep.json --threads 1 --out @/out",
                    "analyse break-even --config @/sweep.json --seeds 1 --threads 1",
                    "analyse wins --config @/sweep.json --draws 5 --threads 1",
                    "analyse tornado --config @/sweep.json --objective energy"),
            new FuzzKind(
                    "sweep folder",
                    50,
                    List.of("swept/points.jsonl", "swept/points.csv", "swept/sweep.json"),
                    TEXT,
                    List.of(
                            "sweep --config @/sweep.json --threads 1 --out @/swept --resume",
                            "analyse pareto @/swept --objective energy,storage")),
            new FuzzKind(
                    "journal",
                    12,
                    List.of("begun/points.journal"),
                    TEXT,
                    List.of("sweep --config @/sweep.json --threads 1 --out @/begun --resume")),
            json("study", 12, "study.json", "study @/study.json --out @/out --threads 1"),
            json(
                    "compress",
                    12,
                    "compress.json",
                    "compress --config @/compress.json --data @/idx --threads 1 --out @/out"),
            new FuzzKind("safetensors", 50, List.of("in.safetensors"), new HeaderDamage(), imports("safetensors")),
            new FuzzKind("npz", 30, List.of("in.npz"), BYTES, imports("npz")),
            new FuzzKind("npy", 20, List.of("in.npy"), BYTES, imports("npy")),
            new FuzzKind("onnx", 40, List.of("in.onnx"), BYTES, imports("onnx")),
            new FuzzKind(
                    "model",
                    60,
                    List.of("model.safetensors"),
                    new HeaderDamage(),
                    List.of(
                            "storage @/model.safetensors --format json",
                            "show @/model.safetensors",
                            "prune @/model.safetensors -o @/made.safetensors --scheme non-structured --rate 2",
                            "run --config @/with-model.json --out @/out")),
            new FuzzKind(
                    "idx",
                    5,
                    List.of("idx/train-images-idx3-ubyte", "idx/t10k-labels-idx1-ubyte"),
                    BYTES,
                    training("tiny", "idx")),
            new FuzzKind("cifar", 4, List.of("cifar/data_batch_1.bin"), BYTES, training("tiny-cifar", "cifar")),
            new FuzzKind("pictures", 5, List.of("pictures/train/a/1.png"), BYTES, training("tiny", "pictures")),
            new FuzzKind(
                    "checkpoint",
                    5,
                    List.of("trained/checkpoint.bin"),
                    BYTES,
                    List.of("compress --config @/tiny.json --data @/idx --threads 1 --out @/trained --resume")),
            new FuzzKind("options", 110, List.of(), BYTES, List.of()));

    /** Whether the case needs this file of the room; those of trainings are large, and only trainings need them. */
    boolean uses(String file) {
        String top = file.contains("/") ? file.substring(0, file.indexOf('/')) : file;
        return !TRAINING.contains(top) || commands.stream().anyMatch(command -> command.contains("@/" + top));
    }

    private static FuzzKind json(String name, int share, String file, String... commands) {
        return new FuzzKind(name, share, List.of(file), JSON, List.of(commands));
    }

    private static List<String> imports(String suffix) {
        return List.of("import @/in." + suffix + " --input-size 9x9 -o @/made.safetensors");
    }

    private static List<String> training(String config, String folder) {
        return List.of("compress --config @/" + config + ".json --data @/" + folder + " --threads 1 --out @/out");
    }
}
