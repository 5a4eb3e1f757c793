package archsim.engine.machines.loopnest.count;

/**
 * What moves of one tensor.
 *
 * @param elements values, those that a code stores
 * @param valueBits of them
 * @param placeBits that say where they belong
 * @param scaleBits of the blocks' scales
 */
record Moved(long elements, long valueBits, long placeBits, long scaleBits) {

    static final Moved NOTHING = new Moved(0, 0, 0, 0);

    Moved plus(Moved other) {
        return new Moved(
                elements + other.elements,
                valueBits + other.valueBits,
                placeBits + other.placeBits,
                scaleBits + other.scaleBits);
    }

    Moved minus(Moved other) {
        return new Moved(
                elements - other.elements,
                valueBits - other.valueBits,
                placeBits - other.placeBits,
                scaleBits - other.scaleBits);
    }

    Moved times(long count) {
        return new Moved(
                Math.multiplyExact(elements, count),
                Math.multiplyExact(valueBits, count),
                Math.multiplyExact(placeBits, count),
                Math.multiplyExact(scaleBits, count));
    }

    long bits() {
        return valueBits + placeBits + scaleBits;
    }
}
