package archsim.reports.text;

import archsim.energy.Action;
import java.util.Locale;

/** Actions in a few words. */
final class ActionText implements Action.Cases<String> {

    private static final ActionText WORDS = new ActionText();

    private ActionText() {}

    static String of(Action action) {
        return action.match(WORDS);
    }

    @Override
    public String multiply(Action.Multiply action) {
        return "product of %d b".formatted(action.operandBits());
    }

    @Override
    public String add(Action.Add action) {
        return "sum of %d b".formatted(action.operandBits());
    }

    @Override
    public String floatMultiply(Action.FloatMultiply action) {
        return "product of FP%d".formatted(action.operandBits());
    }

    @Override
    public String floatAdd(Action.FloatAdd action) {
        return "sum of FP%d".formatted(action.operandBits());
    }

    @Override
    public String compare(Action.Compare action) {
        return "comparison of %d b".formatted(action.operandBits());
    }

    @Override
    public String priorityEncode(Action.PriorityEncode action) {
        return "first of %d lines".formatted(action.lines());
    }

    @Override
    public String indexDecode(Action.IndexDecode action) {
        return "index of %d b".formatted(action.indexBits());
    }

    @Override
    public String registerAccess(Action.RegisterAccess action) {
        return "%s %d b of %d words".formatted(verb(action.write()), action.wordBits(), action.words());
    }

    @Override
    public String fifoAccess(Action.FifoAccess action) {
        return "%s %d b, queue of %d".formatted(action.push() ? "push" : "pop", action.entryBits(), action.entries());
    }

    @Override
    public String accumulate(Action.Accumulate action) {
        return "add to one of %d x %d b".formatted(action.entries(), action.entryBits());
    }

    @Override
    public String wireTransfer(Action.WireTransfer action) {
        return String.format(Locale.ROOT, "%d b over %s mm", action.bits(), action.lengthMm());
    }

    @Override
    public String crossbarTransfer(Action.CrossbarTransfer action) {
        return "%d b through %d x %d".formatted(action.bits(), action.inputs(), action.outputs());
    }

    @Override
    public String sramAccess(Action.SramAccess action) {
        return "%s %d b of %d B".formatted(verb(action.write()), action.wordBits(), action.capacityBytes());
    }

    @Override
    public String sramLeakage(Action.SramLeakage action) {
        return "1 ns of %d B".formatted(action.capacityBytes());
    }

    @Override
    public String dramActivate(Action.DramActivate action) {
        return "activate";
    }

    @Override
    public String dramBurst(Action.DramBurst action) {
        return verb(action.write()) + " burst";
    }

    @Override
    public String dramRefresh(Action.DramRefresh action) {
        return "refresh";
    }

    @Override
    public String dramBackground(Action.DramBackground action) {
        return "1 ns, rows " + (action.rowsOpen() ? "open" : "closed");
    }

    @Override
    public String dramPowerDown(Action.DramPowerDown action) {
        return "1 ns down, rows " + (action.rowsOpen() ? "open" : "closed");
    }

    private static String verb(boolean write) {
        return write ? "write" : "read";
    }
}
