package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
     * @throws InvalidInputException with every fault found
     */
    static DataSet read(Path folder) {
        return new ImageFolders(folder).read();
    }

    private record Picture(Path file, int label, BufferedImage image) {}

    private DataSet read() {
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
        boolean grey = Stream.concat(train.stream(), test.stream())
                .allMatch(picture -> picture.image().getRaster().getNumBands() == 1
                        && picture.image().getColorModel().getNumColorComponents() == 1);
        String name =
                folder.getFileName() == null ? "images" : folder.getFileName().toString();
        return new DataSet(name, set(name + " train", train, grey), set(name + " test", test, grey));
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
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                problems.add("", "%s is no picture that can be read", folder.relativize(file));
                return;
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            if (Math.max(reader.getWidth(0), reader.getHeight(0)) > MOST_SIDE) {
                problems.add("", "%s must be at most %d pixels wide and high", folder.relativize(file), MOST_SIDE);
            } else {
                pictures.add(new Picture(file, label, reader.read(0)));
            }
            reader.dispose();
        } catch (IOException | IllegalArgumentException e) {
            problems.add("", "%s is no picture that can be read (%s)", folder.relativize(file), e.getMessage());
        }
    }

    private void requireOneSize(List<Picture> train, List<Picture> test) {
        BufferedImage first = train.get(0).image();
        long pixels = 3L * first.getWidth() * first.getHeight() * (train.size() + test.size());
        if (pixels > MOST_PIXELS) {
            problems.add("", "must hold at most 2^30 pixels, was %d", pixels);
        }
        for (Picture picture : Stream.concat(train.stream(), test.stream()).toList()) {
            if (picture.image().getWidth() != first.getWidth()
                    || picture.image().getHeight() != first.getHeight()) {
                problems.add(
                        "",
                        "%s must be of %d x %d as the first picture is, was %d x %d",
                        folder.relativize(picture.file()),
                        first.getWidth(),
                        first.getHeight(),
                        picture.image().getWidth(),
                        picture.image().getHeight());
            }
        }
        problems.throwIfAny();
    }

    private static ImageSet set(String name, List<Picture> pictures, boolean grey) {
        BufferedImage first = pictures.get(0).image();
        int channels = grey ? 1 : 3;
        int plane = first.getWidth() * first.getHeight();
        byte[] pixels = new byte[pictures.size() * channels * plane];
        byte[] labels = new byte[pictures.size()];
        for (int i = 0; i < labels.length; i++) {
            BufferedImage image = pictures.get(i).image();
            labels[i] = (byte) pictures.get(i).label();
            for (int pixel = 0; pixel < plane; pixel++) {
                int x = pixel % first.getWidth();
                int y = pixel / first.getWidth();
                int colour = grey ? image.getRaster().getSample(x, y, 0) * 0x10101 : image.getRGB(x, y);
                for (int channel = 0; channel < channels; channel++) {
                    pixels[(i * channels + channel) * plane + pixel] = (byte) (colour >> (16 - 8 * channel));
                }
            }
        }
        return ImageSet.owning(name, channels, first.getHeight(), first.getWidth(), pixels, labels);
    }
}
