package archsim.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which archsim this is. */
public final class BuildInfo implements IVersionProvider {

    private static final String UNKNOWN = "unknown";

    /** Released version, e.g. {@code 0.1.0}. */
    public static String version() {
        return property("build.properties", "version");
    }

    /** Commit of the sources, {@code "unknown"} when built outside a repository. */
    public static String commit() {
        return property("git.properties", "git.commit.id");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"archsim " + version(), "commit " + commit(), "Java " + Runtime.version()};
    }

    private static String property(String file, String key) {
        try (InputStream in = BuildInfo.class.getResourceAsStream(file)) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty(key, UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("the build's own " + file + " cannot be read", e);
        }
    }
}
