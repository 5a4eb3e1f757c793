package archsim.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the whole site: runs every command on its pages, draws the gallery, writes the Javadoc. */
public final class SiteMain {

    private static final String REFERENCE = "Reference";
    private static final String BELIEVE = "How far to believe it";

    private SiteMain() {}

    /**
     * Arguments: the root of the checkout, and a folder that is made.
     *
     * @throws IOException if a command fails or prints what its page does not show
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        Path rooms = Files.createTempDirectory("archsim-site");
        var pages = new ArrayList<Page>();
        for (Page page : Contents.pages(root)) {
            System.out.println("site: " + page.target());
            pages.add(page.with(PageRun.renewed(page.lines(), room(rooms, page.target(), root))));
        }
        add(pages, CommandPage.made(REFERENCE, root, room(rooms, "commands", root)));
        add(pages, ValidationPage.made(BELIEVE, root, room(rooms, "validation", root)));
        add(pages, GalleryPage.made(BELIEVE, root, room(rooms, "gallery", root)));
        new Site(pages).write(folder, true);
        ApiDocs.write(root, folder.resolve("api"));
        System.out.println("site: " + pages.size() + " pages in " + folder);
    }

    private static Shell room(Path rooms, String name, Path root) throws IOException {
        return new Shell(rooms.resolve(name), root);
    }

    /** Behind the last page of its section. */
    static void add(List<Page> pages, Page page) {
        int at = pages.size();
        while (at > 0 && !pages.get(at - 1).section().equals(page.section())) {
            at--;
        }
        pages.add(at == 0 ? pages.size() : at, page);
    }
}
