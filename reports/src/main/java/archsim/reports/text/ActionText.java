package archsim.reports.text;

import archsim.base.RootLocale;
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
        return action.otherBits().isPresent()
                ? RootLocale.format(
                        "product of %d x %d b",
                        action.operandBits(), action.otherBits().getAsInt())
                : RootLocale.format("product of %d b", action.operandBits());
    }

    @Override
    public String add(Action.Add action) {
        return RootLocale.format("sum of %d b", action.operandBits());
    }

    @Override
    public String floatMultiply(Action.FloatMultiply action) {
        return RootLocale.format("product of FP%d", action.operandBits());
    }

    @Override
    public String floatAdd(Action.FloatAdd action) {
        return RootLocale.format("sum of FP%d", action.operandBits());
    }

    @Override
    public String numberMultiply(Action.NumberMultiply action) {
        return "product of " + action.type().unscaled();
    }

    @Override
    public String numberAdd(Action.NumberAdd action) {
        return RootLocale.format("sum of products of %s", action.type().unscaled());
    }

    @Override
    public String scaleSum(Action.ScaleSum action) {
        return "sum times a scale of " + action.scale();
    }

    @Override
    public String convertNumber(Action.ConvertNumber action) {
        return RootLocale.format("number made one of %d b", action.bits());
    }

    @Override
    public String compare(Action.Compare action) {
        return RootLocale.format("comparison of %d b", action.operandBits());
    }

    @Override
    public String priorityEncode(Action.PriorityEncode action) {
        return RootLocale.format("first of %d lines", action.lines());
    }

    @Override
    public String indexDecode(Action.IndexDecode action) {
        return RootLocale.format("index of %d b", action.indexBits());
    }

    @Override
    public String registerAccess(Action.RegisterAccess action) {
        return RootLocale.format("%s %d b of %d words", verb(action.write()), action.wordBits(), action.words());
    }

    @Override
    public String fifoAccess(Action.FifoAccess action) {
        return RootLocale.format(
                "%s %d b, queue of %d", action.push() ? "push" : "pop", action.entryBits(), action.entries());
    }

    @Override
    public String maskJoin(Action.MaskJoin action) {
        return RootLocale.format("join of %d b", action.maskBits());
    }

    @Override
    public String selectWord(Action.SelectWord action) {
        return RootLocale.format("one of %d x %d b", action.words(), action.wordBits());
    }

    @Override
    public String locateProduct(Action.LocateProduct action) {
        return "place of a product";
    }

    @Override
    public String accumulate(Action.Accumulate action) {
        return RootLocale.format("add to one of %d x %d b", action.entries(), action.entryBits());
    }

    @Override
    public String wireTransfer(Action.WireTransfer action) {
        return String.format(Locale.ROOT, "%d b over %s mm", action.bits(), action.lengthMm());
    }

    @Override
    public String crossbarTransfer(Action.CrossbarTransfer action) {
        return RootLocale.format("%d b through %d x %d", action.bits(), action.inputs(), action.outputs());
    }

    @Override
    public String sramAccess(Action.SramAccess action) {
        return RootLocale.format("%s %d b of %d B", verb(action.write()), action.wordBits(), action.capacityBytes());
    }

    @Override
    public String logicLeakage(Action.LogicLeakage action) {
        return RootLocale.format("1 ns of %,d multipliers", action.multipliers());
    }

    @Override
    public String sramLeakage(Action.SramLeakage action) {
        return RootLocale.format("1 ns of %d B", action.capacityBytes());
    }

    @Override
    public String clockCycle(Action.ClockCycle action) {
        return RootLocale.format("1 cycle of %d b", action.pipelineBits() + action.storedBits());
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

    @Override
    public String dramSelfRefresh(Action.DramSelfRefresh action) {
        return "1 ns of self-refresh";
    }

    @Override
    public String inNode(Action.InNode action) {
        return RootLocale.format("%s, %d nm", of(action.action()), action.technologyNm());
    }

    private static String verb(boolean write) {
        return write ? "write" : "read";
    }
}
