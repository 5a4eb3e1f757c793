package archsim.engine.plan;

import archsim.base.InvalidInputException;
import archsim.base.json.Subtypes;
import archsim.energy.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All kinds of machines on the class path, those that ship first.
 *
 * <p>A plug-in that cannot be used is a fault of its jar, an {@link InvalidInputException} that names it: a class that is
 * missing or of another version, an unsuitable name or record, a name or component that is taken.
 */
public final class MachineKinds implements Subtypes {

    private static final String SHIPPED_PACKAGE = "archsim.engine.machines.";
    private static final String SERVICE_FILE = "META-INF/services/" + MachineKind.class.getName();

    private final Map<String, MachineKind> kinds = new LinkedHashMap<>();
    private final Map<String, Component> components = new LinkedHashMap<>();

    /** Loaded when first asked for; a faulty plug-in is reported each time. */
    private static final class Loaded {

        static final Supplier<MachineKinds> KINDS = load();

        private static Supplier<MachineKinds> load() {
            try {
                requireEachClassOnce();
                var kinds = new MachineKinds(ServiceLoader.load(MachineKind.class));
                return () -> kinds;
            } catch (InvalidInputException e) {
                return () -> {
                    throw e;
                };
            }
        }
    }

    /** The kinds on the class path. */
    public MachineKinds() {
        MachineKinds loaded = Loaded.KINDS.get();
        kinds.putAll(loaded.kinds);
        components.putAll(loaded.components);
    }

    MachineKinds(Iterable<MachineKind> found) {
        Component.SHARED.forEach(component -> components.put(component.name(), component));
        try {
            found.forEach(this::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw InvalidInputException.of(jarOf(e), "is no plug-in of this archsim: %s", reason(e));
        }
    }

    private void add(MachineKind kind) {
        String jar = jarOf(kind.getClass());
        Class<?> parameters = kind.parameters();
        if (!kind.name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw InvalidInputException.of(
                    jar, "must name its kind in lower case with hyphens, was \"%s\"", kind.name());
        }
        if (!parameters.isRecord() || !Modifier.isPublic(parameters.getModifiers())) {
            throw InvalidInputException.of(
                    jar, "must have a public record as the parameters of \"%s\", was %s", kind.name(), parameters);
        }
        MachineKind before = kinds.putIfAbsent(kind.name(), kind);
        if (before != null) {
            throw InvalidInputException.of(
                    jar, "has a machine of kind \"%s\", so has %s", kind.name(), jarOf(before.getClass()));
        }
        kind.components().forEach(component -> add(component, jar));
    }

    private void add(Component component, String jar) {
        Component before = components.putIfAbsent(component.name(), component);
        if (before != null && !before.equals(component)) {
            throw InvalidInputException.of(jar, "has a component %s, but there is %s", component, before);
        }
    }

    /** The component of that name, shared or of any kind. */
    public static Optional<Component> component(String name) {
        return Optional.ofNullable(Loaded.KINDS.get().components.get(name));
    }

    /** The kind whose parameters {@code dataflow} is. */
    public static MachineKind of(Dataflow dataflow) {
        return Loaded.KINDS.get().kinds.values().stream()
                .filter(kind -> kind.parameters() == dataflow.getClass())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(dataflow.getClass() + " is of no kind"));
    }

    /** The jar of the plug-in in whose code {@code fault} arose, or whose classes do not fit this archsim; empty if none. */
    public static Optional<String> plugInBehind(Throwable fault) {
        return Loaded.KINDS.get().kinds.values().stream()
                .filter(kind -> !kind.getClass().getPackageName().startsWith(SHIPPED_PACKAGE))
                .filter(kind -> isBehind(fault, kind.getClass().getPackageName() + "."))
                .findFirst()
                .map(kind -> jarOf(kind.getClass()));
    }

    private static boolean isBehind(Throwable fault, String code) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .anyMatch(one -> isUnfit(one, code) || aroseIn(one, code));
    }

    private static boolean isUnfit(Throwable fault, String code) {
        return fault instanceof LinkageError
                && String.valueOf(fault.getMessage()).replace('/', '.').contains(code);
    }

    private static boolean aroseIn(Throwable fault, String code) {
        return Arrays.stream(fault.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(code));
    }

    @Override
    public String key() {
        return "kind";
    }

    @Override
    public Map<String, Class<?>> byName() {
        var records = new LinkedHashMap<String, Class<?>>();
        kinds.forEach((name, kind) -> records.put(name, kind.parameters()));
        return Collections.unmodifiableMap(records);
    }

    private static String jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? type.getName() : path(source.getLocation());
    }

    /** The jar or folder that {@code location} is or lies in. */
    private static String path(URL location) {
        return location.toString().replaceFirst("^(jar:)?file:", "").replaceFirst("!?/META-INF/.*$", "");
    }

    /** The jar of the class that cannot be loaded: the one whose service file names it, or a class of its package. */
    private static String jarOf(Error fault) {
        String message = String.valueOf(fault.getMessage());
        String classes = message.replace('/', '.');
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader.resources(SERVICE_FILE)
                .filter(file -> message.contains(file.toString())
                        || names(file).anyMatch(name -> classes.contains(packageOf(name))))
                .findFirst()
                .map(MachineKinds::path)
                .orElse("a plug-in on the class path");
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }

    /** Of two jars with the same class, Java would silently take the first. */
    private static void requireEachClassOnce() {
        var places = new HashMap<String, String>();
        Thread.currentThread().getContextClassLoader().resources(SERVICE_FILE).forEach(file -> names(file)
                .filter(name -> !name.startsWith(SHIPPED_PACKAGE))
                .forEach(name -> {
                    String before = places.put(name, path(file));
                    if (before != null) {
                        throw InvalidInputException.of(path(file), "has %s, so has %s", name, before);
                    }
                }));
    }

    private static Stream<String> names(URL serviceFile) {
        try (InputStream in = serviceFile.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(name -> !name.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(Error fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
