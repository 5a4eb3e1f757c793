package archsim.cli.output;

/** Arguments as a POSIX shell takes them. */
public final class ShellWord {

    private ShellWord() {}

    /** {@code argument} in quotes if it needs them. */
    public static String of(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
