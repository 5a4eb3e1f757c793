package archsim.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A POSIX shell in a folder of its own, in which {@code archsim} is the class path of this process. */
final class Shell {

    private static final long PATIENCE_MINUTES = 20;

    private final Path folder;
    private final Path checkout;

    /**
     * @param folder empty; commands run in {@code work} below it
     * @param checkout what {@code $CHECKOUT} is
     */
    Shell(Path folder, Path checkout) throws IOException {
        this.folder = folder;
        this.checkout = checkout.toAbsolutePath().normalize();
        Path launcher = folder.resolve("bin/archsim");
        Files.createDirectories(launcher.getParent());
        Files.createDirectories(work());
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:+UseSerialGC -Xshare:auto"
                        + " -XX:TieredStopAtLevel=1 -Djava.awt.headless=true -cp '"
                        + System.getProperty("java.class.path") + "' archsim.cli.Main \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
    }

    /** Where commands run. */
    Path work() {
        return folder.resolve("work");
    }

    /**
     * What a script prints on standard output, a line each.
     *
     * @throws IOException if it ends with another exit code than 0, with what it said
     */
    List<String> printed(String script) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder("sh", "-eu", "-c", script)
                .directory(work().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().put("CHECKOUT", checkout.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still at work after " + PATIENCE_MINUTES + " minutes:\n" + script);
        }
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + " of\n" + script + "\n" + printed
                    + Files.readString(err, StandardCharsets.UTF_8));
        }
        return printed.lines().toList();
    }
}
