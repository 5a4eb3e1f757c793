package archsim.cli.fuzz;

import archsim.cli.Outcome;
import archsim.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Runs commands on damaged copies of a room's files, one case a seed.
 *
 * @param room with sound files
 * @param cases folder that cases are run in, one after the other
 */
record FuzzCampaign(Path room, Path cases) {

    private static final int SHARES =
            FuzzKind.ALL.stream().mapToInt(FuzzKind::share).sum();

    /**
     * What became of a case.
     *
     * @param fault what must not be; nothing if all was well
     * @param accepted whether the command took the input
     */
    record Verdict(String kind, boolean accepted, Optional<String> fault) {}

    /** The words of a command, with the folder put in. */
    static String[] arguments(String command, Path folder) {
        return command.replace("@", folder.toString()).split(" ", -1);
    }

    /** Runs the case of {@code seed}; the same for the same seed. */
    Verdict run(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        FuzzKind kind = kind(random);
        Path folder = Files.createDirectory(cases.resolve("case"));
        try {
            copy(kind, folder);
            return run(kind, folder, random);
        } finally {
            delete(folder);
        }
    }

    /** Runs one of the commands of a kind with nothing damaged. */
    Outcome runSound(FuzzKind kind, String file, String command) throws IOException {
        Path folder = Files.createDirectory(cases.resolve("case"));
        try {
            copy(kind, folder);
            return Outcome.of(
                    arguments(command.replace("%", folder.resolve(file).toString()), folder));
        } finally {
            delete(folder);
        }
    }

    private static FuzzKind kind(SplittableRandom random) {
        int drawn = random.nextInt(SHARES);
        for (FuzzKind kind : FuzzKind.ALL) {
            drawn -= kind.share();
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("shares do not add up");
    }

    private Verdict run(FuzzKind kind, Path folder, SplittableRandom random) throws IOException {
        String[] arguments;
        if (kind.damaged().isEmpty()) {
            arguments = OptionDamage.of(arguments(anyCommand(random), folder), folder, random);
        } else {
            Path file = folder.resolve(pick(kind.damaged(), random));
            Files.write(file, kind.damage().of(Files.readAllBytes(file), random));
            String command = pick(kind.commands(), random).replace("%", file.toString());
            arguments = arguments(command, folder);
        }
        FolderState before = FolderState.of(folder);
        Outcome outcome = Outcome.of(arguments);
        Optional<String> fault = FuzzOracle.fault(outcome, before, FolderState.of(folder));
        if (fault.isEmpty() && outcome.exitCode() == ExitCode.DONE) {
            fault = readAgain(folder, arguments, random);
        }
        return new Verdict(
                kind.name(),
                outcome.exitCode() == ExitCode.DONE,
                fault.map(text -> text + "\n    of archsim " + String.join(" ", arguments)));
    }

    private static String anyCommand(SplittableRandom random) {
        List<String> all = FuzzKind.ALL.stream()
                .flatMap(kind -> kind.commands().stream())
                .filter(c -> !c.startsWith("compress"))
                .toList();
        return pick(all, random).replace("%", "@/run.json");
    }

    /** What was written is sound, and the next command reads it. */
    private static Optional<String> readAgain(Path folder, String[] first, SplittableRandom random) throws IOException {
        Path result = folder.resolve("out/result.json");
        if (Files.exists(result)) {
            Optional<String> fault = ResultFigures.fault(Files.readString(result));
            return fault.isPresent()
                    ? fault
                    : reads(
                            folder,
                            pick(
                                    List.of(
                                            "price @/out/result.json --format json",
                                            "explain @/out/result.json --energy",
                                            "explain @/out/result.json --cycles",
                                            "report @/out/result.json -o @/again.html"),
                                    random));
        }
        if (Files.exists(folder.resolve("made.safetensors"))) {
            return reads(folder, pick(List.of("storage @/made.safetensors", "show @/made.safetensors"), random));
        }
        if (Files.exists(folder.resolve("out/points.jsonl"))
                && !Arrays.asList(first).contains("--on")) {
            return reads(folder, "sweep --config @/sweep.json --threads 1 --out @/out --resume");
        }
        return Optional.empty();
    }

    private static Optional<String> reads(Path folder, String command) {
        Outcome outcome = Outcome.of(arguments(command, folder));
        return outcome.exitCode() == ExitCode.DONE
                ? FuzzOracle.faultOfText(outcome)
                : Optional.of("what was written cannot be read by " + command + ": exit " + outcome.exitCode() + ", "
                        + outcome.err());
    }

    private static String pick(List<String> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private void copy(FuzzKind kind, Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(room)) {
            all = files.filter(file -> kind.uses(room.relativize(file).toString()))
                    .toList();
        }
        for (Path from : all) {
            Path to = folder.resolve(room.relativize(from).toString());
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException fault) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
