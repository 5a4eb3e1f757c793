package archsim.engine.machines.sticker;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "sticker"}: see {@link Sticker}. */
public final class StickerKind implements MachineKind {

    @Override
    public String name() {
        return "sticker";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Sticker.class;
    }
}
