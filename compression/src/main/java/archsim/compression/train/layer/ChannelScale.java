package archsim.compression.train.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Channels times the logistic function of a number each: the end of squeeze-and-excitation. */
public final class ChannelScale implements SliceOp {

    /**
     * A live channel that is written.
     *
     * @param source the live channel of the input that it is
     * @param gate the live channel of the gate; without one the number is 0
     */
    public record Channel(int source, OptionalInt gate) {}

    private final GradientInput input;
    private final Optional<GradientInput> gate;
    private final List<Channel> channels;
    private final ActivationBuffer output;
    private final float[] factors;
    private final float[] slopes;

    /** @param gate one position a channel; absent if none of its channels is live */
    public ChannelScale(
            GradientInput input, Optional<GradientInput> gate, List<Channel> channels, ActivationBuffer output) {
        this.input = input;
        this.gate = gate;
        this.channels = List.copyOf(channels);
        this.output = output;
        this.factors = new float[output.images()];
        this.slopes = new float[output.images()];
    }

    @Override
    public void forward(Pass pass) {
        int at = 0;
        for (Channel channel : channels) {
            setFactors(channel);
            int from = channel.source() * output.plane();
            for (int end = at + output.plane(); at < end; at += factors.length, from += factors.length) {
                for (int image = 0; image < factors.length; image++) {
                    output.values()[at + image] = factors[image] * input.values()[from + image];
                }
            }
        }
    }

    private void setFactors(Channel channel) {
        for (int image = 0; image < factors.length; image++) {
            double number =
                    channel.gate().isPresent() ? gate(channel)[channel.gate().getAsInt() * factors.length + image] : 0;
            factors[image] = (float) (1 / (1 + StrictMath.exp(-number)));
        }
    }

    private float[] gate(Channel channel) {
        return gate.orElseThrow(() -> new IllegalStateException("no gate for " + channel))
                .values();
    }

    @Override
    public void backward(Pass pass) {
        float[] inputGradient = input.wanted() ? input.openGradient() : new float[0];
        float[] gateGradient = gate.map(GradientInput::openGradient).orElse(new float[0]);
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            setFactors(channel);
            backward(i * output.plane(), channel.source() * output.plane(), inputGradient);
            if (channel.gate().isPresent()) {
                Lanes.addScaled(
                        gateGradient, channel.gate().getAsInt() * factors.length, 1f, slopes, 0, factors.length);
            }
        }
    }

    /** Hands the gradient of one channel on, and sets the slopes by its number. */
    private void backward(int at, int from, float[] inputGradient) {
        float[] gradient = output.gradient();
        Arrays.fill(slopes, 0f);
        for (int position = 0; position < output.plane(); position += factors.length) {
            for (int image = 0; image < factors.length; image++) {
                float slope = gradient[at + position + image];
                slopes[image] += slope * input.values()[from + position + image];
                if (input.wanted()) {
                    inputGradient[from + position + image] += slope * factors[image];
                }
            }
        }
        for (int image = 0; image < factors.length; image++) {
            slopes[image] *= factors[image] * (1 - factors[image]);
        }
    }
}
