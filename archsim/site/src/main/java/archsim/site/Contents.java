package archsim.site;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads which pages there are: {@code # SECTION}, then a path from the root of the checkout a line, with * in its last part. */
final class Contents {

    private static final Path FILE = Path.of("archsim/site/pages/contents.txt");

    private Contents() {}

    /**
     * Those that are files, in the order of the contents.
     *
     * @throws IOException if a path without * does not exist
     */
    static List<Page> pages(Path root) throws IOException {
        var pages = new ArrayList<Page>();
        String section = "";
        for (String line : Files.readAllLines(root.resolve(FILE))) {
            if (line.startsWith("# ")) {
                section = line.substring(2);
            } else if (!line.isBlank()) {
                for (Path source : files(root.resolve(line))) {
                    if (pages.stream().noneMatch(page -> page.source().equals(source))) {
                        pages.add(new Page(section, source, Files.readAllLines(source)));
                    }
                }
            }
        }
        return List.copyOf(pages);
    }

    private static List<Path> files(Path pattern) throws IOException {
        Path path = pattern.normalize();
        if (!path.getFileName().toString().contains("*")) {
            return List.of(path);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
