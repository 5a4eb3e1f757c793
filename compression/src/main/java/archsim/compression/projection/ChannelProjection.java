package archsim.compression.projection;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Projection of weights {@code [filters][channels][taps]} onto those with few non-zero channels.
 *
 * <p>Source: X. Ma et al., TNNLS 2022, section IV-A and IV-B.
 *
 * @param channels that may stay
 */
public record ChannelProjection(int channels) {

    public ChannelProjection {
        if (channels < 0) {
            throw new IllegalArgumentException("channels must be at least 0, was " + channels);
        }
    }

    /**
     * Which weights stay.
     *
     * @param values {@code [filters][channels][taps]}
     * @param taps weights of one filter on one channel
     * @param channelBonus added to the squared norm of each channel: what removing it takes from the layer that writes
     *     it; one entry a channel
     * @throws IllegalArgumentException if a value is not finite
     */
    public boolean[] support(float[] values, int taps, double[] channelBonus) {
        int all = channelBonus.length;
        double[] energy = SquaredNorms.squares(values, values.length / (all * taps), all, taps)
                .sum(0, 2)
                .addi(Nd4j.createFromArray(channelBonus))
                .toDoubleVector();
        boolean[] kept = Ranking.largest(energy, channels);
        boolean[] support = new boolean[values.length];
        for (int i = 0; i < support.length; i++) {
            support[i] = kept[i / taps % kept.length];
        }
        return support;
    }
}
