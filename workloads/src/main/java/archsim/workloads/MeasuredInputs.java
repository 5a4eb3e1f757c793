package archsim.workloads;

/** The inputs that a layer met on some images, {@code [n][c][h][w]}. */
public interface MeasuredInputs {

    /** Inputs of all images. */
    int size();

    /** Size of input {@code index} without its sign, in any unit that is the same for the whole layer. */
    double magnitude(int index);

    /** Which inputs are not zero. */
    default Mask mask() {
        return Mask.of(size(), i -> magnitude(i) != 0);
    }
}
