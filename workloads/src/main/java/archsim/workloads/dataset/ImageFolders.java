package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Steps;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Pictures in folders {@code train/CLASS} and {@code test/CLASS}: PNG, JPEG, BMP or GIF, all of one size.
 *
 * <p>Classes are numbered in alphabetical order. If all pictures of both parts are grey they have one channel, else three.
 */
final class ImageFolders {

    private static final long MOST_PIXELS = 1L << 30;
    private static final int MOST_CLASSES = 256;
    private static final int MOST_SIDE = 1024;

    private final Path folder;
    private final Problems problems;
    private final List<String> classes;

    private ImageFolders(Path folder) {
        this.folder = folder;
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
     * @param decoded hears how many pictures were
     * @throws InvalidInputException with every fault found
     */
    static DataSet read(Path folder, Steps decoded) {
        return new ImageFolders(folder).read(decoded);
    }

    /** A picture whose head was read: its file, class, width and height. */
    private record Picture(Path file, int label, int w, int h) {}

    private DataSet read(Steps decoded) {
        if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
            problems.add("", "must hold 1 to %d classes in train, was %d", MOST_CLASSES, classes.size());
        }
        for (String name : names(folder.resolve("test"))) {
            if (!classes.contains(name)) {
                problems.add("", "has class %s in test, but not in train", name);
            }
        }
        problems.throwIfAny();
        List<Picture> train = pictures("train");
        List<Picture> test = pictures("test");
        problems.throwIfAny();
        requireOneSize(train, test);
        String name =
                folder.getFileName() == null ? "images" : folder.getFileName().toString();
        int all = train.size() + test.size();
        var learnt = new Decoded(train, done -> decoded.done(done, all));
        var tested = new Decoded(test, done -> decoded.done(train.size() + done, all));
        problems.throwIfAny();
        boolean grey = learnt.grey && tested.grey;
        return new DataSet(name, learnt.set(name + " train", grey), tested.set(name + " test", grey));
    }

    private static List<String> names(Path part) {
        return list(part).stream()
                .filter(Files::isDirectory)
                .map(path -> path.getFileName().toString())
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
        var pictures = new ArrayList<Picture>();
        for (int label = 0; label < classes.size(); label++) {
            Path of = folder.resolve(part).resolve(classes.get(label));
            for (Path file : Files.isDirectory(of) ? list(of) : List.<Path>of()) {
                add(pictures, file, label);
            }
        }
        if (pictures.isEmpty()) {
            problems.add("", "must hold pictures in %s, found none", part);
        }
        return pictures;
    }

    private void add(List<Picture> pictures, Path file, int label) {
        if (!Files.isRegularFile(file)) {
            problems.add("", "%s must be a file, was a folder, a device or a pipe", folder.relativize(file));
            return;
        }
        open(file, reader -> {
            int w = reader.getWidth(0);
            int h = reader.getHeight(0);
            if (Math.max(w, h) > MOST_SIDE) {
                problems.add("", "%s must be at most %d pixels wide and high", folder.relativize(file), MOST_SIDE);
            } else {
                pictures.add(new Picture(file, label, w, h));
            }
        });
    }

    /** What is done with an open picture. */
    @FunctionalInterface
    private interface Use {
        void of(ImageReader reader) throws IOException;
    }

    /** Opens a picture without its metadata, which may be of any size. */
    private void open(Path file, Use use) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                problems.add("", "%s is no picture that can be read", folder.relativize(file));
                return;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                use.of(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            rethrowIfOutOfMemory(e);
            problems.add("", "%s is no picture that can be read (%s)", folder.relativize(file), e.getMessage());
        }
    }

    /** The readers of the JDK wrap all that is thrown, which accuses the picture. */
    private static void rethrowIfOutOfMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                throw error;
            }
        }
    }

    private void requireOneSize(List<Picture> train, List<Picture> test) {
        Picture first = train.get(0);
        long pixels = 3L * first.w() * first.h() * (train.size() + test.size());
        if (pixels > MOST_PIXELS) {
            problems.add("", "must hold at most 2^30 pixels, was %d", pixels);
        }
        for (Picture picture : Stream.concat(train.stream(), test.stream()).toList()) {
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
        problems.throwIfAny();
    }

    /** Pixels of pictures that were decoded one after the other, {@code [n][3][h][w]}. */
    private final class Decoded {

        private final List<Picture> pictures;
        private final int plane;
        private final byte[] colours;
        private boolean grey = true;

        Decoded(List<Picture> pictures, IntConsumer done) {
            this.pictures = pictures;
            plane = pictures.get(0).w() * pictures.get(0).h();
            colours = new byte[pictures.size() * 3 * plane];
            for (int i = 0; i < pictures.size(); i++) {
                int from = 3 * i * plane;
                open(pictures.get(i).file(), reader -> {
                    BufferedImage image = reader.read(0);
                    grey &= isGrey(image);
                    store(image, colours, from, plane);
                });
                done.accept(i + 1);
            }
        }

        ImageSet set(String name, boolean asGrey) {
            Picture first = pictures.get(0);
            byte[] labels = new byte[pictures.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (byte) pictures.get(i).label();
            }
            return ImageSet.owning(
                    name, asGrey ? 1 : 3, first.h(), first.w(), asGrey ? firstChannels() : colours, labels);
        }

        private byte[] firstChannels() {
            byte[] pixels = new byte[pictures.size() * plane];
            for (int i = 0; i < pictures.size(); i++) {
                System.arraycopy(colours, 3 * i * plane, pixels, i * plane, plane);
            }
            return pixels;
        }
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getRaster().getNumBands() == 1 && image.getColorModel().getNumColorComponents() == 1;
    }

    private static void store(BufferedImage image, byte[] pixels, int from, int plane) {
        boolean grey = isGrey(image);
        for (int pixel = 0; pixel < plane; pixel++) {
            int x = pixel % image.getWidth();
            int y = pixel / image.getWidth();
            int colour = grey ? image.getRaster().getSample(x, y, 0) * 0x10101 : image.getRGB(x, y);
            for (int channel = 0; channel < 3; channel++) {
                pixels[from + channel * plane + pixel] = (byte) (colour >> (16 - 8 * channel));
            }
        }
    }
}
