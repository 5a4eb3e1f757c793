package archsim.workloads.dataset;

import archsim.base.RootLocale;
import archsim.base.Sha256;

/**
 * Images to learn from, and images to be judged by.
 *
 * @param name as people call it
 * @param train to learn from; choices are made on a slice of these
 * @param test read once, at the end; images of the same size
 */
public record DataSet(String name, ImageSet train, ImageSet test) {

    public DataSet {
        if (train.c() != test.c() || train.h() != test.h() || train.w() != test.w()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "training and test images must have one size, was %d x %d x %d and %d x %d x %d",
                    train.c(), train.h(), train.w(), test.c(), test.h(), test.w()));
        }
    }

    /** SHA-256 of the two sets' digests, training first, as one text. */
    public String sha256() {
        return Sha256.of(train.sha256() + test.sha256());
    }
}
