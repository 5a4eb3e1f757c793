package archsim.engine.machines;

/**
 * What one tile computes.
 *
 * @param last whether no channels follow for the same outputs
 */
public record Piece(Block weights, Outputs outputs, boolean last) {

    public long positions() {
        return outputs.positions();
    }

    public boolean readsInputsOf(Piece other) {
        return weights.group() == other.weights.group()
                && weights.channelFrom() == other.weights.channelFrom()
                && weights.channelTo() == other.weights.channelTo()
                && outputs.equals(other.outputs);
    }
}
