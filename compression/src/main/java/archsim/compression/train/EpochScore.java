package archsim.compression.train;

/**
 * How a network did on a set of images.
 *
 * @param loss mean cross entropy in nats
 * @param accuracy share of images classified right, 0 to 1
 */
public record EpochScore(double loss, double accuracy) {}
