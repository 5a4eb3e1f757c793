package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures in folders {@code train/CLASS} and {@code test/CLASS}: PNG, JPEG, BMP or GIF.
 *
 * <p>Classes are numbered in alphabetical order, and their pictures take turns, so that any stretch of a part holds all
 * classes in their proportions. If all pictures of both parts are grey they have one channel, else three.
 * Without a {@link Frame} they are of one size. A part of up to {@link #MOST_HELD} pixels is decoded once and held in
 * memory; the pictures of a larger one are decoded whenever they are asked for.
 *
 * <p>The ten classes of CIFAR-10 as JPEG of 32 x 32 are the set {@code CIFAR-10 (JPEG)}: JPEG is lossy, so accuracies on
 * it are not those on CIFAR-10.
 */
final class ImageFolders {

    /** Pixels of a part that are held in memory. */
    static final long MOST_HELD = 1L << 30;

    private static final int MOST_CLASSES = 1 << 16;
    private static final List<String> CIFAR_10_CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int CIFAR_SIDE = 32;
    private static final int CIFAR_TRAIN = 50_000;
    private static final int CIFAR_TEST = 10_000;

    private final Path folder;
    private final String name;
    private final Optional<Frame> asked;
    private final long mostHeld;
    private final Steps decoded;
    private final Problems problems;
    private final List<String> classes;

    private ImageFolders(Path folder, String name, Optional<Frame> asked, long mostHeld, Steps decoded) {
        this.folder = folder;
        this.name = name;
        this.asked = asked;
        this.mostHeld = mostHeld;
        this.decoded = decoded;
        this.problems = new Problems(folder.toString());
        this.classes = names(folder.resolve("train"));
    }

    /** Whether {@code folder} has the two parts. */
    static boolean areIn(Path folder) {
        return Files.isDirectory(folder.resolve("train")) && Files.isDirectory(folder.resolve("test"));
    }

    /**
     * Reads the data set in {@code folder}.
     *
     * @param name of the set if it is none that is known
     * @param frame that pictures are brought to; they must be of one size if absent
     * @param mostHeld pixels of a part that are held in memory
     * @param decoded hears how many pictures were
     * @throws InvalidInputException with every fault found
     */
    static DataSet read(Path folder, String name, Optional<Frame> frame, long mostHeld, Steps decoded) {
        return new ImageFolders(folder, name, frame, mostHeld, decoded).read();
    }

    private DataSet read() {
        if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
            problems.add("", "must hold 1 to %d classes in train, was %d", MOST_CLASSES, classes.size());
        }
        for (String tested : names(folder.resolve("test"))) {
            if (!classes.contains(tested)) {
                problems.add("", "has class %s in test, but not in train", tested);
            }
        }
        problems.throwIfAny();
        List<Picture> train = pictures("train");
        List<Picture> test = pictures("test");
        if (train.isEmpty() || test.isEmpty()) {
            throw problems.toException();
        }
        List<Picture> all = Stream.concat(train.stream(), test.stream()).toList();
        Frame frame = asked.orElseGet(() -> oneSize(all));
        int channels = all.stream().allMatch(Picture::grey) ? 1 : 3;
        String known = nameOf(train, test, frame);
        ImageSet learnt = set(known + " train", train, frame, channels, 0, all.size());
        ImageSet tested = set(known + " test", test, frame, channels, train.size(), all.size());
        problems.throwIfAny();
        return new DataSet(known, learnt, tested);
    }

    private static List<String> names(Path part) {
        return list(part).stream()
                .filter(Files::isDirectory)
                .map(path -> path.getFileName().toString().replace("/", ""))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw InvalidInputException.of(folder.toString(), "cannot be read (%s)", e.getMessage());
        }
    }

    private List<Picture> pictures(String part) {
        var pictures = new ArrayList<Placed>();
        for (int label = 0; label < classes.size(); label++) {
            Path of = folder.resolve(part).resolve(classes.get(label));
            List<Path> files = Files.isDirectory(of) ? list(of) : List.of();
            if (files.isEmpty() && Files.isDirectory(of)) {
                problems.add("", "has no pictures of class %s in %s", classes.get(label), part);
            }
            for (int i = 0; i < files.size(); i++) {
                double turn = (i + 0.5) / files.size();
                picture(files.get(i), label).ifPresent(picture -> pictures.add(new Placed(picture, turn)));
            }
        }
        if (pictures.isEmpty()) {
            problems.add("", "must hold pictures in %s, found none", part);
        }
        return pictures.stream()
                .sorted(Comparator.comparingDouble(Placed::turn)
                        .thenComparingInt(placed -> placed.picture().label()))
                .map(Placed::picture)
                .toList();
    }

    /** A picture and the share of its class that comes before it. */
    private record Placed(Picture picture, double turn) {}

    private Optional<Picture> picture(Path file, int label) {
        if (!Files.isRegularFile(file)) {
            problems.add("", "%s must be a file, was a folder, a device or a pipe", folder.relativize(file));
            return Optional.empty();
        }
        try {
            return Optional.of(Picture.headOf(file, label));
        } catch (IOException e) {
            problems.add("", "%s %s", folder.relativize(file), e.getMessage());
            return Optional.empty();
        }
    }

    /** The size of the first picture; adds those of another, and they are brought into it as long as faults are looked for. */
    private Frame oneSize(List<Picture> pictures) {
        Picture first = pictures.get(0);
        for (Picture picture : pictures) {
            if (picture.w() != first.w() || picture.h() != first.h()) {
                problems.add(
                        "",
                        "%s must be of %d x %d as the first picture is, was %d x %d",
                        folder.relativize(picture.file()),
                        first.w(),
                        first.h(),
                        picture.w(),
                        picture.h());
            }
        }
        return new Frame(first.h(), first.w());
    }

    /** A set that is not what its name says, since its pictures were scaled or are lossy, is called by another. */
    private String nameOf(List<Picture> train, List<Picture> test, Frame frame) {
        List<Picture> all = Stream.concat(train.stream(), test.stream()).toList();
        String scaled = all.stream().anyMatch(picture -> frame.changes(picture.h(), picture.w()))
                ? " scaled to " + frame.h() + " x " + frame.w()
                : "";
        boolean cifar = classes.equals(CIFAR_10_CLASSES)
                && all.stream()
                        .allMatch(picture -> picture.jpeg() && picture.h() == CIFAR_SIDE && picture.w() == CIFAR_SIDE);
        if (!cifar) {
            return name + scaled;
        }
        boolean whole = train.size() == CIFAR_TRAIN && test.size() == CIFAR_TEST;
        return "CIFAR-10 (JPEG)" + (whole ? "" : " in part") + scaled;
    }

    private ImageSet set(String of, List<Picture> pictures, Frame frame, int channels, int before, int all) {
        int size = channels * frame.h() * frame.w();
        boolean held = (long) size * pictures.size() <= mostHeld;
        byte[] pixels = new byte[held ? size * pictures.size() : size];
        for (int i = 0; i < pictures.size(); i++) {
            try {
                pictures.get(i).write(frame, channels, pixels, held ? i * size : 0);
            } catch (IOException e) {
                problems.add("", "%s %s", folder.relativize(pictures.get(i).file()), e.getMessage());
            }
            decoded.done(before + i + 1L, all);
        }
        int[] labels = pictures.stream().mapToInt(Picture::label).toArray();
        Pixels source = held ? Pixels.held(pixels, size) : onDemand(pictures, frame, channels);
        return ImageSet.from(of, channels, frame.h(), frame.w(), source, labels);
    }

    private Pixels onDemand(List<Picture> pictures, Frame frame, int channels) {
        return (image, to, at) -> {
            Picture picture = pictures.get(image);
            try {
                picture.write(frame, channels, to, at);
            } catch (IOException e) {
                throw InvalidInputException.of(
                        folder.toString(), "%s %s", folder.relativize(picture.file()), e.getMessage());
            }
        };
    }
}
