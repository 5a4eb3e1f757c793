package archsim.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Leads the links of a page to pages of the site, or to copies of files beside them. */
final class Links extends AbstractVisitor {

    private final Page page;
    private final Map<Path, String> targets;
    private final Map<String, Path> copies = new TreeMap<>();

    /** @param targets by source, of all pages */
    Links(Page page, Map<Path, String> targets) {
        this.page = page;
        this.targets = targets;
    }

    /** What the visited page needs beside it: file in the site, and what it is a copy of. */
    Map<String, Path> copies() {
        return copies;
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        String destination = link.getDestination();
        if (destination.startsWith("#") || destination.contains("://")) {
            return;
        }
        int anchor = destination.indexOf('#');
        Path path = path(anchor < 0 ? destination : destination.substring(0, anchor));
        String rest = anchor < 0 ? "" : destination.substring(anchor);
        if (targets.containsKey(path)) {
            link.setDestination(targets.get(path) + rest);
        } else if (Files.isDirectory(path)) {
            unlink(link);
        } else {
            link.setDestination(copied(path));
        }
    }

    @Override
    public void visit(Image image) {
        image.setDestination(copied(path(image.getDestination())));
    }

    private Path path(String destination) {
        Path path = page.source().resolveSibling(destination).normalize();
        if (!targets.containsKey(path) && !Files.exists(path)) {
            throw new IllegalArgumentException(page.source() + " leads to " + destination + ", which is not there");
        }
        return path;
    }

    /** Many folders have a file of one name, so that a copy carries its folder's, too. */
    private String copied(Path file) {
        String copy = "files/" + file.getParent().getFileName() + "-" + file.getFileName();
        if (!file.equals(copies.getOrDefault(copy, file))) {
            throw new IllegalArgumentException(page.source() + " leads to two files of the name " + copy);
        }
        copies.put(copy, file);
        return copy;
    }

    /** A folder is none that a page could show: its name stands without a link. */
    private static void unlink(Link link) {
        while (link.getFirstChild() != null) {
            Node child = link.getFirstChild();
            link.insertBefore(child);
        }
        link.unlink();
    }
}
