package archsim.cli.output;

/** What the process answers to whoever started it. */
public final class ExitCode {

    /** The result was printed. */
    public static final int DONE = 0;
    /** Something in archsim or on the machine went wrong, or a check did not hold. */
    public static final int FAILED = 1;
    /** The user's input or usage is wrong. */
    public static final int WRONG_INPUT = 2;

    private ExitCode() {}
}
