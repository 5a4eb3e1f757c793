package archsim.cli.output;

import archsim.base.VisibleText;
import java.io.PrintWriter;

/** What a terminal shows: names from files cannot move its cursor, set its title or turn the text around. */
public final class VisibleWriter extends PrintWriter {

    public VisibleWriter(PrintWriter out, boolean autoFlush) {
        super(out, autoFlush);
    }

    @Override
    public void write(String text, int offset, int length) {
        String visible = VisibleText.ofLines(text.substring(offset, offset + length));
        super.write(visible, 0, visible.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(int c) {
        write(Character.toString((char) c), 0, 1);
    }
}
