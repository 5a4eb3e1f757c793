package archsim.cli.file;

import archsim.base.json.JsonSchema;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources say of records and their components: the first sentence, in plain words. */
final class JavadocWords {

    private static final Path ROOT = Path.of("../..");
    private static final List<String> MODULES = List.of(
            "archsim/base",
            "archsim/engine",
            "archsim/sweep",
            "archsim/cli",
            "workloads",
            "dram-sram-tables",
            "energy-models",
            "compression");

    private final Map<String, DocCommentTree> comments = new HashMap<>();

    /** @param types whose sources are read */
    JavadocWords(Collection<Class<?>> types) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    types.stream().map(JavadocWords::source).distinct().toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(trees, unit.getPackageName().toString()).scan(new TreePath(unit), null);
            }
        }
    }

    private static Path source(Class<?> type) {
        Class<?> outer = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        String file = outer.getName().replace('.', '/') + ".java";
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("src/main/java").resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source of " + type));
    }

    /** A line for each of {@code types} and each of its components that the sources say something of. */
    SortedMap<String, String> of(Collection<Class<?>> types) {
        var words = new TreeMap<String, String>();
        for (Class<?> type : types) {
            DocCommentTree comment = comments.get(type.getName());
            if (comment != null && !isPlumbing(type)) {
                words.put(JsonSchema.name(type), plain(comment.getFirstSentence()));
            }
            for (RecordComponent component : type.getRecordComponents()) {
                String line = parameter(comment, component.getName());
                if (!line.isEmpty()) {
                    words.put(JsonSchema.name(type) + "." + component.getName(), line);
                }
            }
        }
        return words;
    }

    /** The sentences on the records of whole files speak of code. */
    private static boolean isPlumbing(Class<?> type) {
        return Stream.of(FileKind.values()).anyMatch(kind -> kind.type() == type);
    }

    private static String parameter(DocCommentTree comment, String name) {
        return comment == null
                ? ""
                : comment.getBlockTags().stream()
                        .filter(tag -> tag instanceof ParamTree parameter
                                && parameter.getName().toString().equals(name))
                        .map(tag -> plain(((ParamTree) tag).getDescription()))
                        .findFirst()
                        .orElse("");
    }

    /** Text without tags: of a link the label, or else the name without its packages. */
    private static String plain(List<? extends DocTree> parts) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part));
        return text.toString()
                .replaceAll("(?s)\\{@(?:code|literal)\\s+([^}]*)}", "$1")
                .replaceAll("(?s)\\{@link(?:plain)?\\s+[^\\s}]+\\s+([^}]*)}", "$1")
                .replaceAll("(?s)\\{@link(?:plain)?\\s+(?:[\\w.]*\\.)?([\\w#]+)(?:\\([^)]*\\))?}", "$1")
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private final class Reader extends TreePathScanner<Void, Void> {

        private final DocTrees trees;
        private final List<String> names = new ArrayList<>();
        private final String packageName;

        Reader(DocTrees trees, String packageName) {
            this.trees = trees;
            this.packageName = packageName;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            names.add(type.getSimpleName().toString());
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                comments.put(packageName + "." + String.join("$", names), comment);
            }
            super.visitClass(type, null);
            names.remove(names.size() - 1);
            return null;
        }
    }
}
